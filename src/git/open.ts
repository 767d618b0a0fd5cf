import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { busy, detached, foreignOwner, noRepository, noWorkTree, redirected, unreadable } from "./refusals.ts";
import { GitError, type Ran, type RunOptions, runGit } from "./run.ts";

/** The Git repository a program lies in, as it was when it was opened. Folders are absolute. */
export interface Repository {
  /** The program's folder. */
  root: string;
  /** The folder of the work tree; the program's folder or one above it. */
  top: string;
  /** What is Git's own, for this work tree; `commonDir` is shared by all work trees of the repository. */
  gitDir: string;
  commonDir: string;
  /** From `top` to `root`: "" or "programs/one/". */
  prefix: string;
  /** History is cut: what is older is not in this copy. */
  shallow: boolean;
  format: "sha1" | "sha256";
  /** Id of the newest recorded state; null when nothing is recorded yet. */
  head: string | null;
  /** "refs/heads/main"; null when the copy stands at an earlier state. */
  branch: string | null;
  /** Why nothing can be read or written here as a program's folder; `head` and `branch` are null then. */
  problem: "bare" | "redirected" | null;
}

/** A full id, so neither an option nor a name. */
export const isId = (text: string | undefined): text is string => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text ?? "");

const questions = [
  "--is-inside-work-tree",
  "--is-shallow-repository",
  "--show-object-format",
  "--absolute-git-dir",
  "--git-common-dir",
  // What follows fails where there is no work tree, and then where nothing is recorded.
  "--show-toplevel",
  "--show-prefix",
  "HEAD",
  "--symbolic-full-name",
  "HEAD",
];

/** The repository around a program's folder; null when there is none. Throws UserError when Git does not trust or cannot read it. */
export async function openRepository(root: string): Promise<Repository | null> {
  const { code, out, err } = await runGit(root, ["rev-parse", ...questions], { ok: [0, 128] });
  const [inside, shallow, format, gitDir, commonDir, top, prefix, head, branch] = out.toString().split("\n");
  if (!commonDir || !gitDir) {
    if (err.includes("dubious ownership")) throw foreignOwner(/ at '(.+)'$/m.exec(err)?.[1] ?? realpathSync(root));
    if (err.includes("not a git repository")) return null;
    throw unreadable(new GitError(["rev-parse"], { code, out, err }).message);
  }
  const repository: Repository = {
    root,
    top: top || root,
    gitDir,
    commonDir: resolve(root, commonDir),
    prefix: prefix ?? "",
    shallow: shallow === "true",
    format: format === "sha256" ? "sha256" : "sha1",
    head: null,
    branch: null,
    problem: null,
  };
  if (!top || (inside !== "true" && gitDir === realpathSync(root))) return { ...repository, problem: "bare" };
  if (inside !== "true" || !isHere(repository)) return { ...repository, problem: "redirected" };
  if (isId(head) && (branch === "HEAD" || branch?.startsWith("refs/heads/")))
    return { ...repository, head, branch: branch === "HEAD" ? null : branch };
  return { ...repository, head: isId(head) ? head : null, branch: await branchName(repository) };
}

/** False when settings send the work tree to another folder, or a folder's name cannot be told from Git's answer. */
function isHere({ root, top, prefix }: Repository): boolean {
  const there = join(top, prefix);
  return existsSync(there) && realpathSync.native(there) === realpathSync.native(root);
}

async function branchName(repository: Repository): Promise<string | null> {
  const { out } = await inRepository(repository, ["symbolic-ref", "-q", "HEAD"], { ok: [0, 1] });
  const name = out.toString().trim();
  return name.startsWith("refs/heads/") ? name : null;
}

/** Runs Git for this repository and no other; paths are meant from its top folder. See `runGit`. */
export const inRepository = (
  { top, gitDir }: Repository,
  [command = "", ...args]: string[],
  options?: RunOptions,
): Promise<Ran> => runGit(top, [`--git-dir=${gitDir}`, `--work-tree=${top}`, command, ...args], options);

/** What is under way in a repository, by the file Git keeps meanwhile. */
const unfinished = [
  { file: "MERGE_HEAD", what: "Two states are being brought together", giveUp: "git merge --abort" },
  { file: "CHERRY_PICK_HEAD", what: "Work is being copied over", giveUp: "git cherry-pick --abort" },
  { file: "REVERT_HEAD", what: "Earlier work is being taken back", giveUp: "git revert --abort" },
  { file: "rebase-merge", what: "Saved work is being moved onto newer work", giveUp: "git rebase --abort" },
  { file: "rebase-apply", what: "Saved work is being moved onto newer work", giveUp: "git rebase --abort" },
  { file: "BISECT_LOG", what: "An earlier state is being searched for", giveUp: "git bisect reset" },
];

/** Throws UserError, with the remedy, unless something can be recorded here now. */
export function requireWritable(repository: Repository | null): asserts repository is Repository {
  if (!repository) throw noRepository();
  if (repository.problem) throw repository.problem === "bare" ? noWorkTree() : redirected();
  for (const { file, what, giveUp } of unfinished)
    if (existsSync(join(repository.gitDir, file))) throw busy(what, giveUp);
  if (!repository.branch) throw detached();
}
