import type { Io } from "../io.ts";
import { widthOf, wrap } from "./paint.ts";

/** What was done, and what to do next, numbered. */
export function stepsText(io: Pick<Io, "columns">, done: string, steps: string[], note?: string): string {
  const width = widthOf(io);
  const numbered = steps.map((step, index) => `  ${index + 1}. ${wrap(step, width, "     ")}`);
  return [wrap(done, width), ...(note ? ["", wrap(note, width)] : []), "", "Next:", ...numbered, ""].join("\n");
}
