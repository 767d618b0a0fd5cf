import { isBlank, isMapping, type Value } from "../core/basics/values.ts";
import type { Field } from "../core/forms/form.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/**
 * A part of a document for whoever is about to sign it: every value that is hashed, nothing else. Labels come from the
 * form; what no form knows is shown under its own key.
 */
export function sectionText(fields: Field[], data: Value, io: Pick<Io, "columns" | "colour">): string {
  return lines(fields, data, "  ", io).join("\n");
}

function lines(fields: Field[], data: Value, indent: string, io: Pick<Io, "columns" | "colour">): string[] {
  if (!isMapping(data)) return [valueText(undefined, data, indent, io)];
  const known = fields.map(({ key }) => key).filter((key) => Object.hasOwn(data, key));
  const others = Object.keys(data).filter((key) => !known.includes(key));
  return [...known, ...others].flatMap((key) => {
    const field = fields.find((each) => each.key === key);
    return entry(field, key, data[key] ?? null, indent, io);
  });
}

function entry(
  field: Field | undefined,
  key: string,
  value: Value,
  indent: string,
  io: Pick<Io, "columns" | "colour">,
): string[] {
  const colour = paint(io);
  const label = `${field?.cell ? `Cell ${field.cell}: ` : ""}${field?.label || key}`;
  const head = `${indent}${colour.bold(safe(label))}`;
  const deeper = `${indent}  `;
  if (isBlank(value) && !(isMapping(value) && Object.keys(value).length > 0))
    return [`${head}: ${colour.dim("(no answer)")}`];
  if (isMapping(value)) return [head, ...lines(field?.fields ?? [], value, deeper, io)];
  if (Array.isArray(value) && value.some((item) => typeof item === "object"))
    return value.flatMap((item, index) => [
      `${indent}${colour.bold(safe(`${field?.list?.item ?? label} ${index + 1}`))}`,
      ...lines(field?.fields ?? [], item, deeper, io),
    ]);
  const text = valueText(field, value, deeper, io);
  return text.length + indent.length + label.length + 2 <= io.columns && !text.includes("\n")
    ? [`${head}: ${text.trimStart()}`]
    : [head, text];
}

function valueText(field: Field | undefined, value: Value, indent: string, io: Pick<Io, "columns">): string {
  if (Array.isArray(value))
    return indent + wrap(value.map((item) => named(field, item)).join(", "), widthOf(io), indent);
  const paragraphs = named(field, value).split("\n");
  const width = widthOf(io);
  return paragraphs
    .map((each) => indent + wrap(each, width, indent))
    .join("\n")
    .trimEnd();
}

/** A value as it is written, and what the form calls it when that says more. */
function named(field: Field | undefined, value: Value): string {
  const written = safe(typeof value === "string" ? value : JSON.stringify(value));
  const label = field?.choices?.find((choice) => choice.value === value)?.label;
  const same = label?.toLowerCase().replace(/[ _-]/g, "") === written.toLowerCase().replace(/[ _-]/g, "");
  return label && !same ? `${written} (${safe(label)})` : written;
}
