/** An inquiry plan with records, as `ilp check` sees it: which signatures are asked for, and what state that makes. */

import type { Mapping } from "../../src/core/basics/values.ts";
import { askedSignatures } from "../../src/core/findings/signatures.ts";
import { begun, conclude } from "../../src/core/findings/status.ts";
import type { Finding } from "../../src/core/problems/finding.ts";
import { severityOf } from "../../src/core/problems/messages.ts";
import { type Policy, withPolicy } from "../../src/core/program/policy.ts";
import type { Candidate, Document, Settings } from "../../src/core/program/program.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { Judged, SignatureRecord } from "../../src/core/records/signature.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { candidateOf, profileOf, rulebookOf, settingsOf } from "../build.ts";
import { around, peopleWith, policyByDefault, reviewByDefault } from "./records.ts";

/** Two inquiries; what a test needs to be open is given as findings. */
export const plan: Mapping = {
  "initial-goal": { focus: { area: "Voices" } },
  inquiries: [
    { id: "i1", goal: "One", reflection: "r", ends: "2025-12-15" },
    { id: "i2", goal: "Two", reflection: "r", ends: null },
  ],
  application: { practice: "Application" },
};

const profile = profileOf({
  "program-start": "2025-08-14",
  assignments: [{ role: "coach", person: "coach-one", from: "2025-08-14", to: null }],
  years: [{ year: 1, starts: "2025-08-14" }],
});

export const settingsWith = (policy: Partial<Policy> = {}): Settings =>
  withPolicy({ ...settingsOf(), signatures: policy } as unknown as Settings, {
    signatures: policyByDefault,
    review: reviewByDefault,
    requirements: {},
  });

export interface Asked {
  documents?: Record<string, Mapping>;
  document?: string;
  records?: SignatureRecord[] | null;
  /** Findings in the document, by code and pointer. */
  open?: [Finding["code"], string][];
  policy?: Partial<Policy>;
  today?: string;
  judged?: Parameters<typeof around>[0];
}

/** What is asked of one document, its state, and that of each section. */
export function asked({
  documents = { "year-1/inquiry-ilp": plan },
  document: name = "year-1/inquiry-ilp",
  records = [],
  open = [],
  policy = {},
  today = "2026-03-01",
  judged = {},
}: Asked) {
  const people = peopleWith();
  const rulebook = { ...rulebookOf(settingsWith(policy)), people };
  const found: Judged[] | undefined =
    records === null ? undefined : judge(records, around({ profile, people, ...judged, policy }));
  const candidate: Candidate = { ...candidateOf(documents, profile, rulebook), ...(found ? { records: found } : {}) };
  const document = candidate.documents.find((each) => each.name === name) as Document;
  const standing = standingOf(candidate, rulebook);
  const [view] = standing.years;
  if (!view) throw new Error("a year was given");
  const missing = open.map(
    ([code, pointer]): Finding => ({ code, pointer, path: document.file, document: name, turn: "candidate", data: {} }),
  );
  const signatures = askedSignatures(document, missing, standing, view, today);
  const assessed = [...missing, ...signatures].map((each) => ({
    ...each,
    candidate: candidate.id,
    severity: severityOf(each, today),
  }));
  const status = conclude(
    {
      ...begun(document, view, {
        cells: { answered: 5, total: 10 },
        owed: true,
        started: true,
        due: {},
        standing,
        today,
      }),
      reviews: [],
    },
    candidate.id,
    assessed,
    today,
  );
  return { signatures, status, states: Object.fromEntries(status.sections.map((each) => [each.section, each.state])) };
}
