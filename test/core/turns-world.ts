/**
 * Random programs, candidates, records and days, for what `ilp next` says of them. The records are a walk through the
 * process: each of them is, four times in five, one that somebody would make after those before it.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { addDays } from "../../src/core/basics/dates.ts";
import { isMapping, type Mapping, type Value } from "../../src/core/basics/values.ts";
import { matches, type Role } from "../../src/core/forms/form.ts";
import { policyOf, withPolicy } from "../../src/core/program/policy.ts";
import type { Profile, Rulebook, Settings } from "../../src/core/program/program.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { casePlace, type Statement } from "../../src/core/records/statement.ts";
import { type Standing, standingOf } from "../../src/core/review/standing.ts";
import { candidateOf, profileOf, rulebookOf, settingsOf } from "../build.ts";
import { people } from "./cast.ts";
import { around, digest, otherDigest, policyByDefault, recordOf, reviewByDefault } from "./records.ts";

export const one = "candidate-one";
/** Everybody, with keys that held by then. The candidate is of the Induction Team as well, for others. */
export const cast = {
  ...people,
  people: people.people.map((each) => ({
    ...each,
    roles: each.id === one ? [...each.roles, "coordinator", "reviewer"] : each.roles,
    keys: each.keys?.map((key) => ({ ...key, from: "2020-01-01" })),
  })),
} as typeof people;
const read = (name: string): Mapping =>
  parse(readFileSync(`examples/combined/candidates/robin-sample/${name}.yaml`, "utf8")) as Mapping;
const names = ["inquiry-ilp", "context", "pd-log", "year-end/cpsel-2", "collaborative/2023-09"].map(
  (name) => `year-1/${name}`,
);
const written = new Map(names.map((name) => [name, read(name)]));
/** The parts of the plan come first: they are the ones that are reviewed. */
const sections: [string, string][] = [
  ...["initial-goal", "inquiries/inquiry-1", "application"].map((part): [string, string] => [names[0] as string, part]),
  ...names.slice(1).map((name): [string, string] => [name, "."]),
];
const collaborative = sections.length - 1;

/** With a coach who is followed by another on the day of asking: what the first has signed, they cannot decide on. */
function profileFor(today: string, isFollowed: boolean): Profile {
  const coach = (person: string, from: string, to: string | null) => ({ role: "coach" as const, person, from, to });
  return profileOf({
    "program-start": "2023-08-14",
    assignments: [
      ...(isFollowed
        ? [coach("coach-one", "2023-08-14", addDays(today, -1)), coach("coach-two", today, null)]
        : [coach("coach-one", "2023-08-14", null)]),
      { role: "supervisor", person: "supervisor-one", from: "2023-08-14", to: null },
    ],
    years: [{ year: 1, starts: "2023-08-14" }],
  });
}

/** A document with some of its answers taken out, by any numbers. */
function without(value: Value, holes: number[], isOnTrack: boolean): Value {
  let at = 0;
  const cut = (each: Value): Value => {
    if (Array.isArray(each)) return each.map(cut);
    if (isMapping(each))
      return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, keep(key) ? inner : cut(inner)]));
    if (each === true) return isOnTrack;
    return holes.includes(at++) ? null : each;
  };
  return cut(value);
}
const keep = (key: string) => ["schema", "id", "cpsel", "month"].includes(key);

const rulebooks = new Map<string, Rulebook>();

function rulebookFor(preset: string, again: boolean, days: number): Rulebook {
  const key = `${preset} ${again} ${days}`;
  const settings = settingsOf(preset, {
    "review.again_after_change": again,
    "appeal.days": days,
    "review.plan_after": 1,
  });
  const made = rulebooks.get(key) ?? {
    ...rulebookOf(withPolicy(settings as Settings, { signatures: policyByDefault, review: reviewByDefault })),
    people: cast,
  };
  rulebooks.set(key, made);
  return made;
}

