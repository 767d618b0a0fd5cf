/** Writes src/generated/ from schemas/: the schemas as one module, validators compiled ahead of time, and types. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile } from "json-schema-to-typescript";
import { ajvOptions, isCompiled, validatorName } from "../src/forms/ajv-options.ts";

const root = join(import.meta.dirname, "..");
const out = join(root, "src", "generated");
mkdirSync(out, { recursive: true });

const names = readdirSync(join(root, "schemas")).filter((name) => name.endsWith(".schema.json"));
const schemas = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(join(root, "schemas", name), "utf8"))]),
);
writeFileSync(join(out, "schemas.json"), JSON.stringify(schemas));

const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true } });
for (const name of names) ajv.addSchema(schemas[name], name);
const compiled = names.filter(isCompiled);
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
