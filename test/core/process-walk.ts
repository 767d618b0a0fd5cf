/**
 * An account of its own of what the replay says it counted: every counted record is walked over the table, as data, and
 * every person and proof looked up anew. It knows nothing of how the replay works.
 */
import { expect } from "vitest";
import type { ProcessState } from "../../src/core/acts/row.ts";
import { caseActs } from "../../src/core/acts/rows.ts";
import { neededProof, type Policy } from "../../src/core/program/policy.ts";
import { bars, type Refusal, type Step, transitions } from "../../src/core/records/acts.ts";
import { inTurn, type Readable } from "../../src/core/records/order.ts";
import { type Judged, strength } from "../../src/core/records/signature.ts";

import type { Decision, Part } from "../../src/core/review/attempts.ts";
import { type Appeal, type CaseFile, reachedIn } from "../../src/core/review/case-file.ts";
import { document, place, rolesOf } from "./cast.ts";

const rowOf = (step: string) => {
  const row = transitions.find((each) => each.step === step);
  if (!row) throw new Error(`no row ${step}`);
  return row;
};

/** Whether a refusal is word for word one of the table, or of the rules about persons and texts. */
export const isOfTheTable = ({ rule, source }: Refusal): boolean =>
  transitions.some((row) => (row.who === rule || row.when === rule) && row.source === source) ||
  Object.values(bars).some((bar) => bar.rule === rule && bar.source === source);

const isProved = ({ assurance, statement }: Readable, policy: Policy) =>
  strength[assurance] >= strength[neededProof(policy, statement.role)];

/** It holds, or did until it was taken back. */
const held = ({ state, withdrawn }: Judged) =>
  ["valid", "stale"].includes(state === "revoked" ? (withdrawn?.was ?? "") : state);

/** One text that was handed in, with what was decided on it. */
interface Handed {
  id: string;
  digest: string;
  verdicts: string[];
  /** The same text handed in once more meanwhile. */
  waiting: string[];
}

const stateOf = (handed: Handed | undefined, decisions: Map<string, "YES" | "NO">): ProcessState => {
  const verdict = handed?.verdicts.at(-1);
  return !handed ? "draft" : !verdict ? "submitted" : decisions.get(verdict) === "YES" ? "accepted" : "returned";
};

export function checkPart(part: Part, judged: Judged[], file: CaseFile, policy: Policy) {
  const ordered = inTurn(judged).filter(
    ({ statement }) => statement.document === document || statement.act === "appeal-close",
  );
  const known = new Map(ordered.map((each) => [each.id, each]));
  const submissions = new Set(
    part.attempts.flatMap(({ submission, replaced }) => [...replaced, submission]).map(({ record }) => record),
  );
  const decided = part.attempts.flatMap(({ submission, reversed, decision }) =>
    [...reversed, ...(decision ? [decision] : [])].map((each) => [each, submission.record] as const),
  );
  for (const [decision, submission] of decided) checkDecision(decision, submission, ordered, policy);
  for (const id of submissions) {
    const { statement, ...rest } = known.get(id) as Readable;
    expect([statement.act, statement.role, statement.signer]).toEqual(["submit", "candidate", "candidate-one"]);
    expect(held(rest as Judged) && isProved(known.get(id) as Readable, policy)).toBe(true);
  }
  const ofDecision = new Map(decided.map(([decision, submission]) => [decision.record, submission]));
  walk(part, ordered, { submissions, ofDecision, file, policy });
  const refused = new Set(part.outOfTurn.map(({ record }) => record.id));
  for (const each of part.outOfTurn) expect(isOfTheTable(each.refused), each.refused.rule).toBe(true);
  // What holds and is proved is counted, or it is said why not.
  for (const each of ordered)
    if (
      ["submit", "review"].includes(each.statement.act) &&
      each.state !== "revoked" &&
      held(each) &&
      isProved(each, policy)
    )
      expect(submissions.has(each.id) || ofDecision.has(each.id) || refused.has(each.id), each.statement.act).toBe(
        true,
      );
}

