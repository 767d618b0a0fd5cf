import { didYouMean } from "../core/basics/nearest.ts";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import type { Finding } from "../core/problems/finding.ts";
import type { Settings } from "../core/program/program.ts";
import { computedNames } from "../core/reports/computed.ts";
import { annotationWords } from "../forms/ajv-options.ts";

type Name = { word: string; name: string; pointer: string };

/** Names an own form uses for things of the program that are not there: they would be passed over in silence. */
export function formNameProblems(forms: Form[], own: string[], settings: Settings): Finding[] {
  const known: Record<string, string[]> = {
    statement: Object.keys(settings.statements ?? {}),
    part: Object.keys(settings.guidance ?? {}),
    ref: ["people", ...forms.map(({ id }) => id)],
    choices: ["standards", "elements", "levels", "roles", "pd.providers", ...Object.keys(settings.choices ?? {})],
    setting: Object.keys(settings.requirements),
    is: Object.keys(settings.requirements),
    totals: computedNames,
  };
  return forms.flatMap((form) => {
    if (!own.includes(form.id)) return [];
    const path = `forms/${form.id}.schema.json`;
    const wrong = [...names(form.schema, "")].filter(({ word, name }) => !known[word]?.includes(name));
    const clash = forms.find((other) => other !== form && other.path === form.path);
    const reasons = wrong.map(({ word, name, pointer }) => ({
      pointer,
      reason: `${word}: there is no "${name}". ${didYouMean(name, known[word] ?? [])}`.trim(),
    }));
    if (clash)
      reasons.push({ pointer: "/form/path", reason: `the form ${clash.id} has the path ${form.path} already` });
    return reasons.map(({ reason, pointer }): Finding => ({ code: "form-broken", data: { reason }, path, pointer }));
  });
}

/** Every annotation, anywhere in a schema, that names something of the program. */
function* names(schema: Mapping, pointer: string): Generator<Name> {
  for (const [word, value] of Object.entries(schema)) {
    const at = `${pointer}/${word}`;
    if (typeof value === "string" && ["statement", "part", "choices", "setting", "is"].includes(word))
      yield { word, name: value, pointer: at };
    else if (typeof value === "string" && word === "ref") yield { word, name: value.split("/")[0] ?? "", pointer: at };
    else if (word === "totals" && isMapping(value))
      for (const name of Object.values(value)) yield { word, name: String(name), pointer: at };
    else if ((word === "properties" || word === "$defs") && isMapping(value))
      for (const [key, inner] of Object.entries(value)) {
        if (isMapping(inner)) yield* names(inner, `${at}/${key}`);
      }
    else if (isMapping(value) && word !== "labels") yield* names(value, at);
  }
}

/** What the compiler says of a form, in words for whoever wrote it. */
export function compileReason(message: string): string {
  const [, word] = /unknown keyword: "([^"]+)"/.exec(message) ?? [];
  if (word)
    return `"${word}" is not a word of the forms. ${didYouMean(word, [...annotationWords, "title", "description", "properties", "items"])}See docs/adding-a-form.md`.trim();
  const [, reference] = /can't resolve reference (\S+)/.exec(message) ?? [];
  return reference ? `"$ref": "${reference}" leads nowhere` : message;
}
