import { addDays, type Day, isDay, lastOfMonth, monthInYear } from "../basics/dates.ts";
import { text, valuesAt } from "../basics/values.ts";
import { documentName, type Form, milestonesOf } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { count, type Document, listed, type Profile } from "../program/program.ts";
import { documentDue, finding, type YearView } from "../review/year.ts";

/** One document a candidate owes: its form and, with `each`, which one of several. */
export interface Expected {
  form: Form;
  /** Below the candidate's folder, without .yaml. */
  name: string;
  value: string | number | null;
}

/** What a year asks for, derived from program.yaml, the profile and the plan. */
export const expectedDocuments = (form: Form, view: YearView): Expected[] =>
  valuesOf(form, view).map((value) => ({ form, name: documentName(form, view.year, value), value }));

function valuesOf(form: Form, view: YearView): (string | number | null)[] {
  const { each } = form;
  if (!each) return [null];
  if (!each.of.includes("/")) {
    const all = listed(view.settings, each.of).map(String);
    return each.as === "month"
      ? all.map((month) => monthInYear(month, view.programYear)).filter((month) => !excused(month, view))
      : all;
  }
  const [source, ...path] = each.of.split("/");
  const plan = view.documents.find((document) => document.form.id === source);
  const values = valuesAt(plan?.value, path.join("/")).map((found) => found.value);
  return [...new Set(values)].filter((value) => typeof value === "string" || typeof value === "number");
}

/** Months before the candidate began, and months wholly inside a leave, are not asked for. */
function excused(month: string, view: YearView): boolean {
  const last = lastOfMonth(month);
  if (last < view.start) return true;
  return leavesOf(view.profile).some(({ from, to }) => from <= `${month}-01` && (to === null || to >= last));
}

/** Times away, first to last. Those that touch are one; without an end it lasts. */
export function leavesOf({ leave }: Pick<Profile, "leave">): { from: Day; to: Day | null }[] {
  const all = (leave ?? [])
    .map(({ from, to }) => ({ from: text(from), to: text(to) || null }))
    .filter(({ from, to }) => isDay(from) && (to === null || to >= from))
    .sort((one, other) => one.from.localeCompare(other.from));
  const joined: { from: Day; to: Day | null }[] = [];
  for (const { from, to } of all) {
    const last = joined.at(-1);
    if (!last || (last.to !== null && from > addDays(last.to, 1))) joined.push({ from, to });
    else if (last.to !== null && (to === null || to > last.to)) last.to = to;
  }
  return joined;
}

/**
 * Whether a document that is there is owed: one of a list of program.yaml that does not have it (any more), or a month
 * that is excused, is not.
 */
export const isOwed = ({ form, name }: Pick<Document, "form" | "name">, view: YearView): boolean =>
  form.optional ||
  !form.each ||
  form.each.of.includes("/") ||
  expectedDocuments(form, view).some((expected) => expected.name === name);

/** Documents that are owed and not there, there and not owed, or too few. */
export function documentFindings(view: YearView, present: ReadonlySet<string>): Finding[] {
  return view.forms.flatMap((form) => {
    if (form.optional) return [];
    const inYear = form.path.includes("{year}");
    const expected = expectedDocuments(form, view);
    const folder = `candidates/${view.candidate}`;
    const missing = expected
      .filter(({ name }) => !present.has(name) && (inYear || view.year === view.profile.years[0]?.year))
      .map(({ name, value }): Finding => {
        const due = documentDue(view, { form, value: form.each ? { [form.each.key]: value } : {} });
        const title = value === null ? form.title : `${form.title} ${value}`;
        const data = { title, candidate: view.candidate };
        return {
          code: "document-missing",
          path: `${folder}/${name}.yaml`,
          pointer: "",
          data,
          document: name,
          form: form.id,
          turn: form.writer,
          field: "",
          milestones: milestonesOf(form),
          ...due,
        };
      });
    return [...missing, ...tooFew(form, expected.length, view), ...unasked(form, expected, view)];
  });
}

function tooFew(form: Form, found: number, view: YearView): Finding[] {
  const min = form.each?.count ? count(view.settings, form.each.count) : 0;
  const source = view.documents.find((document) => document.form.id === form.each?.of.split("/")[0]);
  if (found >= min || !source) return [];
  const data = { title: form.title, count: found, min, year: view.year };
  return [
    finding(source, "", "documents-too-few", data, {
      ...documentDue(view, { form, value: {} }),
      follows: [form.each?.of ?? ""],
    }),
  ];
}

/** A summary for a standard that is no goal, or a month nobody asked for (that one is welcome). */
function unasked(form: Form, expected: Expected[], view: YearView): Finding[] {
  const { each } = form;
  if (!each?.of.includes("/") || expected.length === 0) return [];
  return view.documents
    .filter((document) => document.form.id === form.id && !expected.some(({ name }) => name === document.name))
    .map((document) => {
      const data = {
        title: form.title,
        key: each.key,
        value: String(document.value[each.key] ?? ""),
        where: `${each.of.split("/")[0]}.yaml`,
      };
      return finding(document, `/${each.key}`, "document-not-expected", data, { follows: [each.of] });
    });
}
