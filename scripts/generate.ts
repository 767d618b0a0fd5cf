/** Writes src/generated/ from schemas/: the schemas as one module, validators compiled ahead of time, and types. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile } from "json-schema-to-typescript";
import { ajvOptions, annotationWords, isCompiled, validatorName } from "../src/forms/ajv-options.ts";
import { computedForms } from "../src/forms/table.ts";

const root = join(import.meta.dirname, "..");
const out = join(root, "src", "generated");
mkdirSync(out, { recursive: true });

/** A schema without its words for people; the names of properties are left alone. */
function deciding(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((each) => deciding(each));
  if (typeof value !== "object" || value === null) return value;
  const silent = ["title", "description", "examples", "contentMediaType", ...annotationWords];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => named || !silent.includes(key))
      .map(([key, inner]) => [key, deciding(inner, !named && (key === "properties" || key === "$defs"))]),
  );
}

const names = readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"));
const schemas = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(join(root, "schemas", name), "utf8"))]),
);
// Parsed from a string: faster to load than the same as an object literal.
writeFileSync(
  join(out, "schemas.ts"),
  `import type { Schemas } from "../forms/table.ts";\nconst text = ${JSON.stringify(JSON.stringify(schemas))};\nexport const builtInSchemas = JSON.parse(text) as Schemas;\n`,
);

const roles: string[] = schemas["common.schema.json"].$defs.role.enum;
writeFileSync(
  join(out, "roles.ts"),
  `/** What somebody does in the program, in the order in which roles are listed. */\nexport const roles = ${JSON.stringify(roles)} as const;\nexport type Role = (typeof roles)[number];\n`,
);

const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true } });
// Only what decides whether a document is valid: labels and annotations would double the code.
for (const name of names.filter((each) => each !== "annotations.schema.json"))
  ajv.addSchema(deciding(schemas[name]) as object, name);
const computed = computedForms(schemas).map((id) => `${id}.schema.json`);
const compiled = names.filter((name) => isCompiled(name) && !computed.includes(name));
const code = (standaloneCode as unknown as { default: typeof standaloneCode }).default(
  ajv,
  Object.fromEntries(compiled.map((name) => [validatorName(name), name])),
);
await build({
  stdin: { contents: code, resolveDir: root, loader: "js" },
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  outfile: join(out, "validators.js"),
});
writeFileSync(
  join(out, "validators.d.ts"),
  `import type { ValidateFunction } from "ajv";\n${compiled.map((name) => `export declare const ${validatorName(name)}: ValidateFunction;\n`).join("")}`,
);

for (const name of ["program", "people", "profile"]) {
  const { title: _, ...schema } = schemas[`${name}.schema.json`];
  const code = await compile(schema, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
    cwd: join(root, "schemas"),
    bannerComment: "",
  });
  writeFileSync(join(out, `${name}.ts`), code);
}
writeFileSync(
  join(out, "types.ts"),
  'export type { Program } from "./program.ts";\nexport type { People } from "./people.ts";\nexport type { Profile } from "./profile.ts";\n',
);
