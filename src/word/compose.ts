import type { Form } from "../core/forms/form.ts";
import { recordPage, signatureBlock } from "./compose-signatures.ts";
import { answerLines, factTable, levelsTable, listTable } from "./compose-tables.ts";
import { dotted, type GridRow, type LayoutBlock } from "./layout.ts";
import { type Cell, cellsOf, grid, type Line, line, type Piece, type PrintedRow, widthsOf } from "./pieces.ts";
import { colours } from "./starter-style.ts";

/** Title and the table of who and when, as on every form. */
export function composeHead(form: Form, width: number): Piece[] {
  const perYear = form.path.includes("{year}") && !form.together;
  const hasDue = form.due !== undefined && !form.together;
  const asOf: Fact = ["As of", "{{document.as-of}}"];
  const facts: Fact[] = [
    ["{{role.candidate}}", "{{candidate.name}}"],
    ["{{role.coach}}", "{{coach.name}}"],
    ["Site", "{{candidate.site}}"],
    ["Program year", perYear ? "{{year.name}} (year {{year.number}})" : "{{year.name}}"],
    ["Position", "{{candidate.position}}"],
    form.computed ? asOf : hasDue ? ["Due", "{{document.due}}"] : ["{{role.supervisor}}", "{{supervisor.name}}"],
  ];
  const who = factGrid(facts, width, "Who this form is about");
  const whole = factGrid([["District", "{{program.district}}"], asOf], width, "What this form is about");
  return [
    line("{{program.district}} · {{program.name}}", { colour: colours.grey, size: 20 }),
    line("{{form.title}}", { heading: 0 }),
    ...(form.computed ? [line("{{#if candidate.name}}"), who, line("{{else}}"), whole, line("{{/if}}")] : [who]),
    line("{{form.description}}", { style: "About" }),
  ];
}

type Fact = [label: string, words: string];

/** Two facts a row, each beside its label. */
function factGrid(facts: Fact[], width: number, title: string): Piece {
  const [label = 0, value = 0] = widthsOf(width / 2, 0.28);
  const rows = facts.flatMap((_, at): PrintedRow[] =>
    at % 2 === 1
      ? []
      : [
          {
            cells: facts.slice(at, at + 2).flatMap(([name, words]): Cell[] => [
              { lines: [line(name, { style: "CellText", bold: true })], width: label, shade: colours.shade },
              { lines: [line(words, { style: "CellText" })], width: value },
            ]),
          },
        ],
  );
  return grid([label, value, label, value], rows, title);
}

/** One block of the layout as lines and tables. `years` is how many years the program lasts. */
export function composeBlock(block: LayoutBlock, width: number, years: number): Piece[] {
  switch (block.is) {
    case "marker":
      return [line(block.words)];
    case "heading":
      return [
        line(`${block.words}${block.key ? `{{label ${dotted(block.key)}}}` : ""}`, {
          heading: block.level,
          ...(block.newPage ? { newPage: true } : {}),
        }),
      ];
    case "lead":
      return [line(block.key ? `{{prompt ${dotted(block.key)}}}` : block.words, { style: "Lead" })];
    case "guidance":
      return [
        line(`${block.line.toUpperCase()}: {{guidance.${block.part}.${block.line}}}`, {
          bold: true,
          colour: colours.dark,
          keepNext: true,
        }),
      ];
    case "grid":
      return answerGrid(block, width);
    case "lines":
      return block.fields.flatMap((field) => answerLines(field, "Answer"));
    case "table":
      return listTable(block, width);
    case "levels":
      return levelsTable(block, width);
    case "signatures":
      return signatureBlock(block, width);
    case "contents":
      return contents(block, width);
    case "milestones":
      return milestones(width, years);
    case "matrix":
      return [
        line("Evidence by element", { heading: 1 }),
        line("Which element, and where its evidence is.", { style: "Lead" }),
        factTable(
          ["Element", "Evidence"],
          ["{{element}}", "{{where}}"],
          widthsOf(width, 0.35),
          "matrix",
          "Evidence by element",
        ),
      ];
    case "cited":
      return cited();
    case "records":
      return recordPage(block, width);
  }
}

