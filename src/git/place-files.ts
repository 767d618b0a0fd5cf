import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../core/problems/user-error.ts";
import { standsAlready } from "./refusals.ts";

/** How a file gets into the program's folder: it must not be there yet, it may take the place of another, or it is there already. */
export type Write = "new" | "replace" | "there";

export interface PlacedFile {
  path: string;
  content: Uint8Array;
  write: Write;
  /** Recorded byte for byte: its line ends are part of what was given. */
  exact?: boolean;
}

let serial = 0;

/** Writes all these files or none, each whole. Gives back what undoes it. Throws UserError, with everything as it was. */
export function placeFiles(root: string, files: PlacedFile[]): () => void {
  const steps: (() => void)[] = [];
  const undo = () => {
    for (const step of steps.splice(0).reverse()) step();
  };
  let current = "";
  try {
    for (const { path, content, write } of files) {
      if (write === "there") continue;
      current = path;
      const target = join(root, path);
      makeFolder(dirname(target), steps);
      steps.push(write === "new" ? putNew(target, path, content) : putInPlace(target, content));
    }
  } catch (error) {
    undo();
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    const reason = /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
    throw new UserError(`${current} cannot be written: ${reason}.`, "Nothing was written.");
  }
  return undo;
}

/** Only folders that were made are taken away again, and only while they are empty. */
function makeFolder(folder: string, steps: (() => void)[]) {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(dirname(folder), steps);
  mkdirSync(folder, { recursive: true });
  steps.push(() => {
    try {
      rmdirSync(folder);
    } catch {}
  });
}

/** A file that came in between is never overwritten. */
function putNew(target: string, path: string, content: Uint8Array): () => void {
  const temporary = writeBeside(target, content);
  try {
    try {
      linkSync(temporary, target);
    } catch (error) {
      // Some disks know no second name for a file.
      if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
      copyFileSync(temporary, target, constants.COPYFILE_EXCL);
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EEXIST" ? standsAlready(path) : error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return () => rmSync(target, { force: true });
}

function putInPlace(target: string, content: Uint8Array): () => void {
  const before = lstatSync(target, { throwIfNoEntry: false });
  const bytes = before ? readFileSync(target) : null;
  renameSync(writeBeside(target, content, before?.mode), target);
  return bytes
    ? () => renameSync(writeBeside(target, bytes, before?.mode), target)
    : () => rmSync(target, { force: true });
}

/** Writes beside the target and syncs: what takes its place later is whole. */
function writeBeside(target: string, content: Uint8Array, mode = 0o644): string {
  const temporary = join(dirname(target), `.ilp-${process.pid}-${serial++}.tmp`);
  try {
    const file = openSync(temporary, "wx");
    try {
      fchmodSync(file, mode & 0o777);
      writeFileSync(file, content);
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
