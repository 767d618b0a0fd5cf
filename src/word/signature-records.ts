import type { Document } from "../core/program/program.ts";
import type { YearView } from "../core/review/year.ts";
import { fact, type Printed, type Scope } from "./scope.ts";
import { dateText } from "./shown.ts";

/** One record about a form as the page "Signature record" prints it, in words; the caller has verified it. */
export interface SignatureRecordEntry {
  /** "Signature", "Not signed", "Submission", "Review: NO (Incomplete)". */
  act: string;
  /** As in an address: "." or a path of keys and item ids. */
  section: string;
  /** What the form calls that section, or "whole document". */
  sectionTitle: string;
  name: string;
  /** A role of the program, printed in the program's own words, or words that are printed as they are. */
  role: string;
  /** A day. */
  date: string;
  /** "10:22", where the program is. */
  time: string;
  /** The sentence that was agreed to. */
  sentence: string;
  /** Why someone declined. */
  reason?: string;
  /** What the Induction Team says to it: with a NO, or without a decision. */
  feedback?: string;
  /** What it says with a YES. */
  note?: string;
  /** The day by which it is handed in again, after a NO. */
  resubmitBy?: string;
  /** "valid", "no longer matches the text", "withdrawn". */
  state: string;
  /** "verified by key", "witnessed", "unverified (name only)". */
  proof: string;
  /** "sha256:" and 64 hexadecimal digits. */
  digest: string;
  /** The first 12 hexadecimal digits of the record's own digest. */
  id: string;
  /** Of the key, where there is one: "SHA256:" and base64. */
  fingerprint?: string;
}

/** Every record of one document, whatever its state; [] when there is none. */
export type RecordReader = (document: string) => SignatureRecordEntry[];

/** The names a template may use inside {{#each signature-records}}. */
export const recordKeys = [
  "act",
  "state",
  "name",
  "role",
  "date",
  "time",
  "year",
  "document",
  "section",
  "section-title",
  "sentence",
  "reason",
  "feedback",
  "note",
  "resubmit-by",
  "proof",
  "digest",
  "id",
  "fingerprint",
] as const;

/** The list signature-records: year by year, the earliest first. `roleName` gives the program's word for a role. */
export function recordScopes(
  parts: { view: YearView; document: Document }[],
  recordsOf: RecordReader | undefined,
  roleName: (role: string) => string,
): Scope[] {
  return parts.flatMap(({ view, document }) => {
    const year = document.year === null ? "" : `Year ${view.year} (${view.programYear.name})`;
    return [...(recordsOf?.(document.name) ?? [])]
      .sort((one, other) => compare(one.date, other.date) || compare(one.time, other.time))
      .map((record) => recordScope(record, { year, document: document.name, role: roleName(record.role) }));
  });
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Every name is there, even without a value: else it would be looked up in the form around. */
function recordScope(record: SignatureRecordEntry, more: { year: string; document: string; role: string }): Scope {
  const words: Record<string, string | undefined> = {
    ...record,
    ...more,
    "section-title": record.sectionTitle.replace(/^./u, (letter) => letter.toUpperCase()),
    "resubmit-by": record.resubmitBy && dateText(record.resubmitBy),
    date: dateText(record.date),
  };
  return {
    path: "signature-records",
    entries: new Map(recordKeys.map((key): [string, Printed] => [key, fact(words[key] ?? "")])),
    outer: null,
  };
}
