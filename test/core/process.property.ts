/**
 * Random acts by random people. Through the gate of the commands, whatever is allowed is told again by the replay; past
 * it, by hand, nothing is counted that the table does not have. Used by the quick and the slow test.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { Doer, Guard, ProcessState } from "../../src/core/acts/row.ts";
import { caseActs } from "../../src/core/acts/rows.ts";
import type { Role } from "../../src/core/forms/form.ts";
import { move, type Refusal, type Step } from "../../src/core/records/acts.ts";
import { roleProblem } from "../../src/core/records/role-problem.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { personBar, type Readable } from "../../src/core/review/attempts.ts";
import { appealedIn } from "../../src/core/review/case-file.ts";
import {
  about,
  at,
  by,
  caseHere,
  everybody,
  files,
  form,
  judgedHere,
  nextWeek,
  partHere,
  people,
  place,
  policyHere,
  profile,
  rolesOf,
  today,
} from "./cast.ts";
import { checkCase, checkPart, isOfTheTable } from "./process-walk.ts";
import { type Proof, recordOf, reviewByDefault } from "./records.ts";

const texts = ["a", "b", "c"].map((letter) => `sha256:${letter.repeat(64)}`);
const textAt = (index: number) => texts[index % texts.length] as string;

/** Drawn from a list by any number. */
const drawn = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];

const acts = [
  ...["submit", "submit", "submit", "review", "review", "review", "review", "sign", "decline", "revoke", "revoke"],
  ...["appeal-open", "appeal-step", "appeal-close", "appeal-close"],
] as Statement["act"][];

/** Who does what in honest use. */
const doers: Partial<Record<Statement["act"], [string, Role][]>> = {
  submit: [["candidate-one", "candidate"]],
  review: [
    ["reviewer-one", "reviewer"],
    ["reviewer-two", "reviewer"],
  ],
  sign: [["coach-one", "coach"]],
  decline: [["coach-one", "coach"]],
  concern: [["coach-one", "coach"]],
  answer: [
    ["coordinator-one", "coordinator"],
    ["reviewer-one", "reviewer"],
  ],
  "plan-open": [["manager-one", "manager"]],
  "plan-update": [["manager-one", "manager"]],
  "plan-close": [["manager-one", "manager"]],
  extend: [["manager-one", "manager"]],
  contact: [["candidate-one", "candidate"]],
  "appeal-open": [["candidate-one", "candidate"]],
  "appeal-step": [
    ["candidate-one", "candidate"],
    ["manager-one", "manager"],
  ],
  "appeal-close": [
    ["candidate-one", "candidate"],
    ["reviewer-one", "reviewer"],
  ],
};

const number = fc.nat(1000);

/** The first four times out of five. */
const mostly = <Item>(usual: Item, ...others: Item[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const rarely = <Item>(some: fc.Arbitrary<Item>): fc.Arbitrary<Item | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });
const common = {
  /** Whether it is one who does such things. */
  usual: fc.integer({ min: 0, max: 9 }).map((each) => each < 8),
  who: number,
  role: number,
  /** The text as it is then. */
  text: fc.nat(2),
  proof: mostly("key", "name", "other", "unknown"),
  decision: fc.constantFrom("YES" as const, "NO" as const),
  feedback: mostly("Which data?", " "),
  day: mostly(nextWeek, today, "2025-12-31"),
  step: fc.integer({ min: 2, max: 4 }),
  covers: mostly("right", "none", "gone", "foreign", "several", "all"),
  of: number,
  corrects: rarely(number),
  minutes: fc.integer({ min: 1, max: 3 }),
};
const forged = {
  ...common,
  /** A time it says that is not its own, and what stood in history when it came in. */
  false: rarely(fc.nat(50)),
  parent: rarely(fc.nat(40)),
};
type Common = { [Key in keyof typeof common]: (typeof common)[Key] extends fc.Arbitrary<infer Value> ? Value : never };

function doerOf(act: Statement["act"], { usual, who, role }: Common, targets: string[]): [string, Role] {
  const own = drawn(targets, who);
  const known = doers[act] ?? (own ? [[own, rolesOf(own)[0] ?? "candidate"] as [string, Role]] : undefined);
  if (usual && known) return drawn(known, who) as [string, Role];
  const signer = drawn(everybody, who) as string;
  const any: Role[] = [
    "candidate",
    "coach",
    "reviewer",
    "manager",
    "director",
    "coordinator",
    "supervisor",
    "registrar",
  ];
  return [signer, drawn(role % 3 === 0 ? any : rolesOf(signer), role) ?? "reviewer"];
}