const acts = [
  ...["submit", "review", "sign", "decline", "feedback", "concern", "answer", "plan-open", "plan-update"],
  ...["appeal-open", "appeal-step", "appeal-close"],
];

const often = <Item>(usual: Item, ...others: Item[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const step = fc.record({
  /** What is done: by number, of what one would do next, else any act. */
  choice: fc.nat(11),
  usual: often(true, true, false),
  /** Null: where the step before it was. */
  where: often(null, ...sections.map((_, index) => index)),
  /** Whether it is about the text as it is now. */
  now: often(true, false),
  no: fc.boolean(),
  who: fc.nat(2),
  result: fc.constantFrom("upheld", "granted", "withdrawn", undefined),
});
type Walked = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

export const worlds = fc.record({
  preset: fc.constantFrom("combined", "hart"),
  again: fc.boolean(),
  days: fc.constantFrom(0, 10),
  today: fc.constantFrom("2023-09-20", "2023-10-01", "2024-01-15", "2024-02-10", "2024-06-10"),
  isFollowed: fc.boolean(),
  isOnTrack: often(true, false),
  there: fc.oneof(fc.constant(names), fc.subarray(names, { minLength: 1 })),
  holes: fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(60), { minLength: 1, maxLength: 4 })),
  start: fc.nat(sections.length - 1),
  steps: fc.array(step, { maxLength: 14, size: "max" }),
});
export type Drawn = typeof worlds extends fc.Arbitrary<infer Each> ? Each : never;

const plain: Drawn = {
  ...{ preset: "combined", again: true, days: 10, today: "2024-02-10", isFollowed: false, isOnTrack: true },
  ...{ there: names, holes: [], start: 0, steps: [] },
};
const walked = (act: string, more: Partial<Walked> = {}): Walked => ({
  ...{ choice: acts.indexOf(act), usual: false, where: null, now: true, no: false, who: 0, result: undefined },
  ...more,
});

/** Where it was wrong once, or would be first. */
export const known: Drawn[] = [
  // The coach of before is a reviewer now, and has signed this part.
  { ...plain, isFollowed: true, steps: [walked("sign"), walked("submit")] },
  // So is the supervisor.
  { ...plain, steps: [walked("sign", { who: 2 }), walked("submit")] },
  // A signature of the candidate that a change has outlived, with something missing in the new text.
  {
    ...plain,
    start: collaborative,
    holes: Array.from({ length: 12 }, (_, index) => index + 20),
    steps: [walked("sign", { who: 1, now: false })],
  },
  // The month is not over: a session is still to come.
  { ...plain, today: "2023-09-20", start: collaborative },
  // Declined, then revised; and declined as it is now.
  { ...plain, steps: [walked("decline", { now: false })] },
  { ...plain, steps: [walked("decline")] },
  { ...plain, start: collaborative, steps: [walked("decline")] },
  // Two parts wait at once.
  { ...plain, steps: [walked("submit"), walked("submit", { where: 1 })] },
  { ...plain, isOnTrack: false },
  ...(["upheld", "granted"] as const).map((result) => ({
    ...plain,
    steps: [
      ...[walked("submit"), walked("review", { no: true }), walked("appeal-open")],
      ...[walked("appeal-close", { who: 1, result })],
    ],
  })),
  { ...plain, steps: [walked("concern"), walked("concern")] },
];

/** What one would do after these records. */
function usualAfter(before: SignatureRecord[], document: string, section: string): string[] {
  const said = before.flatMap(({ statement }) => statement ?? []);
  const isAfter = (act: string, ...ends: string[]) =>
    said.findLastIndex((each) => each.act === act) > said.findLastIndex((each) => ends.includes(each.act));
  const last = said.findLast(
    (each) => each.document === document && each.section === section && ["submit", "review"].includes(each.act),
  );
  const steps: string[] =
    last === undefined
      ? ["sign", "sign", "decline", "submit", "submit", "feedback"]
      : last.act === "submit"
        ? ["review", "review", "review", "sign", "decline"]
        : last.decision === "NO"
          ? ["submit", "appeal-open", "appeal-open", "plan-open"]
          : ["sign", "concern", "submit"];
  return [
    ...steps,
    ...(isAfter("concern", "answer") || isAfter("decline", "answer") ? ["answer"] : []),
    ...(isAfter("plan-open", "plan-close") ? ["plan-update"] : []),
    ...(isAfter("appeal-open", "appeal-close") ? ["appeal-step", "appeal-close", "appeal-close"] : []),
    ...(document.includes("collaborative") ? ["feedback"] : []),
  ];
}

