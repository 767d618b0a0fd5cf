/** What a starter page is made of, before it becomes Word: lines and tables, as plain data. Sizes as in starter-style.ts. */
export interface Line {
  is: "line";
  /** With the template's own {{…}}. */
  words: string;
  /** Bold, before the words. */
  lead?: string;
  style?: string;
  /** 0 is the title. */
  heading?: number;
  bold?: boolean;
  colour?: string;
  size?: number;
  keepNext?: boolean;
  align?: "right" | "center";
  newPage?: boolean;
}

export interface Cell {
  lines: Line[];
  width: number;
  span?: number;
  shade?: string;
  border?: "below" | "none";
  centred?: boolean;
}

export interface PrintedRow {
  cells: Cell[];
  /** Repeated on every page. */
  header?: boolean;
  /** May run over the end of a page. */
  splits?: boolean;
  height?: number;
}

export interface Grid {
  is: "grid";
  widths: number[];
  rows: PrintedRow[];
  /** What screen readers call it. */
  title: string;
  ruled: boolean;
}

export type Piece = Line | Grid;

export const line = (words: string, look: Omit<Line, "is" | "words"> = {}): Line => ({ is: "line", words, ...look });
export const grid = (widths: number[], rows: PrintedRow[], title: string, ruled = true): Grid => ({
  is: "grid",
  widths,
  rows,
  title,
  ruled,
});
export const sum = (widths: number[]) => widths.reduce((total, each) => total + each, 0);

/** Cells side by side, one a column. */
export const cellsOf = (widths: number[], words: string[], style = "CellText"): Cell[] =>
  words.map((each, index) => ({ lines: [line(each, { style })], width: widths[index] ?? 0 }));

/** Whole widths for shares of a page; the last column takes what is left. */
export function widthsOf(width: number, ...shares: number[]): number[] {
  const widths = shares.map((share) => Math.round(width * share));
  return [...widths, width - sum(widths)];
}
