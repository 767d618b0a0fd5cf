/** Refreshes what the example programs carry of this version: the schemas their editors read. */
import { join } from "node:path";
import { loadProgram } from "../src/data/load.ts";
import { schemaFiles } from "../src/data/support-files.ts";
import { writeFiles } from "../src/data/write.ts";
import { builtInSchemas } from "../src/generated/schemas.ts";

const root = join(import.meta.dirname, "..");
for (const name of ["combined", "hart"]) {
  const folder = join(root, "examples", name);
  const { settings } = await loadProgram(folder);
  writeFiles(folder, schemaFiles(builtInSchemas, settings));
}