/** Short answers beside their labels, prose below its label and prompt. Set apart, the first prose has a heading instead. */
function answerGrid({ rows, about, apart }: LayoutBlock & { is: "grid" }, width: number): Piece[] {
  const [first, ...rest] = rows;
  const widths = widthsOf(width, 0.3);
  if (!first || apart === undefined || first.as !== "prose")
    return [
      grid(
        widths,
        rows.flatMap((row) => gridRows(row, widths, width)),
        about,
      ),
    ];
  const [label, ...prompt] = labelLines(first);
  const below = rest.flatMap((row) => gridRows(row, widths, width));
  return [
    line(label?.words ?? "", { heading: apart }),
    ...prompt.map(({ words }) => line(words, { style: "Lead" })),
    grid(widths, [proseRow(first, width), ...below], about),
  ];
}

function labelLines({ field, key, under }: GridRow): Line[] {
  const number = field.cell === undefined ? "" : `Cell ${field.cell}: `;
  const group = under ? `{{label ${dotted(under)}}}: ` : "";
  const label = line(`${number}${group}{{label ${dotted(key)}}}`, { style: "Label" });
  return field.prompt ? [label, line(`{{prompt ${dotted(key)}}}`, { style: "Prompt" })] : [label];
}

/** In a row of label and answer nothing follows that the label had to stay with. */
const loose = (each: Line): Line => ({ ...each, keepNext: false });

const proseRow = ({ key }: GridRow, width: number): PrintedRow => ({
  cells: [{ lines: [line(`{{rich ${dotted(key)}}}`, { style: "Answer" })], width, span: 2 }],
  // A row kept whole, with others kept with their next, makes LibreOffice 7.4 lose what follows a page break.
  splits: true,
});

function gridRows(row: GridRow, [left = 0, right = 0]: number[], width: number): PrintedRow[] {
  const labels = labelLines(row);
  if (row.as === "prose")
    return [{ cells: [{ lines: labels, width, span: 2, shade: colours.shade }], splits: true }, proseRow(row, width)];
  const slot = row.as === "line" ? `{{${dotted(row.key)}}}` : `{{${row.as} ${dotted(row.key)}}}`;
  const said = row.as === "checklist" ? labels : labels.slice(0, 1);
  return [
    {
      cells: [
        { lines: said.map(loose), width: left, shade: colours.shade },
        { lines: [line(slot, { style: row.as === "checklist" ? "CellText" : "Answer" })], width: right, centred: true },
      ],
      splits: true,
    },
  ];
}

/** The parts of a document over several years, on its first page. */
function contents({ parts }: LayoutBlock & { is: "contents" }, width: number): Piece[] {
  const widths = widthsOf(width, 0.38);
  const rows = parts.map(
    ({ key }): PrintedRow => ({
      cells: cellsOf(widths, [`{{label ${key}}}`, `{{prompt ${key}}}`]).map((cell, index) =>
        index === 0 ? { ...cell, shade: colours.shade } : cell,
      ),
    }),
  );
  return [
    line("What this document holds", { heading: 1 }),
    line("Every program year has these parts; signatures stand at the end of each part.", { style: "Lead" }),
    grid(widths, rows, "Parts of this document"),
  ];
}

function milestones(width: number, years: number): Piece[] {
  const all = Array.from({ length: years }, (_, index) => index + 1);
  const widths = widthsOf(width, 0.38, ...all.map(() => 0.42 / years));
  const titles = ["Milestone", ...all.map((year) => `Due in year ${year}`), "Note"];
  const cells = ["{{title}}", ...all.map((year) => `{{year-${year}}}`), "{{note}}"];
  return [
    line("ILP Journey", { heading: 1, newPage: true }),
    line("Every milestone of the program with its due date.", { style: "Lead" }),
    factTable(titles, cells, widths, "milestones", "ILP Journey"),
  ];
}

/** Everything the answers refer to, with its pictures. */
const cited = (): Piece[] => [
  line("{{#if cited}}"),
  line("Evidence cited", { heading: 1 }),
  line("{{#each cited}}"),
  line("{{title}}", { style: "Cited" }),
  line("{{about}}", { style: "Prompt" }),
  line("{{#if picture}}"),
  line("{{picture picture}}", { keepNext: true }),
  line("{{/if}}"),
  line("{{#if note}}"),
  line("{{rich note}}", { style: "CellText" }),
  line("{{/if}}"),
  line("{{#if place}}"),
  line("{{place}}", { style: "CellText" }),
  line("{{/if}}"),
  line("{{/each}}"),
  line("{{/if}}"),
];
