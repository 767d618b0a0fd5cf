/**
 * Random programs, candidates, records and days: what `ilp next` lists for a person is what their commands accept, and
 * all lists together are what is open, once each. Used by the quick and the slow test.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect } from "vitest";
import { parse } from "yaml";
import { isMapping, type Mapping, type Value } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { type FoundTurn, isOpen, turnsOf } from "../../src/core/findings/turns.ts";
import { placesFor } from "../../src/core/findings/waiting.ts";
import type { Role } from "../../src/core/forms/form.ts";
import { rolesOf } from "../../src/core/program/holders.ts";
import { policyOf, withPolicy } from "../../src/core/program/policy.ts";
import type { Rulebook, Settings } from "../../src/core/program/program.ts";
import { move } from "../../src/core/records/acts.ts";
import { judge } from "../../src/core/records/judge.ts";
import { shortAddress } from "../../src/core/records/labels.ts";
import { roleProblem } from "../../src/core/records/role-problem.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { casePlace, type Statement, shortId } from "../../src/core/records/statement.ts";
import { personBar } from "../../src/core/review/attempts.ts";
import { refusedOnceRecorded } from "../../src/core/review/dry-run.ts";
import { type Standing, standingOf } from "../../src/core/review/standing.ts";
import { isWritten } from "../../src/core/review/written.ts";
import { viewFor } from "../../src/core/review/year.ts";
import { candidateOf, profileOf, rulebookOf, settingsOf } from "../build.ts";
import { people } from "./cast.ts";
import { around, digest, otherDigest, policyByDefault, recordOf, reviewByDefault, statementOf } from "./records.ts";

const one = "candidate-one";
/** Everybody, with keys that held by then. */
const cast = {
  ...people,
  people: people.people.map((each) => ({ ...each, keys: each.keys?.map((key) => ({ ...key, from: "2020-01-01" })) })),
} as typeof people;
const read = (name: string): Mapping =>
  parse(readFileSync(`examples/combined/candidates/robin-sample/${name}.yaml`, "utf8")) as Mapping;
const names = ["inquiry-ilp", "context", "pd-log", "year-end/cpsel-2", "collaborative/2023-09"].map(
  (name) => `year-1/${name}`,
);
const written = new Map(names.map((name) => [name, read(name)]));
const sections: [string, string][] = [
  ...["initial-goal", "inquiries/inquiry-1", "application"].map((part): [string, string] => [names[0] as string, part]),
  ...names.slice(1).map((name): [string, string] => [name, "."]),
];

const profile = profileOf({
  "program-start": "2023-08-14",
  assignments: [
    { role: "coach", person: "coach-one", from: "2023-08-14", to: null },
    { role: "supervisor", person: "supervisor-one", from: "2023-08-14", to: null },
  ],
  years: [{ year: 1, starts: "2023-08-14" }],
});

/** A document with some of its answers taken out, by any numbers. */
function without(value: Value, holes: number[]): Value {
  let at = 0;
  const cut = (each: Value): Value => {
    if (Array.isArray(each)) return each.map(cut);
    if (isMapping(each))
      return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, keep(key) ? inner : cut(inner)]));
    return holes.includes(at++) ? null : each;
  };
  return cut(value);
}
const keep = (key: string) => ["schema", "id", "cpsel", "month"].includes(key);

function rulebookFor(preset: string, again: boolean, days: number): Rulebook {
  const settings = settingsOf(preset, {
    "review.again_after_change": again,
    "appeal.days": days,
    "review.plan_after": 1,
  });
  const policed = withPolicy(settings as Settings, { signatures: policyByDefault, review: reviewByDefault });
  return { ...rulebookOf(policed), people: cast };
}

const presets = ["combined", "hart"] as const;
const moment = (minute: number) =>
  new Date(Date.parse("2024-01-10T18:00:00Z") + minute * 3_600_000).toISOString().replace(".000Z", "Z");

const op = fc.record({
  act: fc.constantFrom(
    ...["submit", "submit", "submit", "review", "review", "review", "sign", "sign", "decline", "concern", "answer"],
    ...[
      "plan-open",
      "plan-update",
      "appeal-open",
      "appeal-open",
      "appeal-step",
      "appeal-close",
      "appeal-close",
      "feedback",
    ],
  ),
  where: fc.nat(sections.length - 1),
  other: fc.boolean(),
  no: fc.boolean(),
  who: fc.nat(2),
  result: fc.constantFrom("upheld", "granted", "withdrawn", undefined),
});
type Op = typeof op extends fc.Arbitrary<infer Each> ? Each : never;

