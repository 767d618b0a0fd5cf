import { CanonError } from "../core/basics/canonical.ts";
import type { Mapping } from "../core/basics/values.ts";
import { sectionDigest } from "../core/forms/digest.ts";
import { isAboutText } from "../core/records/judge.ts";
import type { SignatureRecord } from "../core/records/signature.ts";
import type { Statement } from "../core/records/statement.ts";
import { changesBelow } from "../git/history.ts";
import type { Repository } from "../git/open.ts";
import { readBlobs } from "../git/tree.ts";
import { mappingOf } from "./recorded.ts";
import { signedFile } from "./signed-text.ts";

/** A recorded state of a document, byte for byte. */
export interface SignedVersion {
  /** Below the candidate's folder, without .yaml. */
  document: string;
  /** When it was first recorded, UTC. */
  at: string;
  bytes: Uint8Array;
  value: Mapping;
  /** The records that are about this very text. */
  records: { id: string; statement: Statement }[];
}

/**
 * The oldest recorded state that fits the digest, for each record about a text: the states, oldest first, each with its
 * records. A record that no state here fits is in none. Two starts of Git, however many records.
 */
export async function signedVersions(
  repository: Repository,
  records: Pick<SignatureRecord, "id" | "statement">[],
): Promise<SignedVersion[]> {
  let open = records.flatMap(({ id, statement }) =>
    statement && isAboutText(statement) ? [{ id, statement, path: signedFile(statement) }] : [],
  );
  const versions: SignedVersion[] = [];
  if (open.length === 0) return versions;
  for (const { path, at, bytes } of await statesOf(repository, [...new Set(open.map((each) => each.path))])) {
    const asked = open.filter((each) => each.path === path);
    const value = asked.length > 0 ? await mappingOf(bytes) : null;
    const mine = asked.filter(({ statement }) => value && fits(value, statement));
    const [first] = mine;
    if (!first || !value) continue;
    versions.push({ document: first.statement.document, at, bytes, value, records: mine });
    open = open.filter((each) => !mine.includes(each));
  }
  return versions;
}

/** Every state of these files that was ever recorded, oldest first, each once. */
async function statesOf(repository: Repository, paths: string[]) {
  const { changes } = await changesBelow(repository, paths);
  const states = new Map<string, { path: string; at: string; blob: string }>();
  // Where history is cut, or lines of work came together, only the state before a change may be there.
  for (const { path, at, blob, oldBlob } of changes.reverse())
    for (const state of [oldBlob, blob])
      if (state && !states.has(`${state} ${path}`)) states.set(`${state} ${path}`, { path, at, blob: state });
  const blobs = await readBlobs(
    repository,
    [...states.values()].map(({ blob }) => blob),
  );
  return [...states.values()].flatMap(({ path, at, blob }) => {
    const bytes = blobs.get(blob);
    return bytes ? [{ path, at, bytes }] : [];
  });
}

function fits(value: Mapping, { program, candidate, document, section, digest }: Statement): boolean {
  try {
    return sectionDigest({ program, candidate, document, section }, value) === digest;
  } catch (error) {
    if (error instanceof CanonError) return false;
    throw error;
  }
}
