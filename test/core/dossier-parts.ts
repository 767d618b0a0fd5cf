import type { CaseAct } from "../../src/core/acts/rows.ts";
import { entryDigest } from "../../src/core/records/entry.ts";

/** A candidate whose decision NO was appealed, as a dossier tells it. */

import type { Mapping } from "../../src/core/basics/values.ts";
import type { People, Rulebook } from "../../src/core/program/program.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { casePlace, type Statement } from "../../src/core/records/statement.ts";
import { dossierOf } from "../../src/core/reports/dossier.ts";
import type { DossierSource } from "../../src/core/reports/dossier-told.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { plan } from "./asking.ts";
import { keyOf, recordOf } from "./records.ts";
import { decidedOn, declinedOn, handedIn, program, reviewedCandidate } from "./reviews.ts";

const more = (
  [
    ["manager-one", "manager"],
    ["superintendent-one", "assistant-superintendent"],
  ] as const
).map(([id, role]) => ({
  id,
  name: id,
  roles: [role],
  emails: [`${id}@example.org`],
  keys: [{ key: keyOf(id), from: "2025-01-01" }],
}));
export const people = { ...program.people, people: [...program.people.people, ...more] } as People;
export const rulebook: Rulebook = { ...program, people };

const roles: Record<string, Statement["role"]> = {
  "candidate-one": "candidate",
  "coach-one": "coach",
  "coach-two": "coach",
  "reviewer-one": "reviewer",
  "manager-one": "manager",
  "superintendent-one": "assistant-superintendent",
};
export const about = "year-1/inquiry-ilp#inquiries/i1";

/** A file of the case, with the signer's key. */
export function filed(day: string, signer: string, act: CaseAct, entry: Mapping, changes: Partial<Statement> = {}) {
  const digest = entryDigest({ program: "test-program", candidate: "candidate-one" }, entry);
  const at = `${day}T18:00:00Z`;
  return recordOf(
    { act, ...casePlace, entry, digest, role: roles[signer] ?? "coach", signer, at, ...changes },
    { key: signer },
  );
}

const sound = { damage: [], history: { cut: false, rewritten: false, firstLook: false }, differs: [] };
export const nothing: Omit<DossierSource, "standing"> = {
  asOf: "2026-06-01",
  history: { ...sound, registry: { changed: [], added: [] } },
  lost: [],
  attachments: [],
  copies: new Map(),
  kept: new Map(),
  texts: new Map(),
};
export const told = (records: SignatureRecord[], changes: Partial<DossierSource> = {}, using = rulebook) => {
  const candidate = reviewedCandidate({ "year-1/inquiry-ilp": plan }, records, { rulebook: using });
  return dossierOf({ ...nothing, standing: standingOf(candidate, using), ...changes });
};

/** The lines of one entry, as "Label: text". */
export const lines = (dossier: ReturnType<typeof told>, number: number): string[] =>
  (dossier.events[number - 1]?.says ?? []).map(({ label, text }) => `${label}: ${text}`);

export const declined = declinedOn("2026-01-12", "No second visit took place.");
export const submitted = handedIn("2026-01-15", [declined]);
export const refused = decidedOn("2026-01-20", [submitted, declined], {
  again: "2026-02-20",
  feedback: "Show a second visit.",
});
export const appealed = filed(
  "2026-01-22",
  "candidate-one",
  "appeal-open",
  { about, text: "It is in cell 7." },
  { of: refused.id },
);
export const story = [refused, appealed, submitted, declined];
