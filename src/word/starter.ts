/** Makes a Word template from a form: the one file that knows `docx`. Load it lazily; it is slow to start. */
import {
  AlignmentType,
  BorderStyle,
  BuilderElement,
  Document,
  Footer,
  Header,
  HeadingLevel,
  HeightRule,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { Field, Form } from "../core/form.ts";
import type { Settings } from "../core/program.ts";
import { yearsOf } from "./journey.ts";
import { dotted, type GridRow, type LayoutBlock, layOut, signersOf } from "./layout.ts";
import { normalise } from "./normalise.ts";
import { colours, fonts, paper, styles } from "./starter-style.ts";
import { columnWidths } from "./widths.ts";

/**
 * A template for a form, as the bytes of a .docx. Labels and prompts stay open ({{label …}}), so that the program's own wording is printed.
 * The same form gives the same bytes.
 */
export async function starterTemplate(form: Form, settings: Settings): Promise<Uint8Array> {
  const { landscape, blocks } = layOut(form);
  const width = (landscape ? paper.height : paper.width) - 2 * paper.margin;
  const build = builder(width, form, settings);
  const { width: short, height: long, margin, header } = paper;
  const document = new Document({
    title: "{{form.title}}: {{candidate.name}}",
    creator: "{{program.district}}",
    lastModifiedBy: "ilp",
    description: "",
    styles,
    sections: [
      {
        properties: {
          page: {
            size: {
              width: short,
              height: long,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: margin, bottom: margin, left: margin, right: margin, header, footer: header },
          },
        },
        headers: {
          default: new Header({ children: [margins("{{candidate.name}} – {{form.title}}", AlignmentType.RIGHT)] }),
        },
        footers: { default: new Footer({ children: [pageLine(width)] }) },
        children: [...build.head(), ...blocks.flatMap(build.block), text("{{document.note}}", { style: "Note" })],
      },
    ],
  });
  return normalise(await Packer.toBuffer(document));
}

type Content = Paragraph | Table;
type Look = {
  style?: string;
  bold?: boolean;
  color?: string;
  size?: number;
  keepNext?: boolean;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
};

const text = (words: string, { style, bold, color, size, keepNext, align }: Look = {}) =>
  new Paragraph({
    ...(style ? { style } : {}),
    ...(keepNext ? { keepNext } : {}),
    ...(align ? { alignment: align } : {}),
    children: [
      new TextRun({ text: words, ...(bold ? { bold } : {}), ...(color ? { color } : {}), ...(size ? { size } : {}) }),
    ],
  });

const margins = (words: string, alignment: Look["align"]) =>
  new Paragraph({
    ...(alignment ? { alignment } : {}),
    children: [new TextRun({ text: words, size: fonts.small, color: colours.grey })],
  });

const pageLine = (width: number) =>
  new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [
      new TextRun({ text: "{{program.district}}", size: fonts.small, color: colours.grey }),
      new TextRun({
        children: ["\tPage ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES],
        size: fonts.small,
        color: colours.grey,
      }),
    ],
  });

const line = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
const lines = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };
const noLines = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
const padding = { top: 50, bottom: 50, left: 100, right: 100 };

function table(widths: number[], rows: TableRow[], title: string, borders: object = lines): Table {
  const made = new Table({
    columnWidths: widths,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders,
    margins: padding,
    tableLook: { firstRow: true, noHBand: true, noVBand: true },
    rows,
  });
  // docx has no option for a table's title, which screen readers say.
  const properties = (made as unknown as { root: { root: unknown[] }[] }).root[0]?.root;
  properties?.push(new BuilderElement({ name: "w:tblCaption", attributes: { value: { key: "w:val", value: title } } }));
  return made;
}

type CellLook = { width: number; span?: number; shade?: string; borders?: object; centred?: boolean };

const cell = (children: Content[], { width, span, shade, borders, centred }: CellLook) =>
  new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    ...(span && span > 1 ? { columnSpan: span } : {}),
    ...(shade ? { shading: { fill: shade } } : {}),
    ...(borders ? { borders } : {}),
    ...(centred ? { verticalAlign: VerticalAlign.CENTER } : {}),
  });

const row = (children: TableCell[], more: { header?: boolean; cantSplit?: boolean; height?: number } = {}) =>
  new TableRow({
    children,
    ...(more.header ? { tableHeader: true } : {}),
    cantSplit: more.cantSplit !== false,
    ...(more.height ? { height: { value: more.height, rule: HeightRule.ATLEAST } } : {}),
  });

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];

