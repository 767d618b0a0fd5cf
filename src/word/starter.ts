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
  type ISectionOptions,
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
import type { Form } from "../core/forms/form.ts";
import type { Settings } from "../core/program/program.ts";
import { composeBlock, composeHead } from "./compose.ts";
import { yearsOf } from "./journey.ts";
import { layOut } from "./layout.ts";
import { normalise } from "./normalise.ts";
import { type Cell, type Grid, type Line, line, type Piece, type PrintedRow, sum } from "./pieces.ts";
import { colours, fonts, paper, styles } from "./starter-style.ts";

/**
 * A template for a form, as the bytes of a .docx. Labels and prompts stay open ({{label …}}), so that the program's own wording is printed.
 * The same form gives the same bytes.
 */
export async function starterTemplate(form: Form, settings: Settings): Promise<Uint8Array> {
  const { landscape, blocks } = layOut(form);
  const width = (landscape ? paper.height : paper.width) - 2 * paper.margin;
  const years = yearsOf(settings);
  const pieces = [
    ...composeHead(form, width),
    ...blocks.flatMap((block) => composeBlock(block, width, years)),
    line("", { style: "End" }),
  ];
  const document = new Document({
    title: `{{form.title}}: ${aboutOf(form)}`,
    creator: "{{program.district}}",
    lastModifiedBy: "ilp",
    description: "",
    styles,
    sections: [{ properties: { page: pageOf(landscape) }, ...marginsOf(form, width), children: pieces.map(asWord) }],
  });
  return normalise(await Packer.toBuffer(document));
}

function pageOf(landscape: boolean) {
  const { width, height, margin, header } = paper;
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return {
    size: { width, height, orientation },
    margin: { top: margin, bottom: margin, left: margin, right: margin, header, footer: header },
  };
}

/** What is computed may be about the whole program. */
const aboutOf = ({ computed }: Form) => (computed ? "{{document.about}}" : "{{candidate.name}}");

/** Who and what at the top of every page, district and page number at its foot. */
function marginsOf(form: Form, width: number): Pick<ISectionOptions, "headers" | "footers"> {
  const look = { size: fonts.small, color: colours.grey };
  const top = new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ text: `${aboutOf(form)} – {{form.title}}`, ...look })],
  });
  const bottom = new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [
      new TextRun({ text: `${form.computed ? "" : "{{program.district}}  ·  "}{{document.note}}`, ...look }),
      new TextRun({ children: ["\tPage ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES], ...look }),
    ],
  });
  return {
    headers: { default: new Header({ children: [top] }) },
    footers: { default: new Footer({ children: [bottom] }) },
  };
}

const asWord = (piece: Piece): Paragraph | Table => (piece.is === "line" ? asParagraph(piece) : asTable(piece));

const headings = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
];
const alignments = { right: AlignmentType.RIGHT, center: AlignmentType.CENTER };

function asParagraph({ words, lead, style, heading, bold, colour, size, keepNext, align, newPage }: Line): Paragraph {
  const look = { ...(colour ? { color: colour } : {}), ...(size ? { size } : {}) };
  const level = heading === undefined ? undefined : headings[Math.min(heading, headings.length - 1)];
  return new Paragraph({
    ...(level ? { heading: level } : {}),
    ...(style ? { style } : {}),
    ...(keepNext === undefined ? {} : { keepNext }),
    ...(align ? { alignment: alignments[align] } : {}),
    ...(newPage ? { pageBreakBefore: true } : {}),
    children: [
      ...(lead ? [new TextRun({ text: lead, bold: true, ...look })] : []),
      new TextRun({ text: words, ...(bold ? { bold } : {}), ...look }),
    ],
  });
}

const ruled = { style: BorderStyle.SINGLE, size: 4, color: colours.line };
const bare = { style: BorderStyle.NONE, size: 0, color: "auto" };
const allSides = <T>(side: T) => ({ top: side, bottom: side, left: side, right: side });

function asTable({ widths, rows, title, ruled: hasLines }: Grid): Table {
  const side = hasLines ? ruled : bare;
  const table = new Table({
    columnWidths: widths,
    width: { size: sum(widths), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...allSides(side), insideHorizontal: side, insideVertical: side },
    margins: { top: 50, bottom: 50, left: 100, right: 100 },
    tableLook: { firstRow: rows[0]?.header === true, noHBand: true, noVBand: true },
    rows: rows.map(asRow),
  });
  // docx has no option for a table's title, which screen readers say.
  const properties = (table as unknown as { root: { root: unknown[] }[] }).root[0]?.root;
  properties?.push(new BuilderElement({ name: "w:tblCaption", attributes: { value: { key: "w:val", value: title } } }));
  return table;
}

const asRow = ({ cells, header, splits, height }: PrintedRow): TableRow =>
  new TableRow({
    children: cells.map(asCell),
    ...(header ? { tableHeader: true } : {}),
    ...(splits ? {} : { cantSplit: true }),
    ...(height ? { height: { value: height, rule: HeightRule.ATLEAST } } : {}),
  });

function asCell({ lines, width, span, shade, border, centred }: Cell): TableCell {
  const below = { ...ruled, size: 6, color: colours.grey };
  return new TableCell({
    children: lines.map(asParagraph),
    width: { size: width, type: WidthType.DXA },
    ...(span && span > 1 ? { columnSpan: span } : {}),
    ...(shade ? { shading: { fill: shade } } : {}),
    ...(border ? { borders: { ...allSides(bare), ...(border === "below" ? { bottom: below } : {}) } } : {}),
    ...(centred ? { verticalAlign: VerticalAlign.CENTER } : {}),
  });
}