const proofOf = (kind: string, signer: string, parent: number | null): Proof => ({
  key:
    { key: signer, name: "", other: signer === "reviewer-one" ? "candidate-one" : "reviewer-one", unknown: "nobody" }[
      kind
    ] ?? "",
  added: { parentAt: parent === null ? null : at(parent) },
});

const foreign = recordOf({ candidate: "candidate-two", act: "submit", role: "candidate", signer: "candidate-two" });

/** Some record of everything somebody could put there, whatever came before it. */
function record(
  act: Statement["act"],
  { false: untrue, ...op }: Common & { false: number | null; parent: number | null },
  before: SignatureRecord[],
) {
  const minute = untrue ?? before.length * 2;
  const of = (...kinds: Statement["act"][]) =>
    before.filter(({ statement }) => kinds.includes(statement?.act ?? "witness"));
  const late = [...before].reverse();
  const target = (...kinds: Statement["act"][]) => drawn(op.of % 7 === 0 ? before : of(...kinds).slice(-2), op.of);
  const takenBack = target("submit", "review", "review", "sign", "decline");
  const [signer, role] = doerOf(
    act,
    op,
    act === "revoke" && takenBack?.statement ? [takenBack.statement.signer, "registrar-one"] : [],
  );
  const submitted = late.find(({ statement }) => statement?.act === "submit");
  const signed = of("sign", "decline").slice(-2);
  const covers = {
    right: [...(submitted ? [submitted] : []), ...signed],
    none: [],
    gone: [...(submitted ? [submitted] : []), recordOf()],
    foreign: [foreign],
    several: of("submit", "sign"),
    all: before,
  }[op.covers] as SignatureRecord[];
  const corrected = op.corrects === null ? {} : { corrects: drawn(before, op.corrects)?.id ?? foreign.id };
  const isUsualText = op.covers === "right" && act === "review" && submitted?.statement;
  const said: Partial<Statement> = {
    act,
    digest: isUsualText && op.usual ? submitted.statement?.digest : textAt(op.text),
    ...(act === "submit" ? { covers: op.usual ? signed.map(({ id }) => id) : covers.map(({ id }) => id) } : {}),
    ...(act === "decline" ? { reason: "No evidence yet." } : {}),
    ...(act === "revoke" ? { of: takenBack?.id ?? foreign.id } : {}),
    ...(act === "review" ? { decision: op.decision, covers: covers.map(({ id }) => id) } : {}),
    ...(act === "review" && op.decision === "NO" ? { feedback: op.feedback, resubmit_by: op.day } : {}),
  };
  const proof = proofOf(op.proof, signer, op.parent);
  if (!(caseActs as readonly string[]).includes(act)) return by(signer, role, minute, said, proof);
  const entries: Record<string, [object, SignatureRecord?]> = {
    concern: [{ reason: "other" }],
    answer: [{ text: "We call." }, target("concern", "decline")],
    "plan-open": [{ reason: "Two NO.", actions: ["Meet"], notified: { candidate: today, coach: today } }],
    "plan-update": [{ text: "Met." }, target("plan-open")],
    "plan-close": [{ outcome: "Done." }, target("plan-open")],
    extend: [{ about, from: drawn([today, nextWeek], op.of), to: op.day, agreed: ["Manager"] }],
    contact: [{ with: "Manager", channel: "phone", on: today, summary: "Asked." }],
    "appeal-open": [{ about, text: "It is there." }, target("review")],
    "appeal-step": [{ step: op.step, text: "No answer." }, target("appeal-open")],
    "appeal-close": [
      {
        ...(drawn([{}, { result: "upheld" }, { result: "granted" }, { result: "withdrawn" }], op.of) ?? {}),
        outcome: "Over.",
      },
      target("appeal-open"),
    ],
  };
  const [entry, goesOnFrom] = entries[act] as [object, SignatureRecord?];
  const needsOf = !["concern", "plan-open", "extend", "contact"].includes(act);
  return files(
    act as never,
    signer,
    role,
    minute,
    { ...entry, ...corrected } as never,
    undefined,
    {
      ...(needsOf ? { of: goesOnFrom?.id ?? foreign.id } : {}),
    },
    proof,
  );
}

const shuffled = (records: SignatureRecord[], seed: number): SignatureRecord[] =>
  [...records]
    .map((each, index) => [each, ((index + 1) * 7919 + seed * 104_729) % 10_007] as const)
    .sort(([, one], [, other]) => one - other)
    .map(([each]) => each);

/** What was seen over all runs: a test of nothing would pass as well. */
class Seen {
  readonly counts = new Map<string, number>();
  add(what: string) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
  expectAll(...what: string[]) {
    expect(what.filter((each) => !this.counts.has(each))).toEqual([]);
  }
}

