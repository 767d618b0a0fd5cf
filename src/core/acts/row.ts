import type { Role } from "../forms/form.ts";

/** What has a state of its own: a part that is reviewed, a concern, the assistance plan, an appeal; a record that stands alone. */
export type Matter = "part" | "concern" | "plan" | "appeal" | "record";

/** draft: never handed in. submitted: waits for a decision. returned: NO. accepted: YES. */
export type PartState = "draft" | "submitted" | "returned" | "accepted";
export type CaseState = "none" | "open" | "answered" | "closed";
export type ProcessState = PartState | CaseState;

/** What else must be so for a step from a state, in words that follow it. */
export const guards = {
  always: "",
  changed: "if the text is another than the one handed in or decided on last",
  appealed: "once an appeal about the NO is granted",
  standing: "about a NO that is the last decision on its part",
  last: "if nothing was handed in after it",
  undecided: "if nobody decided on it",
  further: "if program.yaml has a step after the one that is reached",
} as const;
export type Guard = keyof typeof guards;

/** Who: roles of people.yaml; "step" is whoever the appeal's step names in program.yaml. */
export type Doer = Role | "step";

/** A step of the process: who may do it, from which state, to which. */
export interface ProcessRule {
  matter: Matter;
  by: Doer[];
  from: Partial<Record<ProcessState, Guard>>;
  /** The state afterwards; the same as before where it is left out. */
  to?: ProcessState;
  /** Said to whoever may not, and to whoever comes at another time. */
  who: string;
  when: string;
  /** Where it comes from: "the program's rule", or "default". */
  source: string;
}

/** What a new file goes on from, or is about: found, or asked for, before anything else. */
export type Target = "told" | "plan" | "open-appeal" | "decision" | "due-day";

/**
 * An act of the case file, but for its questions: these are schemas/acts/<act>.schema.json. {candidate}, {step} and
 * {review} in lines for people are filled in.
 */
export interface Row extends ProcessRule {
  /** As it stands in a record. Never changes. */
  act: string;
  /** The command, with its arguments. */
  command: string;
  /** What the command does, for its help. */
  help: string;
  examples: [string, ...string[]];
  words: {
    /** Heading of what is shown before it is recorded. */
    sheet: string;
    /** Heading of the record. */
    title: string;
    /** After a name, in history. */
    told: string;
    /** Before an address, in Git's own list. */
    subject: string;
  };
  /** The sentence that is signed: its key in program.yaml, and the words where that has none. */
  sentence: { key: string; words: string };
  target?: Target;
  /** How the record is named that this one goes on from; without it, none is. */
  of?: string;
  /** Its writer can put a later wording in its place. */
  correctable?: true;
  /** It decides something: the shared copy is looked at first. */
  decides?: true;
  /** What to do next, once it is recorded; {steps} lists the steps of an appeal. */
  next?: string[];
  /** The same where it hangs on an answer: for each choice of that one. */
  nextOf?: { answer: string; lines: Record<string, string[]> };
  /** What helps whoever comes at the wrong time. */
  instead?: string;
}
