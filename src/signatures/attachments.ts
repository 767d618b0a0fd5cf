import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../core/basics/canonical.ts";
import { filesOf } from "../core/records/entry.ts";
import type { Attachment, SignatureRecord } from "../core/records/signature.ts";
import { caseFolder } from "../core/records/statement.ts";
import type { Repository } from "../git/open.ts";
import { withPlainLineEnds } from "../git/plumbing.ts";
import { blobId, listTree, readBlobs, type TreeEntry } from "../git/tree.ts";

interface Named {
  record: string;
  path: string;
  digest: string;
  recorded: boolean | null;
}

/** Files that a record names, from the program's folder. */
export const attachedPaths = (record: SignatureRecord): string[] => namedBy(record).map(({ path }) => path);

function namedBy({ id, statement, recorded }: SignatureRecord): Named[] {
  if (!statement) return [];
  const folder = caseFolder(statement.candidate);
  return filesOf(statement).map((file) => ({
    record: id,
    path: `${folder}/${file.path}`,
    digest: file.sha256,
    recorded,
  }));
}

/** What became of everything that these records name. Git is started only when they name something: twice at most. */
export async function attachmentsOf(
  root: string,
  records: SignatureRecord[],
  repository: Repository | null,
): Promise<Attachment[]> {
  const named = records.filter(({ problem }) => problem === null).flatMap(namedBy);
  if (named.length === 0) return [];
  const git = repository?.head && !repository.problem ? repository : null;
  if (!git) return named.map((each) => asHere(each, bytesHere(root, each.path)));
  const entries = await listTree(git, git.head as string, [...new Set(named.map(({ path }) => path))]);
  const recorded = new Map(entries.map((entry) => [entry.path, entry]));
  const here = new Map(named.map(({ path }) => [path, bytesHere(root, path)]));
  const isSame = ({ path, blob }: TreeEntry) => {
    const bytes = here.get(path);
    return bytes ? blobId(bytes, git.format) === blob : false;
  };
  const others = entries.filter((entry) => isFile(entry) && !isSame(entry));
  const blobs = await readBlobs(
    git,
    others.map(({ blob }) => blob),
  );
  return named.map((each): Attachment => {
    const { record, path } = each;
    const entry = recorded.get(path);
    const own = here.get(path) ?? null;
    // A record that never came into Git has its files beside it, nowhere else.
    if (!entry && each.recorded === false) return asHere(each, own);
    if (!entry) return { record, path, state: "missing", here: own ? "differs" : "missing" };
    const standing = own === null ? "missing" : isSame(entry) || isSameText(own, entry, git) ? "same" : "differs";
    if (!isFile(entry)) return { record, path, state: "changed", here: standing };
    const bytes = isSame(entry) ? own : (blobs.get(entry.blob) ?? null);
    return { record, path, state: bytes ? stateOf(bytes, each.digest) : "unread", here: standing };
  });
}

const isFile = ({ mode }: TreeEntry) => mode === "100644" || mode === "100755";

/** Git may have written it with the line ends of this system. */
const isSameText = (bytes: Uint8Array, { blob }: TreeEntry, { format }: Repository) =>
  blobId(withPlainLineEnds(bytes), format) === blob;

/** Mail and zip programs, and Git between systems, write other line ends; that makes no other letter of it. */
function stateOf(bytes: Uint8Array, digest: string): Attachment["state"] {
  if (sha256(bytes) === digest) return "good";
  const plain = withPlainLineEnds(bytes);
  const marked = Buffer.from(Buffer.from(plain).toString("latin1").replaceAll("\n", "\r\n"), "latin1");
  return [plain, marked].some((each) => sha256(each) === digest) ? "line-ends" : "changed";
}

/** Where the folder is all there is. */
const asHere = ({ record, path, digest }: Named, bytes: Uint8Array | null): Attachment =>
  bytes
    ? { record, path, state: stateOf(bytes, digest), here: "same" }
    : { record, path, state: "missing", here: "missing" };

/** Links are not followed: what they lead to is not what was attached. */
function bytesHere(root: string, path: string): Uint8Array | null {
  const file = join(root, path);
  try {
    return lstatSync(file).isFile() ? readFileSync(file) : null;
  } catch {
    return null;
  }
}
