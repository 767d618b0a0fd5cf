import type { Day } from "../basics/dates.ts";
import { hoursText } from "../basics/hours.ts";
import { coachingMinutes, isPassing, pdHours, records } from "../findings/facts.ts";
import type { Document } from "../program/program.ts";
import type { YearView } from "../review/year.ts";

/** As of a day: what is still to come then is planned, and in no total. */
type Computed = (view: YearView, document: Document, asOf: Day) => string;

/** Levels per standard, said as met or not: seed 004, "met or exemplified". Never a score. */
const finalOutcome: Computed = (view, document) => {
  const rows = records(document.value.assessment).filter((row) => typeof row.cpsel === "number");
  if (rows.length === 0) return "";
  const said = rows.map((row) => ({ cpsel: row.cpsel, met: row.level ? isPassing(view.settings, row.level) : null }));
  const each = said.map(({ cpsel, met }) => `CPSEL ${cpsel}: ${met === null ? "open" : met ? "yes" : "not yet"}`);
  const all = said.every(({ met }) => met) ? "all met or exemplified" : "not all met or exemplified yet";
  return [...each, all].join("; ");
};

/** Facts a form may show under a table, by the names used in `totals`. */
const table: Record<string, Computed> = {
  "pd.counted": (view, _, asOf) => hoursText(pdHours(view, asOf)?.counted ?? 0),
  "pd.planned": (view, _, asOf) => hoursText(pdHours(view, asOf)?.planned ?? 0),
  "pd.late": (view, _, asOf) => hoursText(pdHours(view, asOf)?.late ?? 0),
  "pd.required": (view, _, asOf) => {
    const hours = pdHours(view, asOf);
    return hours?.exempt ? "no prescribed number" : hoursText(hours?.required ?? 0);
  },
  "pd.remaining": (view, _, asOf) => hoursText(pdHours(view, asOf)?.remaining ?? 0),
  "coaching.document": (_, document, asOf) => hoursText(coachingMinutes(document, asOf).counted / 60),
  "coaching.planned": (_, document, asOf) => hoursText(coachingMinutes(document, asOf).planned / 60),
  "final.outcome": finalOutcome,
};

/** The names `totals` may use. */
export const computedNames = Object.keys(table);

/** A computed fact as people read it; null for a name nobody computes. Hours have at most two decimals. */
export const computedText = (name: string, view: YearView, document: Document, asOf: Day): string | null =>
  table[name]?.(view, document, asOf) ?? null;