/** Records put there by hand: whatever they say, no state is reached that the table does not lead to. */
export function forgedRecords(runs: number, seed: number) {
  const seen = new Seen();
  const op = fc.record({ ...forged, act: fc.constantFrom(...acts) });
  fc.assert(
    fc.property(fc.array(op, { minLength: 1, maxLength: 22, size: "max" }), fc.nat(2), number, (ops, text, turn) => {
      const records: SignatureRecord[] = [];
      for (const each of ops) records.push(record(each.act, each, records));
      const circumstances = { text: textAt(text) };
      const part = partHere(records, circumstances);
      checkPart(part, judgedHere(records, circumstances), caseHere(records, circumstances), policyHere());
      const others = shuffled(records, turn);
      expect(partHere(others, circumstances)).toEqual(part);
      seen.add(part.state);
      for (const { decision, reversed, replaced } of part.attempts) {
        if (decision) seen.add(decision.decision);
        if (reversed.length > 0) seen.add("reversed");
        if (replaced.length > 0) seen.add("replaced");
      }
      if (part.attempts.length > 2) seen.add("third attempt");
      for (const {
        record: { statement },
        refused,
      } of part.outOfTurn)
        seen.add(`${statement.act}: ${refused.rule}`);
      if (part.unproved.length > 0) seen.add("unproved");
    }),
    { numRuns: runs, seed },
  );
  seen.expectAll("draft", "submitted", "returned", "accepted", "YES", "NO", "replaced", "third attempt", "unproved");
  return seen;
}

/** A part that came back with NO, to appeal against. */
const handedIn = by("candidate-one", "candidate", 0, { act: "submit", covers: [] });
const returned = [
  handedIn,
  by("reviewer-one", "reviewer", 1, {
    ...{ act: "review", decision: "NO", covers: [handedIn.id], feedback: "Which data?", resubmit_by: nextWeek },
  }),
];

/** The same for the case file. */
export function forgedCaseFiles(runs: number, seed: number) {
  const seen = new Seen();
  const mixed = [...caseActs, ...caseActs, "decline", "submit", "review", "revoke"] as Statement["act"][];
  const op = fc.record({ ...forged, act: fc.constantFrom(...mixed) });
  fc.assert(
    fc.property(fc.array(op, { minLength: 1, maxLength: 24, size: "max" }), number, (ops, turn) => {
      const records: SignatureRecord[] = turn % 2 === 0 ? [...returned] : [];
      for (const each of ops) records.push(record(each.act, each, records));
      const file = caseHere(records);
      checkCase(file, judgedHere(records), policyHere(), reviewByDefault["appeal-steps"]);
      expect(caseHere(shuffled(records, turn))).toEqual(file);
      if (file.concerns.some(({ answer }) => answer)) seen.add("answered");
      if (file.plans.some(({ closed }) => closed)) seen.add("plan closed");
      if (file.appeals.some(({ steps }) => steps.length > 1)) seen.add("second step");
      if (file.appeals.some(({ closed }) => closed)) seen.add("appeal closed");
      if (file.told.some(({ corrected }) => corrected.length > 0)) seen.add("corrected");
    }),
    { numRuns: runs, seed },
  );
  seen.expectAll("answered", "plan closed", "second step", "appeal closed", "corrected");
}

/** What a command knows of a step before it is taken: as `ilp submit` and `ilp review` ask. */
function refusedByGate(
  step: Step,
  [signer, role]: [string, Role],
  text: string,
  records: SignatureRecord[],
  minute: number,
): Refusal | "role" | null {
  const person = people.people.find(({ id }) => id === signer);
  const judging = {
    candidate: "candidate-one",
    profile,
    people,
    policy: policyHere(),
    dayOf: (moment: string) => moment.slice(0, 10),
  };
  if (!person || roleProblem({ role, at: at(minute) }, person, judging)) return "role";
  const judged = judgedHere(records, { text });
  const part = partHere(records, { text });
  if (step === "review-yes" || step === "review-no") {
    const here = judged.filter((each): each is Readable => each.statement?.section === place.section);
    const bar = personBar(signer, here, "candidate-one");
    if (bar) return bar;
  }
  const last = part.attempts.at(-1);
  const no = last?.decision?.record;
  const holding: Guard[] = [
    ...(last?.submission.digest === text ? [] : (["changed"] as const)),
    ...(no && appealedIn(caseHere(records, { text })).has(no) ? (["appealed"] as const) : []),
    ...(part.state === "submitted" ? (["undecided"] as const) : (["last"] as const)),
  ];
  const moved = move(step, part.state, [role] as Doer[], (guard) => holding.includes(guard));
  return "refused" in moved ? moved.refused : null;
}

