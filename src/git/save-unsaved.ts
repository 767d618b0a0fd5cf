import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../core/problems/user-error.ts";
import { unsavedFiles } from "./changes.ts";
import { openRepository, requireWritable } from "./open.ts";
import { ownGit } from "./own-git.ts";
import { type Identity, recordFiles } from "./plumbing.ts";
import { listTree } from "./tree.ts";

/** What belongs to a program; files of editors, and whatever else lies about, do not. */
const isOfProgram = (path: string) =>
  /^(program|people)\.yaml$|^(candidates|people|forms|templates|signatures)\//.test(path) &&
  !/(^|\/)[.~-]|~$/.test(path);
const isRecord = (path: string) =>
  /^((candidates\/[^/]+\/)?signatures\/|candidates\/[^/]+\/case\/.*\.yaml$)/.test(path);
const isInCase = (path: string) => /^candidates\/[^/]+\/case\//.test(path);

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
 * Saves them in Git, as they are, and gives their names. Records, and what Git has beside case files, are left alone: how
 * one came to be is part of its proof. Throws UserError; then nothing was saved.
 */
export async function saveUnsaved(root: string, author: Identity | null, when: Date): Promise<string[]> {
  const unsaved = (await unsavedOf(root)).filter((path) => !isRecord(path));
  const attached = await knownToGit(root, unsaved.filter(isInCase));
  const paths = unsaved.filter((path) => !attached.has(path));
  if (paths.length === 0) return [];
  if (!author)
    throw new UserError(
      "Git does not know who you are yet.",
      'Tell it once:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.org',
    );
  const there = (path: string) => existsSync(join(root, path));
  const [first = ""] = paths;
  await recordFiles(await openRepository(root), {
    files: paths.filter(there).map((path) => ({
      path,
      content: readFileSync(join(root, path)),
      write: "there",
      exact: isInCase(path),
    })),
    removed: paths.filter((path) => !there(path)),
    message: `Save ${paths.length === 1 ? first : `${paths.length} files`}\n`,
    author,
    when,
    reflog: "ilp send: save",
  });
  return paths;
}

/** Which of these Git has. Starts Git only when there are any. */
async function knownToGit(root: string, paths: string[]): Promise<Set<string>> {
  const repository = paths.length > 0 ? await openRepository(root) : null;
  if (!repository?.head) return new Set();
  return new Set((await listTree(repository, repository.head, paths)).map(({ path }) => path));
}
