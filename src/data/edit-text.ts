import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";

const word = (key: string) => (/^[a-z][a-z0-9_-]*$/.test(key) ? key : JSON.stringify(key));

/** A value on one line, as it may stand anywhere in a YAML file: text in quotes, groups in braces, lists in brackets. */
export function inlineText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(inlineText).join(", ")}]`;
  if (!isMapping(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${word(key)}: ${inlineText(inner)}`);
  return pairs.length > 0 ? `{ ${pairs.join(", ")} }` : "{}";
}

export const pairText = (key: string, value: Value) => `${word(key)}: ${inlineText(value)}`;

/** An item of a list without its dash, one key a line. */
export const itemLines = (item: Mapping): string[] => Object.entries(item).map(([key, value]) => pairText(key, value));

/** An item as it stands in a block list. */
export const dashed = (lines: string[], indent: string): string[] =>
  lines.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`);

/** How the line before `at` ends; else how the file's first line does. */
export function lineBreak(source: string, at: number): string {
  const before = source.lastIndexOf("\n", at - 1);
  const any = before === -1 ? source.indexOf("\n") : before;
  return any > 0 && source[any - 1] === "\r" ? "\r\n" : "\n";
}
