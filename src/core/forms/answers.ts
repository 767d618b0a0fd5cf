import { isMapping, items, type Mapping, type Value } from "../basics/values.ts";
import { applies, type Surroundings } from "./condition.ts";
import type { Field } from "./form.ts";

/** One answer of a document with its question and its place. */
export interface Answer {
  field: Field;
  value: Value;
  pointer: string;
  /** The address below the document: keys and item ids, never an index where there is an id. */
  address: string;
  /** Headings above it, outermost first. */
  trail: string[];
}

/**
 * How an item is named in an address: by its id; without one by its standard (cpsel-2) or by the piece of evidence it is
 * about, when no other item has the same; else by its position. So an item keeps its name when others move.
 */
export function stepOf(all: Value[], index: number): string {
  const nameOf = (item: Value | undefined): string | null => {
    if (!isMapping(item)) return null;
    if (typeof item.id === "string") return item.id;
    if (typeof item.cpsel === "number") return `cpsel-${item.cpsel}`;
    return typeof item.item === "string" && item.item !== "" ? item.item : null;
  };
  const name = nameOf(all[index]);
  const alone = name !== null && all.every((other, at) => at === index || nameOf(other) !== name);
  return alone ? name : String(index + 1);
}

/** Every answer a document can hold, in the order of the form, groups and lists themselves included. Nothing that does not apply. */
export function* answers(
  fields: Field[],
  document: Mapping,
  around: Omit<Surroundings, "beside" | "document">,
): Generator<Answer> {
  yield* below(fields, document, { pointer: "", address: "", trail: [] }, { ...around, document });
}

function* below(
  fields: Field[],
  value: Value,
  { pointer, address, trail }: Pick<Answer, "pointer" | "address" | "trail">,
  around: Omit<Surroundings, "beside">,
): Generator<Answer> {
  for (const field of fields) {
    if (!applies(field.applies, { ...around, beside: value })) continue;
    const inner = isMapping(value) ? (value[field.key] ?? null) : null;
    const at = `${pointer}/${field.key}`;
    const name = address === "" ? field.key : `${address}/${field.key}`;
    yield { field, value: inner, pointer: at, address: name, trail };
    const inside = { pointer: at, address: name, trail: [...trail, field.label] };
    if (field.kind === "group") yield* below(field.fields, inner, inside, around);
    if (field.kind === "list")
      for (const [index, item] of items(inner).entries()) {
        const step = stepOf(items(inner), index);
        const label = `${field.list?.item ?? field.label} ${index + 1}`;
        const inItem = { pointer: `${at}/${index}`, address: `${name}/${step}`, trail: [...trail, label] };
        yield* below(field.fields, item, inItem, around);
      }
  }
}
