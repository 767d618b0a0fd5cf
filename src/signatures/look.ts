import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Added, SignatureRecord } from "../core/records/signature.ts";
import { readTrailers, recordFolders, type Statement, shortId, signLine } from "../core/records/statement.ts";
import { changesBelow, type FileChange, parentTimes } from "../git/history.ts";
import { isId, type Repository } from "../git/open.ts";
import { attachedPaths } from "./attachments.ts";

/** Something that never happens to records, and what is attached to them, in honest use: one was changed, or taken away. */
export interface Damage {
  path: string;
  status: "M" | "D" | "T";
  commit: string;
  by: string;
  at: string;
}

/** One time a file came into Git's history. */
interface Arrival extends Omit<Added, "names"> {
  blob: string;
  /** What the message says of this record; "other": it names one that did not come in with it; null: nothing. */
  says: { record: string; digest: string; signer: string; sign: string } | "other" | null;
}

/** What Git's history tells of one candidate's records, up to a point. Only facts: who counts is decided anew each time. */
export interface Look {
  form: 3;
  head: string;
  /** By path: each time a file of that name came in, oldest first. */
  added: Record<string, Arrival[]>;
  damage: Damage[];
}

const fileOf = (repository: Repository, candidate: string) =>
  join(repository.commonDir, "ilp", "looked", repository.prefix.replaceAll("/", "+"), `${candidate}.json`);

/** What an earlier look found; null when there was none, or it cannot be read. */
function remembered(repository: Repository, candidate: string): Look | null {
  try {
    const look = JSON.parse(readFileSync(fileOf(repository, candidate), "utf8")) as Look;
    const lists: unknown[] = [...Object.values(look.added), look.damage];
    const whole = lists.every((list) => Array.isArray(list) && list.every((each) => typeof each?.commit === "string"));
    return whole && look.form === 3 && isId(look.head) ? look : null;
  } catch {
    return null;
  }
}

/** A cache: when it cannot be kept, the next look takes longer, that is all. */
function remember(repository: Repository, candidate: string, look: Look) {
  // Where history is cut, the oldest state there is seems to bring everything in: that is not to be remembered.
  if (repository.shallow) return;
  const file = fileOf(repository, candidate);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(look));
    renameSync(temporary, file);
  } catch {
    // Another program holds it, or the disk is full or read-only.
  }
}

/**
 * What history tells of the records of these candidates, today. Costs only what is new since the last look; one run of
 * Git for all candidates last seen at the same point.
 */
export async function lookAt(repository: Repository, candidates: string[]): Promise<Map<string, Look>> {
  const { head } = repository;
  const found = new Map<string, Look>();
  if (head === null) return found;
  const behind = new Map<string | null, string[]>();
  for (const candidate of candidates) {
    const look = remembered(repository, candidate);
    if (look?.head === head) found.set(candidate, look);
    else behind.set(look?.head ?? null, [...(behind.get(look?.head ?? null) ?? []), candidate]);
  }
  for (const [since, group] of behind) {
    const { changes, rewritten } = await changesBelow(repository, placesOf(group), since);
    const mine = byCandidate(changes.reverse(), group);
    const arrivals = [...mine.values()].flat().filter(({ status }) => status === "A");
    const parents = await parentTimes(repository, arrivals);
    for (const candidate of group) {
      const before = rewritten || since === null ? null : remembered(repository, candidate);
      const look = extended(before, mine.get(candidate) ?? [], parents, { head, candidate });
      remember(repository, candidate, look);
      found.set(candidate, look);
    }
  }
  return found;
}

/** For each folder it is asked about, Git looks at every change: of many candidates it is quicker to ask for all there is. */
const placesOf = (candidates: string[]): string[] => {
  const folders = candidates.flatMap(recordFolders);
  return candidates.length <= 10
    ? folders
    : [...new Set(folders.map((folder) => (folder.startsWith("candidates/") ? "candidates" : folder)))];
};

function byCandidate(changes: FileChange[], candidates: string[]): Map<string, FileChange[]> {
  const owner = new Map(candidates.flatMap((id) => recordFolders(id).map((folder) => [folder, id] as const)));
  const mine = new Map<string, FileChange[]>();
  for (const change of changes) {
    const candidate = owner.get(dirname(change.path));
    if (candidate === undefined) continue;
    const list = mine.get(candidate);
    if (list) list.push(change);
    else mine.set(candidate, [change]);
  }
  return mine;
}

/** As `lookAt`, when this very state was looked at before; else null: nothing is asked of Git. */
export function lookedAt(repository: Repository, candidate: string): Look | null {
  const look = remembered(repository, candidate);
  return look?.head === repository.head ? look : null;
}

/** The name under which the look at everybody's records is remembered; no candidate can have it. */
const everybody = "+";

