import type { Field, Form, Role, Section } from "../core/form.ts";
import { listsByElement } from "./facts.ts";
import { sectionKey } from "./signers.ts";

/** One line of a grid: a short answer beside its label, or prose below it. */
export interface GridRow {
  field: Field;
  /** As the template names it here. */
  key: string;
  as: "line" | "boxes" | "checklist" | "prose";
  /** The group whose label stands before the field's own. */
  under?: string;
}

/** How a starter form is laid out: plain data, from the annotations of the form alone. */
export type LayoutBlock =
  | { is: "heading"; level: number; words: string; field?: Field; key?: string; newPage?: boolean }
  | { is: "lead"; words: string; field?: Field; key?: string }
  | { is: "guidance"; part: string; line: "goal" | "rubric" }
  | { is: "contents"; parts: { field: Field; key: string }[] }
  | { is: "grid"; rows: GridRow[]; about: string; apart?: number }
  | { is: "table"; field: Field; key: string; first: Field[]; second: Field[]; counted: boolean }
  | { is: "levels"; field: Field; key: string; beside: boolean }
  | { is: "signatures"; section: string; sign: Section["sign"]; statement: string }
  | { is: "marker"; words: string }
  | { is: "milestones" }
  | { is: "cited" }
  | { is: "records"; together: boolean }
  | { is: "matrix" };

export interface Layout {
  landscape: boolean;
  blocks: LayoutBlock[];
}

/** A table with more columns than this is printed across the page. */
const portraitColumns = 7;
const landscapeColumns = 8;
/** More choices than this, or choices inside a table, are printed in words. */
const mostBoxes = 13;

/** Lays a form out: groups as headings, answers in grids, lists as tables or repeated blocks, signatures where they belong. */
export function layOut(form: Form): Layout {
  const level = form.together ? 2 : 1;
  const fields = printable(form.fields);
  const inner = [...layFields(fields, { form, prefix: "", level, path: "" }), ...signatures(form, ".")];
  const blocks: LayoutBlock[] = form.together
    ? [
        {
          is: "contents",
          parts: fields
            .filter(({ kind }) => kind === "group" || kind === "list")
            .map((field) => ({ field, key: field.key })),
        },
        { is: "milestones" },
        { is: "marker", words: "{{#each years}}" },
        { is: "heading", level: 1, words: "Year {{year.number}} ({{year.name}})", newPage: true },
        ...inner,
        { is: "marker", words: "{{/each}}" },
      ]
    : inner;
  const cites = refersTo(form.fields);
  return {
    landscape: tablesIn(form.fields).some((field) => printable(field.fields).length > portraitColumns),
    blocks: [...blocks, ...(cites ? [{ is: "cited" as const }] : []), { is: "records", together: form.together }],
  };
}

const printable = (fields: Field[]) => fields.filter(({ print }) => print !== "never");

const tablesIn = (fields: Field[]): Field[] =>
  fields.flatMap((field) => (field.print === "table" ? [field] : tablesIn(field.fields)));

/** Whether any answer names things that are listed at the end. */
const refersTo = (fields: Field[]): boolean =>
  fields.some((field) => field.ref === "evidence/items" || refersTo(field.fields));

interface Here {
  form: Form;
  /** Before a field's key, inside groups: "mid-year/". */
  prefix: string;
  level: number;
  /** Of the schema, with list marks, for sections. */
  path: string;
}

function layFields(fields: Field[], here: Here): LayoutBlock[] {
  const blocks: LayoutBlock[] = [];
  let rows: GridRow[] = [];
  let afterHeading = false;
  const closeGrid = () => {
    // What follows a part with a heading of its own would read as if it belonged there.
    const apart = afterHeading ? { apart: here.level } : {};
    if (rows.length > 0) blocks.push({ is: "grid", rows, about: here.form.title, ...apart });
    rows = [];
    afterHeading = false;
  };
  for (const [index, field] of fields.entries()) {
    const key = `${here.prefix}${field.key}`;
    if (isPlainRow(field)) {
      rows.push(rowOf(field, key));
      continue;
    }
    const later = fields.slice(index + 1);
    if (isInline(field, later, here)) {
      rows.push(...printable(field.fields).map((inner) => rowOf(inner, `${key}/${inner.key}`, key)));
      continue;
    }
    closeGrid();
    const hasHeading = field.kind === "group" || field.kind === "list";
    const inner = hasHeading ? layGroup(field, key, here, later) : [grid(field, key, here)];
    afterHeading = hasHeading;
    blocks.push(...(field.applies ? [marker(`#if asked ${dotted(key)}`), ...inner, marker("/if")] : inner));
  }
  closeGrid();
  return blocks;
}

const isShort = (field: Field) =>
  field.kind !== "group" && field.kind !== "list" && field.kind !== "text" && field.applies === undefined;
