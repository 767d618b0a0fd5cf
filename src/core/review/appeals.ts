import type { AppealCloseEntry, AppealOpenEntry } from "../../generated/entries.ts";
import type { Doer } from "../acts/row.ts";
import { addDays, type Day } from "../basics/dates.ts";
import type { ReviewPolicy } from "../program/policy.ts";
import type { Refusal } from "../records/acts.ts";
import type { Readable } from "../records/order.ts";
import type { Told } from "./amended.ts";
import { barred, type Done, doneBy } from "./rounds.ts";

export interface AppealStep extends Done {
  number: number;
  text: string;
}

export interface Appeal {
  opened: Told<AppealOpenEntry>;
  /** The decision it is about. */
  of: string;
  /** Who gave that decision. */
  decider: string | null;
  /** Gone in this one; it begins at a later step than the first where it goes on from one that was closed. */
  steps: AppealStep[];
  closed: Told<AppealCloseEntry> | null;
}

/** What program.yaml says of appeals. */
export interface AppealRules {
  steps: ReviewPolicy["appeal-steps"];
  /** Days in which it goes on once it was closed; 0 sets no day. */
  days: number;
}

/** The step that an appeal has reached. */
export const reachedIn = ({ steps }: Pick<Appeal, "steps">): number => steps.at(-1)?.number ?? 1;

/** Whoever the step that an appeal has reached is with, or the next one. */
export const withStep = (appeal: Appeal | undefined, role: string, { steps }: AppealRules): Doer[] =>
  appeal && [reachedIn(appeal), reachedIn(appeal) + 1].some((number) => steps[number - 1]?.role === role)
    ? ["step"]
    : [];

/** The day by which it goes on once it was closed: to its next step, or with a new decision. */
export const goesOnBy = ({ day }: Pick<Told<unknown>, "day">, { days }: AppealRules): Day | null =>
  days > 0 ? addDays(day, days) : null;

/**
 * Why somebody cannot take an open appeal on, or close it; null when they can. Whoever gave the NO is heard at the first
 * step, and does not judge on it; the candidate takes an appeal back, and does not grant it.
 */
export function appealBar(appeal: Appeal | undefined, { statement }: Readable): Refusal | null {
  if (!appeal || appeal.closed) return null;
  const { act, signer, role } = statement;
  const isDecider = signer === appeal.decider;
  if (isDecider && (act === "appeal-close" || reachedIn(appeal) > 1)) return barred("own-decision");
  const result = statement.entry?.result;
  if (act !== "appeal-close" || result === undefined) return null;
  return (result === "withdrawn") === (role === "candidate") ? null : barred("appeal-outcome");
}

/**
 * At which step an appeal begins: a new one at the first, one about the same decision at the step after the last, in time.
 * What was closed without an outcome, as it once could be, begins anew.
 */
export function beginsAt(before: Appeal | undefined, record: Readable, rules: AppealRules): number | Refusal {
  const closed = before?.closed;
  if (!before || !closed || closed.entry.result === undefined) return 1;
  const until = goesOnBy(closed, rules);
  const next = reachedIn(before) + 1;
  const isOver = closed.entry.result === "granted" || next > rules.steps.length;
  return isOver || (until !== null && doneBy(record).day > until) ? barred("appeal-over") : next;
}

/** Decisions about which an appeal was granted, with the record that says so: they may be decided again. */
export const appealedIn = ({ appeals }: { appeals: Appeal[] }): Map<string, string> =>
  new Map(
    appeals.flatMap(({ of, closed }) =>
      closed && (closed.entry.result ?? "granted") === "granted"
        ? [[of, closed.corrected[0] ?? closed.record] as const]
        : [],
    ),
  );

/** What an appeal makes of a part whose NO is the last word: it is heard, or a reviewer decides again. */
export type PartAppeal =
  | { is: "heard"; number: number; title: string }
  | { is: "granted"; record: string; day: Day; until: Day | null };

/** The last appeal about a decision, while it is heard, or once it was granted; what was closed without an outcome is over. */
export function appealOn(decision: string, appeals: Appeal[], rules: AppealRules): PartAppeal | null {
  const last = appeals.filter(({ of }) => of === decision).at(-1);
  if (!last) return null;
  const { closed } = last;
  if (!closed) {
    const number = reachedIn(last);
    return { is: "heard", number, title: rules.steps[number - 1]?.title ?? "" };
  }
  if (closed.entry.result !== "granted") return null;
  return { is: "granted", record: closed.record, day: closed.day, until: goesOnBy(closed, rules) };
}

/** Where a NO stands that was appealed, in words. */
export const appealWords = (appeal: PartAppeal): string =>
  appeal.is === "heard"
    ? `an appeal is with step ${appeal.number}${appeal.title ? `, ${appeal.title}` : ""}`
    : `the appeal was granted on ${appeal.day}; it waits for a new decision${appeal.until ? ` until ${appeal.until}` : ""}`;
