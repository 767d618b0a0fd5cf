/** Writes templates/word/: one Word template for each form of the combined preset, and each that is computed, from the form alone. Run again after a form changed. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Settings } from "../src/core/program/program.ts";
import { computedForms, readComputedForm, readForms } from "../src/forms/table.ts";
import { builtInSchemas } from "../src/generated/schemas.ts";
import { starterTemplate } from "../src/word/starter.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "templates", "word");
const preset = parse(readFileSync(join(root, "templates", "presets", "combined.yaml"), "utf8")) as Settings;
const settings = { ...preset, id: "program", district: "" };
const { forms } = readForms(builtInSchemas, settings);
const computed = computedForms(builtInSchemas).map((id) => readComputedForm(builtInSchemas, settings, id));

mkdirSync(folder, { recursive: true });
for (const form of [...forms.filter(({ word }) => word), ...computed]) {
  const bytes = await starterTemplate(form, preset);
  writeFileSync(join(folder, `${form.id}.docx`), bytes);
  process.stdout.write(`templates/word/${form.id}.docx  ${bytes.length} bytes\n`);
}