/** What somebody records, as it could be, or nearly. */
function recorded(each: Op, minute: number, before: SignatureRecord[]): SignatureRecord | null {
  const [document, section] = sections[each.where] as [string, string];
  const last = (...acts: string[]) => before.filter(({ statement }) => acts.includes(statement?.act ?? "")).at(-1);
  const here = { document, section, schema: `${document.split("/")[1]}@1`, digest: each.other ? otherDigest : digest };
  const by = (signer: string, role: Role, said: Partial<Statement>) =>
    recordOf({ ...here, signer, role, at: moment(minute), ...said }, { key: signer });
  const filed = (signer: string, role: Role, entry: Mapping, of?: SignatureRecord) =>
    by(signer, role, { act: each.act as Statement["act"], ...casePlace, entry, ...(of ? { of: of.id } : {}) });
  const pick = <Item>(...all: Item[]) => all[each.who % all.length] as Item;
  const reviewer = pick("reviewer-one", "reviewer-two", "coach-one");
  switch (each.act) {
    case "submit":
      return by(one, "candidate", { act: "submit", covers: [] });
    case "review": {
      const handed = last("submit");
      if (!handed?.statement) return null;
      const { document, section, digest, schema } = handed.statement;
      const no = each.no
        ? { decision: "NO" as const, feedback: "Which?", resubmit_by: "2024-03-01" }
        : { decision: "YES" as const };
      return by(reviewer, "reviewer", { act: "review", document, section, digest, schema, covers: [handed.id], ...no });
    }
    case "sign":
      return pick(by("coach-one", "coach", {}), by(one, "candidate", {}), by("supervisor-one", "supervisor", {}));
    case "decline":
      return by("coach-one", "coach", { act: "decline", reason: "Not yet." });
    case "feedback":
      return by(pick("coordinator-one", "director-one"), pick("coordinator", "director"), {
        act: "feedback",
        feedback: "Yes.",
      });
    case "concern":
      return filed("coach-one", "coach", { reason: "other", note: "Late." });
    case "answer": {
      const told = last("concern", "decline");
      return told ? filed("coordinator-one", "coordinator", { text: "We call." }, told) : null;
    }
    case "plan-open":
      return filed("manager-one", "manager", {
        reason: "Two NO.",
        actions: ["Meet"],
        notified: { candidate: "2024-01-10", coach: "2024-01-10" },
      });
    case "plan-update": {
      const plan = last("plan-open");
      return plan ? filed("manager-one", "manager", { text: "Met." }, plan) : null;
    }
    case "appeal-open": {
      const no = last("review");
      const { document = "", section = "." } = no?.statement ?? {};
      return no ? filed(one, "candidate", { about: `${document}#${section}`, text: "?" }, no) : null;
    }
    default: {
      const opened = last("appeal-open");
      if (!opened) return null;
      const who = pick([one, "candidate"], ["reviewer-two", "reviewer"], ["manager-one", "manager"]) as [string, Role];
      return each.act === "appeal-step"
        ? filed(...who, { step: 2, text: "No." }, opened)
        : filed(...who, { ...(each.result ? { result: each.result } : {}), outcome: "So." }, opened);
    }
  }
}

/** Whether the command of a turn is accepted when this person types it: the same questions that the command asks. */
function accepted({ next, roles, document }: FoundTurn, person: string, { standing, today, judging }: World): boolean {
  const { candidate, ordered, caseFile } = standing;
  const mine = rolesOf(person, one, profile, cast, today).filter((role) => roles.includes(role));
  const [, command = "", rest = ""] =
    /^ilp ((?:concern answer|appeal \w+|plan open|new|[a-z]+)) ?(.*)$/.exec(next) ?? [];
  seen.add(command);
  const known = cast.people.find(({ id }) => id === person);
  if (!known) throw new Error(`${person} is nobody`);
  const words = rest.split(" ");
  const [name = "", section = "."] = (words[1] ?? "").split("#");
  const held = candidate.documents.find((each) => each.name === name);
  const here = { document: name, section, digest, schema: `${held?.form.id}@1` };
  const counts = (role: Role, said: Partial<Statement>) =>
    roleProblem({ role, at: today }, known, judging) === null &&
    refusedOnceRecorded(standing, statementOf({ signer: person, role, at: `${today}T20:00:00Z`, ...said }), today) ===
      null;
  const files = (act: Statement["act"], entry: Mapping, of: string | undefined) =>
    mine.some((role) => counts(role, { act, ...casePlace, entry, ...(of ? { of } : {}) }));
  const part = standing.parts.find((each) => each.document === name && each.section === section);
  const appeal = caseFile.appeals
    .filter(({ closed }) => !closed)
    .find(({ opened }) => !words[2] || shortId(opened.record) === words[2]);
  switch (command) {
    case "sign": {
      const places = placesFor(assess(standing, today), mine);
      return places.some(
        (place) =>
          shortAddress(place.document.name, place.section.section) === words[1] &&
          place.asked &&
          roleProblem({ role: place.slot.role, at: today }, known, judging) === null,
      );
    }
    case "submit": {
      const view = viewFor(standing.years, held?.year ?? null);
      const isChanged = part?.attempts.at(-1)?.submission.digest !== digest;
      return (
        part !== undefined &&
        held !== undefined &&
        view !== undefined &&
        isWritten(held, part, view) &&
        "to" in move("submit", part.state, mine, (guard) => guard === "changed" && isChanged) &&
        counts("candidate", { act: "submit", ...here, covers: [] })
      );
    }
    case "review": {
      const handed = part?.attempts.at(-1)?.submission;
      const records = ordered.filter(({ statement }) => statement.document === name);
      return (
        handed !== undefined &&
        personBar(
          person,
          records.filter(({ statement }) => section === "." || statement.section === section),
          one,
        ) === null &&
        counts("reviewer", { act: "review", ...here, digest: handed.digest, decision: "YES", covers: [handed.record] })
      );
    }
    case "feedback":
      return person !== one && mine.some((role) => counts(role, { act: "feedback", ...here, feedback: "x" }));
    case "concern answer": {
      const about = ordered.find(({ id }) => shortId(id) === words[1]);
      return files("answer", { text: "x" }, about?.id);
    }
    case "plan open":
      return files(
        "plan-open",
        { reason: "x", actions: ["x"], notified: { candidate: today, coach: today } },
        undefined,
      );
    case "appeal step":
      return files("appeal-step", { step: (appeal?.steps.at(-1)?.number ?? 0) + 1, text: "x" }, appeal?.opened.record);
    case "appeal close":
      return files("appeal-close", { result: "upheld", outcome: "x" }, appeal?.opened.record);
    case "appeal open":
      return files("appeal-open", { about: `${name}#${section}`, text: "x" }, part?.attempts.at(-1)?.decision?.record);
    case "new":
    case "history":
      return rest.includes(one);
    case "check":
      return words.length === 1 || document === words[1];
    default:
      return false;
  }
}

