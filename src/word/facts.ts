import cpsel from "../../schemas/cpsel.json" with { type: "json" };
import type { Day } from "../core/basics/dates.ts";
import { isMapping, valuesAt } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import { walkFields } from "../core/forms/form.ts";
import type { Document, People, Rulebook } from "../core/program/program.ts";
import { computedNames, computedText } from "../core/reports/computed.ts";
import { evidenceMatrix } from "../core/reports/evidence-matrix.ts";
import { documentDue, type YearView } from "../core/review/year.ts";
import { journey } from "./journey.ts";
import { documentDigest } from "./map.ts";
import { fact, type Printed, type Scope } from "./scope.ts";
import { dateText, mappings } from "./shown.ts";
import { personFor, signedDay } from "./signers.ts";

type Part = { view: YearView; document: Document };

/** What the form and the program say by themselves: titles, labels, guidance, statements, milestones. */
export function programFacts({ settings, people }: Rulebook, form: Form, parts: Part[]): Map<string, Printed> {
  const view = parts.at(-1)?.view;
  const { profile } = view ?? {};
  const [only] = parts;
  const day = only && parts.length === 1 ? signedDay(only.document) : null;
  const roles: Record<string, string> = { ...cpsel.roles, ...settings.labels };
  const facts: [string, string][] = [
    ["program/name", settings.name],
    ["program/district", settings.district ?? ""],
    ["form/title", form.title],
    ["form/description", form.description],
    ["candidate/name", view ? personFor("candidate", view, people) : ""],
    ["candidate/site", profile?.site ?? ""],
    ["candidate/position", profile?.position ?? ""],
    ["candidate/employee-number", profile?.["employee-number"] ?? ""],
    ["coach/name", view ? personFor("coach", view, people, day) : ""],
    ["supervisor/name", view ? personFor("supervisor", view, people, day) : ""],
    ["year/name", parts.map((part) => part.view.programYear.name).join(", ")],
    ["year/number", parts.map((part) => String(part.view.year)).join(", ")],
    ["document/note", noteOf(form, parts)],
    ...Object.entries(roles).map(([role, label]): [string, string] => [`role/${role}`, label]),
    ...Object.entries(settings.statements ?? {}).map(([key, sentence]): [string, string] => [
      `statement/${key}`,
      sentence,
    ]),
    ...Object.entries(settings.guidance ?? {}).flatMap(([part, { goal, rubric }]): [string, string][] => [
      [`guidance/${part}/goal`, goal ?? ""],
      [`guidance/${part}/rubric`, rubric ?? ""],
    ]),
  ];
  const entries = new Map<string, Printed>(facts.map(([key, text]) => [key, fact(text)]));
  entries.set("milestones", {
    is: "list",
    items: view
      ? journey(
          settings,
          parts.map((part) => part.view),
        )
      : [],
  });
  return entries;
}

const noteOf = ({ part }: Form, parts: Part[]) => {
  // One line at the foot of the page has to hold it.
  const digest = (document: Document, digits: number) => documentDigest(document).slice(0, digits);
  const [first, ...others] = parts.map(({ document }) => document);
  if (!first) return "";
  if (others.length === 0) return `Printed from ${first.name}.yaml${part ? `, ${part}` : ""} (${digest(first, 12)}).`;
  const years = parts.map(({ document }) => `${document.name.split("/")[0]} (${digest(document, 6)})`);
  return `Printed from ${first.name.split("/").at(-1)}.yaml of ${years.join(" and ")}.`;
};

/** What belongs to one year: people and the names of the year. */
export function yearFacts(view: YearView, people: People): Map<string, Printed> {
  const facts: [string, string][] = [
    ["coach/name", personFor("coach", view, people)],
    ["supervisor/name", personFor("supervisor", view, people)],
    ["year/number", String(view.year)],
    ["year/name", view.programYear.name],
  ];
  return new Map(facts.map(([key, text]) => [key, fact(text)]));
}

/** What is computed from one document: due date, totals, the view of evidence by element. */
export function documentFacts({ view, document }: Part, form: Form, asOf: Day): Map<string, Printed> {
  const { due, milestone, moved } = documentDue(view, document);
  const assumed = view.settings.milestones.find(({ id }) => id === milestone)?.assumed === true;
  const entries = new Map<string, Printed>([
    [
      "document/due",
      fact(
        due
          ? `${dateText(due)}${moved ? `, moved from ${dateText(moved)}` : ""}${assumed ? " (assumed, confirm)" : ""}`
          : "",
      ),
    ],
    ["document/name", fact(document.name)],
    ...computedNames.map((name): [string, Printed] => [
      `computed/${name.replaceAll(".", "/")}`,
      fact(usedBy(form, name) ? (computedText(name, view, document, asOf) ?? "") : ""),
    ]),
  ]);
  for (const field of walkFields(form.fields)) {
    if (!listsByElement(field)) continue;
    const rows = evidenceMatrix(mappings(valuesAt(document.value, field.path)[0]?.value).filter(isMapping));
    entries.set("matrix", { is: "list", items: rows.map(matrixScope) });
  }
  return entries;
}

const usedBy = (form: Form, name: string) =>
  [...walkFields(form.fields)].some(({ totals }) => totals && Object.values(totals).includes(name));

const matrixScope = ({ label, items }: ReturnType<typeof evidenceMatrix>[number]): Scope => ({
  path: "matrix",
  entries: new Map([
    ["element", fact(label)],
    ["where", fact(items.join("; "))],
  ]),
  outer: null,
});

/** A table of things that have a file and name elements: it is shown by element too. */
export const listsByElement = (field: Form["fields"][number]): boolean =>
  field.print === "table" &&
  field.fields.some(({ key }) => key === "path") &&
  field.fields.some(({ choices }) => choices?.length === Object.keys(cpsel.elements).length);
