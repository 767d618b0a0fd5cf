import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping } from "../../core/basics/values.ts";
import { sectionDigest } from "../../core/forms/digest.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { decode } from "../../data/decode.ts";
import { parseText } from "../../data/parse.ts";
import type { Repository } from "../../git/open.ts";
import { withPlainLineEnds } from "../../git/plumbing.ts";
import { blobId, listTree, readBlobs } from "../../git/tree.ts";

/** What is signed: a section of a file, in its context. */
export interface Signed {
  program: string;
  candidate: string;
  document: string;
  section: string;
  digest: string;
  /** From the program's folder. */
  file: string;
}

export interface SavedText {
  /** The file's bytes now, and the id of what Git has; null when it has nothing. */
  content: Uint8Array;
  blob: string | null;
  /** Whether Git has the section as it is now. */
  saved: boolean;
}

/**
 * How a file stands against what is recorded. A change elsewhere in it does not matter: only the section is signed.
 * Throws UserError when the text is no longer the one that was shown.
 */
export async function savedTextOf(repository: Repository, signed: Signed): Promise<SavedText> {
  const content = readFileSync(join(repository.root, signed.file));
  if ((await digestIn(content, signed)) !== signed.digest)
    throw new UserError(`${signed.file} was changed while it was shown.`, "Nothing was signed. Run the command again.");
  const entries = repository.head ? await listTree(repository, repository.head, signed.file) : [];
  const blob = entries.find(({ path }) => path === signed.file)?.blob ?? null;
  if (blob === null) return { content, blob, saved: false };
  if (blobId(withPlainLineEnds(content), repository.format) === blob) return { content, blob, saved: true };
  const recorded = (await readBlobs(repository, [blob])).get(blob);
  return { content, blob, saved: recorded !== undefined && (await digestIn(recorded, signed)) === signed.digest };
}

async function digestIn(bytes: Uint8Array, { program, candidate, document, section }: Signed): Promise<string | null> {
  const decoded = decode(bytes);
  const parsed = "text" in decoded ? await parseText(decoded.text) : decoded;
  if (!("value" in parsed) || !isMapping(parsed.value)) return null;
  return sectionDigest({ program, candidate, document, section }, parsed.value);
}
