import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordFolders } from "../core/records/statement.ts";
import type { Repository } from "../git/open.ts";
import { listTree, readBlobs, type TreeEntry } from "../git/tree.ts";
import type { Damage, Look } from "./look.ts";

/** A file as it first came into history, which the program does not have any more. */
export interface Kept {
  /** From the program's folder. */
  path: string;
  bytes: Uint8Array;
  arrival: Look["added"][string][number];
  /** What happened to it since. */
  damage: Damage[];
}

/**
 * The bytes of these files as Git has them, and as they lie in the folder where Git has none; links and what this copy
 * does not hold are left out. Beside them what history kept of records that were changed or taken away.
 */
export async function caseCopies(
  root: string,
  candidate: string,
  paths: string[],
  repository: Repository | null,
  look: Look | null,
): Promise<{ copies: Map<string, Uint8Array>; kept: Kept[] }> {
  const entries = repository?.head ? await listTree(repository, repository.head, recordFolders(candidate)) : [];
  const there = new Map(entries.map((entry) => [entry.path, entry]));
  const mine = paths.flatMap((path) => there.get(path) ?? []).filter(isFile);
  const lost = lostIn(look, there);
  const wanted = [...mine.map(({ blob }) => blob), ...lost.map(({ arrival }) => arrival.blob)];
  const blobs = repository ? await readBlobs(repository, wanted) : new Map<string, Buffer>();
  const copies = new Map<string, Uint8Array>();
  for (const path of paths) {
    const entry = there.get(path);
    const bytes = entry ? isFile(entry) && blobs.get(entry.blob) : bytesHere(root, path);
    if (bytes) copies.set(path, bytes);
  }
  const kept = lost.flatMap(({ path, arrival, damage }): Kept[] => {
    const bytes = blobs.get(arrival.blob);
    return bytes ? [{ path, bytes, arrival, damage }] : [];
  });
  return { copies, kept };
}

const isFile = ({ mode }: TreeEntry) => mode === "100644" || mode === "100755";

/** Each content that came in under a name and is not what has that name now, as it came in first. */
function lostIn(look: Look | null, there: Map<string, TreeEntry>): Omit<Kept, "bytes">[] {
  const { damage = [], added = {} } = look ?? {};
  return [...new Set(damage.map(({ path }) => path))].flatMap((path) => {
    const gone = (added[path] ?? []).filter(({ blob }) => blob !== there.get(path)?.blob);
    const first = gone.filter(({ blob }, index) => gone.findIndex((each) => each.blob === blob) === index);
    return first.map((arrival) => ({ path, arrival, damage: damage.filter((each) => each.path === path) }));
  });
}

function bytesHere(root: string, path: string): Uint8Array | null {
  try {
    return lstatSync(join(root, path)).isFile() ? readFileSync(join(root, path)) : null;
  } catch {
    return null;
  }
}
