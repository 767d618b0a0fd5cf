import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { dashed, lineBreak } from "./edit-text.ts";

/** One stretch of the text that gives way to another; all that is outside of it stays. */
export interface TextEdit {
  from: number;
  to: number;
  text: string;
}

export interface EditedText {
  text: string;
  lines: LineCounter;
}

export const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((each) => isScalar(each.key) && String(each.key.value) === key);

/** The node some steps below another; null when there is none. */
export function nodeAt(root: unknown, steps: string[]): unknown {
  let node = root;
  for (const step of steps)
    node = isMap(node)
      ? pairOf(node, step)?.value
      : isSeq(node) && /^\d+$/.test(step)
        ? node.items[Number(step)]
        : null;
  return node ?? null;
}

const rangeOf = (node: unknown) => (node as Node | null | undefined)?.range ?? null;
const startOf = (node: unknown) => rangeOf(node)?.[0] ?? 0;
const endOf = (node: unknown) => rangeOf(node)?.[1];
const columnOf = ({ lines }: EditedText, offset: number) => lines.linePos(offset).col - 1;

/** New lines below the line on which a node of a block ends. */
function below({ text }: EditedText, end: number, added: string[]): TextEdit {
  const lineEnd = text.indexOf("\n", Math.max(end - 1, 0));
  const at = lineEnd === -1 ? text.length : lineEnd + 1;
  const eol = lineBreak(text, at);
  const lead = lineEnd === -1 ? eol : "";
  return { from: at, to: at, text: lead + added.map((line) => line + eol).join("") };
}

/** One more entry behind the last one in [brackets] or {braces}. */
function inside(
  { text }: EditedText,
  node: YAMLMap | YAMLSeq,
  end: number | undefined,
  added: string,
): TextEdit | null {
  const [open = 0, close = 0] = rangeOf(node) ?? [];
  if (node.items.length > 0) {
    if (end === undefined) return null;
    const comma = /^\s*,/.exec(text.slice(end, close))?.[0];
    const at = end + (comma?.length ?? 0);
    return { from: at, to: at, text: comma ? ` ${added}` : `, ${added}` };
  }
  if (text.slice(open + 1, close - 1).trim() !== "") return null;
  const pad = isMap(node) ? " " : "";
  return { from: open + 1, to: close - 1, text: pad + added + pad };
}

/** An item behind the last one of a list that has some, or that stands in [brackets]. */
export function behindItems(layout: EditedText, list: YAMLSeq, block: string[], inline: string): TextEdit | null {
  if (list.flow) return inside(layout, list, endOf(list.items.at(-1)), inline);
  const indent = " ".repeat(columnOf(layout, startOf(list)));
  return below(layout, endOf(list.items.at(-1)) ?? layout.text.length, dashed(block, indent));
}

/** A key behind the last one of a mapping; below it, further lines that belong to it. */
export function behindKeys(layout: EditedText, map: YAMLMap, block: string[], inline: string): TextEdit | null {
  const last = map.items.at(-1);
  const end = endOf(last?.value) ?? endOf(last?.key);
  if (map.flow) return inside(layout, map, end, inline);
  if (end === undefined) return null;
  const indent = " ".repeat(columnOf(layout, startOf(map.items[0]?.key)));
  return below(
    layout,
    end,
    block.map((line) => indent + line),
  );
}

/** Where the colon behind a key stands; null for a key without one. */
function colonOf({ text }: EditedText, pair: Pair): number | null {
  const end = endOf(pair.key);
  const space = end === undefined ? null : /^\s*(?=:)/.exec(text.slice(end));
  return end === undefined || !space ? null : end + space[0].length;
}

/** A value on one line in the place of another that is on one line, or of nothing. */
export function inPlace(layout: EditedText, pair: Pair, inline: string): TextEdit | null {
  const { text } = layout;
  const range = rangeOf(pair.value);
  const colon = colonOf(layout, pair);
  if (colon === null) {
    const end = endOf(pair.key);
    return pair.value || end === undefined ? null : { from: end, to: end, text: `: ${inline}` };
  }
  const [from, to] = range ?? [colon + 1, colon + 1];
  if (from === to) return { from: colon + 1, to: colon + 1, text: ` ${inline}` };
  // A tag would speak of the old value.
  const tagged = (pair.value as Node | null)?.tag !== undefined;
  return tagged || /[\n\r]/.test(text.slice(from, to)) ? null : { from, to, text: inline };
}

/** `key: []`, `key: null` or `key:` in a block becomes a list of one, below the key. */
export function firstItem(layout: EditedText, pair: Pair, block: string[]): TextEdit | null {
  const { text } = layout;
  const colon = colonOf(layout, pair);
  const [from, to] = rangeOf(pair.value) ?? [];
  if (colon === null || from === undefined || to === undefined) return null;
  const blank = /^(\[\s*\]|null|Null|NULL|~|)$/.test(text.slice(from, to));
  if (!blank || /\S/.test(text.slice(colon + 1, from))) return null;
  const line = /^[^\n]*\n?/.exec(text.slice(to))?.[0] ?? "";
  const eol = lineBreak(text, to + line.length);
  const indent = " ".repeat(columnOf(layout, startOf(pair.key)) + 2);
  const added = dashed(block, indent).map((each) => each + eol);
  return {
    from: colon + 1,
    to: to + line.length,
    text: line.replace(/\r?\n$/, "") + eol + added.join(""),
  };
}
