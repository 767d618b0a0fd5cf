import type { Finding } from "../core/problems/finding.ts";
import { words } from "../core/problems/messages.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** file:line:column, as editors and terminals know it. */
export const spotOf = ({ path, line, column }: Pick<Finding, "path" | "line" | "column">) =>
  line === undefined ? path : `${path}:${line}:${column ?? 1}`;

/** Where somebody stands: how a path of the program is written there, and what a command needs to find the program. */
export interface Standpoint {
  pathOf: (path: string) => string;
  commandsIn: (text: string) => string;
}
const inProgram: Standpoint = { pathOf: (path) => path, commandsIn: (text) => text };

/** One finding: where, what, what to do. */
export function findingText(finding: Finding, io: Io, { pathOf, commandsIn }: Standpoint = inProgram): string {
  const colour = paint(io);
  const { message, help } = words(finding);
  const indent = "    ";
  const width = widthOf(io);
  const lines = [`  ${colour.cyan(safe(pathOf(spotOf(finding))))}`, indent + wrap(safe(message), width, indent)];
  if (help) lines.push(indent + colour.dim(wrap(safe(commandsIn(help)), width, indent)));
  for (const each of finding.also ?? []) lines.push(`${indent}See also ${colour.cyan(safe(pathOf(spotOf(each))))}`);
  if (finding.because?.[0] && finding.because[0].path !== finding.path)
    lines.push(
      indent +
        colour.dim(
          wrap(`This may follow from what is missing in ${safe(pathOf(finding.because[0].path))}.`, width, indent),
        ),
    );
  return lines.join("\n");
}
