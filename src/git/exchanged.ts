import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../core/problems/user-error.ts";
import { answerOf, fetchTheirs, findPlace } from "./shared-place.ts";

/** How long the shared copy may take to answer, in milliseconds: whoever is offline shall not wait. */
const patience = 10_000;

/** Git's own folder around a program, where it names a shared copy; nothing is started to find out. */
function linkedFolder(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    const own = join(folder, ".git");
    if (statSync(own, { throwIfNoEntry: false })?.isDirectory()) return isLinked(own) ? own : null;
    if (folder === dirname(folder)) return null;
  }
}

function isLinked(own: string): boolean {
  try {
    return /^\s*\[remote "/m.test(readFileSync(join(own, "config"), "utf8"));
  } catch {
    return false;
  }
}

/** When this copy last spoke with a shared one, as Git's own notes about it tell; null where there is none. */
export function lastExchanged(root: string): Date | null {
  const own = linkedFolder(root);
  if (own === null) return null;
  const logs = join(own, "logs", "refs", "remotes");
  const notes = [join(own, "FETCH_HEAD"), ...filesBelow(logs), ...filesBelow(join(own, "refs", "remotes"))];
  const times = notes.flatMap((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Whether the shared copy has something that this one lacks: looked up now. `unknown` says why that could not be told,
 * such as without a network. Nothing here changes.
 */
export async function lookAtShared(root: string): Promise<"none" | "same" | "newer" | { unknown: string }> {
  if (linkedFolder(root) === null) return "none";
  try {
    const place = await findPlace(root, undefined, false, patience);
    const theirs = await fetchTheirs(place);
    if (theirs === null) return "same";
    const { repository, branch } = place;
    const ours = await answerOf(repository, "rev-parse", "--verify", `refs/heads/${branch}^{commit}`);
    return (await answerOf(repository, "merge-base", ours, theirs)) === theirs ? "same" : "newer";
  } catch (error) {
    if (error instanceof UserError) return { unknown: error.message };
    throw error;
  }
}
