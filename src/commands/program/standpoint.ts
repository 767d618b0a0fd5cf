import { relative, resolve, sep } from "node:path";
import type { Program } from "../../data/load.ts";
import type { Io } from "../../io.ts";
import type { Standpoint } from "../../views/findings.ts";
import { withCommands } from "../../views/paint.ts";
import type { Where } from "./open.ts";

/** Paths as they are from the folder somebody stands in; commands with --program where the program was named so. */
export function standpointOf(
  { cwd }: Pick<Io, "cwd">,
  { root }: Pick<Program, "root">,
  { program }: Where,
): Standpoint {
  const named =
    program === undefined ? "" : ` --program ${/^[\w./-]+$/.test(program) ? program : JSON.stringify(program)}`;
  return {
    pathOf: (path) => relative(cwd, resolve(root, path)).split(sep).join("/") || ".",
    commandsIn: (text) =>
      named ? withCommands(text, (each) => (each.startsWith("ilp ") ? `${each}${named}` : each)) : text,
  };
}
