import type { Doer, Guard, ProcessRule, ProcessState, Row } from "../acts/row.ts";
import { type CaseAct, rows } from "../acts/rows.ts";
import { anyone, team } from "../program/roles.ts";
import type { Act } from "./statement.ts";

/** An act as the process knows it: a review is two acts, and so is taking something back. */
export type Step =
  | Exclude<Act, "review" | "witness" | "revoke">
  | "review-yes"
  | "review-no"
  | "withdraw-review"
  | "withdraw-submit"
  | "withdraw";

export interface Transition extends ProcessRule {
  step: Step;
  /** What it takes back: the state afterwards is the one before that. */
  undoes?: Step[];
}

const anyTime = { draft: "always", submitted: "always", returned: "always", accepted: "always" } as const;
const ours = "the program's rule";

/**
 * Seed 003 as one table: who may do what, from which state, to which. Whatever is not here cannot happen: commands refuse
 * it with the sentence of its row, and a record made by hand is not counted. docs/review.md draws it.
 */
export const transitions: Transition[] = [
  {
    step: "sign",
    matter: "part",
    by: ["coach", "candidate", "supervisor", "director"],
    from: anyTime,
    who: "The form says who signs.",
    when: "A signature can be given at any time.",
    source: ours,
  },
  {
    step: "decline",
    matter: "part",
    by: ["coach", "candidate", "supervisor", "director"],
    from: anyTime,
    who: "The form says who signs.",
    when: "Somebody can say at any time that they do not sign.",
    source: ours,
  },
  {
    step: "paper",
    matter: "part",
    by: ["coach", ...team],
    from: anyTime,
    who: "The coach, or the Induction Team, records a signature on paper that they saw.",
    when: "A signature on paper can be recorded at any time.",
    source: "default",
  },
  {
    step: "submit",
    matter: "part",
    by: ["candidate"],
    from: { draft: "always", submitted: "changed", returned: "always", accepted: "changed" },
    to: "submitted",
    who: "The candidate hands in, nobody else.",
    when: "What is handed in, or accepted, is handed in again only when its text was changed.",
    source: ours,
  },
  {
    step: "review-yes",
    matter: "part",
    by: ["reviewer"],
    from: { submitted: "always", returned: "appealed" },
    to: "accepted",
    who: "A reviewer of the Induction Team decides, nobody else.",
    when: "A decision is made once, on what the candidate handed in last; after a NO it is made again on a new submission, or once an appeal is granted.",
    source: ours,
  },
  {
    step: "review-no",
    matter: "part",
    by: ["reviewer"],
    from: { submitted: "always", returned: "appealed" },
    to: "returned",
    who: "A reviewer of the Induction Team decides, nobody else.",
    when: "A decision is made once, on what the candidate handed in last; after a NO it is made again on a new submission, or once an appeal is granted.",
    source: ours,
  },
  {
    step: "withdraw-review",
    matter: "part",
    by: ["reviewer", "registrar"],
    from: { returned: "last", accepted: "last" },
    undoes: ["review-yes", "review-no"],
    who: "Whoever decided takes the decision back, or a registrar with a key.",
    when: "A decision is taken back only while it is the last word on its part: once something was handed in after it, it stands.",
    source: "default",
  },
  {
    step: "withdraw-submit",
    matter: "part",
    by: ["candidate", "registrar"],
    from: { submitted: "undecided" },
    undoes: ["submit"],
    who: "The candidate takes a submission back, or a registrar with a key.",
    when: "A submission is taken back only before it is decided on.",
    source: "default",
  },
  {
    step: "withdraw",
    matter: "part",
    by: [...anyone, "registrar"],
    from: anyTime,
    who: "Whoever signed, or wrote feedback, takes that back, or a registrar with a key.",
    when: "A signature, a word that somebody does not sign, or feedback can be taken back at any time.",
    source: "default",
  },
  {
    step: "feedback",
    matter: "part",
    by: ["coordinator", "director"],
    from: anyTime,
    who: "The program coordinator or director gives feedback.",
    when: "Feedback can be given at any time.",
    source: ours,
  },
  ...rows.map(({ act: step, ...rule }: Row & { act: CaseAct }): Transition => ({ step, ...rule })),
];

/** Rules about persons, and about what is written, whatever the roles and states. */
export const bars = {
  "own-work": { rule: "Nobody decides on their own work.", source: ours },
  "own-signature": {
    rule: "Nobody decides on what they signed, or did not sign, as coach or supervisor.",
    source: ours,
  },
  "no-feedback": { rule: "A NO comes with specific feedback and a day to hand it in again.", source: ours },
  "past-day": { rule: "The day to hand it in again is later than the day of the decision.", source: ours },
  "not-handed-in": { rule: "A decision is about what the candidate handed in, as it was handed in.", source: ours },
  "not-reviewed": { rule: "Only what program.yaml and the form list is handed in for review.", source: ours },
  "own-paper": {
    rule: "Nobody records their own signature on paper, and no candidate one on their own work.",
    source: "default",
  },
  "later-day": { rule: "An extension is to a later day than the one it was due.", source: "default" },
  "own-decision": {
    rule: "Whoever gave the NO takes part in the first step of an appeal, and does not close it.",
    source: "default",
  },
  "appeal-outcome": {
    rule: "Whoever the step is with says that the NO stands or is decided again; the candidate withdraws an appeal.",
    source: "default",
  },
  "appeal-over": {
    rule: "An appeal that was closed goes on at its next step, within the days that program.yaml sets (appeal.days).",
    source: "default",
  },
  "extended-already": {
    rule: "A due date is extended once from the same day; a later extension goes on from the new one.",
    source: "default",
  },
  "own-file": {
    rule: "What stands in a case file is corrected by whoever wrote it, in the same role, with one of its kind.",
    source: "default",
  },
  "case-stays": {
    rule: "What stands in a case file stays there: it is corrected or gone on from, never taken back.",
    source: ours,
  },
} as const;
export type Bar = keyof typeof bars;

/** Why something cannot be done: the rule, and where it comes from. */
export interface Refusal {
  rule: string;
  source: string;
}

export const transitionOf = (step: Step): Transition => transitions.find((each) => each.step === step) as Transition;

/** The state afterwards; "before" for what takes something back. */
export type Moved = { to: ProcessState | "before" } | { refused: Refusal };

/**
 * Where a step leads from a state, or why it cannot be done. `by`: the roles of whoever does it; `holds`: the guards that
 * are true. Pure: the table, and nothing else.
 */
export function move(step: Step, state: ProcessState, by: readonly Doer[], holds: (guard: Guard) => boolean): Moved {
  const { by: allowed, from, to, undoes, who, when, source } = transitionOf(step);
  if (!allowed.some((role) => by.includes(role))) return { refused: { rule: who, source } };
  const guard = from[state];
  if (!guard || (guard !== "always" && !holds(guard))) return { refused: { rule: when, source } };
  return { to: undoes ? "before" : (to ?? state) };
}
