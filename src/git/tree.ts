import { createHash } from "node:crypto";
import { inRepository, isId, type Repository } from "./open.ts";
import { GitError, parts } from "./run.ts";

/** A recorded file: path from the program's folder, mode ("100644", "120000" a link, "160000" another repository), blob id. */
export interface TreeEntry {
  path: string;
  mode: string;
  blob: string;
}

/** As Git's top folder sees it. "." is the program's folder. */
export const inTop = ({ prefix }: Repository, path: string) =>
  path === "." ? prefix.replace(/\/$/, "") || "." : prefix + path;

/** The id Git gives these bytes. Reckoned here, because `git status` and the index can be told to look away. */
export const blobId = (bytes: Uint8Array, format: Repository["format"]): string =>
  createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");

/** All files below these folders (or these files), as recorded at a commit. A folder that is not there has none. */
export async function listTree(
  repository: Repository,
  commit: string,
  folders: string | string[] = ".",
): Promise<TreeEntry[]> {
  const paths = [folders].flat().map((folder) => inTop(repository, folder));
  const entries = await entriesInTop(repository, commit, ["-r"], paths);
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(repository.prefix.length) }));
}

/** What `git ls-tree` lists; paths given and taken are from the top folder. */
export async function entriesInTop(repository: Repository, commit: string, options: string[], paths: string[]) {
  if (!isId(commit)) throw new Error(`not a commit id: ${commit}`);
  const { out } = await inRepository(repository, ["ls-tree", "-z", "--full-tree", ...options, commit, "--", ...paths]);
  return parts(out).map((line): TreeEntry => {
    const tab = line.indexOf("\t");
    const [mode = "", , blob = ""] = line.slice(0, tab).split(" ");
    return { path: line.slice(tab + 1), mode, blob };
  });
}

/** The bytes of blobs, by id, with one start of Git. What this copy does not hold is left out. */
export async function readBlobs(repository: Repository, ids: Iterable<string>): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(ids)].filter(isId);
  if (wanted.length === 0) return new Map();
  try {
    return await readBatch(repository, wanted);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    // In a copy made without all contents Git stops at the first that is missing.
    const held = await heldObjects(repository);
    return readBatch(
      repository,
      wanted.filter((id) => held.has(id)),
    );
  }
}

async function readBatch(repository: Repository, ids: string[]): Promise<Map<string, Buffer>> {
  const input = ids.map((id) => `${id}\n`).join("");
  const { out } = await inRepository(repository, ["cat-file", "--batch", "--buffer"], { input });
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    const [id = "", type = "", size = "0"] = out.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type === "missing") continue;
    if (type === "blob") blobs.set(id, out.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}

async function heldObjects(repository: Repository): Promise<Set<string>> {
  const all = ["cat-file", "--batch-check=%(objectname)", "--batch-all-objects", "--unordered"];
  const { out } = await inRepository(repository, all);
  return new Set(out.toString("latin1").split("\n"));
}

/** A file's bytes as recorded at a commit; null when it is not there, is no plain file, or is not in this copy. */
export async function readAt(repository: Repository, commit: string, path: string): Promise<Buffer | null> {
  const entry = (await listTree(repository, commit, path)).find((found) => found.path === path);
  if (!entry || !/^100(644|755)$/.test(entry.mode)) return null;
  return (await readBlobs(repository, [entry.blob])).get(entry.blob) ?? null;
}
