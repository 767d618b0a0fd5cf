import type { ErrorObject, ValidateFunction } from "ajv";
import { didYouMean } from "../core/basics/nearest.ts";
import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import type { Finding } from "../core/problems/finding.ts";
import { resolve, type Schemas } from "../forms/table.ts";

const kindNames: Record<string, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of lines",
  null: "empty",
};

const typeName = (value: Value | undefined) =>
  value === null || value === undefined
    ? "empty"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "a group of lines"
        : typeof value === "string"
          ? "text"
          : typeof value === "boolean"
            ? `the word ${value}`
            : Number.isFinite(value)
              ? `the number ${value}`
              : "not a number that can be counted with";

/** Compares a value with its schema; each thing wrong becomes one finding with a pointer. */
export function schemaFindings(
  value: Value,
  validate: ValidateFunction,
  schema: Mapping,
  schemas: Schemas,
): (Pick<Finding, "code" | "data" | "pointer"> & { key?: true })[] {
  if (validate(value)) return [];
  const seen = new Set<string>();
  const all = (validate.errors ?? []).filter(({ keyword }) => !["anyOf", "allOf", "if", "oneOf"].includes(keyword));
  // A file of another form would differ in every line; one sentence says so.
  const other = all.filter(({ instancePath }) => instancePath === "/schema");
  const findings = (other.length > 0 ? other : all).map((error) => oneFinding(error, value, schema, schemas));
  const meant = findings.flatMap(({ code, data }) => (code === "unknown-key" ? String(data.hint) : []));
  return findings.flatMap((finding) => {
    // A misspelt key is not missing as well.
    if (finding.code === "key-missing" && meant.some((hint) => hint.includes(`"${finding.data.key}"`))) return [];
    const key = `${finding.pointer} ${finding.code}`;
    if (seen.has(key) || seen.has(`${finding.pointer} wrong-type`)) return [];
    seen.add(key);
    return [finding];
  });
}

function oneFinding(
  error: ErrorObject,
  value: Value,
  schema: Mapping,
  schemas: Schemas,
): Pick<Finding, "code" | "data" | "pointer"> {
  const pointer = error.instancePath;
  const found = at(value, pointer);
  const spot = schemaAt(schema, pointer, schemas);
  const label = String(
    spot.title ??
      pointer
        .split("/")
        .filter((step) => !/^\d+$/.test(step))
        .at(-1) ??
      "This file",
  );
  const examples = Array.isArray(spot.examples) ? spot.examples : [];
  const hint = hintFor(found ?? null, examples);
  const { keyword, params } = error;
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") {
    const key = String(params.additionalProperty ?? params.unevaluatedProperty);
    if (/\s/.test(key)) return { code: "answer-as-key", pointer: `${pointer}/${key}`, data: { key } };
    const known = Object.keys(isMapping(spot.properties) ? spot.properties : {});
    return {
      code: "unknown-key",
      pointer: `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      data: { key, hint: didYouMean(key, known) || `Known here: ${known.join(", ")}.` },
    };
  }
  if (keyword === "required") return { code: "key-missing", pointer, data: { key: String(params.missingProperty) } };
  if (keyword === "type") {
    const types = (Array.isArray(params.type) ? params.type : [params.type]).filter((type: string) => type !== "null");
    const expected = types.map((type: string) => kindNames[type] ?? type).join(" or ");
    const quote = wrongTypeHint(found ?? null, types) || hint;
    return { code: "wrong-type", pointer, data: { label, found: typeName(found), expected, hint: quote } };
  }
  if (keyword === "enum" || keyword === "const") {
    const allowed = (keyword === "const" ? [params.allowedValue] : params.allowedValues).filter(
      (each: Value) => each !== null,
    );
    const guess =
      typeof found === "string" && allowed.includes(Number(found))
        ? `Write it without quotes: ${found}`
        : typeof found === "number"
          ? ""
          : didYouMean(asValue(String(found)), allowed.map(String));
    return {
      code: "wrong-choice",
      pointer,
      data: {
        label,
        found: String(found ?? "empty"),
        choices: allowed.join(", "),
        guess,
      },
    };
  }
  if (keyword === "minimum")
    return {
      code: "out-of-range",
      pointer,
      data: { label, found: String(found), problem: `less than ${params.limit}`, hint },
    };
  if (keyword === "maximum")
    return {
      code: "out-of-range",
      pointer,
      data: { label, found: String(found), problem: `more than ${params.limit}`, hint },
    };
  if (keyword === "minItems" || keyword === "minLength")
    return {
      code: "out-of-range",
      pointer,
      data: { label, found: "this", problem: "empty", hint: "Write at least one." },
    };
  if (keyword === "uniqueItems") return { code: "given-twice", pointer: `${pointer}/${params.i}`, data: { label } };
  return { code: "wrong-form", pointer, data: { label, found: JSON.stringify(found ?? null), hint } };
}

const stepsOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

const at = (value: Value, pointer: string) =>
  stepsOf(pointer).reduce<Value | undefined>(
    (node, step) =>
      Array.isArray(node) ? node[Number(step)] : isMapping(node) && Object.hasOwn(node, step) ? node[step] : undefined,
    value,
  );

/** The part of the schema that describes the place a pointer leads to. */
function schemaAt(root: Mapping, pointer: string, schemas: Schemas): Mapping {
  return stepsOf(pointer).reduce<Mapping>((node, step) => {
    const properties = isMapping(node.properties) ? node.properties : {};
    const next =
      (Object.hasOwn(properties, step) ? properties[step] : undefined) ??
      (/^\d+$/.test(step) ? node.items : node.additionalProperties);
    const found = isMapping(next) ? next : {};
    const resolved = resolve(found, root, schemas);
    return resolved.title === undefined && /^\d+$/.test(step) ? { ...resolved, title: node.title ?? "Item" } : resolved;
  }, root);
}

/** "Approaches" and "Book study" as values are written: approaches, book_study. */
const asValue = (text: string) =>
  /^[1-6][a-d]$/.test(text) ? text.toUpperCase() : text.toLowerCase().replaceAll(" ", "_");

/** How it should look, with the person's own answer where that can be told. */
function hintFor(found: Value, examples: Value[]): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typeof found === "string" ? found : "") ?? [];
  const [example] = examples;
  if (year && month && day && typeof example === "string" && /^\d{4}-\d\d-\d\d$/.test(example))
    return `Write it like this: "${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}".`;
  return examples.length > 0 ? `Write it like this: ${examples.map((each) => JSON.stringify(each)).join(" or ")}.` : "";
}

/** What to do about an answer of the wrong kind. */
function wrongTypeHint(found: Value, types: string[]): string {
  if (types.includes("string"))
    return typeof found === "object"
      ? "Put a | behind the colon, and the text below it, two spaces further in."
      : `Put it in quotes: "${found}".`;
  if (types.includes("array") && (typeof found === "string" || typeof found === "number"))
    return `Write it like this: [${found}].`;
  if (types.includes("boolean")) return "Write true for yes, false for no.";
  // 1:30 or 1,5 is another number than the one it begins with.
  const [, digits] = /^\s*(\d+(?:\.\d+)?)(?!\d)\D*$/.exec(typeof found === "string" ? found : "") ?? [];
  return digits && (types.includes("number") || types.includes("integer"))
    ? `Write only the number, without quotes: ${digits}`
    : "";
}
