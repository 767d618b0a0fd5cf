import { createHash } from "node:crypto";

export const hexDigest = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

/** Hashes of addresses seen before; exports of a cohort ask for the same ones again and again. */
const known = new Map<string, { key: string; bookmark: string }>();

/**
 * What marks an answer in a Word file: the key is its address where that fits a tag (40 characters, plain letters),
 * else 12 hex digits of the address's sha256. A bookmark's name has narrower rules, so it always holds the digits.
 */
export function anchorOf(address: string): { key: string; bookmark: string } {
  const found = known.get(address);
  if (found) return found;
  const digits = hexDigest(address).slice(0, 12);
  const anchor = { key: /^[A-Za-z0-9_./=-]{1,40}$/.test(address) ? address : digits, bookmark: `ilp_${digits}` };
  if (known.size > 20_000) known.clear();
  known.set(address, anchor);
  return anchor;
}

/** The bookmark of an item in the list of evidence. */
export const evidenceBookmark = (id: string) => `ilp_evidence_${hexDigest(id).slice(0, 12)}`;