/** By candidate: what happened to records of people who are not among these. Only history knows who once had a folder. */
export async function damageToOthers(repository: Repository, present: string[]): Promise<Map<string, Damage[]>> {
  const { head } = repository;
  const others = new Map<string, Damage[]>();
  if (head === null) return others;
  const before = remembered(repository, everybody);
  const { changes, rewritten } = await changesBelow(repository, ["candidates"], before?.head ?? null);
  const hurt = changes.reverse().filter(({ path, status }) => status !== "A" && candidateOf(path) !== null);
  const look = extended(rewritten ? null : before, hurt, new Map(), { head, candidate: everybody });
  remember(repository, everybody, look);
  for (const each of look.damage) {
    const candidate = candidateOf(each.path) ?? "";
    if (!present.includes(candidate)) others.set(candidate, [...(others.get(candidate) ?? []), each]);
  }
  return others;
}

/** Whose record, or attachment, a file is; null when it is none. */
const candidateOf = (path: string): string | null =>
  /^candidates\/([^/]+)\/(?:signatures|case)\/[^/]+$/.exec(path)?.[1] ?? null;

const isBesideCaseFiles = (path: string) => /^candidates\/[^/]+\/case\/[^/]+$/.test(path) && !path.endsWith(".yaml");

/** Damage to records and to what they name; other files beside case files may change like any file. */
export function damageToRecords(look: Look | undefined, records: SignatureRecord[]): Damage[] {
  const named = new Set(records.flatMap(attachedPaths));
  return (look?.damage ?? []).filter(({ path }) => !isBesideCaseFiles(path) || named.has(path));
}

function extended(
  before: Look | null,
  changes: FileChange[],
  parents: Map<string, string | null>,
  now: { head: string; candidate: string },
): Look {
  const added: Look["added"] = { ...before?.added };
  const damage = [...(before?.damage ?? [])];
  for (const change of changes) {
    const { path, status, blob, commit, author, at } = change;
    if (status !== "A") damage.push({ path, status, commit, by: author.name, at });
    else if (blob) {
      const says = saidOf(change, changes, now.candidate);
      const arrival = { blob, commit, email: author.email, at, parentAt: parents.get(commit) ?? null, says };
      // The same name with another content: somebody brought in an altered record on another line of work.
      if (added[path]?.some((each) => each.blob !== blob))
        damage.push({ path, status: "M", commit, by: author.name, at });
      added[path] = [...(added[path] ?? []), arrival];
    }
  }
  return { form: 3, head: now.head, added, damage };
}

function saidOf({ path, commit, message }: FileChange, changes: FileChange[], candidate: string): Arrival["says"] {
  const trailers = readTrailers(message);
  if (!trailers || !isOwnMessage(message, trailers)) return null;
  const record = trailers["ILP-Record"] ?? "";
  const isOf = (file: string) => file.endsWith(`-${shortId(record)}.yaml`);
  if (isOf(path))
    return {
      record,
      digest: trailers["ILP-Digest"] ?? "",
      signer: trailers["ILP-Signer"] ?? "",
      sign: trailers["ILP-Sign"] ?? "",
    };
  // Several steps made into one keep the last message alone: it names a record that came in as well.
  const about = trailers["ILP-Sign"]?.split(" ").at(-1)?.startsWith(`${candidate}/`);
  const another = changes.some((each) => each.commit === commit && each.status === "A" && isOf(each.path));
  return about && !another ? "other" : null;
}

/**
 * A signature's message as it was made: subject, sentence, trailers. When several steps were made into one, often by
 * somebody else, the last paragraph may still be a signature's, and says nothing of who recorded it.
 */
function isOwnMessage(message: string, trailers: Record<string, string>): boolean {
  const [subject = "", , , ...more] = message.trim().split(/\n{2,}/);
  const [address, role] = (trailers["ILP-Sign"] ?? "").split(" ").reverse();
  return more.length === 0 && subject.endsWith(` ${address} as ${role}`);
}

/** The step that brought in this very content and names it; else the oldest that brought it in. */
export function addedOf(
  look: Look | undefined,
  path: string,
  blob: string,
  statement: Statement,
  id: string,
): Added | null {
  const arrivals = look?.added[path]?.filter((each) => each.blob === blob) ?? [];
  const namesIt = ({ says }: Arrival) =>
    says === null
      ? null
      : says !== "other" &&
        says.record === id &&
        says.digest === statement.digest &&
        says.signer === statement.signer &&
        says.sign === signLine(statement);
  const arrival = arrivals.find((each) => namesIt(each) === true) ?? arrivals[0];
  if (!arrival) return null;
  const { commit, email, at, parentAt } = arrival;
  return { commit, email, at, parentAt, names: namesIt(arrival) };
}
