/** Writes src/generated/ and schemas/record.schema.json from schemas/ and the rows of the acts, in two halves: the second loads the source. */
import "./schema-modules.ts";

await import("./compiled-schemas.ts");
