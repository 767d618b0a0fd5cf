import type { Choice, Field } from "../core/forms/form.ts";
import { shortLabel } from "./shown.ts";

const longestOf = (choices: Choice[]) => Math.max(0, ...choices.map((choice) => shortLabel(choice).length));

/** How much room a column wants beside the others, by what is written in it. */
function weight({ kind, choices, ref, label, longest: most }: Field): number {
  if (kind === "number") return Math.max(0.75, label.length / 8);
  if (kind === "date") return 1.15;
  if (kind === "time" || kind === "yes-no") return 0.8;
  if (kind === "text") return 3;
  if (kind === "ids") return 1.8;
  if (kind === "choices") return 1;
  if (kind === "choice") return Math.max(0.9, Math.min(1.6, longestOf(choices ?? []) / 12));
  // As a day has ten characters.
  if (kind === "line" && most !== undefined) return Math.max(0.75, label.length / 9, Math.min(2.3, most * 0.115));
  return ref ? 1.5 : choices ? 1.4 : 2;
}

/** Widths of columns that add up to `width` exactly. */
export function columnWidths(fields: Field[], width: number): number[] {
  const weights = fields.map(weight);
  const total = weights.reduce((sum, each) => sum + each, 0);
  const widths = weights.map((each) => Math.floor((each / total) * width));
  const rest = width - widths.reduce((sum, each) => sum + each, 0);
  return widths.map((each, index) => (index === widths.length - 1 ? each + rest : each));
}
