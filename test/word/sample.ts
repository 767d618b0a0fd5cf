import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Mapping, Value } from "../../src/core/basics/values.ts";
import { type Field, type Form, walkFields } from "../../src/core/forms/form.ts";
import type { Document, People, Profile, Rulebook, Settings } from "../../src/core/program/program.ts";
import { viewsOf, type YearView } from "../../src/core/review/year.ts";
import { readActs, readForms } from "../../src/forms/table.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";

export const root = join(import.meta.dirname, "..", "..");

const preset = parse(readFileSync(join(root, "templates", "presets", "combined.yaml"), "utf8")) as Settings;
export const settings: Settings = { ...preset, id: "sample", district: "Sample & Sons <District>" };
const { forms } = readForms(builtInSchemas, settings);

const people = {
  schema: "people@1",
  people: [
    { id: "candidate-one", name: "Candidate One", roles: ["candidate"] },
    { id: "coach-one", name: 'Coach "One"', roles: ["coach"] },
  ],
} as unknown as People;

export const rulebook: Rulebook = { settings, people, forms, acts: readActs(builtInSchemas, settings) };
export const wordForms = forms.filter(({ word }) => word);
export const formOf = (id: string): Form => forms.find((form) => form.id === id) as Form;

export const profile = {
  schema: "profile@1",
  id: "candidate-one",
  name: "Candidate One",
  kind: "induction",
  site: "Site & School",
  "program-start": "2023-08-01",
  assignments: [{ role: "coach", person: "coach-one", from: "2023-08-01" }],
  years: [
    { year: 1, starts: "2023-08-01" },
    { year: 2, starts: "2024-08-01" },
  ],
} as unknown as Profile;

/** A text that ends in a word of its own, to be looked for later. */
const prose = (mark: string) =>
  `First <b>& "quoted" 'one'.\r\nSecond line\twith a tab, {{candidate.name}} and }} left as they are.\n\n**Bold** and *italic*, [a link](https://example.org/a?b=1&c=2).\n\n- bullet\n- other\n\n1. one\n2. two\n\n> quoted\u0001\uD800 مرحبا ${"long".repeat(40)} ${mark}`;

/** An answer of the right kind for a field, or a blank one. */
function answerFor(field: Field, mark: string, rich: boolean): Value {
  if (field.kind === "group") return mappingOf(field.fields, mark, rich);
  if (field.kind === "list")
    return rich
      ? [1, 2].map((number) => ({ ...mappingOf(field.fields, `${mark}-${number}`, rich), id: `item-${number}` }))
      : [];
  if (!rich) return null;
  const [choice] = field.choices ?? [];
  if (field.ref === "people") return "coach-one";
  if (field.kind === "ids") return ["item-1", "item-2"];
  if (field.ref) return "item-1";
  if (field.kind === "text") return prose(mark);
  if (field.kind === "date") return "2023-10-31";
  if (field.kind === "time") return "15:30";
  if (field.kind === "number") return 1.25;
  if (field.kind === "yes-no") return true;
  if (field.kind === "choices") return (field.choices ?? []).slice(0, 2).map(({ value }) => value);
  return choice ? choice.value : `Line {{of}} & <text> ${mark}`;
}

const mappingOf = (fields: Field[], mark: string, rich: boolean): Mapping =>
  Object.fromEntries(fields.map((field) => [field.key, answerFor(field, `${mark}.${field.key}`, rich)]));

/** A document of a form: everything answered, or nothing but what says which document it is. */
export function documentFor(form: Form, year: number, rich: boolean): Document {
  const each = form.each?.key;
  const value = mappingOf(form.fields, `y${year}`, rich);
  if (each) value[each] = form.fields.find(({ key }) => key === each)?.choices?.at(-1)?.value ?? "2023-10";
  const perYear = form.path.includes("{year}");
  const name = form.path.replace("{year}", String(year)).replace(/\{.*\}/, String(value[each ?? ""]));
  return { form, file: `candidates/candidate-one/${name}.yaml`, name, year: perYear ? year : null, value };
}

/** Two years of a candidate with these documents. */
export const viewsWith = (documents: Document[]): YearView[] =>
  viewsOf({ id: "candidate-one", profile, documents, problems: [], present: new Set(), evidenceFiles: null }, rulebook);

/** Every form answered in full (or left blank), over two years. */
export function allDocuments(rich: boolean): Document[] {
  const both = forms.flatMap((form) => [1, 2].map((year) => documentFor(form, year, rich)));
  return [...new Map(both.map((document) => [document.name, document])).values()];
}

/** The fields that are printed for every candidate. */
const alwaysPrinted = (fields: Field[]): Field[] =>
  fields
    .filter(({ print, applies }) => print !== "never" && applies === undefined)
    .map((field) => ({ ...field, fields: alwaysPrinted(field.fields) }));

/** The words of a rich document that only it holds. */
export function marksOf(form: Form, year: number): string[] {
  const text = JSON.stringify(
    mappingOf(alwaysPrinted(form.fields.filter(({ key }) => key !== form.each?.key)), `y${year}`, true),
  );
  return [...text.matchAll(/y\d(?:[.-][\w-]+)+/g)].map(([mark]) => mark);
}

export const everyField = (form: Form) => [...walkFields(form.fields)];

export const templateOf = (form: string): Uint8Array => readFileSync(join(root, "templates", "word", `${form}.docx`));

/** The smallest picture: one white dot. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTW2GgAAAABJRU5ErkJggg==",
  "base64",
);
