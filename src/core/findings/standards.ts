import { isBlank, text } from "../basics/values.ts";
import type { Finding } from "../problems/finding.ts";
import { documentOf, type YearView } from "../review/year.ts";
import { goalCpsels, isPassing, records } from "./facts.ts";

/** A standard of the year's goals with the levels that the Final gives it: null while there is none. */
export interface StandardLevels {
  cpsel: number;
  levels: string[];
  met: boolean | null;
}

/** One that stands there twice is met where both levels are (seed 004, "met or exemplified"). */
export function levelsOf(view: YearView): StandardLevels[] {
  const rows = records(documentOf(view, "collaborative-final")?.value.assessment);
  return goalCpsels(view).map((cpsel) => {
    const levels = rows.filter((row) => row.cpsel === cpsel && !isBlank(row.level)).map(({ level }) => text(level));
    return {
      cpsel,
      levels,
      met: levels.length === 0 ? null : levels.every((level) => isPassing(view.settings, level)),
    };
  });
}

/** "0 of 3 standards met" where the coach saw one that is not; empty otherwise. The same in status and completion record. */
export function notMetWords(view: YearView, findings: Finding[]): string {
  const isOf = ({ code, document }: Finding) =>
    code === "final-not-met" && document?.startsWith(`year-${view.year}/`) === true;
  if (!findings.some(isOf)) return "";
  const all = levelsOf(view);
  return `${all.filter(({ met }) => met === true).length} of ${all.length} standards met`;
}
