import type { Day } from "../basics/dates.ts";
import { isMapping, type Value } from "../basics/values.ts";
import { sectionData } from "../forms/digest.ts";
import { nameOf } from "../forms/form.ts";
import type { Document } from "../program/program.ts";
import { type SectionPlace, sectionsOf } from "../records/slots.ts";
import { contains, type Part } from "./attempts.ts";
import { extendedDay } from "./case-file.ts";
import { type Due, documentDue, dueBeside, extendedDue, milestoneDue, type YearView } from "./year.ts";

/** When a section is due: as the part or the item says, else with the whole document. */
export function dueOfSection({ form, value }: Document, { section, declared }: SectionPlace, view: YearView): Due {
  const whole = documentDue(view, { form, value });
  const [key = ""] = declared.split("/");
  const field = form.fields.find((each) => each.key === key);
  const milestone = field?.due ?? field?.fields.find(({ due }) => due?.startsWith("./"))?.due;
  const extend = (day: Day) => extendedDay(view.extensions, nameOf(form, view.year, value), section, day);
  const own = milestone ? ownDue(view, milestone, sectionData(value, section) ?? null) : {};
  return extendedDue(own.due ? own : whole, extend);
}

/** When an answer is due that names a milestone, or a date beside it (`./key`); empty where that is not known. */
export function ownDue(view: YearView, due: string, beside: Value): Due {
  if (!due.startsWith("./")) return milestoneDue(view, due);
  const day = isMapping(beside) ? beside[due.slice(2)] : null;
  return typeof day === "string" && day !== "" ? dueBeside(view, day) : {};
}

/** In a part that came back with a NO, everything is due on the day it is to be handed in again. */
export const dueInReview = (due: Due, part: Part | undefined): Due =>
  part?.due && part.attempts.some(({ decision }) => decision?.decision === "NO")
    ? extendedDue(due, () => part.due as Day)
    : due;

/** A part is handed in once all of it is there: when the last of its sections is due. */
export function dueOfPart(document: Document, place: SectionPlace, view: YearView): ReturnType<typeof dueOfSection> {
  const inside = sectionsOf(document.form, document.value).filter(({ section }) => contains(place.section, section));
  const days = [place, ...inside].map((each) => dueOfSection(document, each, view));
  return days.reduce((latest, each) => ((each.due ?? "") > (latest.due ?? "") ? each : latest));
}
