import type { Role } from "../forms/form.ts";
import { anyone, team } from "../program/roles.ts";
import type { Act } from "./statement.ts";

/** What has a state of its own: a part that is reviewed, a concern, the assistance plan, an appeal. */
export type Matter = "part" | "concern" | "plan" | "appeal";

/** draft: never handed in. submitted: waits for a decision. returned: NO. accepted: YES. */
export type PartState = "draft" | "submitted" | "returned" | "accepted";
export type CaseState = "none" | "open" | "answered" | "closed";
export type ProcessState = PartState | CaseState;

/** An act as the process knows it: a review is two acts, and so is taking something back. */
export type Step =
  | Exclude<Act, "review" | "witness" | "revoke">
  | "review-yes"
  | "review-no"
  | "withdraw-review"
  | "withdraw-submit"
  | "withdraw";

/** What else must be so for a step from a state, in words that follow it. */
export const guards = {
  always: "",
  changed: "if the text is another than the one handed in or decided on last",
  appealed: "once an appeal about the NO is closed",
  standing: "about a NO that is the last decision on its part",
  last: "if nothing was handed in after it",
  undecided: "if nobody decided on it",
  further: "if program.yaml has a step after the one that is reached",
} as const;
export type Guard = keyof typeof guards;

/** Who: roles of people.yaml; "step" is whoever the appeal's step names in program.yaml. */
export type Doer = Role | "step";

export interface Transition {
  step: Step;
  matter: Matter;
  by: Doer[];
  from: Partial<Record<ProcessState, Guard>>;
  /** The state afterwards; the same as before where it is left out. */
  to?: ProcessState;
  /** What it takes back: the state afterwards is the one before that. */
  undoes?: Step[];
  /** Said to whoever may not, and to whoever comes at another time. */
  who: string;
  when: string;
  source: string;
}

const anyTime = { draft: "always", submitted: "always", returned: "always", accepted: "always" } as const;
const seed = "seed 003";

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
    source: seed,
  },
  {
    step: "decline",
    matter: "part",
    by: ["coach", "candidate", "supervisor", "director"],
    from: anyTime,
    who: "The form says who signs.",
    when: "Somebody can say at any time that they do not sign.",
    source: seed,
  },
  {
    step: "submit",
    matter: "part",
    by: ["candidate"],
    from: { draft: "always", submitted: "changed", returned: "always", accepted: "changed" },
    to: "submitted",
    who: "The candidate hands in, nobody else.",
    when: "What is handed in, or accepted, is handed in again only when its text was changed.",
    source: seed,
  },
  {
    step: "review-yes",
    matter: "part",
    by: ["reviewer"],
    from: { submitted: "always", returned: "appealed" },
    to: "accepted",
    who: "A reviewer of the Induction Team decides, nobody else.",
    when: "A decision is made once, on what the candidate handed in last; a NO becomes a YES after a new submission, or once an appeal is closed.",
    source: seed,
  },
  {
    step: "review-no",
    matter: "part",
    by: ["reviewer"],
    from: { submitted: "always" },
    to: "returned",
    who: "A reviewer of the Induction Team decides, nobody else.",
    when: "A decision is made once, on what the candidate handed in last.",
    source: seed,
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
    source: "seed 004",
  },
  {
    step: "concern",
    matter: "concern",
    by: ["coach"],
    from: { none: "always" },
    to: "open",
    who: "The coach tells the Induction Team of a concern.",
    when: "A concern can be told at any time.",
    source: seed,
  },
  {
    step: "answer",
    matter: "concern",
    by: team,
    from: { open: "always" },
    to: "answered",
    who: "The Induction Team answers a concern.",
    when: "A concern, or the word that somebody does not sign, is answered once.",
    source: seed,
  },
  {
    step: "plan-open",
    matter: "plan",
    by: ["manager"],
    from: { none: "always", closed: "always" },
    to: "open",
    who: "The Program Manager opens, updates and closes a Special Assistance Plan.",
    when: "A candidate has one Special Assistance Plan at a time.",
    source: seed,
  },
  {
    step: "plan-update",
    matter: "plan",
    by: ["manager"],
    from: { open: "always" },
    who: "The Program Manager opens, updates and closes a Special Assistance Plan.",
    when: "Only a plan that is open is written on.",
    source: seed,
  },
  {
    step: "plan-close",
    matter: "plan",
    by: ["manager"],
    from: { open: "always" },
    to: "closed",
    who: "The Program Manager opens, updates and closes a Special Assistance Plan.",
    when: "Only a plan that is open is closed.",
    source: seed,
  },
  {
    step: "extend",
    matter: "part",
    by: team,
    from: anyTime,
    who: "The Induction Team extends a due date.",
    when: "A due date can be extended at any time.",
    source: "default (common practice)",
  },
  {
    step: "contact",
    matter: "appeal",
    by: anyone,
    from: { none: "always", open: "always", closed: "always" },
    who: "Whoever takes part in the program keeps records of contact.",
    when: "A contact can be logged at any time.",
    source: seed,
  },
  {
    step: "appeal-open",
    matter: "appeal",
    by: ["candidate"],
    from: { none: "standing", closed: "standing" },
    to: "open",
    who: "The candidate appeals.",
    when: "An appeal is about a decision NO that stands, and there is one appeal about it at a time.",
    source: seed,
  },
  {
    step: "appeal-step",
    matter: "appeal",
    by: ["candidate", "step"],
    from: { open: "further" },
    who: "The candidate, or whoever the step is with, takes an appeal to its next step.",
    when: "The steps of an appeal are gone one after another, as program.yaml lists them.",
    source: seed,
  },
  {
    step: "appeal-close",
    matter: "appeal",
    by: ["candidate", "step"],
    from: { open: "always" },
    to: "closed",
    who: "The candidate, or whoever the step is with, closes an appeal.",
    when: "Only an appeal that is open is closed.",
    source: seed,
  },
];

/** Rules about persons, and about what is written, whatever the roles and states. */
export const bars = {
  "own-work": { rule: "Nobody decides on their own work.", source: seed },
  "own-signature": {
    rule: "Nobody decides on what they signed, or did not sign, as coach or supervisor.",
    source: seed,
  },
  "no-feedback": { rule: "A NO comes with specific feedback and a day to hand it in again.", source: seed },
  "past-day": { rule: "The day to hand it in again is later than the day of the decision.", source: seed },
  "not-handed-in": { rule: "A decision is about what the candidate handed in, as it was handed in.", source: seed },
  "not-reviewed": { rule: "Only what program.yaml and the form list is handed in for review.", source: seed },
  "later-day": { rule: "An extension is to a later day than the one it was due.", source: "default" },
  "own-file": {
    rule: "What stands in a case file is corrected by whoever wrote it, in the same role, with one of its kind.",
    source: "default",
  },
  "case-stays": {
    rule: "What stands in a case file stays there: it is corrected or gone on from, never taken back.",
    source: seed,
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
