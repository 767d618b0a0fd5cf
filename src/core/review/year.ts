import type { ExtendEntry } from "../../generated/entries.ts";
import { addDays, type Day, dayInYear, daysBetween, dueDay, type ProgramYear, programYearOf } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import { type Form, nameOf } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import {
  type Candidate,
  count,
  type Document,
  type People,
  type Profile,
  type Rulebook,
  requirement,
  type Settings,
} from "../program/program.ts";
import { extendedDay, type Told } from "./case-file.ts";
import { settingsOfYear } from "./coverage.ts";

/** One candidate's year, as the rules see it. Everything in it was read before; nothing here reads. */
export interface YearView {
  candidate: string;
  profile: Profile;
  year: number;
  programYear: ProgramYear;
  start: Day;
  settings: Settings;
  forms: Form[];
  people: People;
  /** This year's documents, and those that belong to no year. */
  documents: Document[];
  /** Documents of every year. */
  all: Document[];
  /** Files below evidence/, or null when they could not be looked at. */
  evidenceFiles: ReadonlySet<string> | null;
  /** Due dates that were extended. */
  extensions: Told<ExtendEntry>[];
}

/** When a rule is asked, and about what. */
export interface Asked {
  /** The day of asking. */
  today: Day;
  /** What the document says is no draft any more. */
  said: boolean;
}

/** A rule that cannot be data. `reads` names the answers it follows from (form/path), so that a missing one can be pointed to. */
export interface Rule {
  reads: string[];
  run: (document: Document, view: YearView, asked: Asked) => Finding[];
}

export const documentOf = (view: YearView, form: string): Document | undefined =>
  view.documents.find((document) => document.form.id === form);

export const finding = (
  document: Document,
  pointer: string,
  code: Finding["code"],
  data: Finding["data"],
  more: Partial<Finding> = {},
): Finding => ({ code, path: document.file, pointer, data, document: document.name, ...more });

/** When something is due, and which day of the calendar that was before it moved with a late start. */
export type Due = Pick<Finding, "due" | "milestone" | "moved">;

/**
 * When a milestone falls in this year; nothing for an unknown one. A day of the calendar that lies before the
 * candidate's start, or too soon after it, moves (`late_start.days` of program.yaml).
 */
export function milestoneDue(view: YearView, id: string, month?: string): Due {
  const milestone = view.settings.milestones.find((each) => each.id === id);
  const due = milestone ? dueDay(milestone.due, view.programYear, view.start, month) : null;
  if (!milestone || due === null) return {};
  const first = addDays(view.start, count(view.settings, "late_start.days"));
  const isFixed = /^\d\d-\d\d$/.test(milestone.due);
  return isFixed && due < first ? { due: first, milestone: id, moved: due } : { due, milestone: id };
}

/** Just the day. */
export const milestoneDay = (view: YearView, id: string, month?: string): Day | null =>
  milestoneDue(view, id, month).due ?? null;

/** The due date that stands beside an answer; one before the candidate's start moves as a milestone does. */
export function dueBeside(view: YearView, day: Day): Due {
  if (day >= view.start) return { due: day };
  return { due: addDays(view.start, count(view.settings, "late_start.days")), moved: day };
}

/** The same with an extension: who agreed on a day knew the one before. */
export const extendedDue = (due: Due, extend: (day: Day) => Day): Due => {
  const day = due.due && extend(due.due);
  if (day === due.due) return due;
  const { moved: _, ...rest } = due;
  return { ...rest, due: day };
};

/** The milestone a document is due at: the form's, or the one for its value of `each`. */
export function dueOf(document: { form: Form; value: Mapping }): string | undefined {
  const { due, each } = document.form;
  return typeof due === "string" || due === undefined ? due : due[String(document.value[each?.key ?? ""])];
}

export function documentDue(view: YearView, document: { form: Form; value: Mapping }): Due {
  const milestone = dueOf(document);
  const month = typeof document.value.month === "string" ? document.value.month : undefined;
  const name = nameOf(document.form, view.year, document.value);
  return milestone
    ? extendedDue(milestoneDue(view, milestone, month), (day) => extendedDay(view.extensions, name, ".", day))
    : {};
}

/** The years a candidate has begun, first to last. `extensions`: as the case file has them, where somebody read it. */
export function viewsOf(
  candidate: Candidate,
  { settings: rules, forms, people }: Rulebook,
  extensions: YearView["extensions"] = [],
): YearView[] {
  const { profile } = candidate;
  if (!profile) return [];
  return [...profile.years]
    .sort((one, other) => one.year - other.year)
    .map(({ year, starts }, index, years) => ({
      candidate: candidate.id,
      profile,
      year,
      programYear: index === 0 ? firstYear(starts, years[1]?.starts, rules) : yearOf(starts, rules),
      start: starts,
      settings: settingsOfYear(year, { profile, documents: candidate.documents, settings: rules, forms }),
      forms,
      people,
      documents: candidate.documents.filter((document) => document.year === year || document.year === null),
      all: candidate.documents,
      evidenceFiles: candidate.evidenceFiles,
      extensions,
    }));
}

const yearOf = (day: Day, settings: Settings): ProgramYear => programYearOf(day, settings["year-starts"]);

/**
 * The program year a candidate begins with: that of their first day, or the next one for who starts on or after
 * `late_start.next_year` of program.yaml (unless their second year is that one). A day in the first half of a program
 * year is no late one: the rule was written for years that begin on another day, and a whole year would be passed over.
 */
function firstYear(starts: Day, second: Day | undefined, settings: Settings): ProgramYear {
  const own = yearOf(starts, settings);
  const from = requirement(settings, "late_start.next_year");
  if (typeof from !== "string" || from === "") return own;
  const late = dayInYear(from, own);
  const isLate = daysBetween(own.starts, late) > daysBetween(late, own.ends);
  if (!isLate || starts < late) return own;
  const next = yearOf(addDays(own.ends, 1), settings);
  return second !== undefined && yearOf(second, settings).starts <= next.starts ? own : next;
}

/** From here on what somebody does counts into the year: who began before the program year may have done something by then. */
export const firstDayOf = ({ start, programYear: { starts } }: Pick<YearView, "start" | "programYear">): Day =>
  start < starts ? start : starts;

/** The candidate's years, from the day they began to the end of the last one begun. */
export function yearsSpan({ profile, year, programYear, settings }: YearView): { from: Day; to: Day } {
  const last = [...profile.years].sort((one, other) => one.year - other.year).at(-1);
  const to = !last || last.year === year ? programYear.ends : yearOf(last.starts, settings).ends;
  return { from: profile["program-start"], to: [to, programYear.ends].sort()[1] ?? to };
}

/** The view of a document's year; the first for what belongs to no year, or to one that is not begun. */
export const viewFor = (years: YearView[], year: number | null): YearView | undefined =>
  years.find((each) => each.year === year) ?? years[0];

/** What conditions in the forms may ask about a candidate. New: in year 1 of the program and not transferred in (seed 000). */
export const profileFacts = (view: YearView): Mapping => ({
  kind: view.profile.kind,
  year: view.year,
  "transferred-in": view.profile["transferred-in"] === true,
  "new-candidate": view.year === 1 && view.profile["transferred-in"] !== true,
});

/** The year of the program a day lies in: the last one begun by then, else the first. */
export const yearOn = (views: YearView[], today: Day): number | null =>
  (views.filter(({ programYear }) => programYear.starts <= today).at(-1) ?? views[0])?.year ?? null;
