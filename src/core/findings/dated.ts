import { isDay, lastOfMonth } from "../basics/dates.ts";
import type { Answer } from "../forms/answers.ts";
import type { Finding } from "../problems/finding.ts";
import type { Document } from "../program/program.ts";
import { finding, type YearView, yearsSpan } from "../review/year.ts";

/** A document that speaks of a day outside the candidate's years: most often a slip of the year. Said once for each. */
export function datedOutside(document: Document, found: Iterable<Answer>, view: YearView): Finding[] {
  const { from, to } = yearsSpan(view);
  const { each } = document.form;
  const month = each?.as === "month" ? document.value[each.key] : undefined;
  if (each && typeof month === "string" && isDay(`${month}-01`) && (lastOfMonth(month) < from || `${month}-01` > to))
    return [finding(document, `/${each.key}`, "dated-outside", { label: "Month", date: month, from, to })];
  for (const { field, value, pointer, trail } of found) {
    if (!field.within || typeof value !== "string" || !isDay(value) || (value >= from && value <= to)) continue;
    const label = [...trail, field.label].join(" › ");
    return [finding(document, pointer, "dated-outside", { label, date: value, from, to })];
  }
  return [];
}
