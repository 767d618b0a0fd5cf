import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { SimpleGit } from "simple-git";
import { UserError } from "../core/user-error.ts";

/** Set by Git inside hooks: they would lead to another repository than the one meant. */
const elsewhere = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_COMMON_DIR"];

/**
 * The library refuses to start when one of these is set (an editor's terminal sets GIT_ASKPASS, for one). They are
 * the person's own settings; nothing that comes from a file of the program ever becomes one.
 */
const theirOwn = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
};

/** Git as these commands use it: never a prompt, never a pager, paths taken literally. */
async function gitIn(folder: string, more: NodeJS.ProcessEnv = {}): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !elsewhere.includes(name)));
  return simpleGit({ baseDir: folder, unsafe: theirOwn }).env({
    ...env,
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    LC_ALL: "C",
    ...more,
  });
}

const noGit = new UserError(
  "Git is not installed, and this command keeps its work in Git.",
  "Install Git, then run the command again.",
);

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
  if (!version?.installed) throw noGit;
  if (identity === "own" && !(await knows(git, "AUTHOR")))
    throw new UserError("Git does not know who you are yet.", nameYourself);
  if (insideRepository) await requireQuietRepository(git, folder);
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

/** What is under way in a repository, by the file Git keeps meanwhile. */
const unfinished = [
  { file: "MERGE_HEAD", what: "A merge", remedy: "git merge --abort" },
  { file: "CHERRY_PICK_HEAD", what: "A cherry-pick", remedy: "git cherry-pick --abort" },
  { file: "rebase-merge", what: "A rebase", remedy: "git rebase --abort" },
  { file: "rebase-apply", what: "A rebase", remedy: "git rebase --abort" },
];

async function requireQuietRepository(git: SimpleGit, folder: string): Promise<void> {
  const inside = await git.raw(["rev-parse", "--is-inside-work-tree"]).catch((error: Error) => error.message);
  if (inside.includes("dubious ownership"))
    throw new UserError(
      "Git does not trust this folder, because it belongs to another user of this computer.",
      `If it is yours: git config --global --add safe.directory ${realpathSync(folder)}`,
    );
  if (inside.trim() !== "true")
    throw new UserError(
      "This program folder is not in a Git repository, and this command keeps its work in Git.",
      "Make it one: git init, then run the command again.",
    );
  for (const { file, what, remedy } of unfinished)
    if (existsSync(await gitPath(git, folder, file)))
      throw new UserError(
        `${what} is under way in this repository, and is not finished.`,
        `Finish it (git status tells how) or give it up (${remedy}), then run the command again.`,
      );
}

const gitPath = async (git: SimpleGit, folder: string, name: string) =>
  resolve(folder, (await git.raw(["rev-parse", "--git-path", name])).trim());

/** Where Git keeps a file of its own for this work tree. */
export const pathInGit = async (folder: string, name: string): Promise<string> =>
  gitPath(await gitIn(folder), folder, name);

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
  try {
    await patiently(() => git.raw(["add", "--force", "--", ...files]));
    await patiently(() => git.raw(["commit", "--quiet", "--only", "-m", message, "--", ...files]));
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
  const added = files.filter((file) => !known.some(({ path }) => path === file));
  if (added.length > 0) await git.raw(["rm", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", ...added]);
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
