import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { inRepository, type Repository } from "./open.ts";
import { badPath } from "./refusals.ts";
import { GitError, parts } from "./run.ts";
import { inTop, listTree, type TreeEntry } from "./tree.ts";

type Environment = Record<string, string>;

/** What to record: files with their blobs, and paths to take out. Paths from the program's folder. */
export interface Update {
  entries: TreeEntry[];
  removed: string[];
}

const patience = 2_500;
const hour = 3_600_000;
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/**
 * The id of a tree that is the one at `head` (null: empty) with the update done, made in an index of our own: whatever
 * the person has staged stays out of it, and stays. Throws UserError for a path that Git does not take.
 */
export async function buildTree(repository: Repository, head: string | null, update: Update, env: Environment) {
  const index = join(repository.gitDir, `ilp-index.${process.pid}.${randomBytes(6).toString("hex")}`);
  const run = (args: string[], input?: string) =>
    inRepository(repository, args, { input, env: { ...env, GIT_INDEX_FILE: index } });
  try {
    sweep(repository.gitDir);
    if (head) await run([...plain, "read-tree", head]);
    await run([...plain, "update-index", "-z", "--add", "--index-info"], indexInfo(repository, update));
    await requireTaken(repository, update, (args) => run(args));
    // What others recorded need not be in this copy (a partial clone); our own content was just written.
    const { out } = await run([...plain, "write-tree", "--missing-ok"]);
    return out.toString().trim();
  } finally {
    for (const file of [index, `${index}.lock`]) rmSync(file, { force: true });
  }
}

/** Our index is one file that holds every path, whatever the person chose for theirs. */
const plain = ["-c", "core.splitIndex=false", "-c", "core.sparseCheckout=false", "-c", "index.sparse=false"];

function indexInfo(repository: Repository, { entries, removed }: Update): string {
  const none = "0".repeat(repository.format === "sha1" ? 40 : 64);
  const lines = [
    ...removed.map((path) => `0 ${none}\t${inTop(repository, path)}\0`),
    ...entries.map(({ mode, blob, path }) => `${mode} ${blob}\t${inTop(repository, path)}\0`),
  ];
  return lines.join("");
}

/** Git leaves out a path it finds dangerous, and ends with 0 all the same. */
async function requireTaken(
  repository: Repository,
  { entries, removed }: Update,
  run: (args: string[]) => Promise<{ out: Buffer }>,
) {
  const wanted = new Map(entries.map(({ mode, blob, path }) => [inTop(repository, path), `${mode} ${blob} 0`]));
  const gone = removed.map((path) => inTop(repository, path));
  const { out } = await run(["ls-files", "--stage", "-z", "--full-name", "--", ...wanted.keys(), ...gone]);
  for (const line of parts(out)) {
    const [info, path = ""] = [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)];
    if (wanted.get(path) !== info) throw badPath(path);
    wanted.delete(path);
  }
  for (const path of wanted.keys()) throw badPath(path);
}

/** Left behind by a command that was killed. */
function sweep(gitDir: string) {
  for (const name of readdirSync(gitDir)) {
    if (!name.startsWith("ilp-index.")) continue;
    const age = Date.now() - (statSync(join(gitDir, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > hour) rmSync(join(gitDir, name), { force: true });
  }
}

/** Enters just these paths in the person's own index. False when another program held it for some seconds. */
export async function updateOwnIndex(repository: Repository, update: Update, env: Environment): Promise<boolean> {
  const input = indexInfo(repository, update);
  for (const since = Date.now(); ; ) {
    try {
      await inRepository(repository, ["update-index", "-z", "--add", "--index-info"], { input, env });
      return true;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (!error.said.includes("index.lock") || Date.now() - since > patience) return false;
      await pause(100);
    }
  }
}

/** Recorded files below these folders that the person's index has never heard of: left by a command that could not enter them. */
export async function missingInIndex(repository: Repository, folders: string[]): Promise<TreeEntry[]> {
  if (repository.head === null) return [];
  const recorded = await listTree(repository, repository.head, folders);
  const paths = folders.map((folder) => inTop(repository, folder));
  const { out } = await inRepository(repository, ["ls-files", "-z", "--full-name", "--", ...paths]);
  const known = new Set(parts(out));
  return recorded.filter(({ path }) => !known.has(inTop(repository, path)));
}
