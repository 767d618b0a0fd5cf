import { isBlank, isMapping, items, type Mapping, type Value } from "../core/basics/values.ts";
import { applies } from "../core/forms/condition.ts";
import type { Field, Form } from "../core/forms/form.ts";
import { count, type Settings } from "../core/program/program.ts";

export interface ScaffoldInput {
  settings: Settings;
  /** kind, year, new-candidate, and what `prefill: profile.key` may take. */
  profile: Mapping;
  /** The value of `each` for this document. */
  each?: string | number | null;
  /** The standards of the year, for `prefill: goals`. */
  cpsels: number[];
  /** The same document of the year before, at rollover. */
  lastYear?: Mapping;
  /** Answers known already, by the path of their keys. */
  known?: Mapping;
}

/** A fresh document: valid, unanswered, with every prompt as a comment. `schemaPath` leads from the file to its schema. */
export function scaffold(form: Form, input: ScaffoldInput, schemaPath: string): string {
  const head = [
    `# yaml-language-server: $schema=${schemaPath}`,
    `# $schema: ${schemaPath}`,
    "",
    ...comment(`${form.title}. ${form.description}`, ""),
    ...comment("Longer answers go on the lines below the |, two spaces further in than the line with the |.", ""),
    "",
    `schema: ${form.id}@${form.version}`,
    "",
  ];
  const body = group(
    form.fields,
    { ...input, document: {}, index: 0 },
    { last: input.lastYear, known: input.known },
    "",
    true,
  );
  return `${[...head, ...body]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

/** One question as a fresh document has it, prompt and blank answer; nothing where it does not apply. */
export function questionLines(field: Field, input: ScaffoldInput, document: Mapping, indent: string): string[] {
  const lines = group([field], { ...input, document, index: 0 }, { last: undefined, known: undefined }, indent);
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first === -1 ? [] : lines.slice(first, last + 1);
}

interface Spot extends ScaffoldInput {
  document: Mapping;
  /** Position in the list around this field. */
  index: number;
}

/** What stood there a year ago, and what is known already. */
interface Before {
  last: Value | undefined;
  known: Value | undefined;
}

const width = 96;

/** A comment, wrapped. Prompts stand above the answer they ask for. */
function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + word.length > width) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line].filter((each) => each !== "").map((each) => `${indent}# ${each}`);
}

function group(fields: Field[], spot: Spot, { last, known }: Before, indent: string, top = false): string[] {
  return fields
    .filter((field) =>
      applies(field.applies, { settings: spot.settings, profile: spot.profile, document: spot.document, beside: {} }),
    )
    .flatMap((field) => {
      const given = isMapping(known) ? known[field.key] : undefined;
      const before = isMapping(last) ? last[field.key] : undefined;
      const lines = one(field, spot, { last: before, known: given }, indent);
      return top || field.kind === "group" || field.kind === "list" ? ["", ...lines] : lines;
    });
}

function prompt(field: Field, indent: string): string[] {
  const cell = field.cell ? `Cell ${field.cell}. ` : "";
  const name = field.label.toLowerCase() === field.key.replaceAll("-", " ") ? "" : field.label;
  const choices =
    field.kind === "yes-no"
      ? "Answer true or false."
      : field.choices && field.choices.length <= 20
        ? choiceText(field)
        : "";
  const asked =
    field.mandatory || field.needed || field.wanted || field.prefill || field.kind === "group" || field.kind === "list";
  const optional = asked ? "" : "(Optional.)";
  const text = [name && (field.prompt || choices) ? `${name}:` : name, field.prompt, choices, optional]
    .filter(Boolean)
    .join(" ");
  return text || cell ? comment(cell + text, indent) : [];
}

const choiceText = (field: Field) => {
  const named = (field.choices ?? []).map(({ value, label }) =>
    label.includes(String(value)) || same(label, value) ? String(value) : `${value} (${label})`,
  );
  return `${field.open ? "First choice" : field.kind === "choices" ? "Choices, as a list" : "Choose"}: ${named.join(", ")}.`;
};

