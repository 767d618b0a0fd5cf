import { lstatSync, readFileSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { idFrom } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Io } from "../../io.ts";

const largest = 20 * 1024 * 1024;

export interface AttachedFile {
  /** A plain name for it, where it is kept. */
  name: string;
  bytes: Buffer;
}

/** What is said of files that cannot be kept. */
export interface AttachmentWords {
  /** Its name where its own has nothing plain in it. */
  stem: string;
  missing: string;
  tooLarge: string;
}

/** Reads a file that is to be kept in Git. Throws UserError. */
export async function attachment(io: Pick<Io, "cwd">, source: string, words: AttachmentWords): Promise<AttachedFile> {
  const path = resolve(io.cwd, source);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) throw new UserError(`There is no file ${source}.`, words.missing);
  if (!found.isFile()) throw new UserError(`${source} is not a file.`, "Give the path of one file.");
  if (found.size > largest)
    throw new UserError(`${source} is larger than 20 MB, too large to keep in Git.`, words.tooLarge);
  if (found.size === 0)
    throw new UserError(`${source} is empty.`, "Look whether it was saved, and give the path once more.");
  const ending = extname(path)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 20);
  const stem = (await idFrom(basename(path, extname(path)))) || words.stem;
  return { name: ending ? `${stem}.${ending}` : stem, bytes: readOrRefuse(path, source) };
}

function readOrRefuse(path: string, source: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UserError(`${source} cannot be read.`, "Close it where it is open, or ask whoever owns it.");
  }
}

/** The name, with a number when it is taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : name.replace(/(\.[^.]*)?$/, `-${number}$1`);
    if (!isTaken(tried)) return tried;
  }
}
