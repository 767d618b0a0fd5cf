import { columnsOf, cut } from "./columns.ts";

const gap = 2;

/** Columns side by side. What does not fit into `width` is cut from one column alone: names and commands stay whole. */
export function table(rows: string[][], width: number, gives?: number): string[] {
  const widths = widthsOf(rows);
  const over = total(widths) - width;
  if (over > 0 && gives !== undefined) widths[gives] = Math.max(6, (widths[gives] ?? 0) - over);
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const room = widths[column] ?? 0;
        const shown = cut(cell, room);
        return shown + " ".repeat(Math.max(0, room - columnsOf(shown)));
      })
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** Whether the columns fit side by side as they are. */
export const fitsIn = (rows: string[][], width: number): boolean => total(widthsOf(rows)) <= width;

/** Nothing is cut: where the columns do not fit side by side, those after the first few go on a line below. */
export function stacked(rows: string[][], width: number, first: number): string[] {
  if (rows.length === 0 || fitsIn(rows, width)) return table(rows, width);
  const above = table(
    rows.map((row) => row.slice(0, first)),
    width,
  );
  const below = table(
    rows.map((row) => row.slice(first)),
    width,
  );
  return above.flatMap((line, index) => [line, `    ${below[index]}`]);
}

const widthsOf = (rows: string[][]): number[] =>
  Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ""))),
  );

const total = (widths: number[]) => widths.reduce((sum, each) => sum + each + gap, -gap);
