import type { PartState } from "../acts/row.ts";
import type { Day } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import { type Form, matches, type Role } from "../forms/form.ts";
import { type Finding, isInside } from "../problems/finding.ts";
import { blocks, isLate, type Severity } from "../problems/messages.ts";
import type { Document } from "../program/program.ts";
import { sectionTitle } from "../records/labels.ts";
import { type Slot, sectionsOf, slotsOf } from "../records/slots.ts";
import type { Part } from "../review/attempts.ts";
import { partsOf, type Standing } from "../review/standing.ts";
import type { Due, YearView } from "../review/year.ts";
import type { CoachingHours, PdHours } from "./facts.ts";
import { stillToCome, type ToCome } from "./planned.ts";
import { isUnfinished, isUntouched } from "./unsigned.ts";

/**
 * ready: nothing is left to answer. signed, stale, declined: what the signatures of a ready one say. submitted, returned,
 * accepted: what the Induction Team has in hand, or decided (seed 003). not-asked: there, blank, and not owed.
 */
export type State =
  | "submitted"
  | "returned"
  | "accepted"
  | "not-started"
  | "in-progress"
  | "ready"
  | "signed"
  | "stale"
  | "declined"
  | "unreadable"
  | "missing"
  | "not-asked"
  | "optional";

/** Whether nothing is left to answer, signed or not. */
export const isAnswered = (state: State): boolean =>
  ["ready", "signed", "stale", "declined", "submitted", "returned", "accepted"].includes(state);

export interface SectionStatus {
  section: string;
  /** For people: Inquiry 1. */
  title: string;
  /** Where it begins in the file. */
  pointer: string;
  state: State;
  signatures: Slot[];
  /** What is still to come in it: nobody signs for that yet. */
  planned?: ToCome;
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
  /** Parts that are handed in and decided on. */
  reviews: PartStatus[];
  /** Nobody asks for it: what is written there stays and counts. */
  unasked?: true;
}

/** Where a reviewed part stands. */
export interface PartStatus {
  section: string;
  pointer: string;
  state: PartState;
  changed: boolean;
  /** Submissions that were decided on, with the one that waits. */
  attempts: number;
  submitted: Day | null;
  onTime: boolean | null;
  decision: "YES" | "NO" | null;
  decided: Day | null;
  resubmitBy: Day | null;
  since: Day | null;
  due: Day | null;
  appeal?: "heard" | "granted";
}

export const partStatus = (part: Part): PartStatus => {
  const last = part.attempts.at(-1);
  const { section, pointer, state, changed, since, due } = part;
  return {
    ...{ section, pointer, state, changed },
    attempts: part.attempts.length,
    submitted: last?.submission.day ?? null,
    onTime: last?.onTime ?? null,
    decision: last?.decision?.decision ?? null,
    decided: last?.decision?.day ?? null,
    resubmitBy: last?.decision?.resubmitBy ?? null,
    ...{ since, due, ...(part.appeal ? { appeal: part.appeal.is } : {}) },
  };
};

/** none: nothing was asked for it yet. clear: what was asked is there. */
type MilestoneState = "none" | "clear" | "open" | "late";

export interface MilestoneStatus {
  id: string;
  title: string;
  due: Day | null;
  /** The day of the calendar, where it came too soon after the candidate's start. */
  moved?: Day;
  assumed: boolean;
  state: MilestoneState;
}

export interface YearStatus {
  year: number;
  programYear: string;
  hours: { pd: PdHours | null; coaching: CoachingHours | null };
  /** "0 of 3 standards met" where the coach saw one that is not; empty otherwise. */
  notMet: string;
  milestones: MilestoneStatus[];
}

export interface CandidateStatus {
  id: string;
  name: string;
  kind: string | null;
  /** The year of the program that the day lies in. */
  year: number | null;
  complete: boolean;
  /** Ids of those who are, were or will be assigned. */
  around: string[];
  years: YearStatus[];
  documents: DocumentStatus[];
  findings: Assessed[];
}

/** A finding with its weight on a given day. */
export interface Assessed extends Finding {
  candidate: string;
  severity: Severity;
}

interface Begun {
  cells: { answered: number; total: number };
  /** Whether anybody asks for it, and whether anything is written there. */
  owed: boolean;
  started: boolean;
  due: Due;
  standing: Standing;
  today: Day;
}

