import { createHash } from "node:crypto";
import type { SignatureRecordEntry } from "../../src/word/signature-records.ts";
import type { SignatureReader } from "../../src/word/signers.ts";

const hex = (words: string) => createHash("sha256").update(words).digest("hex");

/** A made-up record; what is not said is that of a coach who signed a whole document with a key. */
export function recordWith(more: Partial<SignatureRecordEntry> = {}): SignatureRecordEntry {
  const said = {
    act: "Signature",
    section: ".",
    sectionTitle: "whole document",
    name: "Inés Ejemplo",
    role: "coach",
    date: "2023-11-28",
    time: "18:22 UTC",
    sentence: "What is written here is accurate.",
    state: "valid",
    proof: "verified by key",
    ...more,
  };
  const seed = `${said.act} ${said.section} ${said.role} ${said.date} ${said.time}`;
  return { ...said, digest: `sha256:${hex(`text ${seed}`)}`, id: hex(seed).slice(0, 12), ...more };
}

export const fingerprint = `SHA256:${createHash("sha256").update("a key").digest("base64").replace("=", "")}`;

/** What the lines of the form print for these records: the latest valid signature of a section and role. */
export const signaturesFrom =
  (recordsOf: (document: string) => SignatureRecordEntry[]): SignatureReader =>
  (document, section, role) =>
    recordsOf(document).findLast(
      (each) => each.act === "Signature" && each.state === "valid" && each.section === section && each.role === role,
    ) ?? null;