/** Seed 003, and who is who in the cast: nothing is taken from the replay. */
function checkDecision(decision: Decision, submission: string, ordered: Readable[], policy: Policy) {
  const index = ordered.findIndex(({ id }) => id === decision.record);
  const record = ordered[index] as Readable;
  const { act, role, signer, covers = [], digest, feedback = "", resubmit_by: day = "", section } = record.statement;
  expect([act, role, section]).toEqual(["review", "reviewer", place.section]);
  expect(rolesOf(signer)).toContain("reviewer");
  // Nobody's own work, nobody's candidate as a coach; a reviewer proves who they are.
  expect(["candidate-one", "coach-one"]).not.toContain(signer);
  expect(record.assurance).toBe("key");
  expect(record.seal && "fingerprint" in record.seal).toBe(true);
  expect(isProved(record, policy) && held(record)).toBe(true);
  // After an appeal it may name the same text as it was handed in once more.
  const again = ordered.filter(({ statement }) => statement.act === "submit" && statement.digest === digest);
  expect([submission, ...again.map(({ id }) => id)].some((id) => covers.includes(id))).toBe(true);
  expect(digest).toBe(ordered.find(({ id }) => id === submission)?.statement.digest);
  if (decision.decision === "NO") {
    expect(feedback.trim()).not.toBe("");
    expect(day > decision.day).toBe(true);
  }
  const own = ordered
    .filter((each, at) => at < index || covers.includes(each.id))
    .filter(({ statement, state }) => ["sign", "decline"].includes(statement.act) && ["valid", "stale"].includes(state))
    .filter(({ statement }) => statement.signer === signer && ["coach", "supervisor"].includes(statement.role));
  expect(own).toEqual([]);
}

interface Counted {
  submissions: Set<string>;
  /** Of each decision, the submission. */
  ofDecision: Map<string, string>;
  file: CaseFile;
  policy: Policy;
}

/** Takes every record that was counted, one after another, over the rows of the table. */
function walk(part: Part, ordered: Readable[], { submissions, ofDecision, file, policy }: Counted) {
  let live: Handed[] = [];
  const decisions = new Map(
    ordered.flatMap(({ id, statement }) => (statement.decision ? [[id, statement.decision] as const] : [])),
  );
  const closedBefore = (no: string | undefined, index: number) =>
    file.appeals.some(
      ({ of, closed }) =>
        of === no && closed && ordered.findIndex(({ id }) => id === (closed.corrected[0] ?? closed.record)) < index,
    );
  const allows = (step: Step, state: ProcessState, role: string, guard: string, holds: boolean) => {
    const { from, by } = rowOf(step);
    return by.includes(role as never) && (from[state] === "always" || (from[state] === guard && holds));
  };
  for (const [index, record] of ordered.entries()) {
    const { id, statement } = record;
    const wasTaken = record.state === "revoked" && held(record) && isProved(record, policy);
    const last = live.at(-1);
    if (statement.act === "submit" && held(record) && isProved(record, policy)) {
      const isOther = statement.digest !== last?.digest;
      if (allows("submit", stateOf(last, decisions), statement.role, "changed", isOther))
        live.push({ id, digest: statement.digest, verdicts: [], waiting: [] });
      else if (last && !isOther && last.verdicts.length === 0 && statement.role === "candidate") last.waiting.push(id);
    }
    if (statement.act === "review" && (ofDecision.has(id) || wasTaken)) {
      const named = (each: Handed) => [each.id, ...each.waiting].some((one) => statement.covers?.includes(one));
      const about = [...live].reverse().find((each) => named(each) && each.digest === statement.digest);
      const verdict = about?.verdicts.at(-1);
      const step = statement.decision === "YES" ? "review-yes" : "review-no";
      const isAllowed =
        about !== undefined &&
        allows(step, stateOf(about, decisions), statement.role, "appealed", closedBefore(verdict, index));
      if (ofDecision.has(id)) expect(isAllowed, `${step} from a state that the table does not have`).toBe(true);
      if (isAllowed && !(wasTaken && !ofDecision.has(id) && isBarred(record, ordered, index))) about.verdicts.push(id);
    }
    if (statement.act === "revoke") {
      const target = ordered.find((each) => each.withdrawn?.by.includes(id) && each.id === statement.of);
      // What is counted still was not taken back; the rest is as it was before.
      if (!target || submissions.has(target.id) || ofDecision.has(target.id)) continue;
      for (const each of live) {
        if (each.verdicts.at(-1) === target.id && each === live.at(-1)) each.verdicts.pop();
        each.waiting = each.waiting.filter((one) => one !== target.id);
      }
      const mine = live.find((each) => each.id === target.id);
      const [next, ...others] = mine?.waiting ?? [];
      if (mine && mine.verdicts.length === 0) {
        if (next) Object.assign(mine, { id: next, waiting: others });
        else live = live.filter((each) => each !== mine);
      }
    }
  }
  expect(stateOf(live.at(-1), decisions)).toBe(part.state);
  // Each of those counted is one of mine, in the same order; of the same text handed in twice, it may be either.
  const counted = part.attempts.flatMap(({ submission, replaced }) => [...replaced, submission]);
  expect(counted).toHaveLength(live.length);
  for (const [index, { record }] of counted.entries())
    expect([live[index]?.id, ...(live[index]?.waiting ?? [])]).toContain(record);
  expect(
    live.map(({ verdicts }) => verdicts.filter((id) => ofDecision.has(id))).filter((each) => each.length > 0),
  ).toEqual(
    part.attempts
      .map(({ reversed, decision }) => [...reversed, ...(decision ? [decision] : [])].map(({ record }) => record))
      .filter((each) => each.length > 0),
  );
}

