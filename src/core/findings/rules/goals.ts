import { below, levelName, standards } from "../../basics/levels.ts";
import { isMapping, items, type Mapping, text, type Value } from "../../basics/values.ts";
import type { Finding } from "../../problems/finding.ts";
import { count, type Document, listed } from "../../program/program.ts";
import { coveredBefore, coveredElsewhere, isCoverageUnknown } from "../../review/coverage.ts";
import { finding, type Rule, type YearView } from "../../review/year.ts";
import { records } from "../facts.ts";

const cpselsOf = (value: Value | undefined) =>
  records(value).map((goal, index) => ({ goal, index, cpsel: typeof goal.cpsel === "number" ? goal.cpsel : null }));

/** Each goal is on a standard of its own (seed 004: one summary for each CPSEL), with elements of that standard. */
export const goals: Rule = {
  reads: ["admin-ilp/goals/*/cpsel", "admin-ilp/goals/*/elements"],
  run(document, view) {
    const all = cpselsOf(document.value.goals);
    const fixed = listed(view.settings, "cpsels.by_year")[view.year - 1];
    const own = view.profile.years.find((each) => each.year === view.year)?.cpsels ?? [];
    const expected: Value[] = own.length > 0 ? own : items(fixed ?? null);
    return all.flatMap(({ goal, index, cpsel }) => {
      if (cpsel === null) return [];
      const at = `/goals/${index}`;
      const before = all.find((other) => other.cpsel === cpsel && other.index < index);
      const also = before ? [{ path: document.file, pointer: `/goals/${before.index}/cpsel` }] : [];
      return [
        ...(before ? [finding(document, `${at}/cpsel`, "goals-same-cpsel", { cpsel }, { also })] : []),
        ...(expected.length > 0 && !expected.includes(cpsel)
          ? [
              finding(document, `${at}/cpsel`, "goal-cpsel-fixed", {
                cpsel,
                year: view.year,
                whose: own.length > 0 ? "this candidate's" : "this program's",
                expected: expected.join(", "),
              }),
            ]
          : []),
        ...(below(text(goal.target), text(goal.baseline))
          ? [
              finding(document, `${at}/target`, "target-below-start", {
                number: index + 1,
                target: levelName(text(goal.target)),
                start: levelName(text(goal.baseline)),
              }),
            ]
          : []),
        ...reachedBelow(document, goal, index),
        ...items(goal.elements)
          .map((element, place) => ({ element: String(element), place }))
          .filter(({ element }) => !element.startsWith(String(cpsel)))
          .map(({ element, place }) =>
            finding(document, `${at}/elements/${place}`, "goal-element-elsewhere", { element, cpsel }),
          ),
      ];
    });
  },
};

/** A level reached that is below the one at the start is pointed out, as in a year-end summary. */
function reachedBelow(document: Document, goal: Mapping, index: number): Finding[] {
  const level = isMapping(goal["end-result"]) ? text(goal["end-result"].level) : "";
  const start = text(goal.baseline);
  const data = { label: `Goal ${index + 1}`, level: levelName(level), start: levelName(start) };
  const at = `/goals/${index}/end-result/level`;
  return below(level, start) ? [finding(document, at, "level-below-start", data)] : [];
}

/** Over the years the goals cover all six standards, none twice (seed 004); what another program covered counts. */
export const cpselsOverYears: Rule = {
  reads: ["admin-ilp/goals/*/cpsel"],
  run(document, view) {
    const { settings, profile, year } = view;
    const total = count(settings, "cpsels.covered");
    const years = count(settings, "program.years");
    if (isCoverageUnknown(view)) return [];
    const mine = cpselsOf(document.value.goals);
    const covered = coveredBefore(year, { ...view, documents: view.all });
    const later = plans(view).filter((plan) => (plan.year ?? 0) > year);
    const used = new Set([
      ...covered,
      ...[document, ...later].flatMap((plan) => cpselsOf(plan.value.goals).flatMap(({ cpsel }) => cpsel ?? [])),
    ]);
    const free = standards.filter((cpsel) => !used.has(cpsel));
    const repeated = mine.flatMap(({ cpsel, index }) => {
      if (cpsel === null || !covered.includes(cpsel) || used.size >= total) return [];
      const at = `/goals/${index}/cpsel`;
      if (coveredElsewhere(profile).includes(cpsel)) {
        const program = profile["covered-elsewhere"]?.program || "another program";
        return [finding(document, at, "cpsel-covered-elsewhere", { cpsel, program, total, free: free.join(", ") })];
      }
      const before = plans(view).find((plan) => cpselsOf(plan.value.goals).some((each) => each.cpsel === cpsel));
      return [
        finding(document, at, "cpsel-repeated", { cpsel, year: before?.year ?? 0, total, free: free.join(", ") }),
      ];
    });
    const isLast = year >= years && year === Math.max(...profile.years.map((each) => each.year));
    const isKnown = coveredElsewhere(profile).length > 0 || plans(view).length >= years;
    const full = mine.every(({ cpsel }) => cpsel !== null) && repeated.length === 0;
    const short = isLast && isKnown && full && mine.length > 0 && used.size < total;
    return short
      ? [finding(document, "/goals", "cpsels-uncovered", { years, count: used.size, total, missing: free.join(", ") })]
      : repeated;
  },
};

const plans = (view: YearView) =>
  view.all
    .filter((document) => document.form.id === "admin-ilp")
    .sort((one, other) => (one.year ?? 0) - (other.year ?? 0));
