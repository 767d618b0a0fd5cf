import { hoursText, isExact, sumHours } from "../../basics/hours.ts";
import { text } from "../../basics/values.ts";
import { count, requirement, requirementSource } from "../../program/program.ts";
import { documentDue, documentOf, finding, type Rule } from "../../review/year.ts";
import { pdHours as hoursOf, pdTiming, records } from "../facts.ts";

/** Enough hours by the due day (seed 004: 20 by June 2), unless the kind of candidate is exempt. */
export const enoughPdHours: Rule = {
  reads: ["pd-log/entries/*/hours", "pd-log/entries/*/date"],
  run(document, view) {
    const hours = hoursOf(view);
    if (!hours || hours.met) return [];
    const { counted, required, remaining } = hours;
    const data = { counted: hoursText(counted), required: hoursText(required), remaining: hoursText(remaining) };
    return [
      finding(document, "/entries", "pd-hours-short", data, { source: requirementSource(view.settings, "pd.hours") }),
    ];
  },
};

/** Each activity on a day of the year, with plausible hours, and only once. */
export const pdEntries: Rule = {
  reads: ["pd-log/entries/*/date", "pd-log/entries/*/hours", "pd-log/entries/*/title"],
  run(document, view) {
    const limit = count(view.settings, "pd.day_hours");
    const { due } = documentDue(view, document);
    const entries = records(document.value.entries);
    const perDay = new Map<string, number[]>();
    return entries.flatMap((entry, index) => {
      const at = `/entries/${index}`;
      const date = text(entry.date);
      const end = text(entry.end);
      const hours = typeof entry.hours === "number" ? entry.hours : 0;
      const label = text(entry.title) || `Activity ${index + 1}`;
      const timing = pdTiming(entry, view, document);
      const data = { label, date, hours: hoursText(hours) };
      const found = [];
      if (!isExact(hours)) found.push(finding(document, `${at}/hours`, "hours-too-exact", { label, hours }));
      if (timing === "late") found.push(finding(document, `${at}/date`, "pd-entry-late", { ...data, due: due ?? "" }));
      if (timing === "outside")
        found.push(finding(document, `${at}/date`, "pd-entry-outside", { ...data, year: view.programYear.name }));
      if (end && end < date) found.push(finding(document, `${at}/end`, "pd-dates-backwards", { label, date, end }));
      if (
        entries
          .slice(0, index)
          .some((other) => date !== "" && text(other.date) === date && text(other.title) === text(entry.title))
      )
        found.push(finding(document, at, "pd-entry-twice", { title: label, date }));
      if (date && !end) {
        const before = sumHours(perDay.get(date) ?? []);
        perDay.set(date, [...(perDay.get(date) ?? []), hours]);
        const sum = sumHours([before, hours]);
        if (limit > 0 && sum > limit && before <= limit)
          found.push(
            finding(document, `${at}/hours`, "pd-long-day", { hours: hoursText(sum), date, limit: hoursText(limit) }),
          );
      }
      return found;
    });
  },
};

/** Every activity has one review (advice: programs are asked to gather feedback on what they offer). */
export const pdReviews: Rule = {
  reads: ["pd-summary/reviews/*/entry"],
  run(document, view) {
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
      .map((entry) => finding(document, "/reviews", "pd-not-reviewed", { title: text(entry.title) }));
    return [...missing, ...twice];
  },
};
