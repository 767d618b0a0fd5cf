import { basename, dirname } from "node:path";
import { type CsvError, parse } from "csv-parse/sync";
import { didYouMean } from "../core/basics/nearest.ts";
import { UserError } from "../core/problems/user-error.ts";
import {
  columnHints,
  columnSynonyms,
  type ImportColumn,
  type ImportRow,
  importColumns,
} from "../core/program/people-table.ts";
import { withoutMark } from "./decode.ts";
import { readText } from "./read.ts";

/** What a table of people says, row by row, with the line of each; and what its layout makes unreadable. */
export interface PeopleTable {
  rows: ImportRow[];
  problems: { line: number; text: string }[];
}

/**
 * A table of people as a spreadsheet saves it: commas, semicolons or tabs, with or without a byte-order mark. `words`
 * are other names of columns, such as a program's own word for coach. Throws UserError when it is no table at all.
 */
export function readPeopleTable(path: string, words: Record<string, ImportColumn>): PeopleTable {
  const source = readText(dirname(path), basename(path));
  if ("problem" in source)
    throw new UserError(
      "The table cannot be read.",
      source.problem.code === "file-not-utf8"
        ? 'In Excel, save it once more: Save As, and of the kinds "CSV UTF-8 (Comma delimited)".'
        : undefined,
      [source.problem],
    );
  const [header, ...lines] = cellsOf(withoutMark(source.text), basename(path));
  const { columns, problems } = columnsOf(header, words);
  if (problems.length === 0 && !columns.includes("name"))
    problems.push({
      line: header?.line ?? 1,
      text: `there is no column "name"; the first line names the columns: ${importColumns.join(", ")}`,
    });
  if (problems.length > 0) return { rows: [], problems };
  const rows = lines.flatMap(({ line, cells }) => {
    const over = cells.findIndex((cell, index) => cell !== "" && !columns[index]);
    if (over !== -1)
      problems.push({ line, text: `"${cells[over]}" stands in a column without a name; is a quote missing?` });
    const named = columns.flatMap((column, index) => (column ? [[column, cells[index] ?? ""]] : []));
    return cells.some((cell) => cell !== "") ? [{ line, ...Object.fromEntries(named) }] : [];
  });
  return { rows, problems };
}

interface Line {
  line: number;
  cells: string[];
}

function columnsOf(
  header: Line | undefined,
  words: Record<string, ImportColumn>,
): { columns: (ImportColumn | null)[]; problems: PeopleTable["problems"] } {
  const problems: PeopleTable["problems"] = [];
  const line = header?.line ?? 1;
  const known = new Map<string, ImportColumn>([
    ...Object.entries({ ...columnSynonyms, ...words }).map(([word, column]) => [plain(word), column] as const),
    ...importColumns.map((column) => [column, column] as const),
  ]);
  const columns = (header?.cells ?? []).map((cell) => {
    const column = known.get(plain(cell)) ?? null;
    if (cell !== "" && column === null)
      problems.push({
        line,
        text: `there is no column "${cell}". ${hintFor(plain(cell))}Take it out, or call it one of: ${importColumns.join(", ")}`,
      });
    return column;
  });
  const twice = columns.find((column, index) => column && columns.indexOf(column) !== index);
  if (twice) problems.push({ line, text: `the column "${twice}" is there twice` });
  return { columns, problems };
}

const hintFor = (word: string): string =>
  columnHints[word] ? `Did you mean ${columnHints[word]}? ` : didYouMean(word, importColumns);

/** E-mail and EMAIL are email. */
const plain = (word: string) => word.toLowerCase().replace(/[^\p{L}]/gu, "");

const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: "a quote at the beginning of a cell is never closed",
  INVALID_OPENING_QUOTE: "a quote stands within a cell; put the cell in quotes, and write the quote twice",
  CSV_INVALID_CLOSING_QUOTE: "text stands behind a closing quote; a quote within a cell is written twice",
};

function cellsOf(text: string, file: string): Line[] {
  // Excel's own first line, for those whose list separator is another.
  const [said = "", separator] = /^sep=(.)\r?\n/.exec(text) ?? [];
  const skipped = said === "" ? 0 : 1;
  const options = { delimiter: separator ?? delimiterOf(text), raw: true as const, relax_column_count: true };
  let line = skipped + 1;
  try {
    const read = parse(text.slice(said.length), options) as unknown as { record: string[]; raw: string }[];
    return read.map(({ record, raw }) => {
      const begins = line;
      line += raw.match(/\r\n|\r|\n/g)?.length ?? 0;
      return { line: begins, cells: record.map((cell) => cell.replace(/\s+/g, " ").trim().normalize("NFC")) };
    });
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    throw new UserError(
      `The table cannot be read: ${file}:${skipped + (lines ?? 1)}: ${reasons[code] ?? (error as Error).message}.`,
      "Nothing was written.",
    );
  }
}

/** What stands between the names of the columns: a comma, or what a spreadsheet takes for it elsewhere. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const counted = [",", ";", "\t"].map((each) => [each, header.split(each).length] as const);
  return counted.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
