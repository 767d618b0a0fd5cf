import type { Value } from "../core/basics/values.ts";
import type { Field } from "../core/forms/form.ts";

/** A stretch of printed text. `href` leads out of the file, `anchor` to a bookmark in it. "\n" is a line break. */
export interface Span {
  text: string;
  href?: string;
  anchor?: string;
}

/** One answer, ready to be printed, with what marks its place. */
export interface PrintedAnswer {
  is: "answer";
  field: Field;
  /** Below the document. */
  address: string;
  /** What marks it in the file: the address, with the year before it where one file holds several. */
  anchor: string;
  document: string;
  value: Value;
  blank: boolean;
  shown: Span[];
  /** In few words, for narrow columns. */
  short: Span[];
  /** Letters of earlier documents, by the value they chose. */
  marks: Record<string, string>;
}

/** Something the form shows and nobody answers. */
export interface FactEntry {
  is: "fact";
  spans: Span[];
  /** Prose is printed with its paragraphs when a slot is rich. */
  prose?: string;
  /** Makes the printed text a place that links lead to. */
  bookmark?: string;
}

export interface PictureEntry {
  is: "picture";
  path: string;
  bytes: Uint8Array;
  description: string;
}

export interface GroupEntry {
  is: "group";
  field: Field;
  blank: boolean;
}

export interface ListEntry {
  is: "list";
  items: Scope[];
}

export type Printed = PrintedAnswer | FactEntry | PictureEntry | GroupEntry | ListEntry;

/** The names known at one place of a form. `path` is the form's path without list marks: goals/action-steps. */
export interface Scope {
  path: string;
  entries: Map<string, Printed>;
  outer: Scope | null;
}

/** The entry a name means here: the nearest scope that has it, from the inside out. */
export function lookUp(scope: Scope | null, key: string): Printed | undefined {
  for (let at = scope; at; at = at.outer) {
    const entry = at.entries.get(key);
    if (entry) return entry;
  }
  return undefined;
}

export const fact = (text: string): FactEntry => ({ is: "fact", spans: text === "" ? [] : [{ text }] });

export const plainText = (spans: Span[]) => spans.map(({ text }) => text).join("");
