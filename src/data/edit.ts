import { isDeepStrictEqual } from "node:util";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Mapping, Value } from "../core/values.ts";
import { UserError } from "../core/user-error.ts";

/**
 * Adds an item at the end of a list, touching nothing else: comments, order and spacing stay byte for byte.
 * `lines` is the item without its dash, one key a line. Throws UserError when the file's own layout does not allow it.
 */
export function appendItem(source: string, key: string, item: Mapping, lines: string[], file: string): string {
  const eol = source.includes("\r\n") ? "\r\n" : "\n";
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const node = document.get(key, true);
  const list = isMap(document.contents) && isSeq(node) ? node : null;
  const written = list && list.items.length > 0 && !list.flow ? insertAfter(source, list, lines, eol, counter) : insertFirst(source, key, list, lines, eol, document);
  const before = document.toJS() as Mapping;
  const expected = { ...before, [key]: [...((before[key] as Value[] | null) ?? []), item] };
  if (written === null || !isDeepStrictEqual(parseDocument(written).toJS(), expected))
    throw new UserError(`${file} is laid out in a way that ilp cannot add to safely.`, `Add this under ${key}: yourself:\n  - ${lines.join("\n    ")}`);
  return written;
}

type Seq = { range?: readonly number[] | null; items: unknown[] };

function insertAfter(source: string, list: Seq, lines: string[], eol: string, counter: LineCounter): string {
  const start = list.range?.[0] ?? 0;
  const indent = " ".repeat(counter.linePos(start).col - 1);
  const lastItem = list.items.at(-1) as { range?: readonly number[] | null };
  const end = lastItem.range?.[1] ?? source.length;
  const lineEnd = source.indexOf("\n", Math.max(end - 1, 0));
  const at = lineEnd === -1 ? source.length : lineEnd + 1;
  const lead = lineEnd === -1 && !source.endsWith("\n") ? eol : "";
  return source.slice(0, at) + lead + itemText(lines, indent, eol) + source.slice(at);
}

/** `key: []`, `key: null` or `key:` becomes a list of one. */
function insertFirst(source: string, key: string, list: Seq | null, lines: string[], eol: string, document: ReturnType<typeof parseDocument>): string | null {
  if (list && list.items.length > 0) return null;
  const pair = isMap(document.contents) ? document.contents.items.find((each) => String((each.key as { value?: unknown }).value) === key) : undefined;
  const range = (pair?.value as { range?: readonly number[] } | null)?.range;
  if (!pair || !range) return null;
  const colon = source.indexOf(":", (pair.key as { range: readonly number[] }).range[1]);
  const rest = source.slice(range[1]);
  const comment = /^[^\n]*\n?/.exec(rest)?.[0] ?? "";
  const trailing = comment.replace(/\r?\n$/, "");
  return `${source.slice(0, colon + 1)}${trailing}${eol}${itemText(lines, "  ", eol)}${rest.slice(comment.length)}`;
}

const itemText = (lines: string[], indent: string, eol: string) =>
  lines.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}${eol}`).join("");
