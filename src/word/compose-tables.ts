import type { Field } from "../core/forms/form.ts";
import { dotted, type LayoutBlock } from "./layout.ts";
import {
  type Cell,
  cellsOf,
  type Grid,
  grid,
  type Line,
  line,
  type Piece,
  type PrintedRow,
  sum,
  widthsOf,
} from "./pieces.ts";
import { colours } from "./starter-style.ts";
import { columnWidths } from "./widths.ts";

const isRight = ({ kind }: Field) => kind === "number";

/** A header cell: white on dark. */
export const headerCell = (words: string, width: number, align?: Line["align"]): Cell => ({
  lines: [
    line(words, { style: "CellText", bold: true, colour: colours.white, keepNext: true, ...(align ? { align } : {}) }),
  ],
  width,
  shade: colours.dark,
  centred: true,
});

/** A table of facts: one row a thing, repeated. */
export function factTable(titles: string[], cells: string[], widths: number[], list: string, title: string): Grid {
  const marked = cells.map(
    (words, index) =>
      `${index === 0 ? `{{#rows ${list}}}` : ""}${words}${index === cells.length - 1 ? "{{/rows}}" : ""}`,
  );
  const header = { cells: titles.map((words, index) => headerCell(words, widths[index] ?? 0)), header: true };
  return grid(widths, [header, { cells: cellsOf(widths, marked) }], title);
}

/** A list of answers as a table, with its totals below, or the number of its items. */
export function listTable(
  { field, key, first, second, below: lists, counted }: LayoutBlock & { is: "table" },
  width: number,
): Piece[] {
  const name = dotted(key);
  const tops = columnWidths(first, width);
  const bottoms = secondWidths(second, width);
  const widths = union(tops, bottoms);
  const header = first.map((column, index) =>
    headerCell(`{{label ${name}.${column.key}}}`, tops[index] ?? 0, isRight(column) ? "right" : undefined),
  );
  const answers = first.map(
    (column, index): Cell => ({
      lines: [answerLine(column)],
      width: tops[index] ?? 0,
      ...(second.length + lists.length > 0 ? { shade: colours.shade } : {}),
    }),
  );
  const below = second.flatMap((column, index): Cell[] => [
    {
      lines: [line(`{{label ${name}.${column.key}}}`, { style: "CellText", bold: true, colour: colours.grey })],
      width: bottoms[index * 2] ?? 0,
    },
    { lines: [answerLine(column)], width: bottoms[index * 2 + 1] ?? 0 },
  ]);
  const inner = lists.map((list) => innerRow(list, widths));
  const last = inner.at(-1)?.cells ?? (second.length > 0 ? below : answers);
  answers[0]?.lines.unshift(line(`{{#rows ${name}}}`, { style: "CellText" }));
  last.at(-1)?.lines.push(line("{{/rows}}", { style: "CellText" }));
  const rows: PrintedRow[] = [
    { cells: spanned(header, widths), header: true },
    { cells: spanned(answers, widths) },
    ...(second.length > 0 ? [{ cells: spanned(below, widths) }] : []),
    ...inner,
  ];
  const totals = Object.entries(field.totals ?? {}).map(([label, fact]) =>
    line(`${label}: {{computed.${fact}}}`, { style: "Total", align: "right" }),
  );
  // Two tables without a line between would run into each other.
  const number =
    counted && totals.length === 0
      ? [line(`{{label ${name}}}: {{count ${name}}}`, { style: "Count", align: "right" })]
      : [];
  return [grid(widths, rows, field.label), ...totals, ...number];
}

/** The items of a list inside the items of a table: one row across for each, in lines. */
const innerRow = ({ key, fields }: Field, widths: number[]): PrintedRow => ({
  cells: [
    {
      lines: [
        line(`{{#rows ${key}}}`, { style: "CellText" }),
        line("  {{item.line}}", { lead: "{{item.name}}", style: "CellText" }),
        ...fields.filter(({ kind }) => kind === "text").flatMap((field) => answerLines(field, "CellText")),
        line("{{/rows}}", { style: "CellText" }),
      ],
      width: sum(widths),
      span: widths.length,
    },
  ],
  splits: true,
});

/** An answer as a line of its own, or prose below its label; nothing without an answer. */
export const answerLines = ({ key, kind }: Field, style: string): Line[] => [
  line(`{{#if ${key}}}`),
  ...(kind === "text"
    ? [line("", { lead: `{{label ${key}}}:`, style, keepNext: true }), line(`{{rich ${key}}}`, { style })]
    : [line(` {{${key}}}`, { lead: `{{label ${key}}}:`, style })]),
  line("{{/if}}"),
];

const answerLine = (column: Field) =>
  line(`{{${column.kind === "text" ? "rich" : "short"} ${column.key}}}`, {
    style: "CellText",
    ...(isRight(column) ? { align: "right" as const } : {}),
  });

/** Labels get what they need, answers share the rest. */
function secondWidths(fields: Field[], width: number): number[] {
  if (fields.length === 0) return [];
  const labels = fields.map(({ label }) => Math.max(750, label.length * 105 + 250));
  const answers = columnWidths(fields, width - sum(labels));
  return fields.flatMap((_, index) => [labels[index] ?? 0, answers[index] ?? 0]);
}

/** The columns that two rows of different cells have together. */
function union(one: number[], other: number[]): number[] {
  const edges = (widths: number[]) => widths.map((_, index) => sum(widths.slice(0, index + 1)));
  const all = [...new Set([...edges(one), ...edges(other)])].sort((a, b) => a - b);
  return all.map((edge, index) => edge - (all[index - 1] ?? 0));
}

/** Cells with the number of columns each one covers. */
function spanned(cells: Cell[], columns: number[]): Cell[] {
  let at = 0;
  return cells.map((cell) => {
    let covered = 0;
    let span = 0;
    while (covered < cell.width && at < columns.length) {
      covered += columns[at++] ?? 0;
      span++;
    }
    return { ...cell, span };
  });
}

/** Ratings: elements as rows, levels as columns of boxes, the notes of each element below it. */
export function levelsTable({ field, key, beside }: LayoutBlock & { is: "levels" }, width: number): Piece[] {
  const name = dotted(key);
  const levelOf = (rating: Field | undefined) => rating?.fields.find(({ kind }) => kind === "choice");
  const [sample] = field.fields;
  const choices = levelOf(sample)?.choices ?? [];
  const [first = 0, ...levels] = widthsOf(width, 0.4, ...choices.slice(1).map(() => 0.6 / choices.length));
  const widths = [first, ...levels];
  const path = (rating: Field) => `${name}.${rating.key}.${levelOf(rating)?.key}`;
  const titles = choices.map(({ value }, index) =>
    headerCell(sample ? `{{choice ${path(sample)}=${value}}}` : "", levels[index] ?? 0, "center"),
  );
  const rows = field.fields.flatMap((rating): PrintedRow[] => [
    {
      cells: [
        elementCell(`{{label ${name}.${rating.key}}}`, first),
        ...choices.map(({ value }, index) => boxCell(`${path(rating)}=${value}`, beside, levels[index] ?? 0)),
      ],
    },
    ...rating.fields
      .filter((inner) => inner.key !== levelOf(rating)?.key)
      .map((inner): PrintedRow => noteRow(`${name}.${rating.key}.${inner.key}`, widths)),
  ]);
  const legend = beside
    ? ["{{#if beside.legend}}", "Earlier marks: {{beside.legend}}", "{{/if}}"].map((words) =>
        line(words, { style: "Prompt" }),
      )
    : [];
  return [
    line(`{{prompt ${name}}}`, { style: "Lead" }),
    ...legend,
    grid(widths, [{ cells: [headerCell(`{{label ${name}}}`, first), ...titles], header: true }, ...rows], field.label),
  ];
}

const elementCell = (words: string, width: number): Cell => ({
  lines: [line(words, { style: "CellText", bold: true, keepNext: true })],
  width,
  shade: colours.shade,
  centred: true,
});

const boxCell = (choice: string, beside: boolean, width: number): Cell => ({
  lines: [
    line(`{{check ${choice}}}${beside ? ` {{marks ${choice}}}` : ""}`, {
      style: "CellText",
      align: "center",
      keepNext: true,
      size: 24,
    }),
  ],
  width,
  shade: colours.shade,
  centred: true,
});

const noteRow = (key: string, widths: number[]): PrintedRow => ({
  cells: [
    {
      lines: [line(`{{label ${key}}}`, { style: "CellText", colour: colours.grey, align: "right" })],
      width: widths[0] ?? 0,
    },
    { lines: [line(`{{rich ${key}}}`, { style: "CellText" })], width: sum(widths.slice(1)), span: widths.length - 1 },
  ],
});
