import { isBlank, isMapping, items, type Value } from "../basics/values.ts";
import type { Field } from "./form.ts";

/** An answer as a person reads it in plain text: labels for choices, Yes and No; "" when there is none. */
export function answerText(
  { kind, choices, fields }: Pick<Field, "kind" | "choices" | "fields">,
  value: Value,
): string {
  if (isBlank(value)) return "";
  const labelled = (one: Value) => choices?.find((choice) => choice.value === one)?.label ?? plainText(one);
  if (kind === "list")
    return items(value)
      .map((item) => itemText(fields, item))
      .join("\n\n");
  if (kind === "group") return itemText(fields, value);
  return Array.isArray(value) ? value.map(labelled).join(", ") : labelled(value);
}

function plainText(value: Value): string {
  if (typeof value === "string") return value.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** All answers below a heading or of an entry, one a line, each with its label. */
function itemText(fields: Field[], value: Value): string {
  if (!isMapping(value)) return plainText(value);
  const known = fields.map(({ key }) => key);
  const other = Object.keys(value).filter((key) => !known.includes(key) && key !== "id");
  const lines = [
    ...fields
      .filter(({ key }) => key !== "id")
      .map((field) => [field.label, answerText(field, value[field.key] ?? null)]),
    ...other.map((key) => [key, answerText({ kind: "line", fields: [] }, value[key] ?? null)]),
  ];
  return lines.flatMap(([label, text]) => (text ? [`${label}: ${text}`] : [])).join("\n");
}
