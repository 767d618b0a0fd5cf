import { isDeepStrictEqual } from "node:util";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { UserError } from "../core/user-error.ts";
import { isMapping, items, type Mapping } from "../core/values.ts";
import { withoutMark } from "./decode.ts";
import { readYaml } from "./yaml.ts";

/**
 * Adds an item at the end of a list, touching nothing else: comments, order and spacing stay byte for byte.
 * `lines` is the item without its dash, one key a line. Throws UserError when the file's own layout does not allow it.
 */
export function appendItem(source: string, key: string, item: Mapping, lines: string[], file: string): string {
  const text = withoutMark(source);
  const read = readYaml(text);
  if ("problem" in read)
    throw new UserError(`${file} cannot be read.`, undefined, [{ path: file, pointer: "", ...read.problem }]);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const node = isMap(document.contents) ? document.contents.get(key, true) : null;
  const list = isSeq(node) ? node : null;
  const written =
    list && list.items.length > 0
      ? list.flow
        ? null
        : insertAfter(text, list, lines, counter)
      : insertFirst(text, key, lines, document);
  const before = isMapping(read.value) ? read.value : {};
  const expected = { ...before, [key]: [...items(before[key]), item] };
  const again = written === null ? null : readYaml(written);
  if (written === null || again === null || "problem" in again || !isDeepStrictEqual(again.value, expected))
    throw new UserError(
      `${file} is laid out in a way that ilp cannot add to safely.`,
      `Add this under ${key}: yourself:\n  - ${lines.join("\n    ")}`,
    );
  return source.slice(0, source.length - text.length) + written;
}

type Seq = { range?: readonly number[] | null; items: unknown[] };

function insertAfter(source: string, list: Seq, lines: string[], counter: LineCounter): string {
  const start = list.range?.[0] ?? 0;
  const indent = " ".repeat(counter.linePos(start).col - 1);
  const lastItem = list.items.at(-1) as { range?: readonly number[] | null };
  const end = lastItem.range?.[1] ?? source.length;
  const lineEnd = source.indexOf("\n", Math.max(end - 1, 0));
  const at = lineEnd === -1 ? source.length : lineEnd + 1;
  const eol = lineBreak(source, at);
  const lead = lineEnd === -1 && !source.endsWith("\n") ? eol : "";
  return source.slice(0, at) + lead + itemText(lines, indent, eol) + source.slice(at);
}

/** `key: []`, `key: null` or `key:` becomes a list of one. */
function insertFirst(
  source: string,
  key: string,
  lines: string[],
  document: ReturnType<typeof parseDocument>,
): string | null {
  const pair = isMap(document.contents)
    ? document.contents.items.find((each) => String((each.key as { value?: unknown }).value) === key)
    : undefined;
  const range = (pair?.value as { range?: readonly number[] } | null)?.range;
  if (!pair || !range) return null;
  const colon = source.indexOf(":", (pair.key as { range: readonly number[] }).range[1]);
  const [from = 0, to = 0] = range;
  const blank = /^(\[\s*\]|null|Null|NULL|~|)$/.test(source.slice(from, to));
  if (!blank || /\S/.test(source.slice(colon + 1, from))) return null;
  const rest = source.slice(to);
  const line = /^[^\n]*\n?/.exec(rest)?.[0] ?? "";
  const eol = lineBreak(source, to + line.length);
  const trailing = line.replace(/\r?\n$/, "");
  return `${source.slice(0, colon + 1)}${trailing}${eol}${itemText(lines, "  ", eol)}${rest.slice(line.length)}`;
}

/** As the line before ends; else as the file's first line does. */
function lineBreak(source: string, at: number): string {
  const before = source.lastIndexOf("\n", at - 1);
  const any = before === -1 ? source.indexOf("\n") : before;
  return any > 0 && source[any - 1] === "\r" ? "\r\n" : "\n";
}

const itemText = (lines: string[], indent: string, eol: string) =>
  lines.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}${eol}`).join("");