/** Through the gate: an own account of states, kept by the table alone, is what the replay tells. */
export function throughTheGate(runs: number, seed: number) {
  const seen = new Seen();
  const steps: Step[] = [
    "submit",
    "submit",
    "review-yes",
    "review-no",
    "review-no",
    "withdraw-review",
    "withdraw-submit",
    "sign",
  ];
  const op = fc.record({ ...common, what: fc.constantFrom(...steps, "edit", "edit", "appeal") });
  fc.assert(
    fc.property(fc.array(op, { minLength: 1, maxLength: 18, size: "max" }), (ops) => {
      const records: SignatureRecord[] = [];
      let text = textAt(0);
      let state: ProcessState = "draft";
      let minute = 1;
      /** The states that were, to go back to. */
      const states: ProcessState[] = [];
      for (const each of ops) {
        minute += each.minutes;
        if (each.what === "edit") {
          text = textAt(each.text);
          continue;
        }
        const part = partHere(records, { text });
        const last = part.attempts.at(-1);
        if (each.what === "appeal") {
          appealNow(records, part.state === "returned" ? last?.decision?.record : undefined, minute);
          continue;
        }
        const step = each.what;
        const act = stepActs[step] as Statement["act"];
        const id = step === "withdraw-review" ? last?.decision?.record : last?.submission.record;
        const target = records.find((record) => record.id === id)?.statement;
        const doer = doerOf(act, each, act === "revoke" && target ? [target.signer] : []);
        const refused = refusedByGate(step, doer, text, records, minute);
        const isOther = act === "revoke" && target?.signer !== doer[0] && doer[1] !== "registrar";
        // What is handed in is decided on as it was handed in: `ilp review` refuses another text itself.
        const isOtherText = act === "review" && last?.submission.digest !== text;
        const [signer, role] = doer;
        const covers = !last
          ? []
          : act === "submit"
            ? last.decision
              ? [last.decision.record]
              : []
            : [last.submission.record];
        const said: Partial<Statement> = {
          act,
          digest: text,
          ...(act === "revoke" ? { of: id ?? foreign.id } : {}),
          ...(act === "submit" || act === "review" ? { covers } : {}),
          ...(step === "review-yes" ? { decision: "YES" } : {}),
          ...(step === "review-no" ? { decision: "NO", feedback: "Which data?", resubmit_by: nextWeek } : {}),
        };
        const made = by(signer, role, minute, said);
        const after = partHere([...records, made], { text });
        if (refused || isOther || isOtherText) {
          seen.add(`refused ${step}`);
          if (refused && refused !== "role") expect(isOfTheTable(refused), JSON.stringify(refused)).toBe(true);
          // Made by hand all the same, it changes nothing.
          expect([after.state, after.attempts.length], `${step} by ${signer} as ${role}`).toEqual([
            part.state,
            part.attempts.length,
          ]);
          continue;
        }
        records.push(made);
        const moved = move(step, state, [role], () => true);
        if ("refused" in moved) throw new Error(`${step} from ${state}: ${moved.refused.rule}`);
        if (moved.to === "before") state = states.pop() as ProcessState;
        else if (step !== "sign") {
          states.push(state);
          state = moved.to;
        }
        seen.add(step);
        expect(after.outOfTurn).toEqual([]);
        expect(after.state, `${step} by ${signer} as ${role}`).toBe(state);
      }
    }),
    { numRuns: runs, seed },
  );
  seen.expectAll(
    ...steps.filter((each) => each !== "sign"),
    ...["submit", "review-yes", "withdraw-review"].map((each) => `refused ${each}`),
  );
}

const stepActs: Partial<Record<Step, Statement["act"]>> = {
  submit: "submit",
  "review-yes": "review",
  "review-no": "review",
  "withdraw-review": "revoke",
  "withdraw-submit": "revoke",
  sign: "sign",
};

/** An appeal, opened and closed at once. */
function appealNow(records: SignatureRecord[], no: string | undefined, minute: number) {
  const decision = records.find(({ id }) => id === no);
  if (!decision) return;
  const opened = files("appeal-open", "candidate-one", "candidate", minute, { about, text: "?" }, decision);
  // Whoever gave the NO does not close the appeal about it.
  const other = decision.statement?.signer === "reviewer-one" ? "reviewer-two" : "reviewer-one";
  const entry = { result: "granted", outcome: "!" };
  records.push(opened, files("appeal-close", other, "reviewer", minute, entry, opened));
}

expect(form.sections[place.declared]).toBeDefined();
