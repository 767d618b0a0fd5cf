import { isDay } from "../core/basics/dates.ts";
import { hoursText } from "../core/basics/hours.ts";
import { isBlank, isMapping, items, type Mapping, text, type Value } from "../core/basics/values.ts";
import type { Choice, Field } from "../core/forms/form.ts";
import { evidenceBookmark } from "./anchors.ts";
import type { Span } from "./scope.ts";

/** A list that answers refer to. */
export interface ReferredList {
  items: Mapping[];
  /** What one item is called. */
  noun: string;
  fields: Field[];
}

/** What an answer's printed form may depend on: the things it refers to. */
export interface References {
  /** The items of `form/list`, or null where there is no such document. */
  listOf: (ref: string) => ReferredList | null;
  personName: (id: string) => string;
  /** Called for every item with a file or an address, so that it is listed at the end. */
  cite: (item: Mapping, fields: Field[]) => void;
}

/** A day as it is written in California: 09/12/2023. What is no day is printed as it is. */
export const dateText = (value: string) =>
  isDay(value) ? `${value.slice(5, 7)}/${value.slice(8)}/${value.slice(0, 4)}` : value;

/** Days in a sentence of ours, as they are written on paper. */
export const daysOnPaper = (words: string) => words.replace(/\b\d{4}-\d\d-\d\d\b/g, dateText);

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const monthText = (value: string) => {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(value) ?? [];
  return year ? `${monthNames[Number(month) - 1]} ${year}` : value;
};

/** How an answer reads on paper, in full and in few words. */
export function showAnswer(field: Field, value: Value, references: References): { shown: Span[]; short: Span[] } {
  if (isBlank(value)) return { shown: [], short: [] };
  if (field.ref) {
    const spans = refer(field.ref, Array.isArray(value) ? value : [value], references);
    return { shown: spans, short: spans };
  }
  if (field.kind === "choice" || field.kind === "choices" || (field.choices && field.kind === "line")) {
    const values = Array.isArray(value) ? value : [value];
    const joined = (name: (choice: Choice) => string, glue: string): Span[] => [
      {
        text: values
          .map((each) =>
            name(field.choices?.find((choice) => choice.value === each) ?? { value: each, label: String(each) }),
          )
          .join(glue),
      },
    ];
    return { shown: joined(({ label }) => label, "; "), short: joined(shortLabel, ", ") };
  }
  const spans = plain(field, value);
  return { shown: spans, short: spans };
}

function plain(field: Field, value: Value): Span[] {
  if (typeof value === "boolean") return [{ text: value ? "Yes" : "No" }];
  if (typeof value === "number") return [{ text: field.kind === "number" ? hoursText(value) : String(value) }];
  if (field.kind === "date") return [{ text: dateText(text(value)) }];
  if (Array.isArray(value)) return [{ text: value.map(String).join(", ") }];
  const words = String(value);
  if (field.kind === "line" && /^https?:\/\/\S+$/.test(words.trim()))
    return [{ text: words.trim(), href: words.trim() }];
  return [{ text: field.kind === "line" ? monthText(words) : words }];
}

/** "CPSEL 2: Instructional Leadership" is CPSEL 2 in a narrow column, "2A Professional Learning Culture" is 2A. */
export function shortLabel({ value, label }: Choice): string {
  if (label.startsWith(`${value} `)) return String(value);
  return /^(\S+ \d+): /.exec(label)?.[1] ?? label;
}

function refer(ref: string, ids: Value[], references: References): Span[] {
  const spans = ids.map((id): Span => {
    if (ref === "people" || ref.startsWith("people/")) return { text: references.personName(String(id)) };
    const target = references.listOf(ref);
    const index = target?.items.findIndex((item) => item.id === id) ?? -1;
    const item = target?.items[index];
    return target && item ? referToItem(item, index, target, references) : { text: String(id) };
  });
  return spans.flatMap((span, index) => (index === 0 ? [span] : [{ text: "; " }, span]));
}

function referToItem(item: Mapping, index: number, target: ReferredList, references: References): Span {
  const title = text(item.title);
  if ("url" in item || "path" in item) {
    references.cite(item, target.fields);
    const name = title || String(item.id);
    return text(item.url)
      ? { text: name, href: text(item.url) }
      : { text: name, anchor: evidenceBookmark(String(item.id)) };
  }
  if (!title)
    return { text: `${target.noun} ${index + 1}${typeof item.cpsel === "number" ? ` (CPSEL ${item.cpsel})` : ""}` };
  const hours = typeof item.hours === "number" ? `${hoursText(item.hours)} ${item.hours === 1 ? "hour" : "hours"}` : "";
  return { text: [title, dateText(text(item.date)), hours].filter(Boolean).join(", ") };
}

/** What tells one item of a list from the next: the first answer that is a choice, a reference or a day. */
export function itemName(fields: Field[], item: Value, references: References): string {
  if (!isMapping(item)) return "";
  const quiet = { ...references, cite: () => {} };
  for (const field of fields) {
    const telling =
      field.kind === "choice" || field.kind === "date" || (field.ref !== undefined && field.kind === "line");
    if (!telling || isBlank(item[field.key])) continue;
    return showAnswer(field, item[field.key] ?? null, quiet)
      .shown.map((span) => span.text)
      .join("");
  }
  return "";
}

export const mappings = (value: Value | undefined): Mapping[] => items(value).filter(isMapping);
