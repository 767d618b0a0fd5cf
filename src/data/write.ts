import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../core/problems/user-error.ts";

/** A file to write: its path from the program's folder, and its content. */
export interface NewFile {
  path: string;
  content: string | Uint8Array;
}

interface Staged {
  path: string;
  target: string;
  temporary: string;
  before: { bytes: Uint8Array; mode: number } | null;
}

let serial = 0;

/** Writes beside the target and syncs: what is renamed later is whole. */
function writeBeside(target: string, content: string | Uint8Array, mode?: number): string {
  const temporary = join(dirname(target), `.ilp-${process.pid}-${serial++}.tmp`);
  try {
    const file = openSync(temporary, "wx");
    try {
      if (mode !== undefined) fchmodSync(file, mode & 0o777);
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return temporary;
}

const sentences: Record<string, string> = {
  EACCES: "you have no right to write there",
  EPERM: "you have no right to write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "your space on this disk is used up",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "a file stands where a folder should be",
  EISDIR: "a folder stands where the file should be",
  EBUSY: "another program holds it open; close it there and try again",
  ENAMETOOLONG: "its name is too long for this disk",
};

/**
 * Writes all files or none: each is complete on disk before the first takes its place, and a reader sees the old
 * file or the new one, never half of it. Gives back what undoes it. Throws UserError, with everything as it was.
 */
export function writeFiles(root: string, files: NewFile[]): () => void {
  const undo: (() => void)[] = [];
  const undoAll = () => {
    for (const step of undo.reverse()) step();
  };
  let current = "";
  try {
    const staged = files.map((file) => {
      current = file.path;
      return stage(root, file, undo);
    });
    for (const { path, target, temporary, before } of staged) {
      current = path;
      renameSync(temporary, target);
      undo.push(
        before
          ? () => renameSync(writeBeside(target, before.bytes, before.mode), target)
          : () => rmSync(target, { force: true }),
      );
    }
  } catch (error) {
    undoAll();
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new UserError(`${current} cannot be written: ${sentences[code] ?? message}.`, "Nothing was written.");
  }
  return undoAll;
}

function stage(root: string, { path, content }: NewFile, undo: (() => void)[]): Staged {
  refuseLinks(root, path);
  const target = join(root, path);
  const made = firstMissing(dirname(target));
  if (made) undo.push(() => rmSync(made, { recursive: true, force: true }));
  mkdirSync(dirname(target), { recursive: true });
  const before = existsSync(target) ? { bytes: readFileSync(target), mode: lstatSync(target).mode } : null;
  const temporary = writeBeside(target, content, before?.mode);
  undo.push(() => rmSync(temporary, { force: true }));
  return { path, target, temporary, before };
}

/** A link could lead out of the program's folder. */
function refuseLinks(root: string, path: string) {
  const steps = path.split("/");
  for (const [index] of steps.entries()) {
    const part = steps.slice(0, index + 1).join("/");
    if (lstatSync(join(root, part), { throwIfNoEntry: false })?.isSymbolicLink())
      throw new UserError(
        `${path} cannot be written: ${part} is a link to another place, and ilp writes only into real folders and files.`,
        "Replace the link by the folder or file itself. Nothing was written.",
      );
  }
}

/** The topmost folder that writing here would create; null when the folder is there. */
function firstMissing(folder: string): string | null {
  if (existsSync(folder)) return null;
  return firstMissing(dirname(folder)) ?? folder;
}
