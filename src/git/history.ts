import { inRepository, isId, type Repository } from "./open.ts";
import { parts } from "./run.ts";
import { inTop } from "./tree.ts";

/** What one commit did to one file. Times are ISO, UTC, to the second. */
export interface FileChange {
  commit: string;
  parents: string[];
  /** It brought lines of work together. Such a change is listed when no side had it, or when it dropped a file a side had. */
  merge: boolean;
  author: { name: string; email: string };
  /** When it was written, as the author's computer told, and when it was recorded. */
  at: string;
  committed: string;
  message: string;
  /** From the program's folder. */
  path: string;
  /** Added, modified, deleted, or its kind changed (a file became a link). */
  status: "A" | "M" | "D" | "T";
  /** Ids after and before; null where there is no file. */
  blob: string | null;
  oldBlob: string | null;
}

export interface History {
  /** Newest first. */
  changes: FileChange[];
  /** What was newest at the last look is not part of what is there now; the changes are then all there are. */
  rewritten: boolean;
}

const fields = ["%H", "%P", "%an", "%ae", "%at", "%ct", "%B"];

const listing = [
  "--full-history",
  "--no-renames",
  "--diff-merges=separate",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-notes",
  "--no-ext-diff",
  "--no-textconv",
  "--encoding=UTF-8",
  "-O/dev/null",
  `--format=${fields.join("%x00")}`,
];

/** Every change to files below these folders: since a commit that was looked at before, or all when null. */
export async function changesBelow(
  repository: Repository,
  folders: string[],
  since: string | null = null,
): Promise<History> {
  const { head } = repository;
  if (head === null) return { changes: [], rewritten: since !== null };
  if (head === since) return { changes: [], rewritten: false };
  if (since !== null && !isId(since)) throw new Error(`not a commit id: ${since}`);
  const paths = folders.map((folder) => inTop(repository, folder));
  const log = async (range: string[], ok: number[]) => {
    const { code, out } = await inRepository(repository, ["log", ...listing, ...range, "--", ...paths], { ok });
    return code === 0 ? readLog(out, repository.prefix) : [];
  };
  if (since === null) return { changes: await log([head], [0]), rewritten: false };
  // Both at once: starting Git costs more than what it does here.
  const [ancestor, changes] = await Promise.all([
    inRepository(repository, ["merge-base", "--is-ancestor", since, head], { ok: [0, 1, 128] }),
    log([head, `^${since}`], [0, 128]),
  ]);
  if (ancestor.code === 0) return { changes, rewritten: false };
  return { changes: await log([head], [0]), rewritten: true };
}

type Header = Omit<FileChange, "path" | "status" | "blob" | "oldBlob">;

/** Reads by position: a message may hold anything but NUL, and what follows it starts with ":" or is the next commit. */
function readLog(out: Buffer, prefix: string): FileChange[] {
  const tokens = parts(out);
  const perCommit = new Map<string, FileChange[]>();
  for (let at = 0; at < tokens.length; ) {
    const header = readHeader(tokens.slice(at, at + fields.length));
    at += fields.length;
    const changes = perCommit.get(header.commit) ?? [];
    perCommit.set(header.commit, changes);
    for (; /^\n?:/.test(tokens[at] ?? ""); at += 2)
      changes.push(readChange(header, tokens[at]!, tokens[at + 1]!.slice(prefix.length)));
  }
  return [...perCommit.values()].flatMap((changes) => (changes[0]?.merge ? ofMerge(changes) : changes));
}

function readHeader([commit, parents, name, email, at, committed, message]: string[]): Header {
  const ids = parents!.split(" ").filter((id) => id !== "");
  return {
    commit: commit!,
    parents: ids,
    merge: ids.length > 1,
    author: { name: name!, email: email! },
    at: isoTime(at!),
    committed: isoTime(committed!),
    message: message ?? "",
  };
}

function readChange(header: Header, raw: string, path: string): FileChange {
  const [, , oldId = "", id = "", status = "M"] = raw.trim().slice(1).split(" ");
  const known = (blob: string) => (/^0*$/.test(blob) ? null : blob);
  return { ...header, path, status: status.charAt(0) as FileChange["status"], blob: known(id), oldBlob: known(oldId) };
}

/** A merge is compared with each side; what it took whole from one of them was listed where it was made. */
function ofMerge(changes: FileChange[]): FileChange[] {
  const perPath = new Map<string, FileChange[]>();
  for (const change of changes) perPath.set(change.path, [...(perPath.get(change.path) ?? []), change]);
  return [...perPath.values()].flatMap((sides) => {
    const dropped = sides.find(({ status }) => status === "D");
    if (dropped) return dropped;
    if (sides.length < sides[0]!.parents.length) return [];
    // Changed against one side, whatever the order of the sides: that is no arrival.
    return sides.find(({ status }) => status !== "A") ?? sides[0]!;
  });
}

/** From seconds since 1970; a commit may hold any number, a date cannot. */
function isoTime(seconds: string): string {
  const within = Math.min(Math.max(Number(seconds) || 0, 0), 253_402_300_799);
  return new Date(within * 1000).toISOString().replace(".000Z", "Z");
}

/**
 * For each change's commit, when the newest state it was built on was recorded; null for the first of all, and where
 * history is cut. One start of Git; ask only for the commits that matter.
 */
export async function parentTimes(
  repository: Repository,
  changes: Pick<FileChange, "commit" | "parents">[],
): Promise<Map<string, string | null>> {
  const parents = [...new Set(changes.flatMap((change) => change.parents))];
  const times = new Map<string, string>();
  if (parents.length > 0) {
    const { out } = await inRepository(
      repository,
      ["log", "--no-walk=unsorted", "--ignore-missing", "--stdin", "-z", "--format=%H %ct"],
      { input: parents.map((id) => `${id}\n`).join("") },
    );
    for (const [id = "", seconds = ""] of parts(out).map((line) => line.split(" "))) times.set(id, isoTime(seconds));
  }
  return new Map(
    changes.map(({ commit, parents }) => [
      commit,
      parents
        .flatMap((id) => times.get(id) ?? [])
        .sort()
        .at(-1) ?? null,
    ]),
  );
}
