import type { Field, Form, Role, Section } from "../core/forms/form.ts";
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
  | { is: "table"; field: Field; key: string; first: Field[]; second: Field[]; below: Field[]; counted: boolean }
  | { is: "lines"; fields: Field[] }
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
    landscape: tablesIn(form.fields).some((field) => columnsOf(field).length > portraitColumns),
    blocks: [
      ...blocks,
      ...(cites ? [{ is: "cited" as const }] : []),
      ...(form.computed ? [] : [{ is: "records" as const, together: form.together }]),
    ],
  };
}

const printable = (fields: Field[]) => fields.filter(({ print }) => print !== "never");

const isList = ({ kind }: Field) => kind === "list";
/** Columns of a table; a list inside its items is printed below each row. */
const columnsOf = ({ fields }: Field) => printable(fields).filter((field) => !isList(field));

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
    const conditional = field.applies !== undefined || (here.form.computed && hasHeading);
    blocks.push(...(conditional ? [marker(`#if asked ${dotted(key)}`), ...inner, marker("/if")] : inner));
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
  const heading: LayoutBlock[] = isNamed(field, here)
    ? []
    : [{ is: "heading", level: here.level, words: cellWords(field), field, key }];
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
      ...heading,
      ...lead,
      layTable(field, key, later),
      ...(listsByElement(field) ? [{ is: "matrix" as const }] : []),
    ];
  if (!isRepeated)
    return [...heading, ...lead, ...layFields(printable(field.fields), below), ...signatures(here.form, field.path)];
  const item: Here = { ...below, prefix: "", level: heading.length > 0 ? here.level + 1 : here.level };
  return [
    ...heading,
    ...lead,
    marker(`#if ${dotted(key)}`),
    marker(`#each ${dotted(key)}`),
    ...(here.form.computed
      ? layComputedItem(printable(field.fields), item)
      : [
          { is: "heading" as const, level: item.level, words: "{{item.heading}}" },
          ...layFields(printable(field.fields), { ...item, level: item.level + 1 }),
        ]),
    ...signatures(here.form, `${field.path}/*`),
    marker("/each"),
    marker("else"),
    { is: "lead", words: "None yet." },
    marker("/if"),
  ];
}

/** The title says it already: of a form that is cut to this part, or has nothing else; of a table that is all an item has. */
const isNamed = ({ path }: Field, { form }: Here) =>
  path === form.part ||
  (form.computed === true &&
    printable(siblingsOf(form.fields, path)).filter(({ kind }) => kind === "group" || kind === "list").length === 1);

function siblingsOf(fields: Field[], path: string): Field[] {
  if (fields.some((each) => each.path === path)) return fields;
  const around = fields.find((each) => path.startsWith(`${each.path}/`));
  return around ? siblingsOf(around.fields, path) : [];
}

/** The first answer is the heading, the others are lines: most are there or not. */
function layComputedItem([title, ...rest]: Field[], here: Here): LayoutBlock[] {
  const blocks: LayoutBlock[] = title ? [{ is: "heading", level: here.level, words: `{{${title.key}}}` }] : [];
  const below = { ...here, level: here.level + 1 };
  for (const field of rest) {
    const last = blocks.at(-1);
    if (field.kind === "group" || field.kind === "list") blocks.push(...layFields([field], below));
    else if (last?.is === "lines") last.fields.push(field);
    else blocks.push({ is: "lines", fields: [field] });
  }
  return blocks;
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
  const columns = columnsOf(field);
  const below = printable(field.fields).filter(isList);
  const counted = later[0] !== undefined && isShort(later[0]);
  if (columns.length <= portraitColumns) return { is: "table", field, key, first: columns, second: [], below, counted };
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
    below,
    counted,
  };
}

export const signersOf = (sign: Section["sign"]) => Object.entries(sign) as [Role, "required" | "optional"][];
