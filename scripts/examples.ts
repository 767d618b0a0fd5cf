/** Refreshes what the example programs carry of this version: the schemas their editors read, and their signature records. */
import { join } from "node:path";
import { loadProgram } from "../src/data/load.ts";
import { schemaFiles } from "../src/data/support-files.ts";
import { writeFiles } from "../src/data/write.ts";
import { builtInSchemas } from "../src/generated/schemas.ts";
import { exampleRecords, removeRecords } from "./example-signatures.ts";

const root = join(import.meta.dirname, "..");
for (const name of ["combined", "hart"]) {
  const program = await loadProgram(join(root, "examples", name));
  const records = await exampleRecords(program);
  removeRecords(program);
  writeFiles(program.root, [...schemaFiles(builtInSchemas, program.settings), ...records]);
}
