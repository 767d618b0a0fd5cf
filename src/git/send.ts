import { UserError } from "../core/problems/user-error.ts";
import { type Author, authors, type Changed, changedFiles, inTheWay, unsavedFiles } from "./changes.ts";
import { inRepository } from "./open.ts";
import { reasonOf } from "./own-git.ts";
import type { Identity } from "./plumbing.ts";
import { answerOf, fetchTheirs, type SharedPlace } from "./shared-place.ts";
import { type BothChanged, type Settled, tryMerge } from "./try-merge.ts";

const tries = 5;

/** What went one way: a person for each change, and the files. */
export interface Passed {
  authors: Author[];
  files: Changed[];
}
export interface Exchanged {
  received: Passed;
  sent: Passed;
}

/** How a file that both sides changed is settled; `by` made the newest change to it on the other side. */
export type Settle = (file: BothChanged, by: Author) => Promise<Settled>;

const nothing: Passed = { authors: [], files: [] };

/**
 * Takes in what others sent, then sends ours; again when somebody was quicker. Null when a file could not be
 * settled: then nothing here has changed. Throws UserError; ours is never lost, and nothing is half taken in.
 */
export async function exchange(place: SharedPlace, me: Identity | null, settle: Settle): Promise<Exchanged | null> {
  const { repository } = place;
  const start = await ourState(place);
  let received = nothing;
  for (let attempt = 1; ; attempt++) {
    const theirs = await fetchTheirs(place);
    if (theirs !== null) {
      if (!(await takeIn(place, theirs, me, settle))) return null;
      received = await between(place, await answerOf(repository, "merge-base", start, theirs), start, theirs);
    }
    const now = await ourState(place);
    if (now === theirs) return { received, sent: nothing };
    const sent = await between(place, theirs, theirs, now);
    const refused = await push(place);
    if (!refused) return { received, sent };
    if (!refused.race || attempt === tries) throw notSent(place, refused, received);
    await new Promise((wake) => setTimeout(wake, Math.random() * 200 * attempt));
  }
}

const ourState = ({ repository, branch }: SharedPlace) =>
  answerOf(repository, "rev-parse", "--verify", `refs/heads/${branch}^{commit}`);

/** The changes in `to` that `known` lacks, and how its files differ from `base`. */
async function between(
  { repository }: SharedPlace,
  base: string | null,
  known: string | null,
  to: string,
): Promise<Passed> {
  if (base === to) return nothing;
  return { authors: await authors(repository, known, to), files: await changedFiles(repository, base, to) };
}

/** Brings what others sent into this copy. False when a file could not be settled; nothing has changed then. */
async function takeIn(place: SharedPlace, theirs: string, me: Identity | null, settle: Settle): Promise<boolean> {
  const { repository, git } = place;
  const ours = await ourState(place);
  const base = await answerOf(repository, "merge-base", ours, theirs);
  if (base === theirs) return true;
  if (base === "") throw unrelated(repository.shallow);
  const next = base === ours ? theirs : await joined(place, [base, ours, theirs], me, settle);
  if (next === null) return false;
  const incoming = await changedFiles(repository, ours, next);
  const clashes = inTheWay(repository.top, incoming, await unsavedFiles(git));
  if (clashes.length > 0)
    throw new UserError(
      `Others changed what you changed too and have not saved yet: ${clashes.map((path) => inProgram(place, path)).join(", ")}.`,
      "Nothing was changed. Save yours (ilp send --save) or move it elsewhere, then run ilp send again.",
    );
  try {
    // Git's own careful way to write files: it refuses rather than overwrite. Unsaved work is not put aside meanwhile.
    await git.raw(["-c", "merge.autoStash=false", "merge", "--ff-only", "--quiet", next]);
  } catch (error) {
    throw new UserError(
      `What others sent could not be written here: ${reasonOf(error as Error)}`,
      "Nothing was sent. When this is mended, run ilp send again.",
    );
  }
  return true;
}

/** A new state made of both, by me; null when a file could not be settled. Nothing points to it yet. */
async function joined(
  { repository }: SharedPlace,
  states: [base: string, ours: string, theirs: string],
  me: Identity | null,
  settle: Settle,
): Promise<string | null> {
  const [base, ours, theirs] = states;
  if (!me)
    throw new UserError(
      "Git does not know who you are yet, and others sent something that has to be put together with yours.",
      'Tell it once:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.org',
    );
  const tree = await tryMerge(repository, states, async (file) => {
    const [by] = await authors(repository, base, theirs, file.path);
    return settle(file, by ?? { name: "someone else", email: "" });
  });
  if (tree === null) return null;
  const names = [...new Set((await authors(repository, ours, theirs)).map(({ name }) => name))];
  const { out } = await inRepository(
    repository,
    ["commit-tree", tree, "-p", ours, "-p", theirs, "--no-gpg-sign", "-F", "-"],
    {
      input: `Take in what ${names.join(", ") || "others"} sent\n`,
      env: {
        GIT_AUTHOR_NAME: me.name,
        GIT_AUTHOR_EMAIL: me.email,
        GIT_COMMITTER_NAME: me.name,
        GIT_COMMITTER_EMAIL: me.email,
      },
    },
  );
  return out.toString().trim();
}

const unrelated = (shallow: boolean) =>
  shallow
    ? new UserError(
        "This copy has only the newest part of the history, too little to put both together.",
        "Get the rest once: git fetch --unshallow   Then run ilp send again.",
      )
    : new UserError(
        "The shared copy holds something that did not begin with this program, so the two cannot be put together.",
        "Check the address (git remote -v). For a first send the shared copy has to be empty.",
      );

interface Refused {
  reason: string;
  race: boolean;
}

const quicker =
  /\((fetch first|non-fast-forward|stale info|failed to update ref|incorrect old value provided|reference already exists)|cannot lock ref/;

/** Sends ours. Null when it arrived; else why not, and whether somebody was quicker. */
async function push({ repository, git, remote, branch, target, first }: SharedPlace): Promise<Refused | null> {
  const known = await answerOf(repository, "config", "--get", `branch.${branch}.merge`);
  const upstream = first && known === "" ? ["--set-upstream"] : [];
  try {
    await git.raw(["push", "--porcelain", ...upstream, "--", remote, `refs/heads/${branch}:refs/heads/${target}`]);
    return null;
  } catch (error) {
    return { race: quicker.test((error as Error).message), reason: reasonOf(error as Error) };
  }
}

function notSent({ remote }: SharedPlace, { reason, race }: Refused, received: Passed): UserError {
  const here = `${received.files.length > 0 ? "What others sent has arrived here. " : ""}Yours is safe in this copy.`;
  return race
    ? new UserError(
        "Others are sending at this very moment, and were quicker each time.",
        `${here} Run ilp send again.`,
      )
    : new UserError(
        `The shared copy "${remote}" did not take what you sent: ${reason}`,
        `${here} When this is mended (if it is about rights, ask whoever looks after the shared copy), run ilp send again.`,
      );
}

/** A path as people know it: from the program's folder. */
export const inProgram = ({ repository: { prefix } }: SharedPlace, path: string): string =>
  path.startsWith(prefix) ? path.slice(prefix.length) : path;
