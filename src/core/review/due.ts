import type { Day } from "../basics/dates.ts";
import { isMapping } from "../basics/values.ts";
import { sectionData } from "../forms/digest.ts";
import { nameOf } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import type { Document } from "../program/program.ts";
import { type SectionPlace, sectionsOf } from "../records/slots.ts";
import { contains, type Part } from "./attempts.ts";
import { extendedDay } from "./case-file.ts";
import { documentDue, milestoneDay, type YearView } from "./year.ts";

/** When a section is due: as the part or the item says, else with the whole document. */
export function dueOfSection(
  { form, value }: Document,
  { section, declared }: SectionPlace,
  view: YearView,
): Pick<Finding, "due" | "milestone"> {
  const whole = documentDue(view, { form, value });
  const [key = ""] = declared.split("/");
  const field = form.fields.find((each) => each.key === key);
  const milestone = field?.due ?? field?.fields.find(({ due }) => due?.startsWith("./"))?.due;
  const extended = (day: Day) => extendedDay(view.extensions, nameOf(form, view.year, value), section, day);
  if (!milestone) return whole.due ? { ...whole, due: extended(whole.due) } : whole;
  const part = sectionData(value, section);
  const beside = isMapping(part) ? part[milestone.slice(2)] : null;
  const day = milestone.startsWith("./") ? beside : milestoneDay(view, milestone);
  if (typeof day !== "string" || day === "") return whole;
  return milestone.startsWith("./") ? { due: extended(day) } : { due: extended(day), milestone };
}

/** In a part that came back with a NO, everything is due on the day it is to be handed in again. */
export const dueInReview = (due: Pick<Finding, "due" | "milestone">, part: Part | undefined) =>
  part?.due && part.attempts.some(({ decision }) => decision?.decision === "NO") ? { ...due, due: part.due } : due;

/** A part is handed in once all of it is there: when the last of its sections is due. */
export function dueOfPart(document: Document, place: SectionPlace, view: YearView): ReturnType<typeof dueOfSection> {
  const inside = sectionsOf(document.form, document.value).filter(({ section }) => contains(place.section, section));
  const days = [place, ...inside].map((each) => dueOfSection(document, each, view));
  return days.reduce((latest, each) => ((each.due ?? "") > (latest.due ?? "") ? each : latest));
}
