import type { SimpleGit } from "simple-git";
import { UserError } from "../core/problems/user-error.ts";
import { inRepository, openRepository, type Repository, requireWritable } from "./open.ts";
import { ownGit, reasonOf } from "./own-git.ts";

/** From where to where a copy is shared. */
export interface SharedPlace {
  repository: Repository;
  /** Git with the person's own settings: for whatever talks to the shared copy or writes files. */
  git: SimpleGit;
  /** The line of work here: "main"; `target` is its name in the shared copy. */
  branch: string;
  remote: string;
  target: string;
  /** True when nothing says yet where this copy is shared. */
  first: boolean;
}

/** What Git answers, without the last line break; "" when it has nothing to say. */
export async function answerOf(repository: Repository, ...args: string[]): Promise<string> {
  const { code, out } = await inRepository(repository, args, { ok: [0, 1, 128] });
  return code === 0 ? out.toString().trimEnd() : "";
}

/** Where this copy is shared, or `to` when several places are set up. Changes nothing. Throws UserError. */
export async function findPlace(
  root: string,
  to: string | undefined,
  asks: boolean,
  patience?: number,
): Promise<SharedPlace> {
  const repository = await openRepository(root);
  requireWritable(repository);
  if (repository.head === null)
    throw new UserError(
      "Nothing is recorded here yet, so there is nothing to send.",
      "Begin with: ilp send --save   Or take up what others have, in a new folder: git clone ADDRESS",
    );
  const branch = (repository.branch ?? "").replace(/^refs\/heads\//, "");
  const remotes = (await answerOf(repository, "remote")).split("\n").filter(Boolean);
  const configured = await answerOf(repository, "config", "--get", `branch.${branch}.remote`);
  const upstream = remotes.includes(configured) ? configured : undefined;
  const remote = chosen(remotes, to, upstream);
  const name = await answerOf(repository, "config", "--get", `branch.${branch}.merge`);
  const known = remote === upstream && name.startsWith("refs/heads/");
  const target = known ? name.slice("refs/heads/".length) : branch;
  return { repository, git: await ownGit(repository.top, asks, {}, patience), branch, remote, target, first: !known };
}

function chosen(remotes: string[], to: string | undefined, upstream: string | undefined): string {
  const list = `There are: ${remotes.join(", ")}.`;
  if (remotes.length === 0)
    throw new UserError(
      "This copy is not linked to a shared copy yet.",
      "Link it once, with the address you were given: git remote add origin ADDRESS   Then run ilp send again.",
    );
  if (to !== undefined && !remotes.includes(to))
    throw new UserError(`There is no shared copy called "${to}" here.`, list);
  const [only] = remotes;
  const place = to ?? upstream ?? (remotes.includes("origin") ? "origin" : remotes.length === 1 ? only : undefined);
  if (place === undefined) throw new UserError("Which shared copy?", `${list} Name one: ilp send --to ${only}`);
  return place;
}

/** Fetches what the shared copy has; null when it has nothing of ours yet. Changes only Git's notes about it. Throws UserError. */
export async function fetchTheirs({ repository, git, remote, target, first }: SharedPlace): Promise<string | null> {
  try {
    await git.raw(["fetch", "--quiet", "--", remote, `refs/heads/${target}`]);
    return await answerOf(repository, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
  } catch (error) {
    if (!(error as Error).message.includes("couldn't find remote ref")) throw unreachable(remote, error as Error);
  }
  const others = await git.raw(["ls-remote", "--heads", "--", remote]).catch((error: Error) => {
    throw unreachable(remote, error);
  });
  const names = others.split("\n").flatMap((line) => line.split("\trefs/heads/")[1] ?? []);
  if (first && names.length > 0)
    throw new UserError(
      `The shared copy keeps the program under another name (${names.slice(0, 3).join(", ")}) than this one (${target}).`,
      `To share this one beside it, once: git push --set-upstream ${remote} ${target}   Then run ilp send again.`,
    );
  return null;
}

const unreachable = (remote: string, error: Error) =>
  new UserError(
    `The shared copy "${remote}" cannot be read: ${reasonOf(error)}`,
    "Nothing was changed here. Check the network, the address (git remote -v) and your access, then try again.",
  );
