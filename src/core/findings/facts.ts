import { minutesBetween, sumHours } from "../basics/hours.ts";
import { isMapping, items, type Mapping, type Value } from "../basics/values.ts";
import type { Document, Settings } from "../program/program.ts";
import { count, listed } from "../program/program.ts";
import { documentDue, documentOf, type YearView } from "../review/year.ts";

/** Hours of professional development in a year: seed 004, 20 hours by June 2; a late activity is listed and not counted. */
export interface PdHours {
  counted: number;
  late: number;
  required: number;
  remaining: number;
  exempt: boolean;
  met: boolean;
}

export const records = (value: Value | undefined): Mapping[] => items(value).filter(isMapping);

/** Where an activity falls: in time, in the year but after the due day, or in another program year. */
export function pdTiming(entry: Mapping, view: YearView, log: Document): "counted" | "late" | "outside" | "undated" {
  const day = typeof entry.date === "string" ? entry.date : "";
  if (day === "") return "undated";
  if (day < view.programYear.starts || day > view.programYear.ends) return "outside";
  const { due } = documentDue(view, log);
  return due && day > due ? "late" : "counted";
}

export function pdHours(view: YearView): PdHours | null {
  const log = documentOf(view, "pd-log");
  if (!view.forms.some((form) => form.id === "pd-log")) return null;
  const hours = (timing: string[]) =>
    log
      ? sumHours(
          records(log.value.entries)
            .filter((entry) => typeof entry.hours === "number" && timing.includes(pdTiming(entry, view, log)))
            .map((entry) => entry.hours as number),
        )
      : 0;
  const exempt = listed(view.settings, "pd.exempt_kinds").includes(view.profile.kind);
  const required = exempt ? 0 : count(view.settings, "pd.hours");
  const counted = hours(["counted"]);
  const remaining = Math.max(0, sumHours([required, -counted]));
  return { counted, late: hours(["late", "outside"]), required, remaining, exempt, met: remaining === 0 };
}

/** Minutes of one session: from its minutes, else from start and end. */
export function sessionMinutes(session: Mapping): number {
  if (typeof session.minutes === "number") return session.minutes;
  const { start, end } = session;
  return (typeof start === "string" && typeof end === "string" && minutesBetween(start, end)) || 0;
}

/** Coaching hours in one summary; sessions are added as whole minutes. */
export const coachingMinutes = (document: Document) =>
  records(document.value.sessions).reduce((total, session) => total + sessionMinutes(session), 0);

export interface CoachingHours {
  counted: number;
  required: number;
  severity: "warning";
}

export function coachingHours(view: YearView): CoachingHours | null {
  if (!view.forms.some((form) => form.id === "collaborative-summary")) return null;
  const minutes = view.documents.reduce((total, document) => total + coachingMinutes(document), 0);
  return {
    counted: Math.round((minutes / 60) * 100) / 100,
    required: count(view.settings, "coaching.hours"),
    severity: "warning",
  };
}

/** The standards of a year's goals, in the order of the plan, without repeats. */
export function goalCpsels(view: Pick<YearView, "documents">): number[] {
  const plan = view.documents.find((document) => document.form.id === "admin-ilp");
  const all = records(plan?.value.goals).map((goal) => goal.cpsel);
  return [...new Set(all.filter((cpsel): cpsel is number => typeof cpsel === "number"))];
}

/** Whether a level counts as met: seed 004, "met or exemplified". A program that lists none asks for none. */
export const isPassing = (settings: Settings, level: Value | undefined) =>
  listed(settings, "levels.passing").length === 0 || listed(settings, "levels.passing").includes(level ?? null);

/** Years of training after which a coach is certified: seed 004, two years of CNET and of the district's own training. */
export function isCertified(
  training: { program?: string | null; year?: string | null }[],
  settings: Settings,
): boolean {
  const years = count(settings, "coaching.certified_years");
  const done = (program: string) =>
    new Set(training.filter((each) => each.program === program && each.year).map((each) => each.year)).size;
  return done("cnet") >= years && done("local") >= years;
}
