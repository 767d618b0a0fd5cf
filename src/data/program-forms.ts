import { join } from "node:path";
import { isMapping, items as listOf, type Mapping, type Value } from "../core/basics/values.ts";
import { rules } from "../core/findings/rules/table.ts";
import type { Finding } from "../core/problems/finding.ts";
import { computedForms, type Schemas } from "../forms/table.ts";
import { withoutMark } from "./decode.ts";
import { readFolder, readText } from "./read.ts";
import { schemaFindings } from "./validate.ts";

type Problem = Pick<Finding, "code" | "data" | "pointer"> & Partial<Pick<Finding, "line" | "column">>;

/** A program's own forms: forms/<id>.schema.json, beside those of the package or in place of one. */
export async function programForms(root: string, builtIn: Schemas): Promise<{ schemas: Schemas; problems: Finding[] }> {
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
    const parsed = await parse(withoutMark(source.text));
    const found = "problem" in parsed ? [parsed.problem] : await formProblems(parsed.form, name, builtIn);
    problems.push(...found.map((each) => ({ ...each, path })));
    if ("form" in parsed && found.length === 0) schemas[name] = parsed.form;
  }
  return { schemas, problems };
}

const broken = (reason: string, pointer = ""): Problem => ({ code: "form-broken", data: { reason }, pointer });

async function parse(text: string): Promise<{ form: Mapping } | { problem: Problem }> {
  try {
    const value = JSON.parse(text) as Value;
    return isMapping(value) ? { form: value } : { problem: broken("it is not a JSON object") };
  } catch (error) {
    return { problem: { ...broken("it is not valid JSON"), ...(await placeOf(text, (error as Error).message)) } };
  }
}

/** Where JSON goes wrong: as its parser says, or else as the YAML parser does, for which all JSON is YAML. */
async function placeOf(text: string, message: string): Promise<{ line?: number; column?: number }> {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  const read = (await import("./yaml.ts")).readYaml(text);
  return "problem" in read ? { line: read.problem.line, column: read.problem.column } : {};
}

async function formProblems(schema: Mapping, file: string, builtIn: Schemas): Promise<Problem[]> {
  const { form } = schema;
  if (!isMapping(form)) return [broken('it has no "form" with id, version, path and source')];
  if (`${form.id}.schema.json` !== file)
    return [broken(`its form id is "${form.id}", so the file should be called ${form.id}.schema.json`, "/form/id")];
  if (!isMapping(schema.properties)) return [broken('it has no "properties"')];
  if (computedForms(builtIn).includes(String(form.id)) && form.computed !== true)
    return [broken(`ilp computes what ${form.id} says, so it needs "computed": true`, "/form")];
  const unknown = listOf(form.rules).findIndex((rule) => !Object.hasOwn(rules, String(rule)));
  if (unknown !== -1) return [broken(`there is no rule "${listOf(form.rules)[unknown]}"`, `/form/rules/${unknown}`)];
  const { annotationsValidator } = await import("./compile.ts");
  return schemaFindings(schema, annotationsValidator(builtIn), builtIn["annotations.schema.json"] ?? {}, builtIn);
}