/** A label that only spells its value out: in_person, In person. */
const same = (label: string, value: Value) => label.toLowerCase() === String(value).replaceAll("_", " ");

function one(field: Field, spot: Spot, { last, known }: Before, indent: string): string[] {
  const lines = field.key === "id" ? [] : prompt(field, indent);
  const carried = field.prefill === "last-year" ? last : undefined;
  if (field.kind === "group")
    return [
      ...lines,
      `${indent}${field.key}:`,
      ...group(field.fields, spot, { last, known: known ?? carried }, `${indent}  `),
    ];
  if (field.kind === "list") return [...lines, ...list(field, spot, known ?? carried, indent)];
  return [...lines, ...answer(field, isBlank(known) ? (carried ?? prefilled(field, spot)) : (known as Value), indent)];
}

function prefilled(field: Field, spot: Spot): Value {
  if (field.prefill === "each") return spot.each ?? null;
  if (field.prefill === "goals") return spot.cpsels[spot.index] ?? null;
  if (field.prefill?.startsWith("profile.")) return spot.profile[field.prefill.slice("profile.".length)] ?? null;
  return null;
}

function list(field: Field, spot: Spot, known: Value | undefined, indent: string): string[] {
  const given = items(known);
  const takesGoals = field.fields.some((each) => each.prefill === "goals");
  const least = field.list?.min ? count(spot.settings, field.list.min) : 0;
  const many = given.length || (takesGoals && field.list?.min ? Math.max(least, spot.cpsels.length) : least);
  const blank = (index: number, item?: Value) => itemLines(field, { ...spot, index }, item, indent);
  if (many > 0)
    return [`${indent}${field.key}:`, ...Array.from({ length: many }, (_, index) => blank(index, given[index])).flat()];
  const sample = blank(0).filter((line) => line.trim() !== "");
  return [
    ...comment("To add one, remove the [] and the first # of these lines, and answer.", indent),
    `${indent}${field.key}: []`,
    ...sample.map((line) => `${indent}#${line.slice(indent.length)}`),
  ];
}

function itemLines(field: Field, spot: Spot, known: Value | undefined, indent: string): string[] {
  const plain = (field.list?.item ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const stem = plain.match(/[a-z0-9]+/g)?.join("-") ?? "item";
  const id = isMapping(known) && typeof known.id === "string" ? known.id : `${stem}-${spot.index + 1}`;
  const given = { last: undefined, known: { ...(isMapping(known) ? known : {}), id } };
  const lines = group(field.fields, spot, given, `${indent}    `);
  const first = lines.findIndex((line) => line.trim() !== "");
  const dashed = lines.slice(first);
  // The dash goes before the first line of the item; a comment there would hide it.
  const key = dashed.findIndex((line) => !line.trimStart().startsWith("#"));
  const before = dashed.slice(0, key).map((line) => line.slice(2));
  const start = `${indent}  - ${(dashed[key] ?? "").trimStart()}`;
  return [...before, start, ...dashed.slice(key + 1)];
}

function answer(field: Field, value: Value, indent: string): string[] {
  const key = `${indent}${field.key}:`;
  if (isBlank(value)) {
    if (field.kind === "text") return [`${key} |`, ""];
    return [`${key} ${field.kind === "choices" || field.kind === "ids" ? "[]" : "null"}`];
  }
  return [`${key}${yamlValue(value, indent)}`];
}

/** A value as YAML: prose of several lines as a block, everything a YAML reader could twist in quotes. */
export function yamlValue(value: Value, indent: string): string {
  if (typeof value === "string") {
    const plain = value.replace(/\s+$/, "");
    if (/\n/.test(plain) || plain.length > 80) {
      if (/^\s/.test(plain)) return ` ${JSON.stringify(value)}`;
      return ` |\n${plain
        .split("\n")
        .map((line) => (line === "" ? "" : `${indent}  ${line}`))
        .join("\n")}`;
    }
    return ` ${JSON.stringify(value)}`;
  }
  return ` ${JSON.stringify(value)}`;
}
