import { didYouMean } from "../core/basics/nearest.ts";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Finding } from "../core/problems/finding.ts";
import type { Settings } from "../core/program/program.ts";
import { isCandidateForm, resolve, type Schemas } from "../forms/table.ts";

/** What program.yaml lists for the supervisor must be there: a slip would print nothing, or be passed over. */
export function supervisorProblems(settings: Settings, schemas: Schemas): Omit<Finding, "path">[] {
  const forms = Object.entries(schemas).flatMap(([file, schema]) =>
    isCandidateForm(schema) ? [file.replace(".schema.json", "")] : [],
  );
  return (settings.review?.supervisor ?? []).flatMap((entry, index) => {
    const [form = "", part = "."] = entry.split("#");
    const problem = (id: string, where: string, hint: string): Omit<Finding, "path">[] => [
      {
        code: "unknown-reference",
        pointer: `/review/supervisor/${index}`,
        data: { label: "For the supervisor", id, where, hint },
      },
    ];
    if (!forms.includes(form)) return problem(form, "the forms ilp knows", didYouMean(form, forms));
    const parts = partsOf(schemas[`${form}.schema.json`] ?? {}, schemas);
    const known = part === "." || parts.includes(part.replace(/\/\*$/, ""));
    return known ? [] : problem(part, `the form ${form}`, didYouMean(part, parts));
  });
}

/** Paths of keys of a form, through groups and not into lists. */
function partsOf(schema: Mapping, schemas: Schemas, root = schema, above = ""): string[] {
  if (!isMapping(schema.properties)) return [];
  return Object.entries(schema.properties).flatMap(([key, raw]) => {
    const inner = isMapping(raw) ? resolve(raw, root, schemas) : {};
    if (inner.print === "never") return [];
    return [`${above}${key}`, ...partsOf(inner, schemas, root, `${above}${key}/`)];
  });
}
