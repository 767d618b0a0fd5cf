import { realpathSync } from "node:fs";
import type { SimpleGit } from "simple-git";
import { UserError } from "../core/problems/user-error.ts";
import { openRepository, requireWritable } from "./open.ts";
import { ownGit } from "./own-git.ts";
import { noGit } from "./refusals.ts";

/** Git with the person's own settings, never a prompt; with what stands in for a name Git does not know. */
const gitIn = async (folder: string, more: NodeJS.ProcessEnv = {}): Promise<SimpleGit> => ownGit(folder, false, more);

export const nameYourself =
  'Tell it once:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.org';

/**
 * Throws UserError unless Git is there and nothing is under way in the repository; and, where `identity` is "own",
 * unless Git knows who is writing. Nothing is written before this.
 */
export async function requireGit(
  folder: string,
  insideRepository: boolean,
  identity: "own" | "any" = "own",
): Promise<void> {
  const git = await gitIn(folder);
  const version = await git.version().catch(() => null);
  if (!version?.installed) throw noGit();
  if (identity === "own" && !(await knows(git, "AUTHOR")))
    throw new UserError("Git does not know who you are yet.", nameYourself);
  if (insideRepository) requireWritable(await openRepository(folder));
}

const knows = (git: SimpleGit, who: "AUTHOR" | "COMMITTER"): Promise<boolean> =>
  git.raw(["var", `GIT_${who}_IDENT`]).then(
    () => true,
    () => false,
  );

/** Who writes where Git does not know it: a program can be set up before that. */
export const standIn = { name: "ilp", email: "ilp@localhost" };

/** What stands in, for one record, for the names Git does not know. */
async function missingNames(git: SimpleGit): Promise<NodeJS.ProcessEnv> {
  const names: NodeJS.ProcessEnv = {};
  for (const who of ["AUTHOR", "COMMITTER"] as const)
    if (!(await knows(git, who))) {
      names[`GIT_${who}_NAME`] = standIn.name;
      names[`GIT_${who}_EMAIL`] = standIn.email;
    }
  return names;
}

/** Makes the folder a repository, unless it is one. True when it was not. */
export async function startRepository(folder: string): Promise<boolean> {
  const git = await gitIn(folder);
  const top = await git.raw(["rev-parse", "--show-toplevel"]).catch(() => "");
  if (top.trim() !== "" && realpathSync(top.trim()) === realpathSync(folder)) return false;
  await git.raw(["init", "--quiet", "--initial-branch=main"]);
  return true;
}

/**
 * Records just these files, and leaves alone whatever else is changed or staged. When Git refuses, its index is as
 * before. True when Git did not know who is writing, and the stand-in was named.
 */
export async function commitFiles(folder: string, files: string[], message: string): Promise<boolean> {
  const names = await missingNames(await gitIn(folder));
  const git = await gitIn(folder, names);
  const before = await git.raw(["ls-files", "--stage", "-z", "--", ...files]);
  const newest = () => git.raw(["rev-parse", "--quiet", "--verify", "HEAD"]).catch(() => "");
  const head = await newest();
  try {
    await patiently(() => git.raw(["add", "--force", "--", ...files]));
    await patiently(() => git.raw(["commit", "--quiet", "--only", "-m", message, "--", ...files]));
    // A hook that refuses without a word is no error to simple-git.
    const recorded = (await newest()) !== head || (await git.raw(["status", "--porcelain", "--", ...files])) === "";
    if (!recorded) throw new Error("");
  } catch (error) {
    await restoreIndex(git, files, before).catch(() => {});
    throw error;
  }
  return Object.keys(names).length > 0;
}

async function restoreIndex(git: SimpleGit, files: string[], before: string): Promise<void> {
  const known = before.split("\0").flatMap((line) => {
    const [, mode = "", sha = "", path = ""] = /^(\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? [];
    return path === "" ? [] : [{ mode, sha, path }];
  });
  const added = files.filter((file) => !known.some(({ path }) => path === file || path.startsWith(`${file}/`)));
  if (added.length > 0)
    await git.raw(["rm", "-r", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", ...added]);
  for (const { mode, sha, path } of known) await git.raw(["update-index", "--cacheinfo", `${mode},${sha},${path}`]);
}

/** An editor that looks at the repository holds Git's own lock for a moment. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20 || !(error as Error).message.includes("index.lock")) throw error;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}
