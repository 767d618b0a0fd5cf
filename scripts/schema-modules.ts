/** The first half of generate.ts: what the source needs before any of it can be loaded. Nothing of src/ is loaded here. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseAct } from "../src/core/acts/rows.ts";
import type { Mapping } from "../src/core/basics/values.ts";

export const root = join(import.meta.dirname, "..");
export const out = join(root, "src", "generated");
mkdirSync(out, { recursive: true });

function schemasIn(...folder: string[]) {
  const names = readdirSync(join(root, ...folder)).filter((name) => name.endsWith(".schema.json"));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(root, ...folder, name), "utf8"))]));
}

export const schemas = schemasIn("schemas");
export const acts = Object.fromEntries(
  Object.entries(schemasIn("schemas", "acts")).map(([name, schema]) => [name.replace(".schema.json", ""), schema]),
) as Record<CaseAct, Mapping>;

// Parsed from a string: faster to load than the same as an object literal.
writeFileSync(
  join(out, "acts.ts"),
  `import type { CaseAct } from "../core/acts/rows.ts";\nimport type { Mapping } from "../core/basics/values.ts";\nconst text = ${JSON.stringify(JSON.stringify(acts))};\n/** What each act of the case file asks. */\nexport const actSchemas = JSON.parse(text) as Record<CaseAct, Mapping>;\n`,
);

const roles: string[] = schemas["common.schema.json"].$defs.role.enum;
writeFileSync(
  join(out, "roles.ts"),
  `/** What somebody does in the program, in the order in which roles are listed. */\nexport const roles = ${JSON.stringify(roles)} as const;\nexport type Role = (typeof roles)[number];\n`,
);
