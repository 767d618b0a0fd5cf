import type { CaseAct } from "../../src/core/acts/rows.ts";
import { entryDigest } from "../../src/core/records/entry.ts";

/** A candidate with submissions and decisions, told as days: who handed in what, and what was decided. */

import type { Mapping } from "../../src/core/basics/values.ts";
import type { Candidate, Profile, Rulebook } from "../../src/core/program/program.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { casePlace, type Statement } from "../../src/core/records/statement.ts";

import { candidateOf, profileOf, rulebookOf } from "../build.ts";
import { settingsWith } from "./asking.ts";
import { around, peopleWith, recordOf, reviewOf } from "./records.ts";

const noon = (day: string) => `${day}T18:00:00Z`;

export const signedOn = (day: string, changes: Partial<Statement> = {}) =>
  recordOf({ at: noon(day), ...changes }, { key: "coach-one" });
export const declinedOn = (day: string, reason: string) => signedOn(day, { act: "decline", reason });

/** Handed in by the candidate, by name; with a change, another text than is there now. */
export const handedIn = (day: string, covers: SignatureRecord[] = [], changes: Partial<Statement> = {}) =>
  recordOf({
    act: "submit",
    role: "candidate",
    signer: "candidate-one",
    at: noon(day),
    covers: covers.map(({ id }) => id),
    ...changes,
  });

/** A YES of what was handed in last among these, or with a day to hand it in again a NO. */
export const decidedOn = (
  day: string,
  covers: SignatureRecord[],
  { again, feedback, ...changes }: Partial<Statement> & { again?: string; feedback?: string } = {},
) => {
  const submitted = covers.filter(({ statement }) => statement?.act === "submit").at(-1)?.statement;
  return reviewOf(covers, {
    at: noon(day),
    decision: again ? "NO" : "YES",
    ...(submitted ? { document: submitted.document, section: submitted.section, digest: submitted.digest } : {}),
    ...(again ? { resubmit_by: again } : {}),
    ...(feedback ? { feedback } : {}),
    ...changes,
  });
};

/** A file of the case, by whoever has a key. */
export function filedOn(
  day: string,
  { entry, ...said }: Partial<Statement> & { entry: Mapping; act: CaseAct; signer: string },
): SignatureRecord {
  const place = { program: "test-program", candidate: "candidate-one", ...casePlace };
  return recordOf({ ...place, entry, digest: entryDigest(place, entry), at: noon(day), ...said }, { key: said.signer });
}

export const rulebookWith = (settings = settingsWith()): Rulebook => ({
  ...rulebookOf(settings),
  people: peopleWith(),
});

/** Read once: most tests speak of the same program. */
export const program = rulebookWith();

export const inYearOne = (changes: Partial<Profile> = {}) =>
  profileOf({
    "program-start": "2025-08-14",
    assignments: [{ role: "coach", person: "coach-one", from: "2025-08-14", to: null }],
    years: [{ year: 1, starts: "2025-08-14" }],
    ...changes,
  });

/** Whoever wrote these documents, with these records judged as on 1 July. */
export function reviewedCandidate(
  documents: Record<string, Mapping>,
  records: SignatureRecord[],
  { profile = inYearOne(), rulebook = program } = {},
): Candidate & { profile: Profile } {
  const judging = around({ profile, people: rulebook.people, now: new Date("2026-07-01T12:00:00Z") });
  return { ...candidateOf(documents, profile, rulebook), profile, records: judge(records, judging) };
}
