import type { FileConflict } from "../../core/merge/conflicts.ts";
import { isUserError } from "../../core/problems/user-error.ts";
import { findProgram, loadProgram, type Program } from "../../data/load.ts";
import { identityOf } from "../../git/identity.ts";
import { alone } from "../../git/lock.ts";
import { openRepository, requireWritable } from "../../git/open.ts";
import { saveUnsaved, unsavedOf } from "../../git/save-unsaved.ts";
import { exchange, inProgram } from "../../git/send.ts";
import { findPlace } from "../../git/shared-place.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { formatOf, type ReportOptions, report } from "../../views/report.ts";
import { conflictText, type SendReport, sendText } from "../../views/send.ts";
import type { Where } from "../program/open.ts";
import { nameByEmail, reportOn } from "./report.ts";
import { settleFile } from "./settle.ts";

export interface SendOptions extends Where, ReportOptions {
  to?: string;
  keep?: "mine" | "theirs";
  save?: boolean;
}

/** Takes in what others sent, and sends what is saved here. 2 when both changed the same, and nothing else happened. */
export async function send(options: SendOptions, io: Io): Promise<ExitCode> {
  const root = findProgram(io.cwd, options.program);
  const repository = await openRepository(root);
  requireWritable(repository);
  const me = await identityOf(repository, io.env);
  const conflicts: FileConflict[] = [];
  const done = await alone(root, async (): Promise<SendReport> => {
    const saved = options.save ? await saveUnsaved(root, me, io.now()) : [];
    const place = await findPlace(root, options.to, io.interactive);
    if (io.interactive) io.err(`Sharing with ${place.remote} …\n`);
    const own = (path: string) => inProgram(place, path);
    const before = await readable(root);
    const keep = options.keep === "mine" ? "ours" : options.keep;
    const exchanged = await exchange(place, me, (file, author) => {
      const by = nameByEmail(author, before?.people);
      return settleFile(file, own(file.path), { program: before, by, keep, conflicts });
    });
    const { remote, target } = place;
    const shared = { remote, theirs: `${remote}/${target}`, saved, unsaved: await unsavedOf(root) };
    if (!exchanged) return { ok: false, ...shared, received: null, sent: null, conflicts };
    const program = await readable(root);
    const received = await reportOn(exchanged.received, program, root, own);
    const sent = await reportOn(exchanged.sent, program, root, own);
    return { ok: true, ...shared, received, sent, conflicts: [] };
  });
  if (!done.ok && formatOf(options) === "text") io.err(conflictText(done, options.keep !== undefined, io));
  else await report({ text: () => sendText(done, io), json: () => jsonText(done) }, options, io);
  return done.ok ? 0 : 2;
}

/** The program, as far as it can be read: one that is broken may be just what somebody sends the remedy for. */
async function readable(root: string): Promise<Program | null> {
  try {
    return await loadProgram(root);
  } catch (error) {
    if (isUserError(error)) return null;
    throw error;
  }
}
