import { addDays, type Day, daysBetween, isDay } from "../../basics/dates.ts";
import { hoursText, hundredths, isExact, sumHours } from "../../basics/hours.ts";
import { text } from "../../basics/values.ts";
import type { Finding } from "../../problems/finding.ts";
import { count, type Document, requirement, requirementSource } from "../../program/program.ts";
import { documentDue, documentOf, finding, type Rule } from "../../review/year.ts";
import { pdHours as hoursOf, lastDay, pdTiming, records } from "../facts.ts";

/** Enough hours by the due day (seed 004: 20 by June 2), unless the kind of candidate is exempt. */
export const enoughPdHours: Rule = {
  reads: ["pd-log/entries/*/hours", "pd-log/entries/*/date"],
  run(document, view, { today }) {
    const hours = hoursOf(view, today);
    if (!hours || hours.met) return [];
    const { counted, required, remaining } = hours;
    const late = sumHours(
      records(document.value.entries).flatMap((entry) =>
        typeof entry.hours === "number" && pdTiming(entry, view, document, today) === "late" ? [entry.hours] : [],
      ),
    );
    const apart = Object.entries({ planned: hours.planned, late }).flatMap(([word, some]) =>
      some > 0 ? [`${hoursText(some)} ${word}`] : [],
    );
    const data = {
      counted: hoursText(counted),
      required: hoursText(required),
      remaining: hoursText(remaining),
      apart: apart.length > 0 ? ` (${apart.join(", ")})` : "",
    };
    return [
      finding(document, "/entries", "pd-hours-short", data, { source: requirementSource(view.settings, "pd.hours") }),
    ];
  },
};

/** Each activity on a day of the year, after the start, with plausible hours, and only once. */
export const pdEntries: Rule = {
  reads: ["pd-log/entries/*/date", "pd-log/entries/*/hours", "pd-log/entries/*/title"],
  run(document, view, { today }) {
    const limit = count(view.settings, "pd.day_hours");
    const { due } = documentDue(view, document);
    const entries = records(document.value.entries);
    const perDay = new Map<Day, number>();
    return entries.flatMap((entry, index) => {
      const at = `/entries/${index}`;
      const date = text(entry.date);
      const end = text(entry.end);
      const hours = typeof entry.hours === "number" ? entry.hours : 0;
      const label = text(entry.title) || `Activity ${index + 1}`;
      const timing = pdTiming(entry, view, document, today);
      const day = lastDay(entry, ["date", "end"]);
      const data = { label, date: day, hours: hoursText(hours) };
      const start = view.profile["program-start"];
      const found = [];
      if (!isExact(hours)) found.push(finding(document, `${at}/hours`, "hours-too-exact", { label, hours }));
      const isBeyond = due !== undefined && day > due;
      if (timing === "late" || (timing === "planned" && isBeyond))
        found.push(finding(document, `${at}/date`, "pd-entry-late", { ...data, due: due ?? "" }));
      if (timing === "outside")
        found.push(finding(document, `${at}/date`, "pd-entry-outside", { ...data, year: view.programYear.name }));
      if (timing === "planned" && !isBeyond)
        found.push(finding(document, `${at}/date`, "pd-entry-planned", { ...data, when: end > date ? "until" : "on" }));
      if (day !== "" && day < start && timing !== "outside")
        found.push(finding(document, `${at}/date`, "pd-entry-before-start", { ...data, start }));
      if (end && end < date)
        found.push(finding(document, `${at}/end`, "dates-backwards", { label, starts: date, ends: end }));
      const isTwice = entries
        .slice(0, index)
        .some((other) => date !== "" && text(other.date) === date && text(other.title) === text(entry.title));
      if (isTwice) found.push(finding(document, at, "pd-entry-twice", { title: label, date }));
      else found.push(...longDays(document, at, { label, date, end, hours, limit }, perDay));
      return found;
    });
  },
};

/** An activity as far as its length goes. */
interface Stretch {
  label: string;
  date: string;
  end: string;
  hours: number;
  limit: number;
}

/** More hours than a day has room for: of one activity over all its days, or of several on one day. Each cause is said once. */
function longDays(
  document: Document,
  at: string,
  { label, date, end, hours, limit }: Stretch,
  perDay: Map<Day, number>,
): Finding[] {
  if (!isDay(date) || (end !== "" && (!isDay(end) || end < date))) return [];
  const length = end === "" ? 1 : daysBetween(date, end) + 1;
  const isLong = length > 1 && hundredths(hours) > hundredths(limit) * length;
  // Nobody is away for longer; such an end is a slip, and its days need not be walked.
  const days = Array.from({ length: Math.min(length, 366) }, (_, index) => addDays(date, index));
  const isOver = (sum: number) => sum > limit + 1e-9;
  const over = days.find((day) => !isOver(perDay.get(day) ?? 0) && isOver((perDay.get(day) ?? 0) + hours / length));
  for (const day of days) perDay.set(day, (perDay.get(day) ?? 0) + hours / length);
  if (limit <= 0) return [];
  if (isLong) {
    const data = { label, hours: hoursText(hours), date, end, limit: hoursText(limit) };
    return [finding(document, `${at}/hours`, "pd-long-days", data)];
  }
  if (over === undefined) return [];
  const data = { hours: hoursText(perDay.get(over) ?? 0), date: over, limit: hoursText(limit) };
  return [finding(document, `${at}/hours`, "pd-long-day", data)];
}

/** Every activity has one review (advice: programs are asked to gather feedback on what they offer). */
export const pdReviews: Rule = {
  reads: ["pd-summary/reviews/*/entry"],
  run(document, view, { today }) {
    const log = documentOf(view, "pd-log");
    const reviewed = records(document.value.reviews).map((review) => text(review.entry));
    const twice = reviewed.flatMap((entry, index) =>
      entry && reviewed.indexOf(entry) < index
        ? [finding(document, `/reviews/${index}/entry`, "pd-reviewed-twice", { entry })]
        : [],
    );
    if (!log || requirement(view.settings, "pd.review_each") !== true) return twice;
    const missing = records(log.value.entries)
      .filter((entry) => text(entry.title) && !reviewed.includes(text(entry.id)))
      .filter((entry) => lastDay(entry, ["date", "end"]) <= today)
      .map((entry) => finding(document, "/reviews", "pd-not-reviewed", { title: text(entry.title) }));
    return [...missing, ...twice];
  },
};