/** What somebody records, as it could be, or nearly. */
function recorded(
  each: Walked,
  [document, section]: [string, string],
  at: string,
  before: SignatureRecord[],
): SignatureRecord | null {
  const usual = usualAfter(before, document, section);
  const act = (each.usual ? usual[each.choice % usual.length] : acts[each.choice]) as string;
  const last = (...kinds: string[]) => before.filter(({ statement }) => kinds.includes(statement?.act ?? "")).at(-1);
  const here = { document, section, schema: `${document.split("/")[1]}@1`, digest: each.now ? digest : otherDigest };
  const by = (signer: string, role: Role, said: Partial<Statement>) =>
    recordOf({ ...here, signer, role, at, ...said }, { key: signer });
  const filed = (signer: string, role: Role, entry: Mapping, of?: SignatureRecord) =>
    by(signer, role, { act: act as Statement["act"], ...casePlace, entry, ...(of ? { of: of.id } : {}) });
  const pick = <Item>(...all: Item[]) => all[each.who % all.length] as Item;
  const day = at.slice(0, 10);
  const reviewer = pick("reviewer-one", "reviewer-two", "coach-one");
  switch (act) {
    case "submit":
      return by(one, "candidate", { act: "submit", covers: [] });
    case "review": {
      const handed = last("submit");
      if (!handed?.statement) return null;
      const { document, section, digest, schema } = handed.statement;
      const no = each.no
        ? { decision: "NO" as const, feedback: "Which?", resubmit_by: addDays(day, 20) }
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
        notified: { candidate: day, coach: day },
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
      return act === "appeal-step"
        ? filed(...who, { step: 2, text: "No." }, opened)
        : filed(...who, { ...(each.result ? { result: each.result } : {}), outcome: "So." }, opened);
    }
  }
}

/** A candidate as drawn, with what the commands would know on that day. */
export interface World {
  standing: Standing;
  today: string;
  profile: Profile;
  judging: ReturnType<typeof around>;
  records: SignatureRecord[];
}

export function worldOf(drawn: Drawn): World {
  const { today, there, holes, isOnTrack, steps } = drawn;
  const rulebook = rulebookFor(drawn.preset, drawn.again, drawn.days);
  const profile = profileFor(today, drawn.isFollowed);
  const documents = Object.fromEntries(
    there
      .filter((name) => rulebook.forms.some((form) => matches(form, name)))
      .map((name) => [name, without(written.get(name) ?? {}, holes, isOnTrack) as Mapping]),
  );
  const records: SignatureRecord[] = [];
  let at = drawn.start;
  for (const [index, each] of steps.entries()) {
    at = each.where ?? at;
    // From three days before on, an hour each.
    const moment = new Date(Date.parse(`${addDays(today, -3)}T18:00:00Z`) + index * 3_600_000);
    const iso = moment.toISOString().replace(".000Z", "Z");
    const made = recorded(each, sections[at] as [string, string], iso, records);
    if (made) records.push(made);
  }
  const judging = around({
    ...{ profile, people: cast, policy: policyOf(rulebook.settings) },
    now: new Date("2024-07-01T12:00:00Z"),
  });
  const candidate = { ...candidateOf(documents, profile, rulebook), records: judge(records, judging) };
  return { standing: standingOf(candidate, rulebook), today, profile, judging, records };
}
