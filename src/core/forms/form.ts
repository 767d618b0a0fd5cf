import type { Role } from "../../generated/roles.ts";
import type { Mapping, Value } from "../basics/values.ts";

export type { Role };

export interface Condition {
  when?: string;
  is?: Value[] | string;
  blank?: boolean;
  setting?: string;
}
export type Need = true | Condition;

/** text: prose; line: one line; ids: references in a list; group: fields under one heading; list: items of the same fields. */
export type Kind =
  | "group"
  | "list"
  | "text"
  | "line"
  | "date"
  | "time"
  | "number"
  | "yes-no"
  | "choice"
  | "choices"
  | "ids";

export interface Choice {
  value: Value;
  label: string;
}

/** One question of a form, read from its schema. `path` is made of keys, `*` standing for the items of a list. */
export interface Field {
  key: string;
  path: string;
  kind: Kind;
  label: string;
  prompt: string;
  fields: Field[];
  choices?: Choice[];
  /** Where program.yaml lists them, such as review.concerns. */
  listedIn?: string;
  /** True when other answers than `choices` are allowed: they are only offered. */
  open?: boolean;
  /** Characters it may have. */
  longest?: number;
  /** The schema demands the line itself: it is never left out or empty. */
  mandatory?: boolean;
  needed?: Need;
  wanted?: Need;
  applies?: Condition;
  list?: { item: string; min?: string; max?: string };
  cell?: number;
  inferred?: boolean;
  part?: string;
  due?: string;
  ref?: string;
  writer?: Role;
  print?: "table" | "levels" | "never";
  totals?: Record<string, string>;
  prefill?: string;
  /** What a no owes: `a-yes`, that it becomes one (where a requirement lists this key); `feedback` on the text that says so. */
  owes?: { "a-yes"?: true | string; feedback?: true };
  /** Of a list of what took place: the keys of its days; an item counts from the last of them on. */
  falls?: string[];
  /** Of a day: it lies within the candidate's years. */
  within?: "years";
  /** How a command takes it, and what its help says. */
  flag?: string;
  help?: string;
  /** A day that is not still to come. */
  past?: true;
  /** A day later than the one beside it. */
  later?: string;
  /** A correction says it again. */
  anew?: true;
  /** How many there may be. */
  most?: number;
}

export interface Section {
  sign: Partial<Record<Role, "required" | "optional">>;
  statement: string;
  /** The sentence says that it is complete: only the candidate may sign it while an answer is missing. */
  complete?: boolean;
}

export interface Form {
  id: string;
  version: number;
  title: string;
  description: string;
  /** Below the candidate's folder, without .yaml, with {year} and {key}. */
  path: string;
  writer: Role;
  due?: string | Record<string, string>;
  source: string;
  optional: boolean;
  each?: { key: string; of: string; as?: "month"; count?: string };
  sections: Record<string, Section>;
  /** Parts that are handed in and decided on, and parts that get feedback: as keys of `sections`, or others. */
  review: string[];
  feedback: string[];
  rules: string[];
  together: boolean;
  /** Nobody fills it in: what it says is computed. */
  computed?: true;
  /** Cut to one part, for somebody who may read no more: the path of that part. */
  part?: string;
  beside?: string;
  word: boolean;
  fields: Field[];
  schema: Mapping;
}

/** Every field of a form, depth first. */
export function* walkFields(fields: Field[]): Generator<Field> {
  for (const field of fields) {
    yield field;
    yield* walkFields(field.fields);
  }
}

/** The path of a form's document: year-1/collaborative/2023-09 */
export const documentName = (form: Form, year: number, value: string | number | null) =>
  form.path.replace("{year}", String(year)).replace(`{${form.each?.key}}`, String(value));

/** The same, from what the document says of itself. */
export const nameOf = (form: Form, year: number, value: Mapping) =>
  documentName(form, year, form.each ? String(value[form.each.key]) : null);

/** Whether a document's name fits a form's path. */
export const matches = (form: Form, name: string) =>
  new RegExp(
    `^${form.path.replace("{year}", "[0-9]+").replace(/\{\w+\}/, form.each?.as === "month" ? "[0-9]{4}-[0-9]{2}" : "[A-Za-z0-9-]+")}$`,
  ).test(name);

/** Every milestone a form, or a part of it, is due at. */
export const milestonesOf = (form: Form): string[] => [
  ...new Set([
    ...(typeof form.due === "string" ? [form.due] : Object.values(form.due ?? {})),
    ...[...walkFields(form.fields)].flatMap(({ due }) => (due && !due.startsWith("./") ? [due] : [])),
  ]),
];
