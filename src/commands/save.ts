import { UserError } from "../core/user-error.ts";
import { type NewFile, writeFiles } from "../data/write.ts";
import { commitFiles } from "../git/repository.ts";

/** Writes the files of a command and records just them; when the record fails, the files are as before. */
export async function save(root: string, files: NewFile[], message: string): Promise<void> {
  const undo = writeFiles(root, files);
  try {
    await commitFiles(root, files.map(({ path }) => path), message);
  } catch (error) {
    undo();
    const reason = (error as Error).message.trim().split("\n").at(-1);
    throw new UserError(`Git refused to record this: ${reason}`, "Nothing was written.");
  }
}
