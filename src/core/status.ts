import type { Day } from "./dates.ts";
import { type CoachingHours, coachingHours, type PdHours, pdHours } from "./facts.ts";
import { type Finding, isInside } from "./finding.ts";
import { type Form, matches, type Role } from "./form.ts";
import { blocks, type Severity } from "./messages.ts";
import type { Document } from "./program.ts";
import type { Judged } from "./signature.ts";
import { type Slot, sectionsOf, slotsOf } from "./slots.ts";
import type { Mapping } from "./values.ts";
import { milestoneDay, type YearView } from "./view.ts";

/** ready: nothing is left to answer. signed, stale, declined: what the signatures of a ready one say. */
export type State =
  | "not-started"
  | "in-progress"
  | "ready"
  | "signed"
  | "stale"
  | "declined"
  | "unreadable"
  | "missing"
  | "optional";

/** Whether nothing is left to answer, signed or not. */
export const isAnswered = (state: State): boolean => ["ready", "signed", "stale", "declined"].includes(state);

export interface SectionStatus {
  section: string;
  /** Where it begins in the file. */
  pointer: string;
  state: State;
  signatures: Slot[];
}

export interface DocumentStatus {
  address: string;
  name: string;
  form: string;
  title: string;
  file: string;
  year: number | null;
  state: State;
  due: Day | null;
  milestone: string | null;
  late: boolean;
  cells: { answered: number; total: number };
  turn: Role | null;
  next: string | null;
  sections: SectionStatus[];
}

export interface YearStatus {
  year: number;
  programYear: string;
  hours: { pd: PdHours | null; coaching: CoachingHours | null };
  milestones: { id: string; title: string; due: Day | null; assumed: boolean; state: "clear" | "open" | "late" }[];
}

export interface CandidateStatus {
  id: string;
  name: string;
  kind: string | null;
  /** The year of the program that the day lies in. */
  year: number | null;
  complete: boolean;
  years: YearStatus[];
  documents: DocumentStatus[];
  findings: Assessed[];
}

/** A finding with its weight on a given day. */
export interface Assessed extends Finding {
  candidate: string;
  severity: Severity;
}

/** A document that was read, before it is known what is open. */
export const begun = (
  document: Document,
  view: YearView,
  { answered, total }: { answered: number; total: number },
  due: Pick<Finding, "due" | "milestone">,
  records: Judged[],
): DocumentStatus => ({
  address: `${view.candidate}/${document.name}`,
  name: document.name,
  form: document.form.id,
  title: titleOf(document.form, document.value),
  file: document.file,
  year: document.year,
  state: document.form.optional ? "optional" : "in-progress",
  due: due.due ?? null,
  milestone: due.milestone ?? null,
  late: false,
  cells: { answered, total },
  turn: null,
  next: null,
  sections: sectionsOf(document.form, document.value).map((place) => ({
    section: place.section,
    pointer: place.pointer,
    state: "in-progress",
    signatures: slotsOf(document.form, document.name, place, records),
  })),
});

/** A form's title, with which one it is: Collaborative Summary, 2023-09. */
export function titleOf(form: Form, value: Mapping): string {
  const field = form.fields.find(({ key }) => key === form.each?.key);
  if (!field) return form.title;
  const which = value[field.key] ?? null;
  return `${form.title}, ${field.choices?.find((choice) => choice.value === which)?.label.replace(/:.*/, "") ?? which}`;
}

/** A document that is missing or cannot be read. */
export function absent(problem: Finding, view: YearView, state: State): DocumentStatus {
  const name = problem.document ?? "";
  const form = view.forms.find((each) => matches(each, name));
  return {
    address: `${view.candidate}/${name}`,
    name,
    form: form?.id ?? "",
    title: form?.title ?? name,
    file: problem.path,
    year: name.startsWith("year-") ? view.year : null,
    state,
    due: problem.due ?? null,
    milestone: problem.milestone ?? null,
    late: false,
    cells: { answered: 0, total: 0 },
    turn: form?.writer ?? null,
    next: null,
    sections: [],
  };
}

/** The state, turn and next command of a document, from what was found in it. */
export function conclude(
  document: DocumentStatus,
  candidate: string,
  findings: Assessed[],
  today: Day,
): DocumentStatus {
  const mine = findings.filter((each) => each.document === document.name && blocks(each));
  const answers = mine.filter((each) => each.section === undefined);
  const [firstUp] = mine;
  if (document.state === "optional" && !firstUp) return document;
  const state: State =
    document.state === "missing" || document.state === "unreadable"
      ? document.state
      : answers.length === 0
        ? signedState(document.sections.flatMap(({ signatures }) => signatures))
        : document.cells.answered === 0 || mine.some((each) => each.code === "document-not-started")
          ? "not-started"
          : "in-progress";
  const look = state === "missing" ? `ilp new --missing --id ${candidate}` : `ilp check ${candidate} ${document.name}`;
  return {
    ...document,
    state,
    // What is due first; a document may have parts due earlier than the whole.
    due: firstUp?.due ?? document.due,
    milestone: firstUp?.milestone ?? document.milestone,
    late: mine.some((each) => each.due !== undefined && each.due < today),
    turn: (answers[0] ?? firstUp)?.turn ?? null,
    // What is missing comes before what is to be signed.
    next: firstUp ? (answers.length > 0 ? look : (firstUp.next ?? look)) : null,
    sections: document.sections.map((section) => ({ ...section, state: sectionState(section, state, answers) })),
  };
}

function sectionState({ section, pointer, signatures }: SectionStatus, state: State, open: Assessed[]): State {
  if (state === "not-started" || state === "unreadable" || state === "missing") return state;
  if (section === "." && state === "in-progress") return state;
  return open.some((each) => isInside(each.pointer, pointer)) ? "in-progress" : signedState(signatures);
}

/** What the required signatures of an answered part say together. */
function signedState(signatures: Slot[]): State {
  const asked = signatures.filter(({ required }) => required);
  if (asked.some(({ state }) => state === "declined")) return "declined";
  if (asked.some(({ state }) => state === "stale")) return "stale";
  return asked.length > 0 && asked.every(({ accepted }) => accepted) ? "signed" : "ready";
}

/** Whether a finding is about something that a milestone asks for. */
export const concerns = (finding: Finding, milestone: string): boolean =>
  finding.milestone === milestone || finding.milestones?.includes(milestone) === true;

/** Hours and milestones of a year. */
export function yearStatus(view: YearView, findings: Assessed[], today: Day): YearStatus {
  const open = findings.filter((each) => blocks(each) && (each.document?.startsWith(`year-${view.year}/`) ?? false));
  return {
    year: view.year,
    programYear: view.programYear.name,
    hours: { pd: pdHours(view), coaching: coachingHours(view) },
    milestones: view.settings.milestones.map(({ id, title, assumed }) => {
      const due = milestoneDay(view, id);
      const mine = open.filter((each) => concerns(each, id));
      const late = mine.some((each) => each.due !== undefined && each.due < today);
      return { id, title, due, assumed: assumed === true, state: mine.length === 0 ? "clear" : late ? "late" : "open" };
    }),
  };
}