const headerCell = (words: string, width: number, alignment?: Look["align"]) =>
  cell(
    [
      text(words, {
        style: "CellText",
        bold: true,
        color: colours.white,
        keepNext: true,
        ...(alignment ? { align: alignment } : {}),
      }),
    ],
    { width, shade: colours.dark, centred: true },
  );

const isRight = ({ kind }: Field) => kind === "number";
const sum = (widths: number[]) => widths.reduce((total, each) => total + each, 0);

function builder(width: number, form: Form, settings: Settings) {
  const parts = { head, block };
  return parts;

  function head(): Content[] {
    const facts: [string, string][] = [
      ["{{role.candidate}}", "{{candidate.name}}"],
      ["{{role.coach}}", "{{coach.name}}"],
      ["Site", "{{candidate.site}}"],
      ["Program year", form.path.includes("{year}") ? "{{year.name}} (year {{year.number}})" : "{{year.name}}"],
      ["Position", "{{candidate.position}}"],
      ...(form.due && !form.together
        ? [["Due", "{{document.due}}"] as [string, string]]
        : [["{{role.supervisor}}", "{{supervisor.name}}"] as [string, string]]),
    ];
    const [label, value] = [Math.round(width * 0.14), Math.round(width * 0.36)];
    const rows = [0, 2, 4].map((at) =>
      row(
        facts
          .slice(at, at + 2)
          .flatMap(([name, fact]) => [
            cell([text(name, { style: "CellText", bold: true })], { width: label, shade: colours.shade }),
            cell([text(fact, { style: "CellText" })], { width: value }),
          ]),
      ),
    );
    return [
      text("{{program.district}} · {{program.name}}", { color: colours.grey, size: 20 }),
      new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun("{{form.title}}")] }),
      text("{{form.description}}", { style: "Lead" }),
      table([label, value, label, value], rows, "Who this form is about"),
    ];
  }

  function block(each: LayoutBlock): Content[] {
    if (each.is === "marker") return [text(each.words)];
    if (each.is === "heading") return [heading(each)];
    if (each.is === "lead") return [text(each.key ? `{{prompt ${dotted(each.key)}}}` : each.words, { style: "Lead" })];
    if (each.is === "guidance")
      return [
        text(`${each.line.toUpperCase()}: {{guidance.${each.part}.${each.line}}}`, {
          bold: true,
          color: colours.dark,
          keepNext: true,
        }),
      ];
    if (each.is === "grid")
      return [
        table([Math.round(width * 0.3), width - Math.round(width * 0.3)], each.rows.flatMap(gridRow), each.about),
      ];
    if (each.is === "table") return listTable(each);
    if (each.is === "levels") return levelsTable(each);
    if (each.is === "signatures") return signatureBlock(each);
    if (each.is === "milestones") return milestones();
    return each.is === "matrix" ? matrix() : cited();
  }

  function heading({ level, words, key, newPage }: LayoutBlock & { is: "heading" }): Paragraph {
    const at = Math.min(level, levels.length) - 1;
    const label = key ? `{{label ${dotted(key)}}}` : "";
    return new Paragraph({
      heading: levels[at],
      ...(newPage ? { pageBreakBefore: true } : {}),
      children: [new TextRun(`${words}${label}`)],
    });
  }

  function gridRow({ field, key, as }: GridRow): TableRow[] {
    const name = dotted(key);
    const [left, right] = [Math.round(width * 0.3), width - Math.round(width * 0.3)];
    const number = field.cell === undefined ? "" : `Cell ${field.cell}: `;
    const label = text(`${number}{{label ${name}}}`, { style: "Label" });
    const prompt = field.prompt ? [text(`{{prompt ${name}}}`, { style: "Prompt" })] : [];
    if (as === "prose")
      return [
        row([cell([label, ...prompt], { width, span: 2, shade: colours.shade })]),
        row([cell([text(`{{rich ${name}}}`, { style: "Answer" })], { width, span: 2 })], {
          cantSplit: false,
          height: 600,
        }),
      ];
    const slot = as === "line" ? `{{${name}}}` : `{{${as} ${name}}}`;
    const withPrompt = as === "checklist" ? prompt : [];
    return [
      row([
        cell([label, ...withPrompt], { width: left, shade: colours.shade }),
        cell([text(slot, { style: as === "checklist" ? "CellText" : "Answer" })], { width: right, centred: true }),
      ]),
    ];
  }

  function listTable({ field, key, first, second }: LayoutBlock & { is: "table" }): Content[] {
    const widths = columnWidths(first, width);
    const name = dotted(key);
    const header = row(
      first.map((column, index) =>
        headerCell(
          `{{label ${name}.${column.key}}}`,
          widths[index] ?? 0,
          isRight(column) ? AlignmentType.RIGHT : undefined,
        ),
      ),
      { header: true },
    );
    const [open, close] = [`{{#rows ${name}}}`, "{{/rows}}"];
    const cells = first.map((column, index) => {
      const isLast = index === first.length - 1 && second.length === 0;
      return cell(
        [
          ...(index === 0 ? [text(open, { style: "CellText" })] : []),
          answerParagraph(column),
          ...(isLast ? [text(close, { style: "CellText" })] : []),
        ],
        { width: widths[index] ?? 0 },
      );
    });
    const rows = [header, row(cells), ...(second.length > 0 ? [secondRow(second, widths, name, close)] : [])];
    const totals = Object.entries(field.totals ?? {}).map(([label, fact]) =>
      text(`${label}: {{computed.${fact}}}`, { align: AlignmentType.RIGHT, bold: true, size: 20 }),
    );
    return [table(widths, rows, field.label), ...(totals.length > 0 ? totals : [])];
  }

  function answerParagraph(column: Field): Paragraph {
    const mode = column.kind === "text" ? "rich" : "short";
    return text(`{{${mode} ${column.key}}}`, {
      style: "CellText",
      ...(isRight(column) ? { align: AlignmentType.RIGHT } : {}),
    });
  }

  /** What does not fit beside the rest: label and answer in turn, below each row. */
  function secondRow(fields: Field[], widths: number[], list: string, close: string): TableRow {
    const free = widths.length - fields.length;
    let at = 0;
    const take = (count: number) => {
      const span = widths.slice(at, at + count);
      at += count;
      return { width: sum(span), span: count };
    };
    const cells = fields.flatMap((field, index) => {
      const isLast = index === fields.length - 1;
      const label = cell(
        [text(`{{label ${list}.${field.key}}}`, { style: "CellText", bold: true, color: colours.grey })],
        { ...take(1), shade: colours.shade },
      );
      const share = Math.floor(free / fields.length) || 1;
      return [
        label,
        cell(
          [answerParagraph(field), ...(isLast ? [text(close, { style: "CellText" })] : [])],
          take(isLast ? widths.length - at : share),
        ),
      ];
    });
    return row(cells);
  }

  function levelsTable({ field, key, beside }: LayoutBlock & { is: "levels" }): Content[] {
    const [rating] = field.fields;
    const level = rating?.fields.find(({ kind }) => kind === "choice");
    const choices = level?.choices ?? [];
    const each = Math.round((width * 0.6) / Math.max(1, choices.length));
    const widths = [width - each * choices.length, ...choices.map(() => each)];
    const levelKey = (of: Field) => `${dotted(key)}.${of.key}.${level?.key}`;
    const header = row(
      [
        headerCell(`{{label ${dotted(key)}}}`, widths[0] ?? 0),
        ...choices.map(({ value }) =>
          headerCell(rating ? `{{choice ${levelKey(rating)}=${value}}}` : "", each, AlignmentType.CENTER),
        ),
      ],
      { header: true },
    );
    const rows = field.fields.flatMap((of) => [
      row([
        cell([text(`{{label ${dotted(key)}.${of.key}}}`, { style: "CellText", bold: true, keepNext: true })], {
          width: widths[0] ?? 0,
          shade: colours.shade,
          centred: true,
        }),
        ...choices.map(({ value }) => {
          const marks = beside ? ` {{marks ${levelKey(of)}=${value}}}` : "";
          return cell(
            [
              text(`{{check ${levelKey(of)}=${value}}}${marks}`, {
                style: "CellText",
                align: AlignmentType.CENTER,
                keepNext: true,
                size: 24,
              }),
            ],
            { width: each, centred: true },
          );
        }),
      ]),
      ...of.fields
        .filter((inner) => inner !== level)
        .map((inner) =>
          row(
            [
              cell(
                [
                  text(`{{label ${dotted(key)}.${of.key}.${inner.key}}}`, {
                    style: "CellText",
                    color: colours.grey,
                    align: AlignmentType.RIGHT,
                  }),
                ],
                { width: widths[0] ?? 0 },
              ),
              cell([text(`{{rich ${dotted(key)}.${of.key}.${inner.key}}}`, { style: "CellText" })], {
                width: sum(widths.slice(1)),
                span: choices.length,
              }),
            ],
            { cantSplit: false },
          ),
        ),
    ]);
    const legend = beside
      ? [text("{{#if beside.legend}}"), text("Earlier: {{beside.legend}}", { style: "Prompt" }), text("{{/if}}")]
      : [];
    return [
      text(`{{prompt ${dotted(key)}}}`, { style: "Lead" }),
      ...legend,
      table(widths, [header, ...rows], field.label),
    ];
  }

  function signatureBlock({ section, sign, statement }: LayoutBlock & { is: "signatures" }): Content[] {
    const widths = [0.24, 0.27, 0.31].map((share) => Math.round(width * share));
    widths.push(width - sum(widths));
    const below = { top: none, left: none, right: none, bottom: { ...line, size: 6, color: colours.grey } };
    const small = (words: string, index: number) =>
      cell([text(words, { style: "Prompt" })], {
        width: widths[index] ?? 0,
        borders: { top: none, bottom: none, left: none, right: none },
      });
    const rows = signersOf(sign).map(([role, need]) => {
      const facts = [
        `{{role.${role}}}${need === "optional" ? " (optional)" : ""}`,
        ...["name", "mark", "date"].map((what) => `{{signature.${section}.${role}.${what}}}`),
      ];
      return row(
        facts.map((words, index) =>
          cell([text(words, { style: "CellText", bold: index === 0, keepNext: true })], {
            width: widths[index] ?? 0,
            borders: below,
          }),
        ),
        { height: 520 },
      );
    });
    return [
      text(`{{statement.${statement}}}`, { bold: true, keepNext: true, style: "Statement" }),
      table(widths, [row(["Role", "Name", "Signature", "Date"].map(small)), ...rows], "Signatures", noLines),
    ];
  }

  function milestones(): Content[] {
    const years = Array.from({ length: yearsOf(settings) }, (_, index) => index + 1);
    const year = Math.round((width * 0.42) / years.length);
    const note = Math.round(width * 0.2);
    const widths = [width - year * years.length - note, ...years.map(() => year), note];
    const titles = ["Milestone", ...years.map((each) => `Due in year ${each}`), "Note"];
    const cells = ["{{title}}", ...years.map((each) => `{{year-${each}}}`), "{{note}}"];
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: true, children: [new TextRun("ILP Journey")] }),
      text("Every milestone of the program with its due date.", { style: "Lead" }),
      table(widths, plainRows(titles, cells, widths, "milestones"), "ILP Journey"),
    ];
  }

  function matrix(): Content[] {
    const widths = [Math.round(width * 0.35), width - Math.round(width * 0.35)];
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun("Evidence by element")] }),
      text("Which element, and where its evidence is.", { style: "Lead" }),
      table(
        widths,
        plainRows(["Element", "Evidence"], ["{{element}}", "{{where}}"], widths, "matrix"),
        "Evidence by element",
      ),
    ];
  }

  function plainRows(titles: string[], cells: string[], widths: number[], list: string): TableRow[] {
    const header = row(
      titles.map((words, index) => headerCell(words, widths[index] ?? 0)),
      { header: true },
    );
    const body = cells.map((words, index) => {
      const marked = `${index === 0 ? `{{#rows ${list}}}` : ""}${words}${index === cells.length - 1 ? "{{/rows}}" : ""}`;
      return cell([text(marked, { style: "CellText" })], { width: widths[index] ?? 0 });
    });
    return [header, row(body)];
  }

  function cited(): Content[] {
    return [
      text("{{#if cited}}"),
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun("Evidence cited")] }),
      text("{{#each cited}}"),
      text("{{title}}", { bold: true, keepNext: true }),
      text("{{about}}", { style: "Prompt" }),
      text("{{#if note}}"),
      text("{{rich note}}", { style: "CellText" }),
      text("{{/if}}"),
      text("{{#if place}}"),
      text("{{place}}", { style: "CellText" }),
      text("{{/if}}"),
      text("{{#if picture}}"),
      text("{{picture picture}}"),
      text("{{/if}}"),
      text("{{/each}}"),
      text("{{/if}}"),
    ];
  }
}
