import { hoursText } from "../basics/hours.ts";
import { coachingMinutes, isPassing, pdHours, records } from "../findings/facts.ts";
import type { Document } from "../program/program.ts";
import type { YearView } from "../review/year.ts";

type Computed = (view: YearView, document: Document) => string;

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
  "pd.counted": (view) => hoursText(pdHours(view)?.counted ?? 0),
  "pd.late": (view) => hoursText(pdHours(view)?.late ?? 0),
  "pd.required": (view) => {
    const hours = pdHours(view);
    return hours?.exempt ? "no prescribed number" : hoursText(hours?.required ?? 0);
  },
  "pd.remaining": (view) => hoursText(pdHours(view)?.remaining ?? 0),
  "coaching.document": (_, document) => hoursText(coachingMinutes(document) / 60),
  "final.outcome": finalOutcome,
};

/** The names `totals` may use. */
export const computedNames = Object.keys(table);

/** A computed fact as people read it; null for a name nobody computes. Hours have at most two decimals. */
export const computedText = (name: string, view: YearView, document: Document): string | null =>
  table[name]?.(view, document) ?? null;
