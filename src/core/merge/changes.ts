import { canonicalText } from "../basics/canonical.ts";
import type { Differ, TextStretch } from "../basics/text-change.ts";
import { isBlank, isMapping, items, type Mapping, type Value } from "../basics/values.ts";
import { answerText } from "../forms/answer-text.ts";
import { stepOf } from "../forms/answers.ts";
import type { Field, Form } from "../forms/form.ts";
import { fieldAt } from "../forms/section-field.ts";
import { type Amount, amountOf, listAmount } from "./change-amount.ts";

/** One answer that differs between two states of a section. */
export interface Change extends Amount {
  /** For a sentence: "cell 7", "cell 5 of entry 2", "Hours of activity 3". */
  name: string;
  /** With the headings above it: "Entry 2 › Cell 5: New strategy or action". */
  label: string;
  cell: number | null;
  /** Below the document, as in an address. */
  address: string;
  /** What people read; "" where nothing was answered. */
  before: string;
  after: string;
}

/** Where the walk is: headings and entry above, and the cell they stand in. */
interface Place {
  address: string;
  trail: string[];
  item: string;
  cell: number | null;
}

/**
 * Which answers of a section differ; `undefined` = the section is not there. Never empty when the two have different
 * canonical texts, and always empty when they have the same. Pure; the differ does the comparing of texts.
 */
export function changedAnswers(
  form: Form,
  section: string,
  before: Value | undefined,
  after: Value | undefined,
  differ: Differ,
): Change[] {
  if (sameValue(before, after)) return [];
  const { field, item, cell } = fieldAt(form, section);
  const place: Place = { address: section === "." ? "" : section, trail: [], item: "", cell };
  const both = [before ?? null, after ?? null] as const;
  const changes =
    field && !item
      ? compareOne(field, ...both, place, differ)
      : compareAll(field?.fields ?? form.fields, ...both, place, differ);
  return changes.length > 0 ? changes : [unseen(field?.label ?? form.title, section)];
}

/** Only what the file says differs, not what anyone reads: an empty answer written another way. */
const unseen = (title: string, section: string): Change => ({
  name: title,
  label: title,
  cell: null,
  address: section === "." ? "" : section,
  before: "",
  after: "",
  much: "no words; only how empty answers are written in the file",
  pieces: [],
});

function compareAll(fields: Field[], before: Value, after: Value, place: Place, differ: Differ): Change[] {
  const [one, other] = [before, after].map((value): Mapping => (isMapping(value) ? value : {})) as [Mapping, Mapping];
  const known = new Set(fields.map(({ key }) => key));
  const strange = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !known.has(key));
  return [...fields, ...strange.map(unknownField)].flatMap((field) =>
    compareOne(field, one[field.key] ?? null, other[field.key] ?? null, below(place, field), differ),
  );
}

/** A line that the form of today does not ask for. */
const unknownField = (key: string): Field => ({
  key,
  path: key,
  kind: "line",
  label: key === "schema" ? "Version of the form" : key,
  prompt: "",
  fields: [],
});

const below = (place: Place, { key, cell }: Field): Place => ({
  ...place,
  address: place.address === "" ? key : `${place.address}/${key}`,
  cell: cell ?? place.cell,
});

function compareOne(asked: Field, before: Value, after: Value, place: Place, differ: Differ): Change[] {
  const field = fits(asked, before) && fits(asked, after) ? asked : { ...asked, kind: "line" as const };
  if (sameValue(before, after) || (isBlank(before) && isBlank(after) && !isList(field, before, after))) return [];
  const inside = { ...place, trail: [...place.trail, heading(field)] };
  if (field.kind === "group") return compareAll(field.fields, before, after, inside, differ);
  if (field.kind === "list") return compareList(field, items(before), items(after), place, differ);
  const texts = [answerText(field, before), answerText(field, after)] as const;
  return [changeOf(field, place, ...texts, amountOf(field, before, after, texts, differ))];
}

/** Whether a value has the shape its question asks for; what an older form asked may have another. */
const fits = ({ kind }: Field, value: Value): boolean =>
  isBlank(value) || (kind === "group" ? isMapping(value) : kind === "list" ? items(value).some(isMapping) : true);

const isList = ({ kind }: Field, ...values: Value[]) =>
  kind === "list" && values.some((value) => items(value).length > 0);

function compareList(field: Field, before: Value[], after: Value[], place: Place, differ: Differ): Change[] {
  const [old, now] = [before, after].map((all) => new Map(all.map((item, at) => [stepOf(all, at), { item, at }]))) as [
    Map<string, { item: Value; at: number }>,
    Map<string, { item: Value; at: number }>,
  ];
  const only = (these: typeof old, those: typeof old) =>
    [...these].flatMap(([step, { item }]) => (those.has(step) ? [] : [item]));
  const [removed, added] = [only(old, now), only(now, old)];
  const kept = [...now.keys()].filter((step) => old.has(step));
  const moved = [...old.keys()].filter((step) => now.has(step)).join("/") !== kept.join("/");
  const much = listAmount(removed.length, added.length, moved);
  const texts = [answerText(field, removed), answerText(field, added)] as const;
  const pieces = whole(...texts);
  const inside = kept.flatMap((step) => {
    const { item, at } = now.get(step)!;
    const name = `${field.list?.item ?? field.label} ${at + 1}`;
    const here = { ...place, address: `${place.address}/${step}`, item: name, trail: [...place.trail, name] };
    return compareAll(field.fields, old.get(step)!.item, item, here, differ);
  });
  return [...inside, ...(much ? [changeOf(field, place, ...texts, { much, pieces })] : [])];
}

/** One text gone, another come: nothing to lay over each other. */
const whole = (before: string, after: string): TextStretch[] =>
  (
    [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ] as TextStretch[]
  ).filter(({ text }) => text !== "");

const heading = ({ cell, label }: Field) => (cell ? `Cell ${cell}: ${label}` : label);

function changeOf(
  field: Field,
  { address, trail, item, cell }: Place,
  before: string,
  after: string,
  how: Amount,
): Change {
  const own = cell ? `cell ${cell}` : field.label;
  const name = item ? `${own} of ${item.charAt(0).toLowerCase()}${item.slice(1)}` : own;
  const label = [...trail, heading(field)].join(" › ");
  return { name, label, cell, address, before, after, ...how };
}

function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  return one !== undefined && other !== undefined && comparable(one) === comparable(other);
}

/** What a digest is taken of; what cannot be signed is compared as it stands. */
function comparable(value: Value): string {
  try {
    return canonicalText(value);
  } catch {
    return JSON.stringify(value);
  }
}
