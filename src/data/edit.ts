import { isDeepStrictEqual } from "node:util";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { isMapping, items, type Mapping, type Value } from "../core/basics/values.ts";
import { UserError } from "../core/problems/user-error.ts";
import { withoutMark } from "./decode.ts";
import {
  behindItems,
  behindKeys,
  type EditedText,
  firstItem,
  inPlace,
  nodeAt,
  pairOf,
  type TextEdit,
} from "./edit-place.ts";
import { dashed, inlineText, pairText } from "./edit-text.ts";
import { placeName, pointerSteps, replaced, valueAt } from "./edit-value.ts";
import { readYaml } from "./yaml.ts";

/**
 * Adds an item at the end of a list, touching nothing else: comments, order and spacing stay byte for byte. `list` is
 * a key of the file, or a JSON pointer to a list further in; the list may be empty, null or not there yet. `lines` is
 * the item without its dash, one key a line. Throws UserError when the file's own layout does not allow it.
 */
export function appendItem(source: string, list: string, item: Mapping, lines: string[], file: string): string {
  const pointer = list.startsWith("/") ? list : `/${list}`;
  const byHand = `  - ${lines.join("\n    ")}`;
  const plan: Plan = (before, layout, parent, key) => {
    const value = [...items(before), item];
    const inline = inlineText(item);
    const pair = pairOf(parent, key);
    const change = !pair
      ? behindKeys(layout, parent, [`${key}:`, ...dashed(lines, "  ")], pairText(key, value))
      : ((parent.flow ? null : firstItem(layout, pair, lines)) ??
        (isSeq(pair.value)
          ? behindItems(layout, pair.value, lines, inline)
          : before === null
            ? inPlace(layout, pair, `[${inline}]`)
            : null));
    return { value, change };
  };
  return edit(source, pointer, file, { verb: "add to", byHand, plan });
}

/**
 * Sets one key of a mapping, touching nothing else; a key that is not there yet is added behind the last one.
 * `pointer` is a JSON pointer that ends with the key. What is there now must stand on one line, and so will the new
 * value. Throws UserError when the file's own layout does not allow it.
 */
export function setValue(source: string, pointer: string, value: Value, file: string): string {
  const key = pointerSteps(pointer).at(-1) ?? "";
  const line = pairText(key, value);
  const plan: Plan = (_, layout, parent) => {
    const pair = pairOf(parent, key);
    return {
      value,
      change: pair ? inPlace(layout, pair, inlineText(value)) : behindKeys(layout, parent, [line], line),
    };
  };
  return edit(source, pointer, file, { verb: "change", byHand: `  ${line}`, plan });
}

export type ItemMatch = { [key: string]: Value } | ((item: Mapping) => boolean);

/**
 * The JSON pointer of the one item that a list holds with these values. `list` as for `appendItem`.
 * Throws UserError when no item is meant, or more than one.
 */
export function pointerToItem(source: string, list: string, where: ItemMatch, file: string): string {
  const pointer = list.startsWith("/") ? list : `/${list}`;
  const meant = (item: Value) =>
    isMapping(item) &&
    (typeof where === "function"
      ? where(item)
      : Object.entries(where).every(([key, value]) => isDeepStrictEqual(item[key], value)));
  const found = items(valueAt(readValue(withoutMark(source), file), pointerSteps(pointer))).flatMap((item, index) =>
    meant(item) ? [`${pointer}/${index}`] : [],
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const which = typeof where === "function" ? "" : ` with ${inlineText(where)}`;
  throw new UserError(
    `${file} has ${only === undefined ? "no" : "more than one"} entry under ${pointerSteps(pointer).at(-1)}${which}.`,
    "Look into the file: it may have been changed meanwhile.",
  );
}

function readValue(text: string, file: string): Value {
  const read = readYaml(text);
  if ("value" in read) return read.value;
  throw new UserError(`${file} cannot be read.`, undefined, [{ path: file, pointer: "", ...read.problem }]);
}

interface Edit {
  verb: "add to" | "change";
  /** What to write instead, where it cannot be done. */
  byHand: string;
  plan: Plan;
}

type Plan = (
  before: Value | undefined,
  layout: EditedText,
  parent: Parameters<typeof pairOf>[0],
  key: string,
) => { value: Value; change: TextEdit | null };

/** Makes the planned change, reads the text again and accepts nothing but the value that was meant. */
function edit(source: string, pointer: string, file: string, { verb, byHand, plan }: Edit): string {
  const text = withoutMark(source);
  const before = readValue(text, file);
  const steps = pointerSteps(pointer);
  const above = steps.slice(0, -1);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const parent = nodeAt(document.contents, above);
  const planned = isMap(parent) ? plan(valueAt(before, steps), { text, lines }, parent, steps.at(-1) ?? "") : null;
  if (planned?.change) {
    const { from, to, text: added } = planned.change;
    const written = text.slice(0, from) + added + text.slice(to);
    const again = readYaml(written);
    if ("value" in again && isDeepStrictEqual(again.value, replaced(before, steps, planned.value)))
      return source.slice(0, source.length - text.length) + written;
  }
  throw new UserError(
    `${file} is laid out in a way that ilp cannot ${verb} safely.`,
    `Write this under ${placeName(before, verb === "change" ? above : steps)} yourself:\n${byHand}`,
  );
}
