import { isMapping } from "../../core/basics/values.ts";
import type { People } from "../../core/program/program.ts";
import { isAlike, nameIn } from "../../core/program/registry.ts";
import { shortAddress } from "../../core/records/labels.ts";
import type { Program } from "../../data/load.ts";
import { readMapping } from "../../data/read.ts";
import type { Author } from "../../git/changes.ts";
import type { Passed } from "../../git/send.ts";
import type { PassedRecord, PassedReport } from "../../views/send.ts";
import { documentAt } from "./settle.ts";

/** The name people.yaml has for an e-mail address; else the name Git was told, with the address where it is somebody else's too. */
export function nameByEmail({ name, email }: Author, people: People | undefined): string {
  const known = people?.people.find(({ emails }) => emails?.some((each) => each.toLowerCase() === email.toLowerCase()));
  if (people && known) return nameIn(people, known.id);
  return people?.people.some((each) => isAlike(each.name, name)) ? `${name} <${email}>` : name;
}

const isRecord = (path: string) =>
  /^((candidates\/[^/]+\/)?signatures|candidates\/[^/]+\/case)\/[^/]+\.yaml$/.test(path);

/** What went one way, in the words of the program. `inProgram` makes a path start at the program's folder. */
export async function reportOn(
  { authors, files }: Passed,
  program: Program | null,
  root: string,
  inProgram: (path: string) => string,
): Promise<PassedReport> {
  const changes = counted(authors.map((author) => nameByEmail(author, program?.people)));
  const known = files.map((file) => ({ ...file, path: inProgram(file.path) }));
  const records = known.filter(({ path, how }) => isRecord(path) && how === "added");
  const told = await Promise.all(records.map(({ path }) => toldOf(root, path, program)));
  return {
    changes: authors.length,
    people: [...changes].map(([name, count]) => ({ name, changes: count })),
    documents: known
      .filter(({ path }) => !records.some((record) => record.path === path))
      .map(({ path, how }) => {
        const document = documentAt(program, path);
        const title = document?.title ?? attachmentTitle(path, program);
        return { path, how, title, address: document?.address ?? null };
      }),
    signatures: countedRecords(told),
  };
}

/** What one record tells, in words; signatures are only counted, all else is named with what it is about. */
async function toldOf(root: string, path: string, program: Program | null): Promise<PassedRecord> {
  const read = await readMapping(root, path);
  const value = "value" in read && isMapping(read.value) ? read.value : {};
  const text = (key: string) => (typeof value[key] === "string" ? value[key] : null);
  const signer = text("signer");
  const name = signer === null ? "somebody" : program ? nameIn(program.people, signer) : signer;
  const act = text("act") ?? "record";
  const [candidate, document, section] = [text("candidate"), text("document"), text("section") ?? "."];
  const isPlain = ["sign", "paper", "decline", "witness", "revoke"].includes(act);
  const about =
    isPlain || !candidate
      ? null
      : document === "case"
        ? candidate
        : `${candidate} ${shortAddress(document ?? "", section)}`;
  const decision = text("decision");
  return { name, act, count: 1, ...(about ? { about } : {}), ...(decision ? { decision } : {}) };
}

function countedRecords(records: PassedRecord[]): PassedRecord[] {
  const found = new Map<string, PassedRecord>();
  for (const record of records) {
    const key = JSON.stringify({ ...record, count: 0 });
    found.set(key, { ...record, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** A file that lies beside case files. */
function attachmentTitle(path: string, program: Program | null): string | null {
  const [, candidate, name] = /^candidates\/([^/]+)\/case\/([^/]+)$/.exec(path) ?? [];
  return program && candidate ? `File of the case file (${candidate}/case/${name})` : null;
}

function counted(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
