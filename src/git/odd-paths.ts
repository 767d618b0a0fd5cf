import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Repository } from "./open.ts";
import { badPath, linked, notAPlace, notHere } from "./refusals.ts";
import { entriesInTop, type TreeEntry } from "./tree.ts";

/**
 * Refuses, with a UserError, paths that lead through a link or into another repository, or that Git or another system
 * could not keep: in the names, on disk, and in what is recorded. Paths are of files, from the program's folder.
 * Gives back the recorded file of each path that has one.
 */
export async function refuseOddPaths(repository: Repository, paths: string[]): Promise<Map<string, TreeEntry>> {
  for (const path of paths) {
    if (!isPlain(path)) throw badPath(path);
    refuseOnDisk(repository.root, path);
  }
  return repository.head === null ? new Map() : refuseInTree(repository, repository.head, paths);
}

/** Nothing that leads out, that a system reads as another name, or that a program could take for an option. */
function isPlain(path: string): boolean {
  return path.split("/").every(
    (part) =>
      part !== "" &&
      !/^[-.]|[. ]$/.test(part) &&
      // Control characters, what Windows forbids or reads as another path, and marks that cannot be seen.
      !/[\p{Cc}\p{Cf}\\:*?"<>|]/u.test(part) &&
      !/^(con|prn|aux|nul|com\d|lpt\d|git~\d)(\.|$)/i.test(part),
  );
}

function refuseOnDisk(root: string, path: string) {
  const names = path.split("/");
  for (const [index] of names.entries()) {
    const part = names.slice(0, index + 1).join("/");
    const leaf = index === names.length - 1;
    const found = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink()) throw linked(path, part);
    if (leaf ? !found.isFile() : !found.isDirectory()) throw notAPlace(path, part);
    if (!leaf && lstatSync(join(root, part, ".git"), { throwIfNoEntry: false })) throw notHere(path, part);
  }
}

async function refuseInTree(repository: Repository, head: string, paths: string[]): Promise<Map<string, TreeEntry>> {
  const { prefix } = repository;
  const wanted = paths.map((path) => prefix + path);
  const along = await entriesOf(repository, head, ["-t"], wanted);
  // Below a link or another repository Git lists nothing: ask for the first part that is not a recorded folder.
  const steps = [...new Set(wanted.flatMap((path) => firstUnknown(path, along) ?? []))];
  const beyond = await entriesOf(repository, head, [], steps);
  const files = new Map<string, TreeEntry>();
  for (const [index, path] of paths.entries()) {
    const leaf = wanted[index]!;
    const step = firstUnknown(leaf, along);
    const found = step === null ? along.get(leaf) : beyond.get(step);
    if (!found) continue;
    const part = found.path.startsWith(prefix) ? found.path.slice(prefix.length) : found.path;
    if (found.mode === "160000") throw notHere(path, part);
    if (found.mode === "120000") throw linked(path, part);
    if (found.path !== leaf || !/^100(644|755)$/.test(found.mode)) throw notAPlace(path, part);
    files.set(path, { ...found, path });
  }
  return files;
}

/** The first folder on the way that is not recorded as one; null when all are. */
function firstUnknown(path: string, along: Map<string, TreeEntry>): string | null {
  const names = path.split("/");
  for (let length = 1; length < names.length; length++) {
    const part = names.slice(0, length).join("/");
    if (along.get(part)?.mode !== "040000") return part;
  }
  return null;
}

async function entriesOf(repository: Repository, head: string, options: string[], paths: string[]) {
  if (paths.length === 0) return new Map<string, TreeEntry>();
  const entries = await entriesInTop(repository, head, options, paths);
  return new Map(entries.map((entry) => [entry.path, entry]));
}
