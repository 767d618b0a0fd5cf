import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../core/user-error.ts";

/** A file to write: its path from the program's folder, and its content. */
export interface NewFile {
  path: string;
  content: string | Uint8Array;
}

let serial = 0;

/** Writes beside the target, syncs, renames: a reader sees the old file or the new one, never half of it. */
function writeAtomically(target: string, content: string | Uint8Array) {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.ilp-${process.pid}-${serial++}.tmp`);
  try {
    const file = openSync(temporary, "wx");
    try {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const sentences: Record<string, string> = {
  EACCES: "you have no right to write there",
  EPERM: "you have no right to write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "a file stands where a folder should be",
  EISDIR: "a folder stands where the file should be",
  EBUSY: "another program holds it open; close it there and try again",
};

/** Writes all files or none. Gives back what undoes it. Throws UserError, with everything as it was. */
export function writeFiles(root: string, files: NewFile[]): () => void {
  const undo: (() => void)[] = [];
  const undoAll = () => {
    for (const step of undo.reverse()) step();
  };
  for (const { path, content } of files) {
    const target = join(root, path);
    try {
      const made = firstMissing(dirname(target));
      const before = existsSync(target) ? readFileSync(target) : null;
      if (made) undo.push(() => rmSync(made, { recursive: true, force: true }));
      writeAtomically(target, content);
      undo.push(before ? () => writeAtomically(target, before) : () => rmSync(target, { force: true }));
    } catch (error) {
      undoAll();
      const { code } = error as NodeJS.ErrnoException;
      if (!code) throw error;
      throw new UserError(`${path} cannot be written: ${sentences[code] ?? (error as Error).message}.`, "Nothing was written.");
    }
  }
  return undoAll;
}

/** The topmost folder that writing here would create; null when the folder is there. */
function firstMissing(folder: string): string | null {
  if (existsSync(folder)) return null;
  return firstMissing(dirname(folder)) ?? folder;
}
