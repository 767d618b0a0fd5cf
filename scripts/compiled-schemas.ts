/** The second half of generate.ts: the record's schema, the schemas as one module, validators compiled ahead of time, and types. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile } from "json-schema-to-typescript";
import type { Mapping } from "../src/core/basics/values.ts";
import { ajvOptions, annotationWords, isCompiled, questionWords, validatorName } from "../src/forms/ajv-options.ts";
import { computedForms } from "../src/forms/table.ts";
import { assembleRecord, entrySchemas, withSentences } from "./assemble-record.ts";
import { acts, out, root, schemas } from "./schema-modules.ts";

/** A schema without its words for people; the names of properties are left alone. */
function deciding(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((each) => deciding(each));
  if (typeof value !== "object" || value === null) return value;
  const silent = ["title", "description", "examples", "contentMediaType", ...annotationWords, ...questionWords];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => named || !silent.includes(key))
      .map(([key, inner]) => [key, deciding(inner, !named && (key === "properties" || key === "$defs"))]),
  );
}

const entries = entrySchemas(acts, (schema) => deciding(schema) as Mapping);
const record = assembleRecord(schemas["record.schema.json"], entries);
schemas["record.schema.json"] = record;
writeFileSync(join(root, "schemas", "record.schema.json"), `${JSON.stringify(record, null, 2)}\n`);
schemas["program.schema.json"] = withSentences(schemas["program.schema.json"]);
const names = Object.keys(schemas);
// Parsed from a string: faster to load than the same as an object literal.
writeFileSync(
  join(out, "schemas.ts"),
  `import type { Schemas } from "../forms/table.ts";\nconst text = ${JSON.stringify(JSON.stringify(schemas))};\nexport const builtInSchemas = JSON.parse(text) as Schemas;\n`,
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
const entryName = (act: string) => `${act.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase())}Entry`;
const said = {
  type: "object",
  additionalProperties: false,
  required: Object.keys(entries),
  properties: Object.fromEntries(
    Object.entries(entries).map(([act, entry]) => [act, { title: entryName(act), ...entry }]),
  ),
  $defs: { digest: (record.$defs as Mapping).digest },
};
const inOneFile = JSON.parse(JSON.stringify(said).replaceAll('"record.schema.json#', '"#'));
writeFileSync(
  join(out, "entries.ts"),
  await compile(inOneFile, "Entries", { cwd: join(root, "schemas"), bannerComment: "", ignoreMinAndMaxItems: true }),
);
writeFileSync(
  join(out, "types.ts"),
  'export type { Program } from "./program.ts";\nexport type { People } from "./people.ts";\nexport type { Profile } from "./profile.ts";\n',
);
