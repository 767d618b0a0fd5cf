import { isMapping, type Mapping, text, type Value } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import type { Document } from "../core/program/program.ts";
import type { YearView } from "../core/review/year.ts";
import { dateText } from "./shown.ts";

/** What earlier documents of the same form chose, to be printed beside the present choice. */
export interface Marks {
  /** "I1 = Initial, year 1 (09/12/2023)", or empty. */
  legend: string;
  /** Letters by the value chosen, for the answer at this address. */
  at: (address: string) => Record<string, string>;
}

const none: Marks = { legend: "", at: () => ({}) };

/** Marks of the forms that print earlier ones beside the current one (`beside`); nothing for the others. */
export function earlierMarks(form: Form, document: Document, view: YearView): Marks {
  const field = form.fields.find(({ key }) => key === form.beside);
  if (!field) return none;
  const order = (field.choices ?? []).map(({ value }) => value);
  const rank = (each: Document) => (each.year ?? 0) * 100 + order.indexOf(each.value[field.key] ?? null);
  const earlier = view.all
    .filter((each) => each.form.id === form.id && rank(each) < rank(document))
    .sort((one, other) => rank(one) - rank(other));
  if (earlier.length === 0) return none;
  const letters = earlier.map((each) => {
    const label = labelOf(field, each.value[field.key] ?? null);
    return { letter: `${label.slice(0, 1)}${each.year ?? ""}`, label, value: each.value, year: each.year };
  });
  const legend = letters.map(({ letter, label, value, year }) => {
    const day = text(value.date) ? ` (${dateText(text(value.date))})` : "";
    return `${letter} = ${label}, year ${year}${day}`;
  });
  return { legend: legend.join("; "), at: (address) => marksAt(letters, address) };
}

const labelOf = (field: Form["fields"][number], value: Value) =>
  field.choices?.find((each) => each.value === value)?.label ?? String(value);

function marksAt(letters: { letter: string; value: Mapping }[], address: string): Record<string, string> {
  const marks: Record<string, string> = {};
  for (const { letter, value } of letters) {
    const chosen = address.split("/").reduce<Value>((at, key) => (isMapping(at) ? (at[key] ?? null) : null), value);
    if (typeof chosen !== "string" && typeof chosen !== "number") continue;
    const key = String(chosen);
    marks[key] = marks[key] ? `${marks[key]} ${letter}` : letter;
  }
  return marks;
}
