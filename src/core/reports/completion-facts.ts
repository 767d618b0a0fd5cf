import cpsels from "../../../schemas/cpsel.json" with { type: "json" };
import type { Day } from "../basics/dates.ts";
import { hoursText } from "../basics/hours.ts";
import { levelName } from "../basics/levels.ts";
import { coachingHours, pdHours } from "../findings/facts.ts";
import { levelsOf } from "../findings/standards.ts";
import { type People, requirementSource } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import type { YearView } from "../review/year.ts";
import type { CompletionPd, CompletionRecord, CompletionStandard } from "./completion-record.ts";

/** Coaches whose assignment touches the year. */
export const coachesOf = (
  { profile, programYear: { starts, ends } }: YearView,
  people: People,
): CompletionRecord["coaches"] =>
  (profile.assignments ?? [])
    .filter(({ role, person }) => role === "coach" && person)
    .map(({ person, from, to }) => ({ name: nameIn(people, person ?? ""), from: from || null, to: to || null }))
    .filter(({ from, to }) => (from ?? starts) <= ends && (to ?? ends) >= starts);

const hoursWords = (hours: number) => `${hoursText(hours)} ${hours === 1 ? "hour" : "hours"}`;

/** Hours of professional development; a transitional administrator has no prescribed number (seed 004). */
export function pdOf(view: YearView, asOf: Day): CompletionPd | null {
  const hours = pdHours(view, asOf);
  if (!hours) return null;
  const { counted, planned, late, exempt, met } = hours;
  const required = hours.required > 0 ? hours.required : null;
  const more = late > 0 ? `; ${hoursText(late)} more are listed and not counted` : "";
  const toCome = planned > 0 ? `; ${hoursText(planned)} more are planned` : "";
  const why = exempt
    ? `; no number is prescribed for this kind of candidate (${requirementSource(view.settings, "pd.exempt_kinds")})`
    : "; this program prescribes no number";
  const words = required === null ? hoursWords(counted) : `${hoursText(counted)} of ${hoursWords(required)}`;
  return { counted, required, met, exempt, words: `${words}${toCome}${more}${required === null ? why : ""}` };
}

export function coachingOf(view: YearView, asOf: Day): CompletionRecord["coaching"] {
  const hours = coachingHours(view, asOf);
  if (!hours) return null;
  const aim = hours.required > 0 ? `; ${hoursText(hours.required)} are an aim, not a rule` : "";
  return { counted: hours.counted, words: `${hoursWords(hours.counted)}${aim}` };
}

/** The standards of the year's goals, with the level that the Final says; in words, never a number. */
export function standardsOf(view: YearView): CompletionStandard[] {
  return levelsOf(view).map(({ cpsel, levels, met }) => ({
    cpsel,
    title: (cpsels.standards as Record<string, string>)[cpsel] ?? "",
    level: [...new Set(levels)].map(levelName).join(", "),
    met,
  }));
}
