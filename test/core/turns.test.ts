/** Whose turn it is in an inquiry ILP: one turn for each part and role, each with its own day, title and command. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Mapping } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { byUrgency, turnsOf } from "../../src/core/findings/turns.ts";
import { withPolicy } from "../../src/core/program/policy.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { candidateOf, profileOf, rulebookOf, settingsOf } from "../build.ts";
import { people } from "./cast.ts";
import { around, otherDigest, policyByDefault, recordOf, reviewByDefault } from "./records.ts";

const plan = parse(
  readFileSync("examples/hart/candidates/alex-beispiel/year-1/inquiry-ilp.yaml", "utf8"),
) as Mapping & { inquiries: (Mapping & { id: string })[] };
const name = "year-1/inquiry-ilp";
const [inquiry1] = plan.inquiries;
const part = `inquiries/${inquiry1?.id}`;

const rulebook = {
  ...rulebookOf(
    withPolicy(settingsOf("hart"), { signatures: { ...policyByDefault, require: "name" }, review: reviewByDefault }),
  ),
  people,
};
const profile = profileOf({
  "program-start": "2023-08-14",
  assignments: [{ role: "coach", person: "coach-one", from: "2023-08-14", to: null }],
});

const record = (section: string, role: "candidate" | "coach", at: string, more = {}): SignatureRecord =>
  recordOf({
    ...{
      document: name,
      section,
      role,
      signer: role === "coach" ? "coach-one" : "candidate-one",
      at: `${at}T18:00:00Z`,
    },
    ...more,
  });

/** [due, late, command, title] of what a person has in this document. */
function listOf(person: string, records: SignatureRecord[], today: string, problems: object[] = []) {
  const judging = around({ profile, people, policy: { require: "name" }, now: new Date("2026-07-01T12:00:00Z") });
  const candidate = { ...candidateOf({ [name]: plan }, profile, rulebook), records: judge(records, judging) };
  const status = assess(standingOf({ ...candidate, problems: problems as never }, rulebook), today);
  return turnsOf(status, profile, rulebook, today)
    .sort(byUrgency)
    .filter((turn) => turn.people.includes(person) && turn.document === name)
    .map(({ next, title, late }) => `${late ? "late " : ""}${next.replace(` candidate-one ${name}`, "")} · ${title}`);
}

const today = "2024-02-20";
const both = [
  `late ilp sign#initial-goal · Inquiry ILP, Part 1: Initial Inquiry Goal`,
  `late ilp sign#${part} · Inquiry ILP, Inquiry 1`,
];

describe("an inquiry with parts of its own", () => {
  it("the mentor is told of every part that waits, by its own command", () => {
    const found = listOf("coach-one", [], today);
    expect(found).toEqual(expect.arrayContaining(both));
  });

  it("the candidate is told of every part that is ready to be handed in", () => {
    const signed = ["initial-goal", part].map((section) => record(section, "coach", "2024-02-01"));
    const found = listOf("candidate-one", signed, today);
    expect(found).toEqual(
      expect.arrayContaining([
        `late ilp submit#initial-goal · Inquiry ILP, Part 1: Initial Inquiry Goal`,
        `late ilp submit#${part} · Inquiry ILP, Inquiry 1`,
      ]),
    );
    expect(new Set(found).size).toBe(found.length);
  });

  it("after a decline it is the candidate's turn, and after the revision the mentor's again", () => {
    const reason = "Not yet.";
    const declined = record(part, "coach", "2024-02-01", { act: "decline", reason });
    const before = listOf("candidate-one", [declined], today);
    // A no comes first.
    expect(before[0]).toBe(`late ilp check · Inquiry ILP, Inquiry 1`);
    expect(listOf("coach-one", [declined], today)).not.toContain(both[1]);
    const outlived = record(part, "coach", "2024-02-01", { act: "decline", reason, digest: otherDigest });
    expect(listOf("coach-one", [outlived], today)).toEqual(expect.arrayContaining(both));
  });

  it("a document that cannot be read is the turn of whoever writes it", () => {
    const broken = {
      code: "yaml-broken",
      data: { reason: "A bracket is open." },
      document: name,
      path: "x.yaml",
      pointer: "",
    };
    const candidate = {
      ...candidateOf({}, profile, rulebook),
      problems: [broken as never],
      records: [],
      present: new Set([name]),
    };
    const status = assess(standingOf(candidate, rulebook), today);
    expect(turnsOf(status, profile, rulebook, today).filter(({ document }) => document === name)).toMatchObject([
      { people: ["candidate-one"], title: "Inquiry ILP", next: `ilp check candidate-one ${name}` },
    ]);
  });
});
