import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { unsavedFiles } from "./changes.ts";
import { openRepository, requireWritable } from "./open.ts";
import { ownGit } from "./own-git.ts";
import { type Identity, recordFiles } from "./plumbing.ts";

/** What belongs to a program; files of editors, and whatever else lies about, do not. */
const isOfProgram = (path: string) =>
  /^(program|people)\.yaml$|^(candidates|people|forms|templates|signatures)\//.test(path) &&
  !/(^|\/)[.~-]|~$/.test(path);
const isRecord = (path: string) => /^(candidates\/[^/]+\/)?signatures\//.test(path);

/** The program's files that are changed here and not saved, from its own folder. Throws UserError. */
export async function unsavedOf(root: string): Promise<string[]> {
  const repository = await openRepository(root);
  requireWritable(repository);
  const { top, prefix } = repository;
  return (await unsavedFiles(await ownGit(top, false)))
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter(isOfProgram);
}

/**
 * Saves them in Git, as they are, and gives their names. Signature records are left alone: how one came to be is part
 * of its proof. Throws UserError; then nothing was saved.
 */
export async function saveUnsaved(root: string, author: Identity | null, when: Date): Promise<string[]> {
  const paths = (await unsavedOf(root)).filter((path) => !isRecord(path));
  if (paths.length === 0) return [];
  if (!author)
    throw new UserError(
      "Git does not know who you are yet.",
      'Tell it once:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.org',
    );
  const there = (path: string) => existsSync(join(root, path));
  const [first = ""] = paths;
  await recordFiles(await openRepository(root), {
    files: paths.filter(there).map((path) => ({ path, content: readFileSync(join(root, path)), write: "there" })),
    removed: paths.filter((path) => !there(path)),
    message: `Save ${paths.length === 1 ? first : `${paths.length} files`}\n`,
    author,
    when,
    reflog: "ilp send: save",
  });
  return paths;
}
