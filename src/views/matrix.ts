import type { MatrixRow } from "../core/reports/evidence-matrix.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** Elements down the page, evidence beside them. */
export function matrixText(rows: MatrixRow[], loose: string[], io: Io): string {
  const colour = paint(io);
  const width = Math.max(...rows.map(({ label }) => label.length)) + 2;
  const indent = " ".repeat(width);
  const lines = rows.map(({ label, items }) => {
    const shown = items.length > 0 ? wrap(safe(items.join("; ")), widthOf(io), indent) : colour.dim("none yet");
    return label.padEnd(width) + shown;
  });
  if (loose.length > 0) lines.push("", wrap(`Without an element: ${safe(loose.join("; "))}`, widthOf(io)));
  const covered = rows.filter(({ items }) => items.length > 0).length;
  return `${lines.join("\n")}\n\n${covered} of ${rows.length} lines have evidence. To add some: ilp log evidence FILE\n`;
}
