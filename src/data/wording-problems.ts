import { didYouMean } from "../core/basics/nearest.ts";
import type { Field } from "../core/forms/form.ts";
import type { Finding } from "../core/problems/finding.ts";
import type { Settings } from "../core/program/program.ts";
import { computedForms, readActs, readComputedForm, readForms, type Schemas } from "../forms/table.ts";

type Problem = Omit<Finding, "path">;

const label = "Wording";

/** Wording for a form, or a question of it, that does not exist would be passed over in silence. */
export function wordingProblems(settings: Settings, schemas: Schemas): Problem[] {
  const given = Object.entries(settings.wording ?? {});
  if (given.length === 0) return [];
  const acts: Record<string, Field[]> = readActs(schemas, settings);
  const computed = computedForms(schemas);
  const fieldsOf = (id: string): Field[] | undefined =>
    acts[id] ??
    (computed.includes(id)
      ? readComputedForm(schemas, settings, id).fields
      : readForms(schemas, { ...settings, forms: [id] }).forms[0]?.fields);
  return given.flatMap(([id, answers]): Problem[] => {
    const pointer = `/wording/${id}`;
    const fields = fieldsOf(id);
    if (!fields) {
      const hint = didYouMean(id, [...settings.forms, ...computed, ...Object.keys(acts)]);
      return [{ code: "unknown-reference", pointer, data: { label, id, where: "the forms ilp knows", hint } }];
    }
    const all = everyField(fields);
    return Object.entries(answers).flatMap(([path, { item }]): Problem[] => {
      const at = `${pointer}/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const found = all.find((field) => pathOf(field) === path);
      // An act's words are those of its command, and what is computed has one title on paper and screen.
      const isTitled = !(id in acts) && !computed.includes(id);
      if (!found && !(path === "." && isTitled)) {
        const near = didYouMean(path, all.map(pathOf));
        const hint = near || (isTitled ? 'For the title of the form write ".".' : "Its title stays as it is.");
        return [{ code: "unknown-reference", pointer: at, data: { label, id: path, where: `the form ${id}`, hint } }];
      }
      if (item === undefined || found?.kind === "list") return [];
      const hint = "Only the items of a list have a name of their own.";
      return [{ code: "unknown-key", pointer: `${at}/item`, data: { key: "item", hint } }];
    });
  });
}

const everyField = (fields: Field[]): Field[] => fields.flatMap((field) => [field, ...everyField(field.fields)]);

/** As it stands under wording: without the `*` for the items of a list. */
const pathOf = ({ path }: Field) => path.replaceAll("/*", "");
