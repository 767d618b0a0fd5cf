/** Recording as a command does it, for these tests; run as a process of its own it records several files, one after the other. */
import { alone } from "../../src/git/lock.ts";
import { openRepository, type Repository } from "../../src/git/open.ts";
import { type Recording, recordFiles } from "../../src/git/plumbing.ts";

export const record = "candidates/candidate-one/signatures/20260115T182205Z-coach-1ee0cf0d2ee8.yaml";
export const author = { name: "Casey Example", email: "casey@example.org" };

/** One new record file. */
export const recording = (path = record, changes: Partial<Recording> = {}): Recording => ({
  files: [{ path, content: Buffer.from(`for: ${path}\n`), write: "new" }],
  message: "Sign\n\nILP-Sign: coach\n",
  author,
  when: new Date("2026-01-15T18:22:05Z"),
  reflog: "ilp sign: candidate-one",
  ...changes,
});

export async function opened(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  if (!repository) throw new Error(`${folder} is in no repository`);
  return repository;
}

export const recordIn = async (folder: string, path?: string, changes?: Partial<Recording>) =>
  recordFiles(await opened(folder), recording(path, changes));

async function recordMany(folder: string, who: string, count: number, locked: boolean) {
  for (let index = 0; index < count; index++) {
    const work = () => recordIn(folder, `candidates/candidate-one/signatures/${who}-${index}.yaml`);
    await (locked ? alone(folder, work) : work());
  }
}

const [, script, folder, who, count, how] = process.argv;
if (script === import.meta.filename)
  recordMany(folder!, who!, Number(count), how === "locked").catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
