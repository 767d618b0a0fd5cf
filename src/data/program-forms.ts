import { join } from "node:path";
import type { Finding } from "../core/finding.ts";
import { isMapping, type Mapping, type Value } from "../core/values.ts";
import type { Schemas } from "../forms/table.ts";
import { readFolder, readText } from "./read.ts";

/** A program's own forms: forms/<id>.schema.json, beside those of the package or in place of one. */
export function programForms(root: string): { schemas: Schemas; problems: Finding[] } {
  const files = readFolder(join(root, "forms")).files.filter((name) => name.endsWith(".schema.json"));
  const schemas: Schemas = {};
  const problems: Finding[] = [];
  for (const name of files) {
    const path = `forms/${name}`;
    const source = readText(root, path);
    if ("problem" in source) {
      problems.push(source.problem);
      continue;
    }
    const parsed = parse(source.text);
    const reason = parsed === null ? "it is not JSON" : formProblem(parsed, name);
    if (reason) problems.push({ code: "form-broken", data: { reason }, path, pointer: "" });
    else schemas[name] = parsed as Mapping;
  }
  return { schemas, problems };
}

function parse(text: string): Mapping | null {
  try {
    const value = JSON.parse(text) as Value;
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

function formProblem(schema: Mapping, file: string): string | null {
  const { form } = schema;
  if (!isMapping(form)) return 'it has no "form" with id, version, path and source';
  if (`${form.id}.schema.json` !== file) return `its form id is "${form.id}", so the file should be called ${form.id}.schema.json`;
  if (typeof form.path !== "string") return 'its form has no "path"';
  return isMapping(schema.properties) ? null : 'it has no "properties"';
}
