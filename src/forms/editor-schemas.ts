import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import type { Settings } from "../core/program/program.ts";
import { computedForms, promptWording, type Schemas } from "./table.ts";

/** The schemas as an editor should see them: with the program's own words in labels and prompts. What is computed nobody edits. */
export function editorSchemas(schemas: Schemas, settings: Settings): Schemas {
  const wording = promptWording(settings);
  const unseen = ["annotations", ...computedForms(schemas)].map((id) => `${id}.schema.json`);
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([file]) => !unseen.includes(file))
      .map(([file, schema]) => [file, worded(schema, wording) as Mapping]),
  );
}

function worded(value: Value, wording: (text: string) => string): Value {
  if (Array.isArray(value)) return value.map((each) => worded(each, wording));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      (key === "title" || key === "description") && typeof inner === "string" ? wording(inner) : worded(inner, wording),
    ]),
  );
}