/** A decision that was taken back may never have counted. */
function isBarred({ statement }: Readable, ordered: Readable[], index: number): boolean {
  const { signer, decision, feedback = "", resubmit_by: day = "", covers = [], at } = statement;
  const isOwn = ordered.some(
    (each, place) =>
      (place < index || covers.includes(each.id)) &&
      ["sign", "decline"].includes(each.statement.act) &&
      ["coach", "supervisor"].includes(each.statement.role) &&
      each.statement.signer === signer &&
      !["invalid", "wrong-person"].includes(each.state),
  );
  return (
    isOwn || signer === "candidate-one" || (decision === "NO" && (feedback.trim() === "" || day <= at.slice(0, 10)))
  );
}

/** The same for a case file. */
export function checkCase(file: CaseFile, judged: Judged[], policy: Policy, steps: { role: string }[]) {
  const ordered = inTurn(judged);
  const known = new Map(ordered.map((each) => [each.id, each]));
  const wordings = (told: { record: string; corrected: string[] }) => [...told.corrected, told.record];
  const answers = [...file.concerns, ...file.declined].flatMap(({ answer }) => (answer ? [answer] : []));
  const tolds = [
    ...[file.concerns, answers, file.extensions, file.told.filter(({ act }) => act === "contact")].flat(),
    ...file.plans.flatMap(({ opened, updates, closed }) => [opened, ...updates, ...(closed ? [closed] : [])]),
    ...file.appeals.flatMap(({ opened, closed }) => [opened, ...(closed ? [closed] : [])]),
  ];
  const stepIds = file.appeals.flatMap((appeal) => appeal.steps.slice(1).map(({ record }) => record));
  const counted = new Set([...tolds.flatMap(wordings), ...stepIds]);
  // A record stands in one place, and somebody wrote it who may.
  expect([...tolds.flatMap(wordings), ...stepIds]).toHaveLength(counted.size);
  for (const id of counted) {
    const record = known.get(id) as Readable;
    expect(["valid", "stale"].includes(record.state) && isProved(record, policy)).toBe(true);
    const { act, role } = record.statement;
    const { by } = rowOf(act);
    const isAtStep = by.includes("step") && steps.some((each) => each.role === role);
    expect(by.includes(role) || isAtStep, `${act} by ${role}`).toBe(true);
    expect(rolesOf(record.statement.signer)).toContain(role);
  }
  // Later wordings are by the same person in the same role, and of the same kind.
  for (const told of tolds) {
    const [first, ...others] = wordings(told).map((id) => known.get(id)?.statement);
    for (const other of others)
      expect([other?.signer, other?.role, other?.act]).toEqual([first?.signer, first?.role, first?.act]);
  }
  checkPlans(file, ordered);
  checkAppeals(file, ordered, steps);
  const refused = new Set(file.outOfTurn.map(({ record }) => record.id));
  for (const each of file.outOfTurn) expect(isOfTheTable(each.refused), each.refused.rule).toBe(true);
  const corrections = new Set(
    ordered.filter(({ statement }) => statement.entry?.corrects !== undefined).map(({ id }) => id),
  );
  for (const each of ordered) {
    if (
      !(caseActs as readonly string[]).includes(each.statement.act) ||
      each.state !== "valid" ||
      !isProved(each, policy)
    )
      continue;
    expect(counted.has(each.id) !== refused.has(each.id) || corrections.has(each.id), each.statement.act).toBe(true);
  }
}

