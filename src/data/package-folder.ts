import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

let found: string | undefined;

/** Where this package lies: its schemas and templates are read from there. */
export function packageFolder(): string {
  if (found) return found;
  // Bundled code has __dirname; the sources, run by a test, are below the working folder.
  const start = typeof __dirname === "string" ? __dirname : process.cwd();
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "templates", "presets"))) {
      found = folder;
      return folder;
    }
    if (folder === dirname(folder)) throw new Error("templates/presets is missing from the package");
  }
}
