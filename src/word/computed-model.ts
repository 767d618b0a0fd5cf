import type { Day } from "../core/basics/dates.ts";
import type { Mapping } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import type { Rulebook } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { profileFacts, type YearView } from "../core/review/year.ts";
import { programFacts } from "./facts.ts";
import { addFields, type Model, wholeForm } from "./model.ts";
import { fact, type Scope } from "./scope.ts";
import { dateText } from "./shown.ts";
import { personFor } from "./signers.ts";

export interface ComputedValue {
  form: Form;
  value: Mapping;
  asOf: Day;
  /** The years it is about; none for the whole program. */
  views: YearView[];
}

/** The values a computed form's template is filled with: no file behind it, and nobody signs. */
export function buildComputedModel(rulebook: Rulebook, { form, value, asOf, views }: ComputedValue): Model {
  const { settings, people } = rulebook;
  const document = { form, file: "", name: form.id, year: null, value };
  const parts = views.map((view) => ({ view, document }));
  const view = views.at(-1);
  const scope: Scope = { path: "", entries: programFacts(rulebook, form, parts), outer: null };
  const day = dateText(asOf);
  for (const [key, words] of [
    ["document/name", form.id],
    ["document/about", view ? personFor("candidate", view, people) : settings.name],
    ["document/as-of", day],
    ["document/note", `Computed as of ${day} from the records of ${settings.name}.`],
  ])
    scope.entries.set(String(key), fact(String(words)));
  const model: Model = { root: scope, answers: [] };
  addFields(scope, form.fields, value, wholeForm, {
    document,
    prefix: "",
    around: { settings, profile: view ? profileFacts(view) : {}, document: value },
    references: {
      listOf: () => null,
      personName: (id) => nameIn(people, id),
      cite: () => {},
    },
    marks: { legend: "", at: () => ({}) },
    answers: model.answers,
    signers: () => [],
    computed: true,
  });
  return model;
}
