import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../core/problems/user-error.ts";

/**
 * Makes sure that a key can be made here: neither half is there, and their folder is, for its owner alone.
 * Throws UserError.
 */
export function requireRoomForKey(file: string): void {
  const there = [file, `${file}.pub`].find(existsSync);
  if (there) throw keyIsThere(there);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(`${dirname(file)} cannot be made: ${(error as Error).message}.`, "Nothing was written.");
  }
}

const keyIsThere = (file: string) =>
  new UserError(
    `${file} is there already, and a key is never written over.`,
    "Use that key, or give the new one another file.",
  );

/** Writes both halves of a key, or neither. Throws UserError when one is there or cannot be written. */
export function writeKeyPair(file: string, privateText: string, publicText: string): void {
  requireRoomForKey(file);
  let mine = false;
  try {
    writeFileSync(file, privateText, { flag: "wx", mode: 0o600 });
    mine = true;
    writeFileSync(`${file}.pub`, publicText, { flag: "wx", mode: 0o644 });
  } catch (error) {
    if (mine) rmSync(file, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw keyIsThere(mine ? `${file}.pub` : file);
    throw new UserError(`The key cannot be written: ${message}.`, "No key was made.");
  }
}
