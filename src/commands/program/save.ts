import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import { type NewFile, writeFiles } from "../../data/write.ts";
import { alone } from "../../git/lock.ts";
import { commitFiles, nameYourself, standIn } from "../../git/repository.ts";

/**
 * Writes the files of a command and records just them; when the record fails, the files are as before.
 * A file that others may add to as well is made by a function: it is read again once nobody else writes.
 * Gives back what the person should know of it, if there is something. Throws UserError.
 */
export async function save(
  root: string,
  files: NewFile[] | (() => NewFile[]),
  message: string,
): Promise<string | undefined> {
  return alone(root, async () => {
    const made = typeof files === "function" ? files() : files;
    const places = recordedPlaces(root, made);
    const undo = writeFiles(root, made);
    try {
      const nameless = await commitFiles(root, places, message);
      return nameless ? recordedAs : undefined;
    } catch (error) {
      undo();
      throw new UserError(`Git would not record this: ${reasonOf(error as Error)}`, "Nothing was written.");
    }
  });
}

/**
 * What Git is told to record: the files, and in place of all files of a candidate who is new their folder. A program of
 * many candidates has more files than Windows takes on one command line.
 */
function recordedPlaces(root: string, files: NewFile[]): string[] {
  const places = files.map(({ path }) => {
    const folder = /^candidates\/[^/]+(?=\/)/.exec(path)?.[0];
    return folder !== undefined && !existsSync(join(root, folder)) ? folder : path;
  });
  return [...new Set(places)];
}

const recordedAs = `Git does not know who you are yet, so this is recorded as ${standIn.name} <${standIn.email}>. ${nameYourself}`;

/** What Git or a hook said, without Git's own labels; the last lines tell most. */
function reasonOf({ message }: Error): string {
  const lines = message
    .split("\n")
    .map((line) => line.replace(/^(fatal|error): /, "").trimEnd())
    .filter((line) => line.trim() !== "")
    .slice(-5);
  return lines.length > 1 ? `\n  ${lines.join("\n  ")}` : (lines[0] ?? "it gave no reason (a hook may have refused).");
}
