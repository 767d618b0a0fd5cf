import { anyone, team } from "../program/roles.ts";
import type { Row } from "./row.ts";

const ours = "the program's rule";
const plan = {
  matter: "plan",
  by: ["manager"],
  who: "The Program Manager opens, updates and closes a Special Assistance Plan.",
  source: ours,
  sentence: { key: "plan", words: "This is the Special Assistance Plan as it stands." },
} as const satisfies Partial<Row>;
const appeal = { key: "appeal", words: "This is how the appeal stands." };

/** What is written into the case file: no document, but something that happened (seed 003). One row an act; docs/adding-an-act.md. */
export const rows = [
  {
    act: "concern",
    command: "concern <candidate>",
    help: "tell the Induction Team that a candidate makes too little progress",
    examples: ['ilp concern candidate-one --reason nonresponsive --note "Three messages since March." --yes'],
    words: {
      sheet: "A concern",
      title: "Concern",
      told: "told of a concern as {role}",
      subject: "Concern in",
    },
    sentence: { key: "concern", words: "I tell the Induction Team of a concern." },
    matter: "concern",
    by: ["coach"],
    from: { none: "always" },
    to: "open",
    who: "The coach tells the Induction Team of a concern.",
    when: "A concern can be told at any time.",
    source: ours,
    correctable: true,
    next: ["The Induction Team sees it first in ilp next, until it is answered: ilp concern answer {candidate}"],
  },
  {
    act: "answer",
    command: "concern answer <candidate> [record]",
    help: "answer a concern, or the word that somebody does not sign",
    examples: ['ilp concern answer candidate-one 1ee0cf0d2ee8 --text "We met on March 12." --yes'],
    words: { sheet: "An answer", title: "Answer", told: "answered record {of} as {role}", subject: "Answer in" },
    sentence: { key: "answer", words: "This is the Induction Team's answer." },
    matter: "concern",
    by: team,
    from: { open: "always" },
    to: "answered",
    who: "The Induction Team answers a concern.",
    when: "A concern, or the word that somebody does not sign, is answered once.",
    source: ours,
    target: "told",
    of: "Answers",
  },
  {
    ...plan,
    act: "plan-open",
    command: "plan open <candidate>",
    help: "open a Special Assistance Plan; candidate and coach are told of it first",
    examples: [
      'ilp plan open candidate-one --reason "Two NO decisions" --action "Weekly visits" --notified-candidate 2027-02-01 --notified-coach 2027-02-01 --yes',
    ],
    words: {
      sheet: "A Special Assistance Plan",
      title: "Special Assistance Plan opened",
      told: "opened a Special Assistance Plan as {role}",
      subject: "Open a Special Assistance Plan in",
    },
    from: { none: "always", closed: "always" },
    to: "open",
    when: "A candidate has one Special Assistance Plan at a time.",
    next: ["How it goes: ilp plan update {candidate}", "When it ends: ilp plan close {candidate}"],
    instead: "To write on it: ilp plan update {candidate}. To close it: ilp plan close {candidate}",
  },
  {
    ...plan,
    act: "plan-update",
    command: "plan update <candidate>",
    help: "write down how the plan goes",
    examples: ['ilp plan update candidate-one --text "Two visits took place." --yes'],
    words: {
      sheet: "On the Special Assistance Plan",
      title: "Special Assistance Plan, update",
      told: "wrote on the Special Assistance Plan as {role}",
      subject: "Update the Special Assistance Plan in",
    },
    from: { open: "always" },
    when: "Only a plan that is open is written on.",
    target: "plan",
    of: "Plan",
    correctable: true,
  },
  {
    ...plan,
    act: "plan-close",
    command: "plan close <candidate>",
    help: "close the plan",
    examples: ['ilp plan close candidate-one --outcome "Both inquiries were accepted." --yes'],
    words: {
      sheet: "The end of the Special Assistance Plan",
      title: "Special Assistance Plan closed",
      told: "closed the Special Assistance Plan as {role}",
      subject: "Close the Special Assistance Plan in",
    },
    from: { open: "always" },
    to: "closed",
    when: "Only a plan that is open is closed.",
    target: "plan",
    of: "Plan",
  },
  {
    act: "extend",
    command: "extend <candidate> <document>",
    help: "put off the day a document, or a part of it, is due, as agreed",
    examples: [
      'ilp extend candidate-one inquiry-ilp#initial-goal --to 2026-12-18 --agreed "Candidate One" "Coach One" --yes',
    ],
    words: {
      sheet: "Extension",
      title: "Extension",
      told: "extended a due date as {role}",
      subject: "Extend a due date in",
    },
    sentence: { key: "extend", words: "This due date was extended as agreed." },
    matter: "part",
    by: team,
    from: { draft: "always", submitted: "always", returned: "always", accepted: "always" },
    who: "The Induction Team extends a due date.",
    when: "A due date can be extended at any time.",
    source: "default (common practice)",
    target: "due-day",
    correctable: true,
  },
  {
    act: "contact",
    command: "log contact <candidate>",
    help: "keep a record of a contact, such as an e-mail or a meeting",
    examples: [
      'ilp log contact candidate-one --with "Coach One" --channel phone --on 2027-02-03 --summary "Asked for a meeting." --yes',
    ],
    words: {
      sheet: "A contact",
      title: "Contact",
      told: "logged a contact as {role}",
      subject: "Log a contact in",
    },
    sentence: { key: "contact", words: "This contact took place as I describe it." },
    matter: "appeal",
    by: anyone,
    from: { none: "always", open: "always", closed: "always" },
    who: "Whoever takes part in the program keeps records of contact.",
    when: "A contact can be logged at any time.",
    source: ours,
    correctable: true,
  },
  {
    act: "appeal-open",
    command: "appeal open <candidate> <document>",
    help: "appeal against a decision NO",
    examples: ['ilp appeal open candidate-one context --text "The data is in cell 4." --yes'],
    words: {
      sheet: "An appeal",
      title: "Appeal opened",
      told: "opened an appeal as {role}",
      subject: "Open an appeal in",
    },
    sentence: appeal,
    matter: "appeal",
    by: ["candidate"],
    from: { none: "standing", closed: "standing" },
    to: "open",
    who: "The candidate appeals.",
    when: "An appeal is about a decision NO that stands, and there is one appeal about it at a time.",
    source: ours,
    target: "decision",
    of: "Against",
    correctable: true,
    next: [
      "{steps}",
      "Keep records of every contact: ilp log contact {candidate} --step {step}",
      "When this step is over: ilp appeal step {candidate}, or ilp appeal close {candidate}",
    ],
  },
  {
    act: "appeal-step",
    command: "appeal step <candidate>",
    help: "take an appeal to its next step",
    examples: ['ilp appeal step candidate-one --text "No agreement in the meeting." --yes'],
    words: {
      sheet: "The next step of an appeal",
      title: "Appeal, next step",
      told: "took the appeal to its next step as {role}",
      subject: "Next step of the appeal in",
    },
    sentence: appeal,
    matter: "appeal",
    by: ["candidate", "step"],
    from: { open: "further" },
    who: "The candidate, or whoever the step is with, takes an appeal to its next step.",
    when: "The steps of an appeal are gone one after another, as program.yaml lists them.",
    source: ours,
    target: "open-appeal",
    of: "Appeal",
    next: ["{steps}", "Keep records of every contact: ilp log contact {candidate} --step {step}"],
  },
  {
    act: "appeal-close",
    command: "appeal close <candidate>",
    help: "close an appeal",
    examples: ['ilp appeal close candidate-one --outcome granted --text "Cell 4 shows it." --yes'],
    words: {
      sheet: "Appeal closed",
      title: "Appeal closed",
      told: "closed the appeal as {role}",
      subject: "Close the appeal in",
    },
    sentence: appeal,
    matter: "appeal",
    by: ["candidate", "step"],
    from: { open: "always" },
    to: "closed",
    who: "The candidate, or whoever the step is with, closes an appeal.",
    when: "Only an appeal that is open is closed.",
    source: ours,
    target: "open-appeal",
    of: "Appeal",
    nextOf: {
      answer: "result",
      lines: {
        upheld: ["The NO stands. {again}"],
        granted: ["A reviewer decides again{until}: {review}"],
        withdrawn: ["The NO stands. {again}"],
      },
    },
  },
] as const satisfies readonly Row[];

export type CaseAct = (typeof rows)[number]["act"];

export const caseActs: readonly CaseAct[] = rows.map(({ act }) => act);

/** The row of an act of the case file. */
export const rowOf = (act: CaseAct): Row => byAct[act];

/** What each act has under this key. */
export const eachAct = <Found>(found: (row: Row & { act: CaseAct }) => Found): Record<CaseAct, Found> =>
  Object.fromEntries(rows.map((row) => [row.act, found(row)])) as Record<CaseAct, Found>;

const byAct = eachAct((row) => row);
