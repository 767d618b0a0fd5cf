import { isBlank, type Value } from "../basics/values.ts";
import type { Field, Form } from "../forms/form.ts";
import type { Clash, PathStep } from "./three-way.ts";

/** A field that both sides changed differently, for people. Texts are shortened to where they differ. */
export interface FieldConflict {
  /** The labels that lead to it: Cell 2 – Area of focus */
  label: string;
  /** Below the document: initial-goal/focus/area */
  address: string;
  mine: string;
  theirs: string;
}

/** Why a file could not be put together by itself. */
export type ConflictReason =
  | "fields"
  | "lines"
  | "unreadable"
  | "removed-here"
  | "removed-there"
  | "not-text"
  | "same-name";

/** A file that both sides changed so that somebody has to decide. */
export interface FileConflict {
  path: string;
  /** The document's title, where it is one. */
  title: string | null;
  reason: ConflictReason;
  fields: FieldConflict[];
  /** Who made the newest change to it on the other side. */
  by: string;
}

/** The fields of a document that clash, by the labels of its form; without a form, by their keys. */
export const fieldConflicts = (form: Form | undefined, clashes: Clash[]): FieldConflict[] =>
  clashes.map(({ steps, ours, theirs }) => {
    const [mine, other] = shortened(wordsOf(ours), wordsOf(theirs));
    return { label: labelOf(form, steps), address: steps.map(nameOf).join("/"), mine, theirs: other };
  });

const nameOf = (step: PathStep) => ("key" in step ? step.key : step.item);

function labelOf(form: Form | undefined, steps: PathStep[]): string {
  let fields = form?.fields ?? [];
  let last: Field | undefined;
  const labels = steps.map((step) => {
    if ("item" in step) return `${last?.list?.item ?? last?.label ?? "Item"} ${step.item}`;
    last = fields.find(({ key }) => key === step.key);
    fields = last?.fields ?? [];
    return last?.cell === undefined ? (last?.label ?? step.key) : `Cell ${last.cell}: ${last.label}`;
  });
  // A list's own label says no more than its item's.
  return labels.filter((_, at) => !(steps[at + 1] && "item" in (steps[at + 1] ?? {}))).join(" – ");
}

function wordsOf(value: Value | undefined): string {
  if (isBlank(value)) return "";
  if (typeof value === "string") return value.replace(/\s+/g, " ").trim();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const longest = 70;

/** Two texts, cut so that the place where they part can be seen. */
function shortened(a: string, b: string): [string, string] {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const from = Math.max(a.length, b.length) <= longest ? 0 : a.lastIndexOf(" ", Math.max(0, same - 20)) + 1;
  const cut = (text: string) => {
    const rest = text.slice(from);
    const short = rest.length > longest ? `${rest.slice(0, longest - 1).trimEnd()}…` : rest;
    return from > 0 ? `…${short}` : short;
  };
  return [cut(a), cut(b)];
}
