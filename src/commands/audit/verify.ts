import { isDoubtful, tallyOf } from "../../core/findings/tally.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { candidateIds, loadCandidate } from "../../data/candidate.ts";
import { openRepository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { type Verification, verifySignatures } from "../../signatures/verify.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { verificationJson, verificationText } from "../../views/verify.ts";
import { clockOf, knownCandidate, openProgram, type Where } from "../program/open.ts";

export interface VerifyOptions extends Where, ReportOptions {
  candidate?: string;
  all?: boolean;
  strict?: boolean;
  history?: boolean;
  accept?: boolean;
}

/** 0: all required signatures are in order. 1: some are not. 4: something is not what it says, or history was changed. */
export async function verify(options: VerifyOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const { candidate } = options;
  const ids = candidate === undefined ? candidateIds(program.root) : [await knownCandidate(program, candidate)];
  const repository = await openRepository(program.root);
  if (options.accept && !repository)
    throw new UserError("There is no Git repository here whose history could be accepted.", "Leave --accept out.");
  const verification = await verifySignatures({
    program,
    candidates: await Promise.all(ids.map((id) => loadCandidate(program, id))),
    whole: candidate === undefined,
    repository,
    clock: clockOf(io, program),
    withProcess: true,
    withHistory: options.history !== false,
    accept: options.accept === true,
  });
  const code = codeOf(verification, options.strict === true);
  const people = program.people.people;
  await report(
    {
      text: () => verificationText(verification, { all: options.all === true, code, rulebook: program }, io),
      json: () => verificationJson(verification, code, people),
    },
    options,
    io,
  );
  return code;
}

function codeOf({ candidates, history, registry }: Verification, strict: boolean): 0 | 1 | 4 {
  const looked = candidates.map((each) => ({ each, tally: tallyOf(each) }));
  const tampered = looked.some(({ each, tally }) => tally.broken.length + tally.lost.length + each.damage.length > 0);
  if (tampered || history?.rewritten || registry.changed.length > 0) return 4;
  const open = looked.some(({ each, tally }) => tally.open.length > 0 || each.unread);
  const doubtful = looked.some(({ each, tally }) => isDoubtful(each, tally)) || registry.added.length > 0;
  return open || (strict && doubtful) ? 1 : 0;
}
