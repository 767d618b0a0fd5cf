import { sha256 } from "../../core/basics/canonical.ts";
import type { Candidate } from "../../core/program/program.ts";
import { fingerprintOf } from "../../core/program/registry.ts";
import type { Attachment, Judged } from "../../core/records/signature.ts";
import { damageWords, type Looked } from "../../core/reports/dossier-history.ts";
import type { Lost } from "../../core/reports/dossier-told.ts";
import type { Program } from "../../data/load.ts";
import type { NewFile } from "../../data/write.ts";
import { openRepository, type Repository } from "../../git/open.ts";
import { attachmentsOf } from "../../signatures/attachments.ts";
import { caseCopies, type Kept } from "../../signatures/case-copies.ts";
import { damageToRecords, type Look, lookAt } from "../../signatures/look.ts";
import { readRecord } from "../../signatures/records.ts";
import type { Clock } from "../../signatures/stand.ts";
import { verifySignatures } from "../../signatures/verify.ts";

/** What everybody's records are worth, and what history tells of them. */
export interface CaseLook {
  candidate: Candidate & { records: Judged[] };
  repository: Repository | null;
  look: Look | null;
  attachments: Attachment[];
  history: Looked;
}

/** Looks at a candidate's records as `ilp verify` does. Damage that somebody accepted on this computer is damage here. */
export async function caseLook(program: Program, read: Candidate, clock: Clock): Promise<CaseLook> {
  const opened = await openRepository(program.root);
  const repository = opened?.problem ? null : opened;
  const wanted = { withProcess: false, withHistory: true, whole: false, accept: false };
  const asked = { program, candidates: [read], repository, clock, ...wanted };
  const { candidates, history, registry } = await verifySignatures(asked);
  const found = candidates.find(({ candidate }) => candidate === read.id);
  const { records = [], attachments = [], differs = [] } = found ?? {};
  const looks = repository?.head && !repository.shallow ? await lookAt(repository, [read.id]) : null;
  const look = looks?.get(read.id) ?? null;
  const damage = damageToRecords(look ?? undefined, records);
  return {
    candidate: { ...read, records },
    repository,
    look,
    attachments,
    history: { damage, history, registry, differs },
  };
}

export interface CaseFiles {
  files: NewFile[];
  lost: Lost[];
  attachments: Attachment[];
  copies: Map<string, string>;
  kept: Map<string, string>;
}

/** Copies of every record and attachment, byte for byte, and of what history kept of those that are gone. */
export async function caseFiles(program: Program, looked: CaseLook, clock: Clock): Promise<CaseFiles> {
  const { root, settings } = program;
  const { candidate, repository, look } = looked;
  const paths = candidate.records.map(({ path }) => path);
  const attached = [...new Set(looked.attachments.map(({ path }) => path))];
  const found = await caseCopies(root, candidate.id, [...paths, ...attached], repository, look);
  const names = new Set<string>();
  const nameIn = (folder: string, path: string) => freeName(folder, path, names);
  const copies = new Map([...found.copies.keys()].map((path) => [path, nameIn(folderFor(path, paths), path)]));
  const files = [...found.copies].map(([path, content]): NewFile => ({ path: copies.get(path) ?? path, content }));
  const lost: Lost[] = [];
  const kept = new Map<string, string>();
  for (const each of found.kept) {
    const file = nameIn("taken-away", each.path);
    files.push({ path: file, content: each.bytes });
    kept.set(sha256(each.bytes), file);
    if (!each.path.endsWith(".yaml")) continue;
    const told = each.damage.map((damage) => damageWords(damage, settings["time-zone"])).join("; ");
    const record = await lostRecord(each, { program: settings.id, candidate: candidate.id }, clock);
    // The same record may lie elsewhere now.
    if (record.id === "" || !candidate.records.some(({ id }) => id === record.id)) lost.push({ record, told, file });
  }
  const gone = await attachmentsOf(
    root,
    lost.map(({ record }) => record),
    repository,
  );
  return {
    files: [...files, keysFile(program, candidate.records)],
    lost,
    attachments: [...looked.attachments, ...gone],
    copies,
    kept,
  };
}

const folderFor = (path: string, records: string[]) => (records.includes(path) ? "records" : "attachments");

/** Two files of different folders may have the same name, if somebody gave it to them; odd letters do not travel. */
function freeName(folder: string, path: string, taken: Set<string>): string {
  const name = (path.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\./, "_");
  for (let count = 1; ; count++) {
    const file = `${folder}/${count === 1 ? "" : `${count}-`}${name}`;
    if (taken.has(file.toLowerCase())) continue;
    taken.add(file.toLowerCase());
    return file;
  }
}

/** A record that is not there any more counts for nothing; what it says is told all the same. */
async function lostRecord(
  { path, bytes, arrival }: Kept,
  about: { program: string; candidate: string },
  clock: Clock,
): Promise<Judged> {
  const read = await readRecord(bytes, path, about);
  const { commit, email, at, parentAt } = arrival;
  return {
    ...read,
    recorded: true,
    added: { commit, email, at, parentAt, names: null },
    state: "invalid",
    assurance: "none",
    day: read.statement ? clock.dayOf(read.statement.at) : null,
    accepted: false,
    reason: "",
    remarks: [],
  };
}

/** Public keys by signer, as `ssh-keygen -Y verify -f` reads them. */
function keysFile({ people }: Program, records: Judged[]): NewFile {
  const used = new Set(records.flatMap(({ seal }) => (seal && "fingerprint" in seal ? seal.fingerprint : [])));
  const lines = people.people.flatMap(({ id, keys }) =>
    (keys ?? [])
      .filter(({ key }) => used.has(fingerprintOf(key)))
      .map(
        ({ key }) => `${id} namespaces="ilp-signature" ${key}
`,
      ),
  );
  return { path: "keys.txt", content: lines.join("") };
}
