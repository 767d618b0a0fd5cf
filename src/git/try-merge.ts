import { rmSync } from "node:fs";
import { join } from "node:path";
import { inRepository, type Repository } from "./open.ts";
import { parts } from "./run.ts";
import { readBlobs } from "./tree.ts";

/** One side's version of a file: its text, or null when it is not text. */
export interface FileVersion {
  mode: string;
  oid: string;
  text: string | null;
}

/** A file that both sides changed, each in another way. A side without it has no version. */
export interface BothChanged {
  /** From the top of the repository. */
  path: string;
  base?: FileVersion;
  ours?: FileVersion;
  theirs?: FileVersion;
  /** What changed from base, as `git diff -U0` lists it; "" when there is no base. */
  oursDiff: string;
  theirsDiff: string;
}

/** What becomes of such a file: a new text, one side's version as it is, or null: it cannot be decided. */
export type Settled = { text: string } | { take: "ours" | "theirs" } | null;

/**
 * Puts two states together without touching the folder, Git's list of files or any name: only unnamed objects are
 * written. File by file, and never guessing renames as merging in Git does: fresh forms look alike, and an answer
 * could end up in another person's file. Gives the tree of the result, or null when a file could not be settled.
 */
export async function tryMerge(
  repository: Repository,
  [base, ours, theirs]: [string, string, string],
  settle: (file: BothChanged) => Promise<Settled>,
): Promise<string | null> {
  const index = join(repository.gitDir, `ilp-send.${process.pid}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await inRepository(repository, ["read-tree", "-i", "-m", "--aggressive", base, ours, theirs], { env });
    const { out } = await inRepository(repository, ["ls-files", "-u", "-z"], { env });
    const lines: string[] = [];
    let open = 0;
    for (const file of await bothChanged(repository, parts(out))) {
      const settled = await settle(file);
      const kept = settled && "text" in settled ? await written(repository, file, settled.text) : settled;
      if (kept === null) open++;
      else lines.push(entryOf(file, "take" in kept ? file[kept.take] : kept));
    }
    if (open > 0) return null;
    const input = lines.join("");
    if (input !== "") await inRepository(repository, ["update-index", "-z", "--index-info"], { env, input });
    return (await inRepository(repository, ["write-tree"], { env })).out.toString().trim();
  } finally {
    for (const file of [index, `${index}.lock`]) rmSync(file, { force: true });
  }
}

type Kept = Pick<FileVersion, "mode" | "oid">;

/** For update-index: mode 0 takes the file, and all its versions, out. */
const entryOf = ({ path, base, ours, theirs }: BothChanged, kept: Kept | undefined) =>
  kept
    ? `${kept.mode} ${kept.oid}\t${path}\0`
    : `0 ${"0".repeat((base ?? ours ?? theirs)?.oid.length ?? 40)}\t${path}\0`;

async function written(repository: Repository, { ours, theirs }: BothChanged, input: string): Promise<Kept> {
  const { out } = await inRepository(repository, ["hash-object", "-w", "-t", "blob", "--stdin"], { input });
  return { mode: ours?.mode ?? theirs?.mode ?? "100644", oid: out.toString().trim() };
}

const sides = ["base", "ours", "theirs"] as const;

async function bothChanged(repository: Repository, lines: string[]): Promise<BothChanged[]> {
  const found = lines.flatMap((line) => {
    const [, mode, oid, stage, path] = /^(\d+) ([0-9a-f]+) ([123])\t(.*)$/s.exec(line) ?? [];
    return mode && oid && path ? [{ mode, oid, path, side: sides[Number(stage) - 1] ?? "base" }] : [];
  });
  const isFile = ({ mode }: Kept) => mode.startsWith("100");
  const blobs = await readBlobs(repository, [...new Set(found.filter(isFile).map(({ oid }) => oid))]);
  const files = new Map<string, BothChanged>();
  for (const { mode, oid, path, side } of found) {
    const file = files.get(path) ?? { path, oursDiff: "", theirsDiff: "" };
    files.set(path, { ...file, [side]: { mode, oid, text: textOf(blobs.get(oid)) } });
  }
  for (const file of files.values()) {
    file.oursDiff = await differences(repository, file.base, file.ours);
    file.theirsDiff = await differences(repository, file.base, file.theirs);
  }
  return [...files.values()];
}

async function differences(repository: Repository, base?: FileVersion, side?: FileVersion): Promise<string> {
  if (typeof base?.text !== "string" || typeof side?.text !== "string") return "";
  const plain = [
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--histogram",
    "--unified=0",
    "--inter-hunk-context=0",
  ];
  return (await inRepository(repository, ["diff", ...plain, base.oid, side.oid])).out.toString();
}

/** Null for what is no text. */
function textOf(bytes: Buffer | undefined): string | null {
  if (!bytes || bytes.includes(0)) return null;
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? text : null;
}
