import type { ExtendEntry } from "../../generated/entries.ts";
import { type Day, dueDay, type ProgramYear, programYearOf } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import { type Form, nameOf } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import type { Candidate, Document, Profile, Rulebook, Settings } from "../program/program.ts";
import { extendedDay, type Told } from "./case-file.ts";

/** One candidate's year, as the rules see it. Everything in it was read before; nothing here reads. */
export interface YearView {
  candidate: string;
  profile: Profile;
  year: number;
  programYear: ProgramYear;
  start: Day;
  settings: Settings;
  forms: Form[];
  /** This year's documents, and those that belong to no year. */
  documents: Document[];
  /** Documents of every year. */
  all: Document[];
  /** Files below evidence/, or null when they could not be looked at. */
  evidenceFiles: ReadonlySet<string> | null;
  /** Due dates that were extended. */
  extensions: Told<ExtendEntry>[];
}

/** A rule that cannot be data. `reads` names the answers it follows from (form/path), so that a missing one can be pointed to. */
export interface Rule {
  reads: string[];
  /** `said`: what the document says is no draft any more. */
  run: (document: Document, view: YearView, said: boolean) => Finding[];
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

/** The day a milestone falls on in this year; null for an unknown one. */
export function milestoneDay(view: YearView, id: string, month?: string): Day | null {
  const milestone = view.settings.milestones.find((each) => each.id === id);
  return milestone ? dueDay(milestone.due, view.programYear, view.start, month) : null;
}

/** The milestone a document is due at: the form's, or the one for its value of `each`. */
export function dueOf(document: { form: Form; value: Mapping }): string | undefined {
  const { due, each } = document.form;
  return typeof due === "string" || due === undefined ? due : due[String(document.value[each?.key ?? ""])];
}

export function documentDue(
  view: YearView,
  document: { form: Form; value: Mapping },
): Pick<Finding, "due" | "milestone"> {
  const milestone = dueOf(document);
  const month = typeof document.value.month === "string" ? document.value.month : undefined;
  const day = milestone ? milestoneDay(view, milestone, month) : null;
  const name = nameOf(document.form, view.year, document.value);
  return milestone && day ? { due: extendedDay(view.extensions, name, ".", day), milestone } : {};
}

/** The years a candidate has begun, first to last. `extensions`: as the case file has them, where somebody read it. */
export function viewsOf(
  candidate: Candidate,
  { settings, forms }: Rulebook,
  extensions: YearView["extensions"] = [],
): YearView[] {
  const { profile } = candidate;
  if (!profile) return [];
  return [...profile.years]
    .sort((one, other) => one.year - other.year)
    .map(({ year, starts }) => ({
      candidate: candidate.id,
      profile,
      year,
      programYear: programYearOf(starts, settings["year-starts"]),
      start: starts,
      settings,
      forms,
      documents: candidate.documents.filter((document) => document.year === year || document.year === null),
      all: candidate.documents,
      evidenceFiles: candidate.evidenceFiles,
      extensions,
    }));
}

/** The view of a document's year; the first for what belongs to no year, or to one that is not begun. */
export const viewFor = (years: YearView[], year: number | null): YearView | undefined =>
  years.find((each) => each.year === year) ?? years[0];

/** What conditions in the forms may ask about a candidate. New: in year 1 of the program and not transferred in (seed 000). */
export const profileFacts = (view: YearView): Mapping => ({
  kind: view.profile.kind,
  year: view.year,
  "new-candidate": view.year === 1 && view.profile["transferred-in"] !== true,
});

/** The year of the program a day lies in: the last one begun by then, else the first. */
export const yearOn = (views: YearView[], today: Day): number | null =>
  (views.filter(({ programYear }) => programYear.starts <= today).at(-1) ?? views[0])?.year ?? null;
