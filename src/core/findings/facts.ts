import { type Day, isDay, type ProgramYear, programYearOf } from "../basics/dates.ts";
import { minutesBetween, sumHours } from "../basics/hours.ts";
import { isMapping, items, type Mapping, text, type Value } from "../basics/values.ts";
import type { Document, Settings } from "../program/program.ts";
import { count, listed } from "../program/program.ts";
import { documentDue, documentOf, firstDayOf, type YearView } from "../review/year.ts";

/**
 * Hours of professional development in a year: seed 004, 20 hours by June 2; a late activity is listed and not counted,
 * one that is still to come is planned.
 */
export interface PdHours {
  counted: number;
  planned: number;
  late: number;
  required: number;
  remaining: number;
  exempt: boolean;
  met: boolean;
  /** The log is there, and cannot be read. */
  unreadable?: true;
}

export const records = (value: Value | undefined): Mapping[] => items(value).filter(isMapping);

export type PdTiming = "counted" | "planned" | "late" | "outside" | "undated";

/** The last of an item's days: an activity counts on the day it ends. Empty without one. */
export const lastDay = (item: Mapping, keys: string[]): Day | "" =>
  keys
    .map((key) => text(item[key]))
    .filter(isDay)
    .sort()
    .at(-1) ?? "";

/** Where an activity falls on a day of asking: done in time, still to come, after the due day, or in another program year. */
export function pdTiming(entry: Mapping, view: YearView, log: Document, today: Day): PdTiming {
  const day = lastDay(entry, ["date", "end"]);
  if (day === "" || text(entry.date) === "") return "undated";
  if (day < firstDayOf(view) || day > view.programYear.ends) return "outside";
  if (day > today) return "planned";
  const { due } = documentDue(view, log);
  return due && day > due ? "late" : "counted";
}

export function pdHours(view: YearView, today: Day): PdHours | null {
  const log = documentOf(view, "pd-log");
  if (!view.forms.some((form) => form.id === "pd-log")) return null;
  const hours = (timing: string[]) =>
    log
      ? sumHours(
          records(log.value.entries)
            .filter((entry) => typeof entry.hours === "number" && timing.includes(pdTiming(entry, view, log, today)))
            .map((entry) => entry.hours as number),
        )
      : 0;
  const exempt = listed(view.settings, "pd.exempt_kinds").includes(view.profile.kind);
  const required = exempt ? 0 : count(view.settings, "pd.hours");
  const counted = hours(["counted"]);
  const remaining = Math.max(0, sumHours([required, -counted]));
  const [planned, late] = [hours(["planned"]), hours(["late", "outside"])];
  return { counted, planned, late, required, remaining, exempt, met: remaining === 0 };
}

/** Minutes of one session: from its minutes, else from start and end. */
export function sessionMinutes(session: Mapping): number {
  if (typeof session.minutes === "number") return session.minutes;
  const { start, end } = session;
  return (typeof start === "string" && typeof end === "string" && minutesBetween(start, end)) || 0;
}

/** Coaching in one summary by a day; sessions are added as whole minutes. One without a day waits, as an activity does. */
export function coachingMinutes(document: Document, today: Day): { counted: number; planned: number } {
  const total = (isMine: (day: string) => boolean) =>
    records(document.value.sessions)
      .filter(({ date }) => typeof date === "string" && isDay(date) && isMine(date))
      .reduce((sum, session) => sum + sessionMinutes(session), 0);
  return { counted: total((day) => day <= today), planned: total((day) => day > today) };
}

export interface CoachingHours {
  counted: number;
  planned: number;
  required: number;
  severity: "warning";
}

export function coachingHours(view: YearView, today: Day): CoachingHours | null {
  if (!view.forms.some((form) => form.id === "collaborative-summary")) return null;
  const all = view.documents.map((document) => coachingMinutes(document, today));
  const hours = (which: "counted" | "planned") => inHours(all.reduce((total, each) => total + each[which], 0));
  return {
    counted: hours("counted"),
    planned: hours("planned"),
    required: count(view.settings, "coaching.hours"),
    severity: "warning",
  };
}

/** Minutes as hours, with at most two decimals. */
export const inHours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;

/** The standards of a year's goals, in the order of the plan, without repeats. */
export function goalCpsels(view: Pick<YearView, "documents">): number[] {
  const plan = view.documents.find((document) => document.form.id === "admin-ilp");
  const all = records(plan?.value.goals).map((goal) => goal.cpsel);
  return [...new Set(all.filter((cpsel): cpsel is number => typeof cpsel === "number"))];
}

/** Whether a level counts as met: seed 004, "met or exemplified". A program that lists none asks for none. */
export const isPassing = (settings: Settings, level: Value | undefined) =>
  listed(settings, "levels.passing").length === 0 || listed(settings, "levels.passing").includes(level ?? null);

type Training = { program?: string | null; year?: string | null }[];

/** A year written as 2024-25; null when it is written otherwise. */
export function schoolYear(name: string, settings: Settings): ProgramYear | null {
  const [, first = "", second] = /^(\d{4})-(\d{2})$/.exec(name) ?? [];
  const starts = settings["year-starts"];
  return first && Number(second) === (Number(first) + 1) % 100 ? programYearOf(`${first}-${starts}`, starts) : null;
}

/** Years of training that count, of one program or of all: each once, written as 2024-25, and over by today. */
export const trainingYears = (training: Training, settings: Settings, today: Day, program?: string): number =>
  new Set(
    training
      .filter((each) => each.program && (program === undefined || each.program === program))
      .filter(({ year }) => (schoolYear(year ?? "", settings)?.ends ?? today) < today)
      .map((each) => `${each.program} ${each.year}`),
  ).size;

/** Years of training after which a coach is certified: seed 004, two years of CNET and of the district's own training. */
export function isCertified(training: Training, settings: Settings, today: Day): boolean {
  const years = count(settings, "coaching.certified_years");
  const done = (program: string) => trainingYears(training, settings, today, program);
  return done("cnet") >= years && done("local") >= years;
}
