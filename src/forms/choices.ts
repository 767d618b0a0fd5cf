import cpsel from "../../schemas/cpsel.json" with { type: "json" };
import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import type { Choice } from "../core/forms/form.ts";
import { listed, type Settings } from "../core/program/program.ts";

/** Lists of choices by the name a form's `choices` gives them. */
export type NamedChoices = Record<string, Choice[]>;

const choicesFrom = (labels: Record<string, string>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The state's lists, and the program's own. Made once for all forms. */
export const namedChoices = (settings: Settings): NamedChoices => ({
  standards: Object.entries(cpsel.standards).map(([id, title]) => ({
    value: Number(id),
    label: `CPSEL ${id}: ${title}`,
  })),
  elements: Object.entries(cpsel.elements).map(([id, title]) => ({ value: id, label: `${id} ${title}` })),
  levels: choicesFrom(cpsel.levels),
  roles: choicesFrom({ ...cpsel.roles, ...settings.labels }),
  "pd.providers": listed(settings, "pd.first_choice").map((name) => ({ value: String(name), label: String(name) })),
  ...Object.fromEntries(Object.entries(settings.choices ?? {}).map(([name, labels]) => [name, choicesFrom(labels)])),
  "review.concerns": choicesFrom(settings.review?.concerns ?? {}),
  "review.appeal-steps": (settings.review?.["appeal-steps"] ?? []).map(({ title }, index) => ({
    value: index + 1,
    label: `${index + 1}, ${title}`,
  })),
});

/** What may be answered to a question: its enum with labels, or a named list; undefined when anything may. */
export function choicesOf(
  schema: Mapping,
  named: NamedChoices,
  wording: (text: string) => string,
): Choice[] | undefined {
  const inner = isMapping(schema.items) ? schema.items : {};
  const allowed = Array.isArray(schema.enum) ? schema.enum : Array.isArray(inner.enum) ? inner.enum : null;
  const source = typeof schema.choices === "string" ? (named[schema.choices] ?? []) : null;
  const labels = isMapping(schema.labels) ? schema.labels : {};
  if (!allowed) return source ?? undefined;
  const labelOf = (value: Value): string =>
    source?.find((choice) => choice.value === value)?.label ?? wording(String(labels[String(value)] ?? value));
  return allowed.filter((value) => value !== null).map((value) => ({ value, label: labelOf(value) }));
}
