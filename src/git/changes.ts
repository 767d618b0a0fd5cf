import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SimpleGit } from "simple-git";
import { inRepository, type Repository } from "./open.ts";
import { parts } from "./run.ts";

/** What happened to a file between two states; `path` is from the top of the repository. */
export interface Changed {
  path: string;
  how: "added" | "changed" | "removed";
}
export interface Author {
  name: string;
  email: string;
}

/** Files that differ between two states; from null: all files of the second. */
export async function changedFiles(repository: Repository, from: string | null, to: string): Promise<Changed[]> {
  if (from === null) {
    const { out } = await inRepository(repository, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", to]);
    return parts(out).map((path) => ({ path, how: "added" }));
  }
  const { out } = await inRepository(repository, ["diff-tree", "-r", "-z", "--no-renames", "--name-status", from, to]);
  const said = parts(out);
  return said.flatMap((letter, at): Changed[] => {
    const how = letter === "A" ? "added" : letter === "D" ? "removed" : "changed";
    return at % 2 === 0 ? [{ path: said[at + 1] ?? "", how }] : [];
  });
}

/** Who made the changes that are in `to` and not in `from`, newest first, one entry a change; of one file, if named. */
export async function authors(
  repository: Repository,
  from: string | null,
  to: string,
  path?: string,
): Promise<Author[]> {
  const range = from === null ? to : `${from}..${to}`;
  const only = path === undefined ? [] : [path];
  const { out } = await inRepository(repository, [
    "log",
    "-z",
    "--no-merges",
    "--format=%an%n%ae",
    range,
    "--",
    ...only,
  ]);
  return out
    .toString()
    .split("\0")
    .filter(Boolean)
    .map((entry) => {
      const [name = "", email = ""] = entry.split("\n");
      return { name, email };
    });
}

/** Files that differ from what is recorded, or are not recorded at all; ignored files apart. From the top of the repository. */
export async function unsavedFiles(git: SimpleGit): Promise<string[]> {
  const said = await git.raw(["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"]);
  return said
    .split("\0")
    .map((line) => line.slice(3))
    .filter(Boolean);
}

/** Files here, not recorded, that stand where incoming ones have to go: they would be overwritten. */
export function inTheWay(top: string, incoming: Changed[], unsaved: string[]): string[] {
  const removed = new Set(incoming.filter(({ how }) => how === "removed").map(({ path }) => path));
  const clashes = new Set<string>();
  for (const { path, how } of incoming) {
    for (const mine of unsaved)
      if (mine === path || mine.startsWith(`${path}/`) || path.startsWith(`${mine.replace(/\/$/, "")}/`))
        clashes.add(mine);
    if (how !== "added") continue;
    // An ignored file is not among the unsaved ones, and Git would overwrite it without a word.
    const there = lstatSync(join(top, path), { throwIfNoEntry: false });
    if (there && !there.isDirectory()) clashes.add(path);
    for (let above = dirname(path); above !== "."; above = dirname(above)) {
      const entry = lstatSync(join(top, above), { throwIfNoEntry: false });
      if (entry && !entry.isDirectory() && !removed.has(above)) clashes.add(above);
    }
  }
  return [...clashes];
}
