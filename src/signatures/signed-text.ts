import { CanonError } from "../core/basics/canonical.ts";
import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import { sectionData, sectionDigest } from "../core/forms/digest.ts";
import type { SignatureRecord } from "../core/records/signature.ts";
import { programId, type Statement } from "../core/records/statement.ts";
import { decode } from "../data/decode.ts";
import { parseText } from "../data/parse.ts";
import { changesBelow } from "../git/history.ts";
import type { Repository } from "../git/open.ts";
import { readAt, readBlobs } from "../git/tree.ts";

/** What somebody signed, as it was then. */
export interface SignedText {
  document: Mapping;
  data: Value;
}

/** The file a statement is about, from the program's folder. */
export const signedFile = ({ candidate, document }: Pick<Statement, "candidate" | "document">): string =>
  candidate === programId ? `${document}.yaml` : `candidates/${candidate}/${document}.yaml`;

/**
 * The section as it was when somebody signed it, found in Git's history: where the record came in, else in any recorded
 * state of the document that fits the record's digest. Null when no state here does: the history was cut, or what was
 * signed was never recorded. Reads history, so ask only for what is shown.
 */
export async function signedText(
  repository: Repository,
  record: Pick<SignatureRecord, "statement" | "added">,
): Promise<SignedText | null> {
  const { statement, added } = record;
  if (!statement) return null;
  const file = signedFile(statement);
  const beside = added ? await readAt(repository, added.commit, file) : null;
  const found = beside && (await fitting(beside, statement));
  if (found) return found;
  const { changes } = await changesBelow(repository, [file]);
  const versions = await readBlobs(
    repository,
    changes.flatMap(({ blob, oldBlob }) => [blob, oldBlob].filter((id) => id !== null)),
  );
  for (const bytes of versions.values()) {
    const fits = await fitting(bytes, statement);
    if (fits) return fits;
  }
  return null;
}

/** The section in these bytes, when its digest is the one that was signed. */
async function fitting(bytes: Uint8Array, statement: Statement): Promise<SignedText | null> {
  const decoded = decode(bytes);
  if ("problem" in decoded) return null;
  const parsed = await parseText(decoded.text);
  if ("problem" in parsed || !isMapping(parsed.value)) return null;
  const { program, candidate, document, section, digest } = statement;
  try {
    if (sectionDigest({ program, candidate, document, section }, parsed.value) !== digest) return null;
  } catch (error) {
    if (error instanceof CanonError) return null;
    throw error;
  }
  return { document: parsed.value, data: sectionData(parsed.value, section) ?? null };
}
