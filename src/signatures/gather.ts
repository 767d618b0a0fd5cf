import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SignatureRecord } from "../core/records/signature.ts";
import { recordFolders } from "../core/records/statement.ts";
import { readFolder } from "../data/read.ts";
import type { Repository } from "../git/open.ts";
import { withPlainLineEnds } from "../git/plumbing.ts";
import { blobId, listTree, readBlobs, type TreeEntry } from "../git/tree.ts";
import { addedOf, type Look, lookAt, lookedAt } from "./look.ts";
import { readRecord } from "./records.ts";

/** Whether a candidate has any record here: only then is Git asked. */
export const hasRecords = (root: string, candidate: string): boolean =>
  recordFolders(candidate).some((folder) => existsSync(join(root, folder)));

interface File {
  path: string;
  bytes: Uint8Array;
  /** Null: Git does not have it. */
  blob: string | null;
  recorded: boolean | null;
  problem: string | null;
  /** Git has it, and what lies here under its name is something else, or nothing. */
  differs: boolean;
}

/**
 * The records of these candidates: as Git has them where there is Git (what lies beside them unrecorded is said to be
 * so), else as they lie in the folder. At most three starts of Git, however many candidates; the last one only for what
 * no earlier look has seen.
 */
export async function gatherRecords(
  root: string,
  program: string,
  candidates: string[],
  repository: Repository | null,
): Promise<Map<string, SignatureRecord[]>> {
  const folders = candidates.flatMap(recordFolders);
  const readable = repository && !repository.problem ? repository : null;
  const entries = readable?.head && folders.length > 0 ? await listTree(readable, readable.head, folders) : [];
  const files = await filesOf(
    root,
    folders,
    entries.filter(({ path }) => path.endsWith(".yaml")),
    readable,
  );
  const inFolder = new Map<string, File[]>(folders.map((folder) => [folder, []]));
  for (const file of files) inFolder.get(dirname(file.path))?.push(file);
  const filesIn = (candidate: string) => recordFolders(candidate).flatMap((folder) => inFolder.get(folder) ?? []);
  const seen = candidates.filter((candidate) => filesIn(candidate).some(({ blob }) => blob));
  const looks = readable ? await looksFor(readable, seen) : new Map<string, Look>();
  const gathered = new Map<string, SignatureRecord[]>();
  for (const candidate of candidates) {
    const records: SignatureRecord[] = [];
    for (const file of filesIn(candidate)) records.push(await recordOf(file, program, candidate, looks.get(candidate)));
    gathered.set(candidate, records);
  }
  return gathered;
}

async function recordOf(file: File, program: string, candidate: string, look?: Look): Promise<SignatureRecord> {
  const { path, problem, recorded } = file;
  const differs = file.differs ? { differs: true as const } : {};
  if (problem) return { path, id: "", statement: null, problem, seal: null, recorded, added: null, ...differs };
  const read = await readRecord(file.bytes, path, { program, candidate });
  const { statement, id } = read;
  const added = statement && file.blob ? addedOf(look, path, file.blob, statement, id) : null;
  return { ...read, recorded, added, ...differs };
}

async function looksFor(repository: Repository, candidates: string[]): Promise<Map<string, Look>> {
  const looks = new Map<string, Look>();
  const unseen: string[] = [];
  for (const candidate of candidates) {
    const look = lookedAt(repository, candidate);
    if (look) looks.set(candidate, look);
    else unseen.push(candidate);
  }
  if (unseen.length === 0) return looks;
  return new Map([...looks, ...(await lookAt(repository, unseen))]);
}

/** Record files as Git has them, and those that lie in the folder alone. */
async function filesOf(
  root: string,
  folders: string[],
  entries: TreeEntry[],
  repository: Repository | null,
): Promise<File[]> {
  const none = new Uint8Array();
  const here = folders.flatMap((folder) => {
    const { files, links } = readFolder(join(root, folder));
    const isFile = (name: string) => name.endsWith(".yaml");
    return [
      ...files.filter(isFile).map((name) => ({ path: `${folder}/${name}`, link: false })),
      // Beside case files lies what people attached; beside signatures there is nothing else.
      ...links
        .filter((name) => isFile(name) || !isCaseFolder(folder))
        .map((name) => ({ path: `${folder}/${name}`, link: true })),
    ];
  });
  const bytesHere = new Map(here.filter(({ link }) => !link).map(({ path }) => [path, readOrEmpty(join(root, path))]));
  const asRecorded = entries.filter(({ path, blob }) => {
    const bytes = bytesHere.get(path);
    return !bytes || !repository || blobId(bytes, repository.format) !== blob;
  });
  const blobs = repository
    ? await readBlobs(
        repository,
        asRecorded.map(({ blob }) => blob),
      )
    : new Map();
  const others = new Set(asRecorded.map(({ path }) => path));
  const fromGit = entries.map(({ path, mode, blob }): File => {
    const isOther = others.has(path);
    const bytes = isOther ? blobs.get(blob) : bytesHere.get(path);
    const link = mode === "100644" || mode === "100755" ? null : "it is a link to another place, not a file";
    const problem = link ?? (bytes ? null : "this copy does not hold what was recorded");
    const own = bytesHere.get(path);
    // Git may have written it with the line ends of this system.
    const differs = isOther && !(own && repository && blobId(withPlainLineEnds(own), repository.format) === blob);
    return { path, bytes: bytes ?? none, blob, recorded: true, problem, differs };
  });
  const recorded = repository ? false : null;
  const inGit = new Set(entries.map(({ path }) => path));
  const alone = here
    .filter(({ path }) => !inGit.has(path))
    .map(({ path, link }): File => {
      const problem = link ? "it is a link to another place, not a file" : null;
      return { path, bytes: bytesHere.get(path) ?? none, blob: null, recorded, problem, differs: false };
    });
  return [...fromGit, ...alone].sort((one, other) => (one.path < other.path ? -1 : 1));
}

const isCaseFolder = (folder: string) => folder.endsWith("/case");

function readOrEmpty(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