const originOf = ({ record, corrected }: { record: string; corrected: string[] }) => corrected[0] ?? record;

/** One plan at a time; what is written on it comes between its opening and its end. */
function checkPlans({ plans }: CaseFile, ordered: Readable[]) {
  const placeOf = (id: string) => ordered.findIndex((each) => each.id === id);
  let free = -1;
  for (const { opened, updates, closed } of plans) {
    const begins = placeOf(originOf(opened));
    expect(begins).toBeGreaterThan(free);
    const ends = closed ? placeOf(originOf(closed)) : Number.POSITIVE_INFINITY;
    for (const each of [...updates.map((update) => placeOf(originOf(update))), ends]) {
      expect(each).toBeGreaterThan(begins);
      expect(each).toBeLessThanOrEqual(ends);
    }
    free = ends;
  }
}

/** About a NO by a reviewer; one at a time about each; steps in order, each by the candidate or whoever is there. */
function checkAppeals({ appeals }: CaseFile, ordered: Readable[], steps: { role: string }[]) {
  const placeOf = (id: string) => ordered.findIndex((each) => each.id === id);
  const free = new Map<string, number>();
  const over = new Map<string, Appeal>();
  for (const { opened, of, decider, steps: gone, closed } of appeals) {
    const no = ordered[placeOf(of)]?.statement;
    expect([no?.act, no?.decision, no?.role]).toEqual(["review", "NO", "reviewer"]);
    const begins = placeOf(originOf(opened));
    expect(begins).toBeGreaterThan(Math.max(free.get(of) ?? -1, placeOf(of)));
    // It begins at the first step, or goes on where one that was upheld or withdrawn had come to.
    const before = over.get(of);
    const first = before?.closed?.entry.result ? reachedIn(before) + 1 : 1;
    expect(before?.closed?.entry.result).not.toBe("granted");
    expect(gone.map(({ number }) => number)).toEqual(gone.map((_, index) => index + first));
    expect(gone.at(-1)?.number).toBeLessThanOrEqual(steps.length);
    for (const { role, number } of gone.slice(1))
      expect(["candidate", steps[number - 2]?.role, steps[number - 1]?.role]).toContain(role);
    const ends = closed ? placeOf(originOf(closed)) : Number.POSITIVE_INFINITY;
    for (const { record } of gone.slice(1)) {
      expect(placeOf(record)).toBeGreaterThan(begins);
      expect(placeOf(record)).toBeLessThan(ends);
    }
    const last = gone.at(-1)?.number ?? 0;
    if (closed) {
      expect(["candidate", steps[last - 1]?.role, steps[last]?.role]).toContain(closed.role);
      expect(closed.by).not.toBe(no?.signer);
      const { result } = closed.entry;
      if (result) expect(result === "withdrawn").toBe(closed.role === "candidate");
    }
    for (const { number, by } of gone.slice(1)) if (number > 2) expect(by).not.toBe(no?.signer);
    free.set(of, ends);
    over.set(of, { opened, of, decider, steps: gone, closed });
  }
}
