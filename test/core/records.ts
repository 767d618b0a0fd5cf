/** Signature records as `judge` gets them, of people with keys and of people without. */

import type { Mapping } from "../../src/core/basics/values.ts";
import type { Policy, ReviewPolicy } from "../../src/core/program/policy.ts";
import type { People } from "../../src/core/program/program.ts";
import { fingerprintOf, type Key } from "../../src/core/program/registry.ts";
import { type Judging, judge } from "../../src/core/records/judge.ts";
import type { Added, Judged, SignatureRecord } from "../../src/core/records/signature.ts";
import { recordFolder, recordName, type Statement, statementId } from "../../src/core/records/statement.ts";
import { profileOf, schemas } from "../build.ts";

const settings = (schemas["program.schema.json"] as Mapping).properties as Mapping;
export const reviewByDefault = (settings.review as Mapping).default as unknown as ReviewPolicy;
export const policyByDefault = (settings.signatures as Mapping).default as unknown as Policy;

/** The digest of the section as it is, and of another text. */
export const digest = `sha256:${"a".repeat(64)}`;
export const otherDigest = `sha256:${"b".repeat(64)}`;

/** Not a real key: only its fingerprint is looked at here. */
export const keyOf = (name: string) => `ssh-ed25519 ${Buffer.from(name).toString("base64")}`;
const key = (name: string, changes: Partial<Key> = {}): Key => ({ key: keyOf(name), from: "2025-01-01", ...changes });

const person = (id: string, roles: string[], more: object = {}) => ({
  id,
  name: id,
  roles,
  emails: [`${id}@example.org`],
  keys: [key(id)],
  ...more,
});

/** Everybody has the key that bears their name, and the email. */
export const peopleWith = (changes: Record<string, object> = {}): People =>
  ({
    schema: "people@1",
    people: [
      person("candidate-one", ["candidate"]),
      person("coach-one", ["coach"]),
      person("coach-two", ["coach"]),
      person("reviewer-one", ["reviewer"]),
      person("reviewer-two", ["reviewer"]),
      person("director-one", ["director"]),
    ].map((each) => ({ ...each, ...changes[each.id] })),
  }) as unknown as People;

export const withKey = (id: string, changes: Partial<Key>): People =>
  peopleWith({ [id]: { keys: [key(id, changes)] } });

let serial = 0;

export const statementOf = (changes: Partial<Statement> = {}): Statement => ({
  ilp: "statement/1",
  act: "sign",
  program: "test-program",
  candidate: "candidate-one",
  document: "year-1/inquiry-ilp",
  section: "inquiries/i1",
  schema: "inquiry-ilp@1",
  digest,
  role: "coach",
  signer: "coach-one",
  intent: "I agree.",
  at: "2026-01-15T18:00:00Z",
  nonce: (serial++).toString(16).padStart(32, "0"),
  ...changes,
});

/** How a record was proved and came into Git; without `key` only by name. */
export interface Proof {
  /** Whose key, by name. */
  key?: string;
  email?: string;
  added?: Partial<Added> | null;
  recorded?: boolean | null;
  problem?: string;
}

export function recordOf(changes: Partial<Statement> = {}, proof: Proof = {}): SignatureRecord {
  const statement = statementOf(changes);
  const id = statementId(statement);
  const added: Added = {
    commit: "c".repeat(40),
    email: proof.email ?? `${statement.signer}@example.org`,
    at: statement.at,
    parentAt: null,
    names: true,
    ...proof.added,
  };
  return {
    path: `${recordFolder(statement.candidate)}/${recordName(statement, id)}`,
    id,
    statement,
    problem: proof.problem ?? null,
    seal: proof.key ? { fingerprint: fingerprintOf(keyOf(proof.key)) } : null,
    recorded: proof.recorded === undefined ? true : proof.recorded,
    added: proof.added === null || proof.recorded === false ? null : added,
  };
}

/** A record about another one: a witness, a withdrawal. */
export const about = (
  target: SignatureRecord,
  act: "witness" | "revoke",
  signer: string,
  role: Statement["role"],
  proof: Proof = {},
) => recordOf({ act, of: target.id, signer, role, at: "2026-02-01T18:00:00Z" }, proof);

/** A review of 1 February that relied on these, by a reviewer with a key. */
export const reviewOf = (targets: SignatureRecord[], changes: Partial<Statement> = {}, proof: Proof = {}) =>
  recordOf(
    {
      act: "review",
      decision: "YES",
      role: "reviewer",
      signer: "reviewer-one",
      covers: targets.map(({ id }) => id),
      at: "2026-02-01T18:00:00Z",
      ...changes,
    },
    { key: changes.signer ?? "reviewer-one", ...proof },
  );

export const around = (changes: Partial<Omit<Judging, "policy">> & { policy?: Partial<Policy> } = {}): Judging => ({
  program: "test-program",
  candidate: "candidate-one",
  profile: profileOf({
    assignments: [{ role: "coach", person: "coach-one", from: "2025-08-14", to: null }],
  }),
  people: peopleWith(),
  now: new Date("2026-03-01T12:00:00Z"),
  dayOf: (at) => at.slice(0, 10),
  digestNow: () => digest,
  wordingNow: () => null,
  ...changes,
  policy: { ...policyByDefault, ...changes.policy },
});

/** What one of several records is worth. */
export const judged = (record: SignatureRecord, others: SignatureRecord[] = [], changes = {}): Judged =>
  judge([...others, record], around(changes)).find(({ path }) => path === record.path) as Judged;
