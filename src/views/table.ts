const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, "");
const visible = (text: string) => bare(text).length;

/** Columns side by side. What does not fit into `width` is cut from one column alone: names and commands stay whole. */
export function table(rows: string[][], width: number, gives?: number): string[] {
  const many = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: many }, (_, column) =>
    Math.max(...rows.map((row) => visible(row[column] ?? ""))),
  );
  const gap = 2;
  const over = widths.reduce((sum, each) => sum + each + gap, -gap) - width;
  if (over > 0 && gives !== undefined) widths[gives] = Math.max(6, (widths[gives] ?? 0) - over);
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const room = widths[column] ?? 0;
        const shown = visible(cell) > room ? `${bare(cell).slice(0, Math.max(room - 1, 0))}…` : cell;
        return shown + " ".repeat(Math.max(0, room - visible(shown)));
      })
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}
