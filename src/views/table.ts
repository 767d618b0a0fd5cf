const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, "");
const visible = (text: string) => bare(text).length;

/** Columns side by side, cut to `width`: the widest column gives way first. */
export function table(rows: string[][], width: number): string[] {
  const many = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: many }, (_, column) =>
    Math.max(...rows.map((row) => visible(row[column] ?? ""))),
  );
  const gap = 2;
  let over = widths.reduce((sum, each) => sum + each + gap, -gap) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const room = widths[widest] ?? 0;
    if (room <= 12) break;
    widths[widest] = room - 1;
    over -= 1;
  }
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
