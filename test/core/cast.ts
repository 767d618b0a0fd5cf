import type { CaseAct } from "../../src/core/acts/rows.ts";

/** Everybody who takes part in a review, what they record about one inquiry, and what the process makes of that. */

import type { Mapping } from "../../src/core/basics/values.ts";
import type { Form, Role } from "../../src/core/forms/form.ts";
import type { Policy } from "../../src/core/program/policy.ts";
import type { People } from "../../src/core/program/program.ts";
import { judge } from "../../src/core/records/judge.ts";
import { inTurn } from "../../src/core/records/order.ts";
import type { Judged, SignatureRecord } from "../../src/core/records/signature.ts";
import { casePlace, type Statement } from "../../src/core/records/statement.ts";
import { type Part, partOf } from "../../src/core/review/attempts.ts";
import { appealedIn, caseFileOf, extendedDay } from "../../src/core/review/case-file.ts";
import { profileOf, rulebookOf, settingsOf } from "../build.ts";
import { around, digest, keyOf, type Proof, policyByDefault, recordOf, reviewByDefault } from "./records.ts";

const roles: Record<string, Role[]> = {
  "candidate-one": ["candidate"],
  // The coach, who is a reviewer for others.
  "coach-one": ["coach", "reviewer"],
  "coach-two": ["coach"],
  "reviewer-one": ["reviewer"],
  "reviewer-two": ["reviewer"],
  "coordinator-one": ["coordinator"],
  "director-one": ["director"],
  "manager-one": ["manager"],
  "supervisor-one": ["supervisor", "reviewer"],
  "assistant-one": ["assistant-superintendent"],
  "registrar-one": ["registrar"],
};
export const everybody = [...Object.keys(roles), "stranger-one"];
export const rolesOf = (id: string): Role[] => roles[id] ?? [];

export const people = {
  schema: "people@1",
  people: Object.keys(roles).map((id) => ({
    id,
    name: id,
    roles: roles[id],
    emails: [`${id}@example.org`],
    keys: [{ key: keyOf(id), from: "2025-01-01" }],
  })),
} as unknown as People;

export const profile = profileOf({
  assignments: [
    { role: "coach", person: "coach-one", from: "2025-08-14", to: null },
    { role: "supervisor", person: "supervisor-one", from: "2025-08-14", to: null },
  ],
});

export const form = rulebookOf(settingsOf()).forms.find(({ id }) => id === "inquiry-ilp") as Form;
export const document = "year-1/inquiry-ilp";
export const place = { section: "inquiries/i1", declared: "inquiries/*", pointer: "/inquiries/0" };
export const about = `${document}#${place.section}`;

/** Minutes of one morning. */
export const at = (minute: number): string =>
  new Date(Date.parse("2026-01-12T18:00:00Z") + minute * 60_000).toISOString().replace(".000Z", "Z");
export const today = "2026-01-12";
export const nextWeek = "2026-01-19";

/** One role's record, made with the key of whoever made it. */
export const by = (
  signer: string,
  role: Role,
  minute: number,
  said: Partial<Statement>,
  proof: Proof = {},
): SignatureRecord => recordOf({ ...place2, signer, role, at: at(minute), ...said }, { key: signer, ...proof });
const place2 = { document, section: place.section };

const ids = (records: SignatureRecord[]) => records.map(({ id }) => id);

export const signs = (minute: number, said: Partial<Statement> = {}, proof?: Proof) =>
  by("coach-one", "coach", minute, said, proof);
export const declines = (minute: number, said: Partial<Statement> = {}) =>
  by("coach-one", "coach", minute, { act: "decline", reason: "No evidence yet.", ...said });
export const submits = (minute: number, covers: SignatureRecord[] = [], said: Partial<Statement> = {}, proof?: Proof) =>
  by("candidate-one", "candidate", minute, { act: "submit", covers: ids(covers), ...said }, proof);
export const says = (
  decision: "YES" | "NO",
  minute: number,
  covers: SignatureRecord[],
  said: Partial<Statement> = {},
  proof?: Proof,
) => {
  const no = decision === "NO" ? { feedback: "Which data?", resubmit_by: nextWeek } : {};
  const { digest: text = digest } = covers.find(({ statement }) => statement?.act === "submit")?.statement ?? {};
  const act = { act: "review" as const, decision, digest: text, covers: ids(covers) };
  return by(said.signer ?? "reviewer-one", "reviewer", minute, { ...act, ...no, ...said }, proof);
};
export const takesBack = (target: SignatureRecord, minute: number, said: Partial<Statement> = {}, proof?: Proof) => {
  const { signer = "", role = "candidate", digest: text } = target.statement ?? {};
  return by(
    said.signer ?? signer,
    said.role ?? role,
    minute,
    { act: "revoke", of: target.id, digest: text, ...said },
    proof,
  );
};
export const files = (
  act: CaseAct,
  signer: string,
  role: Role,
  minute: number,
  entry: Mapping,
  of?: SignatureRecord,
  said: Partial<Statement> = {},
  proof: Proof = {},
) =>
  by(said.signer ?? signer, role, minute, { act, ...casePlace, entry, ...(of ? { of: of.id } : {}), ...said }, proof);

export interface Circumstances {
  policy?: Partial<Policy>;
  /** The text as it is now. */
  text?: string;
  due?: string;
  now?: string;
  /** `appeal.days` of program.yaml. */
  appealDays?: number;
}

export const judgedHere = (
  records: SignatureRecord[],
  { policy = {}, text = digest, now }: Circumstances = {},
): Judged[] =>
  judge(
    records,
    around({
      profile,
      people,
      policy: { registrars: ["registrar-one"], ...policy },
      digestNow: () => text,
      now: new Date(now ?? at(600)),
    }),
  );

export const policyHere = ({ policy = {} }: Circumstances = {}): Policy => ({
  ...policyByDefault,
  registrars: ["registrar-one"],
  ...policy,
});

export const caseHere = (records: SignatureRecord[], circumstances: Circumstances = {}) =>
  caseFileOf(
    inTurn(judgedHere(records, circumstances)),
    policyHere(circumstances),
    reviewByDefault,
    circumstances.appealDays,
  );

export function partHere(records: SignatureRecord[], circumstances: Circumstances = {}): Part {
  const ordered = inTurn(judgedHere(records, circumstances));
  const policy = policyHere(circumstances);
  const file = caseFileOf(ordered, policy, reviewByDefault);
  return partOf(form, document, place, ordered, {
    candidate: "candidate-one",
    policy,
    appealed: appealedIn(file),
    due: circumstances.due ? extendedDay(file.extensions, document, place.section, circumstances.due) : null,
    extended: (day) => extendedDay(file.extensions, document, place.section, day),
  });
}

/** The rules by which records were set aside, by the act and minute of each. */
export const refusedIn = ({ outOfTurn }: Pick<Part, "outOfTurn">): [act: string, at: string, rule: string][] =>
  outOfTurn.map(({ record, refused }) => [
    record.statement.act,
    record.statement.at.slice(11, 16),
    `${refused.rule} (${refused.source})`,
  ]);
