import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildTree, missingInIndex, type Update, updateOwnIndex } from "./indexes.ts";
import { refuseOddPaths } from "./odd-paths.ts";
import { inRepository, openRepository, type Repository, requireWritable } from "./open.ts";
import { type PlacedFile, placeFiles } from "./place-files.ts";
import { withoutPrograms } from "./programs.ts";
import { changedMeanwhile, standsAlready, wouldNotRecord } from "./refusals.ts";
import { GitError } from "./run.ts";
import { readBlobs, type TreeEntry } from "./tree.ts";

export interface Identity {
  name: string;
  email: string;
}

export interface Recording {
  /** Paths from the program's folder; the content is what is recorded, and what is written unless it is there. */
  files: PlacedFile[];
  /** Files to take out, of the record and of the folder. */
  removed?: string[];
  /** Recorded byte for byte. */
  message: string;
  /** Who, as author and as committer. */
  author: Identity;
  /** Recorded to the second, in UTC. */
  when: Date;
  /** For Git's own diary of this copy. */
  reflog: string;
  /** What must still be recorded at these paths when ours is added; null = nothing. */
  expect?: { path: string; blob: string | null }[];
}

export interface Recorded {
  commit: string;
  /** The files are recorded, but the person's index could not be told: `repairIndex` does it later. */
  deferred: boolean;
}

const patience = 15_000;
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/**
 * Records these files in one commit on top of whatever is newest then, and nothing else: what the person has staged or
 * changed stays as it is. Either all is done or, with a UserError, nothing. No hook, filter or signing program runs.
 */
export async function recordFiles(opened: Repository | null, recording: Recording): Promise<Recorded> {
  requireWritable(opened);
  const { root } = opened;
  const { files, removed = [] } = recording;
  const found = await refuseOddPaths(opened, pathsOf(recording));
  const env = await withoutPrograms(opened);
  const { commit, update } = await allOrNothing(async (undoWith) => {
    const blobs = await Promise.all(files.map((file) => storeContent(opened, file, found.get(file.path))));
    undoWith(placeFiles(root, files));
    return advance(opened, recording, blobs, env);
  });
  for (const path of removed) takeAway(join(root, path));
  return { commit, deferred: !(await updateOwnIndex(opened, update, env)) };
}

/** What another program holds open stays, as a file that is not recorded. */
function takeAway(file: string) {
  try {
    rmSync(file, { force: true });
  } catch {}
}

async function allOrNothing<T>(work: (undoWith: (undo: () => void) => void) => Promise<T>): Promise<T> {
  let undo = () => {};
  try {
    return await work((step) => {
      undo = step;
    });
  } catch (error) {
    undo();
    throw error instanceof GitError ? wouldNotRecord(error.message) : error;
  }
}

const pathsOf = ({ files, removed = [], expect = [] }: Recording): string[] => [
  ...new Set([...files.map(({ path }) => path), ...removed, ...expect.map(({ path }) => path)]),
];

/** The id of the content's blob; a text has line ends as Git keeps them, unless it keeps this file with CRLF, or it is `exact`. */
async function storeContent(
  repository: Repository,
  { content, exact }: PlacedFile,
  before?: TreeEntry,
): Promise<string> {
  const normal = exact || isBinary(content) ? content : withPlainLineEnds(content);
  const asBefore = normal !== content && before && (await readBlobs(repository, [before.blob])).get(before.blob);
  const input = asBefore && withPlainLineEnds(asBefore) !== asBefore ? content : normal;
  const { out } = await inRepository(repository, ["hash-object", "-w", "-t", "blob", "--stdin"], { input });
  return out.toString().trim();
}

/** As Git itself tells a picture from a text: NUL, CR alone, or too many control characters. */
function isBinary(bytes: Uint8Array): boolean {
  let [printable, odd] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0 || (byte === 13 && bytes[at + 1] !== 10)) return true;
    if (byte === 127 || (byte < 32 && ![8, 9, 10, 12, 13, 27].includes(byte))) odd++;
    else printable++;
  }
  return printable >> 7 < odd;
}

/** The same bytes with LF for CRLF; the very same object when there is none. */
export function withPlainLineEnds(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!text.includes("\r\n")) return bytes;
  return Buffer.from(text.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

/** Moves the line of work one step on. Whoever loses a race looks again at what is newest, and tries again on top of it. */
async function advance(opened: Repository, recording: Recording, blobs: string[], env: Record<string, string>) {
  const { files, removed = [], expect = [], reflog } = recording;
  for (let since = Date.now(); ; ) {
    const now = await openRepository(opened.root);
    requireWritable(now);
    const found = await refuseOddPaths(now, pathsOf(recording));
    for (const { path, blob } of expect) if ((found.get(path)?.blob ?? null) !== blob) throw changedMeanwhile(path);
    for (const { path, write } of files) if (write === "new" && found.has(path)) throw standsAlready(path);
    const entries = files.map(({ path }, index) => ({
      path,
      mode: found.get(path)?.mode ?? "100644",
      blob: blobs[index]!,
    }));
    const update: Update = { entries, removed };
    const tree = await buildTree(now, now.head, update, env);
    const commit = await writeCommit(now, tree, recording, env);
    const old = now.head ?? "0".repeat(commit.length);
    try {
      await inRepository(now, ["update-ref", "-m", reflog, now.branch!, commit, old], { env });
      return { commit, update };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      // Whoever was quicker has got on, and so shall we; only a lock that nobody lets go ends this.
      if (wasLost(error)) since = Date.now();
      else if (!isHeld(error) || Date.now() - since > patience) throw error;
      await pause(10 + Math.random() * 90);
    }
  }
}

const wasLost = ({ said }: GitError) => /but expected|reference already exists/.test(said);
const isHeld = ({ said }: GitError) => said.includes(".lock': File exists");

async function writeCommit(
  repository: Repository,
  tree: string,
  { message, author, when }: Recording,
  env: Record<string, string>,
): Promise<string> {
  const parent = repository.head ? ["-p", repository.head] : [];
  const date = `@${Math.floor(when.getTime() / 1000)} +0000`;
  const { out } = await inRepository(repository, ["commit-tree", tree, ...parent, "--no-gpg-sign", "-F", "-"], {
    input: message,
    env: {
      ...env,
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
      GIT_COMMITTER_DATE: date,
    },
  });
  return out.toString().trim();
}

/** Enters what earlier commands could not (see `deferred`). Gives the paths that were entered; none when Git's index is held. */
export async function repairIndex(repository: Repository, folders: string[]): Promise<string[]> {
  const entries = await missingInIndex(repository, folders);
  if (entries.length === 0) return [];
  const done = await updateOwnIndex(repository, { entries, removed: [] }, await withoutPrograms(repository));
  return done ? entries.map(({ path }) => path) : [];
}
