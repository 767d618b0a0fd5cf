import type { People } from "../core/program.ts";
import { isMapping } from "../core/values.ts";
import type { Program } from "../data/load.ts";
import { readMapping } from "../data/read.ts";
import type { Author } from "../git/changes.ts";
import type { Passed } from "../git/send.ts";
import type { PassedReport } from "../views/send.ts";
import { documentAt } from "./send-settle.ts";

/** The name people.yaml has for an e-mail address; else the name Git was told. */
export function nameOf({ name, email }: Author, people: People | undefined): string {
  const known = people?.people.find(({ emails }) => emails?.some((each) => each.toLowerCase() === email.toLowerCase()));
  return known?.name ?? name;
}

const isRecord = (path: string) => /^(candidates\/[^/]+\/)?signatures\/[^/]+\.yaml$/.test(path);

/** What went one way, in the words of the program. `inProgram` makes a path start at the program's folder. */
export async function reportOn(
  { authors, files }: Passed,
  program: Program | null,
  root: string,
  inProgram: (path: string) => string,
): Promise<PassedReport> {
  const changes = counted(authors.map((author) => nameOf(author, program?.people)));
  const known = files.map((file) => ({ ...file, path: inProgram(file.path) }));
  const records = known.filter(({ path, how }) => isRecord(path) && how === "added");
  const signatures = new Map<string, { name: string; act: string; count: number }>();
  for (const { path } of records) {
    const read = await readMapping(root, path);
    const { signer, act } = "value" in read && isMapping(read.value) ? read.value : {};
    const name = program?.people.people.find(({ id }) => id === signer)?.name ?? String(signer ?? "somebody");
    const key = `${name}\n${act}`;
    const found = signatures.get(key) ?? { name, act: String(act ?? "sign"), count: 0 };
    signatures.set(key, { ...found, count: found.count + 1 });
  }
  return {
    changes: authors.length,
    people: [...changes].map(([name, count]) => ({ name, changes: count })),
    documents: known
      .filter(({ path }) => !records.some((record) => record.path === path))
      .map(({ path, how }) => {
        const document = documentAt(program, path);
        return { path, how, title: document?.title ?? null, address: document?.address ?? null };
      }),
    signatures: [...signatures.values()],
  };
}

function counted(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
