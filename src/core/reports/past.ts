import { eachAct } from "../acts/rows.ts";
import type { Day } from "../basics/dates.ts";
import type { Since } from "../merge/change-summary.ts";
import type { Judged } from "../records/signature.ts";
import type { Act } from "../records/statement.ts";
import type { PastProcess } from "./past-process.ts";

/** One record as history tells it. */
export interface PastAct {
  record: Judged;
  /** Day and time where the program is; "" when the record cannot be read. */
  when: string;
  /** The form, and which part of it. */
  title: string;
  /** The signer's name, or the id when people.yaml has none. */
  name: string;
  /** The role as the program calls it. */
  role: string;
  /** What changed since, for a record that a change has outlived. */
  since: Since | null;
  /** Of a submission, a decision, feedback or a case file; null for a signature. */
  process: PastProcess | null;
}

/** One time a document, or a record, was written, as Git tells it. */
export interface PastChange {
  when: string;
  at: string;
  /** A document's name, a record's short id, or the name of a file attached to one. */
  what: string;
  status: "A" | "M" | "D" | "T";
  by: string;
  commit: string;
}

export interface Past {
  program: string;
  candidate: { id: string; name: string };
  /** What was asked for: a document's or a section's address; null = everything. */
  about: string | null;
  asOf: Day;
  acts: PastAct[];
  /** Records that were edited or taken away after they were made. */
  damage: PastChange[];
  /** Who wrote the documents; null when nobody asked. */
  changes: PastChange[] | null;
  /** What could not be looked at, as sentences. */
  notes: string[];
}

/** Oldest first, by what records say of themselves; one that cannot be read goes by its file's name, which begins with its time. */
export const inOrder = (records: Judged[]): Judged[] =>
  [...records].sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : timeOf(one) > timeOf(other) ? 1 : 0));

const timeOf = ({ statement, path }: Judged) =>
  statement ? `${statement.at.replace(/[-:]/g, "")}-${path}` : (path.split("/").at(-1) ?? "");

/** What somebody did, as a clause after their name. */
export const actWords: Record<Act, string> = {
  sign: "signed as {role}",
  submit: "handed it in as {role}",
  review: "reviewed it as {role}: {decision}",
  feedback: "wrote feedback as {role}",
  decline: "did not sign as {role}",
  witness: "witnessed record {of} as {role}",
  revoke: "withdrew record {of} as {role}",
  paper: "saw a signature on paper, and recorded it as {role}",
  ...eachAct(({ words }) => words.told),
};