const isPlainRow = ({ kind, applies }: Field) => kind !== "group" && kind !== "list" && applies === undefined;

/** A group of short answers in the middle of others needs no heading of its own: what follows would read as part of it. */
const isInline = (field: Field, later: Field[], { form }: Here) =>
  field.kind === "group" &&
  field.applies === undefined &&
  field.cell === undefined &&
  field.part === undefined &&
  form.sections[field.path] === undefined &&
  field.fields.every(isShort) &&
  later.some(isPlainRow);

const rowOf = (field: Field, key: string, under?: string): GridRow => ({
  field,
  key,
  as: rowKind(field),
  ...(under ? { under } : {}),
});

const grid = (field: Field, key: string, here: Here): LayoutBlock => ({
  is: "grid",
  rows: [rowOf(field, key)],
  about: here.form.title,
});
const marker = (words: string): LayoutBlock => ({ is: "marker", words: `{{${words}}}` });
export const dotted = (key: string) => key.replaceAll("/", ".");

function rowKind({ kind, choices }: Field): GridRow["as"] {
  if (kind === "text") return "prose";
  if (kind === "yes-no") return "boxes";
  const isChoice = (kind === "choice" || kind === "choices") && choices !== undefined && choices.length <= mostBoxes;
  if (!isChoice) return "line";
  return choices.map(({ label }) => label).join("   ").length <= 60 ? "boxes" : "checklist";
}

const cellWords = ({ cell }: Field) => (cell === undefined ? "" : `Cell ${cell}: `);

function layGroup(field: Field, key: string, here: Here, later: Field[]): LayoutBlock[] {
  const below: Here = { ...here, prefix: `${key}/`, level: here.level + 1, path: field.path };
  const isRepeated = field.kind === "list" && field.print !== "table";
  const heading: LayoutBlock = { is: "heading", level: here.level, words: cellWords(field), field, key };
  const lead: LayoutBlock[] = [
    ...(field.prompt && field.print !== "levels" ? [{ is: "lead" as const, words: "", field, key }] : []),
    ...(field.writer && field.writer !== here.form.writer
      ? [{ is: "lead" as const, words: `To be written by: {{role.${field.writer}}}` }]
      : []),
    ...guidance(field),
  ];
  if (field.print === "levels") return [{ is: "levels", field, key, beside: here.form.beside !== undefined }];
  if (field.kind === "list" && !isRepeated)
    return [
      heading,
      ...lead,
      layTable(field, key, later),
      ...(listsByElement(field) ? [{ is: "matrix" as const }] : []),
    ];
  if (!isRepeated)
    return [heading, ...lead, ...layFields(printable(field.fields), below), ...signatures(here.form, field.path)];
  const item: Here = { ...below, prefix: "", level: here.level + 1 };
  return [
    heading,
    ...lead,
    marker(`#if ${dotted(key)}`),
    marker(`#each ${dotted(key)}`),
    { is: "heading", level: item.level, words: "{{item.heading}}" },
    ...layFields(printable(field.fields), { ...item, level: item.level + 1 }),
    ...signatures(here.form, `${field.path}/*`),
    marker("/each"),
    marker("else"),
    { is: "lead", words: "None yet." },
    marker("/if"),
  ];
}

/** Printed only when the program has such a line. */
const guidance = ({ part }: Field): LayoutBlock[] =>
  part
    ? (["goal", "rubric"] as const).flatMap((line) => [
        marker(`#if guidance.${part}.${line}`),
        { is: "guidance" as const, part, line },
        marker("/if"),
      ])
    : [];

function signatures(form: Form, section: string): LayoutBlock[] {
  const declared = form.sections[section];
  return declared
    ? [{ is: "signatures", section: sectionKey(section), sign: declared.sign, statement: declared.statement }]
    : [];
}

/** Columns of a table; what does not fit beside the others goes into a second line of each row: prose first, then what is least needed. */
function layTable(field: Field, key: string, later: Field[]): LayoutBlock {
  const columns = printable(field.fields);
  const counted = later[0] !== undefined && isShort(later[0]);
  if (columns.length <= portraitColumns) return { is: "table", field, key, first: columns, second: [], counted };
  const second = new Set(columns.filter(({ kind }) => kind === "text" || kind === "ids"));
  const spare = columns
    .filter((column) => !second.has(column) && column.needed === undefined && column.wanted === undefined)
    .reverse();
  for (const column of spare) if (columns.length - second.size > landscapeColumns) second.add(column);
  return {
    is: "table",
    field,
    key,
    first: columns.filter((column) => !second.has(column)),
    second: columns.filter((column) => second.has(column)),
    counted,
  };
}

export const signersOf = (sign: Section["sign"]) => Object.entries(sign) as [Role, "required" | "optional"][];