/** A document that was read, before it is known what is open. */
export const begun = (
  document: Document,
  view: YearView,
  { cells: { answered, total }, owed, started, due, standing, today }: Begun,
): DocumentStatus => ({
  address: `${view.candidate}/${document.name}`,
  name: document.name,
  form: document.form.id,
  title: titleOf(document.form, document.value),
  file: document.file,
  year: document.year,
  state: document.form.optional ? "optional" : !owed && !started ? "not-asked" : "in-progress",
  due: due.due ?? null,
  milestone: due.milestone ?? null,
  late: false,
  cells: { answered, total },
  turn: null,
  next: null,
  sections: sectionsOf(document.form, document.value).map((place) => {
    const planned = stillToCome(document, place.pointer, due.due, today);
    return {
      section: place.section,
      title: sectionTitle(document.form, place),
      pointer: place.pointer,
      state: "in-progress",
      signatures: slotsOf(document.form, document.name, place, standing.candidate.records ?? []),
      ...(planned ? { planned } : {}),
    };
  }),
  reviews: partsOf(standing, document).map(partStatus),
  ...(owed ? {} : { unasked: true as const }),
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
    reviews: [],
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
  if ((document.state === "optional" || document.state === "not-asked") && !firstUp) return document;
  const reviewed = reviewedState(document.reviews);
  const state: State =
    document.state === "missing" || document.state === "unreadable"
      ? document.state
      : reviewed && (reviewed !== "accepted" || answers.length === 0)
        ? reviewed
        : answers.length === 0 && !isUnfinished(document) && !isUntouched(document)
          ? signedState(document.sections.flatMap(({ signatures }) => signatures))
          : document.cells.answered === 0 || mine.some((each) => each.code === "document-not-started")
            ? "not-started"
            : "in-progress";
  const look = state === "missing" ? `ilp new --missing --id ${candidate}` : `ilp check ${candidate} ${document.name}`;
  // What was handed in, or came back, says whose turn it is; else what is missing comes before what is to be signed.
  const inReview = reviewed ? mine.find(isReview) : undefined;
  const now = inReview?.turn === "reviewer" ? inReview : (answers[0] ?? inReview ?? firstUp);
  // While the Induction Team has it, a signature that others owe makes it late for nobody.
  const owed = reviewed === "submitted" ? mine.filter((each) => !isSignature(each)) : mine;
  return {
    ...document,
    state,
    // What is due first; a document may have parts due earlier than the whole.
    due: owed[0]?.due ?? document.due,
    milestone: owed[0]?.milestone ?? document.milestone,
    late: owed.some((each) => isLate(each, today)),
    turn: now?.turn ?? null,
    next: now ? (answers.includes(now) ? look : (now.next ?? look)) : null,
    sections: document.sections.map((section) => ({
      ...section,
      state: partState(document.reviews, section.section) ?? sectionState(section, state, answers),
    })),
  };
}

const isReview = ({ code }: Finding) => ["review-", "submission-", "appeal-"].some((each) => code.startsWith(each));
const isSignature = ({ code, turn }: Finding) => code.startsWith("signature-") && turn !== "candidate";

function partState(parts: PartStatus[], section: string): State | null {
  const part = parts.find((each) => each.section === section);
  return !part || part.state === "draft" || (part.state === "accepted" && part.changed) ? null : part.state;
}

/** What the reviewed parts say of the whole: a NO at once, the rest once every part was handed in. */
function reviewedState(parts: PartStatus[]): "submitted" | "returned" | "accepted" | null {
  if (parts.some(({ state }) => state === "returned")) return "returned";
  if (parts.length === 0 || parts.some(({ state }) => state === "draft")) return null;
  return parts.every(({ state, changed }) => state === "accepted" && !changed)
    ? "accepted"
    : parts.some(({ state }) => state === "submitted")
      ? "submitted"
      : null;
}

function sectionState({ section, pointer, signatures }: SectionStatus, state: State, open: Assessed[]): State {
  if (state === "not-started" || state === "unreadable" || state === "missing") return state;
  if (section === "." && state === "in-progress") return state;
  if (open.some((each) => each.code === "part-not-started" && each.pointer === pointer)) return "not-started";
  return open.some((each) => isInside(each.pointer, pointer)) ? "in-progress" : signedState(signatures);
}

/** What the required signatures of an answered part say together. */
function signedState(signatures: Slot[]): State {
  const asked = signatures.filter(({ required }) => required);
  if (asked.some(({ state }) => state === "declined")) return "declined";
  if (asked.some(({ state }) => state === "stale")) return "stale";
  return asked.length > 0 && asked.every(({ accepted }) => accepted) ? "signed" : "ready";
}
