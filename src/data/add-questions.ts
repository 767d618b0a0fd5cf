import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { isBlank, isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import type { Field, Form } from "../core/forms/form.ts";
import { questionLines, type ScaffoldInput } from "../forms/scaffold.ts";
import { withoutMark } from "./decode.ts";
import { behindKeys, type EditedText, pairOf, type TextEdit } from "./edit-place.ts";
import { lineBreak, pairText } from "./edit-text.ts";
import { readYaml } from "./yaml.ts";

/** What became of a document: its new text, and the labels of the questions by how they were added. */
export interface AddedQuestions {
  content: string;
  asked: string[];
  /** Beside what is signed a question stands as a comment: an answer nobody gave must not change what was signed. */
  commented: string[];
  /** The layout of the file leaves no safe place. */
  byHand: string[];
}

/** A mapping of the document that lacks questions, or an empty list whose items would. */
interface Home {
  node: YAMLMap | YAMLSeq;
  missing: Field[];
  /** Keys and item ids on the way to it. */
  address: string[];
}

const notSigned = (keys: string[]) =>
  `# Not asked when this was signed. To answer, remove the # before ${keys.join(" and ")}; then it is signed anew.`;

/**
 * A document with the questions that `fields` of program.yaml adds to its form and that it does not have yet, each in
 * its place with its prompt. Everything else stays byte for byte. `isSigned` is asked with the address of a question.
 */
export function withAddedQuestions(
  source: string,
  form: Form,
  input: ScaffoldInput,
  isSigned: (address: string) => boolean,
): AddedQuestions {
  const text = withoutMark(source);
  const read = readYaml(text);
  const done: AddedQuestions = { content: source, asked: [], commented: [], byHand: [] };
  const value = "value" in read ? read.value : null;
  if (!isMapping(value)) return done;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const added = Object.entries(input.settings.fields?.[form.id] ?? {}).map(([path, questions]) => ({
    keys: path === "." ? [] : path.split("/"),
    wanted: Object.keys(questions),
  }));
  const found = added.flatMap(({ keys, wanted }) => homesBelow(document.contents, form.fields, keys, wanted));
  const homes = found.filter((each) => isMap(each.node));
  const samples = found.filter((each) => !isMap(each.node));
  const plans = [
    ...homes.map((home) => planFor(home, { text, lines }, input, value, isSigned)),
    ...samples.map((sample) => sampleFor(sample, { text, lines }, input, value)),
  ]
    .filter((plan) => plan !== null)
    .sort((one, other) => (other.edit?.from ?? 0) - (one.edit?.from ?? 0));
  let written = text;
  for (const { edit, labels, keys, signed } of plans) {
    const next = edit && written.slice(0, edit.from) + edit.text + written.slice(edit.to);
    const fits = next !== null && onlyAdds(valueIn(written), valueIn(next), signed ? [] : keys);
    if (fits) written = next;
    (fits ? (signed ? done.commented : done.asked) : done.byHand).unshift(...labels);
  }
  return { ...done, content: source.slice(0, source.length - text.length) + written };
}

function homesBelow(
  node: unknown,
  fields: Field[],
  [key, ...rest]: string[],
  wanted: string[],
  address: string[] = [],
): Home[] {
  if (!isMap(node)) return [];
  if (key === undefined) {
    const missing = fields.filter((field) => wanted.includes(field.key) && !pairOf(node, field.key));
    return missing.length > 0 ? [{ node, missing, address }] : [];
  }
  const inner = fields.find((each) => each.key === key)?.fields ?? [];
  const value = pairOf(node, key)?.value;
  if (!isSeq(value)) return homesBelow(value, inner, rest, wanted, [...address, key]);
  if (value.items.length === 0 && rest.length === 0)
    return [{ node: value, missing: inner.filter((field) => wanted.includes(field.key)), address }];
  return value.items.flatMap((item, index) => {
    const id = isMap(item) ? pairOf(item, "id")?.value : null;
    const step = isScalar(id) ? String(id.value) : String(index + 1);
    return homesBelow(item, inner, rest, wanted, [...address, key, step]);
  });
}

interface Plan {
  edit: TextEdit | null;
  labels: string[];
  keys: string[];
  signed: boolean;
}

function planFor(
  { node, missing, address }: Home,
  layout: EditedText,
  input: ScaffoldInput,
  document: Mapping,
  isSigned: (address: string) => boolean,
): Plan | null {
  const asked = missing
    .map((field) => ({ field, lines: questionLines(field, input, document, "") }))
    .filter(({ lines }) => lines.length > 0);
  const signed = asked.some(({ field }) => isSigned([...address, field.key].join("/")));
  const keys = asked.map(({ field }) => field.key);
  const block = asked.flatMap(({ lines }) => lines);
  const shown = signed ? [notSigned(keys), ...block.map((line) => (line.startsWith("#") ? line : `#${line}`))] : block;
  const inline = asked.map(({ field }) => pairText(field.key, null)).join(", ");
  const edit = !isMap(node)
    ? null
    : address.length === 0 && !node.flow
      ? atTheEnd(layout.text, shown)
      : signed && node.flow
        ? null
        : behindSample(layout, behindKeys(layout, node, shown, inline));
  if (asked.length === 0 || (signed && edit && isThere(layout.text, edit, address.length === 0))) return null;
  return { edit, labels: asked.map(({ field }) => field.label), keys, signed };
}

/** The sample that is commented out below an empty list gets the question too, so that the first item has it. */
function sampleFor(
  { node, missing }: Home,
  { text }: EditedText,
  input: ScaffoldInput,
  document: Mapping,
): Plan | null {
  const end = text.indexOf("\n", (node.range?.[1] ?? text.length) - 1) + 1;
  const [sample = "", indent = ""] = /^( *)# {2}- .*\r?\n(?:\1#.*\r?\n)*/.exec(text.slice(end)) ?? [];
  const asked = missing
    .filter(({ key }) => !new RegExp(`^ *# {4}${key}:`, "m").test(sample))
    .map((field) => ({ field, lines: questionLines(field, input, document, "    ") }))
    .filter(({ lines }) => lines.length > 0);
  if (sample === "" || asked.length === 0) return null;
  const eol = lineBreak(text, end);
  const at = end + sample.length;
  const added = asked.flatMap(({ lines }) => lines.map((line) => `${indent}#${line}${eol}`)).join("");
  const labels = asked.map(({ field }) => field.label);
  return { edit: { from: at, to: at, text: added }, labels, keys: [], signed: false };
}

function atTheEnd(text: string, block: string[]): TextEdit {
  const eol = lineBreak(text, text.length);
  const lead = text.endsWith("\n") ? eol : eol + eol;
  return { from: text.length, to: text.length, text: lead + block.map((line) => line + eol).join("") };
}

/** What is commented out below an empty list is a sample of its items, and stays with it. */
function behindSample({ text }: EditedText, edit: TextEdit | null): TextEdit | null {
  if (!edit || edit.from !== edit.to) return edit;
  const sample = /^(?: *# {2}.*\r?\n)+/.exec(text.slice(edit.from))?.[0] ?? "";
  const at = edit.from + sample.length;
  return { from: at, to: at, text: edit.text };
}

/** Whether the same comment stands there from before. */
const isThere = (text: string, { from, text: added }: TextEdit, top: boolean) =>
  top ? text.includes(added.trimStart()) : text.slice(from).startsWith(added);

const valueIn = (text: string): Value | undefined => {
  const read = readYaml(text);
  return "value" in read ? read.value : undefined;
};

/** True when all that came is blank answers to these questions. */
function onlyAdds(before: Value | undefined, after: Value | undefined, keys: string[]): boolean {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((each, index) => onlyAdds(each, after[index], keys));
  if (!isMapping(before) || !isMapping(after)) return isDeepStrictEqual(before, after);
  return (
    Object.keys(before).every((key) => Object.hasOwn(after, key)) &&
    Object.entries(after).every(([key, value]) =>
      Object.hasOwn(before, key) ? onlyAdds(before[key], value, keys) : keys.includes(key) && isBlank(value),
    )
  );
}
