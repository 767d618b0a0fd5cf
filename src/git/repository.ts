import { realpathSync } from "node:fs";
import type { SimpleGit } from "simple-git";
import { UserError } from "../core/user-error.ts";

/** Git as these commands use it: never a prompt, never a pager, paths taken literally. */
async function gitIn(folder: string): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  const { GIT_DIR: _d, GIT_WORK_TREE: _w, GIT_INDEX_FILE: _i, EDITOR: _e, GIT_EDITOR: _g, PAGER: _p, GIT_PAGER: _q, ...env } = process.env;
  return simpleGit({ baseDir: folder }).env({ ...env, GIT_TERMINAL_PROMPT: "0", GIT_LITERAL_PATHSPECS: "1", LC_ALL: "C" });
}

const noGit = new UserError("Git is not installed, and this command keeps its work in Git.", "Install Git, then run the command again.");

/** Throws UserError unless Git is there and knows who is writing. Nothing is written before this. */
export async function requireGit(folder: string, insideRepository: boolean): Promise<void> {
  const git = await gitIn(folder);
  const version = await git.version().catch(() => null);
  if (!version?.installed) throw noGit;
  const identity = await git.raw(["var", "GIT_AUTHOR_IDENT"]).catch(() => null);
  if (!identity)
    throw new UserError("Git does not know who you are yet.", 'Tell it once:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.org');
  if (insideRepository && !(await isRepository(folder)))
    throw new UserError("This program folder is not in a Git repository, and this command keeps its work in Git.", "Make it one: git init, then run the command again.");
}

/** Whether a folder lies in a Git work tree; false as well when Git is not installed. */
export async function isRepository(folder: string): Promise<boolean> {
  const git = await gitIn(folder);
  return (await git.raw(["rev-parse", "--is-inside-work-tree"]).catch(() => "")).trim() === "true";
}

export async function startRepository(folder: string): Promise<void> {
  const git = await gitIn(folder);
  const top = await git.raw(["rev-parse", "--show-toplevel"]).catch(() => "");
  if (top.trim() !== "" && realpathSync(top.trim()) === realpathSync(folder)) return;
  await git.raw(["init", "--quiet", "--initial-branch=main"]);
}

/** Records just these files, and leaves alone whatever else is changed or staged. */
export async function commitFiles(folder: string, files: string[], message: string): Promise<void> {
  const git = await gitIn(folder);
  await git.raw(["add", "--force", "--", ...files]);
  await git.raw(["commit", "--quiet", "--only", "-m", message, "--", ...files]);
}