const seen = new Set<string>();

interface World {
  standing: Standing;
  today: string;
  judging: ReturnType<typeof around>;
}

/** What `ilp next` has for everybody, held against the commands and against what is open. */
export function turnsAreTrue(runs: number, seed: number, commands: string[]) {
  seen.clear();
  const world = fc.record({
    preset: fc.constantFrom(...presets),
    again: fc.boolean(),
    days: fc.constantFrom(0, 10),
    today: fc.constantFrom("2023-10-01", "2024-01-15", "2024-02-10", "2024-06-10"),
    there: fc.subarray(names, { minLength: 1 }),
    holes: fc.array(fc.nat(60), { maxLength: 4 }),
    ops: fc.array(op, { maxLength: 14, size: "max" }),
  });
  fc.assert(
    fc.property(world, ({ preset, again, days, today, there, holes, ops }) => {
      const rulebook = rulebookFor(preset, again, days);
      const documents = Object.fromEntries(
        there
          .filter((name) =>
            rulebook.forms.some(
              ({ id }) =>
                name.includes(id) ||
                (id === "collaborative-summary" && name.includes("collaborative")) ||
                (id === "year-end-summary" && name.includes("year-end")),
            ),
          )
          .map((name) => [name, without(written.get(name) ?? {}, holes) as Mapping]),
      );
      const records: SignatureRecord[] = [];
      for (const [index, each] of ops.entries()) {
        const made = recorded(each, index, records);
        if (made) records.push(made);
      }
      const judging = around({
        profile,
        people: cast,
        now: new Date("2024-07-01T12:00:00Z"),
        dayOf: (at) => at.slice(0, 10),
      });
      const candidate = { ...candidateOf(documents, profile, rulebook), records: judge(records, judging) };
      const standing = standingOf(candidate, rulebook);
      const status = assess(standing, today);
      const turns = turnsOf(status, profile, rulebook, today);
      // (d) All lists together, those of nobody too, are what is open: each finding once.
      const lists = [
        ...cast.people.map(({ id }) => turns.filter(({ people }) => people.includes(id))),
        turns.filter(({ people }) => people.length === 0),
      ];
      const merged = [...new Set(lists.flat())].flatMap(({ findings }) => findings);
      const text = (all: object[]) => all.map((each) => JSON.stringify(each)).sort();
      expect(text(merged)).toEqual(text(status.findings.filter(isOpen)));
      // (a) What is listed for a person is what their command accepts; all that `ilp sign` offers is listed.
      for (const turn of turns)
        for (const person of turn.people) {
          const isAccepted = accepted(turn, person, {
            standing,
            today,
            judging: { ...judging, policy: policyOf(rulebook.settings) },
          });
          expect(isAccepted, `${person} (${turn.roles}): ${turn.next}`).toBe(true);
        }
      for (const { id } of cast.people) {
        const mine = rolesOf(id, one, profile, cast, today);
        const person = cast.people.find((each) => each.id === id) as (typeof cast.people)[number];
        const offered = placesFor(status, mine)
          .filter(
            ({ asked, slot }) =>
              asked &&
              roleProblem({ role: slot.role, at: today }, person, {
                ...judging,
                policy: policyOf(rulebook.settings),
              }) === null,
          )
          .map(({ document, section }) => `ilp sign ${one} ${shortAddress(document.name, section.section)}`);
        const listed = turns
          .filter(({ people, next }) => people.includes(id) && next.startsWith("ilp sign"))
          .map(({ next }) => next);
        expect(new Set(listed)).toEqual(new Set(offered));
      }
    }),
    { numRuns: runs, seed },
  );
  expect([...seen]).toEqual(expect.arrayContaining(commands));
}
