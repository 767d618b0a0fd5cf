import type { Mapping } from "../basics/values.ts";
import { documentName, type Form } from "../forms/form.ts";
import type { Document } from "../program/program.ts";
import type { YearView } from "../review/year.ts";

/** A document that is not there, as far as its name tells. */
export function absentDocument(form: Form, name: string, { candidate, year }: YearView): Document {
  return {
    form,
    file: `candidates/${candidate}/${name}.yaml`,
    name,
    year: form.path.includes("{year}") ? year : null,
    value: valueFrom(form, name, year),
  };
}

/** What a document's name says of it: year-1/year-end/cpsel-2 is the one of standard 2. */
function valueFrom(form: Form, name: string, year: number): Mapping {
  const { each, fields } = form;
  if (!each) return {};
  const [before = "", after = ""] = documentName(form, year, "*").split("*");
  const word = name.slice(before.length, name.length - after.length);
  const choice = fields.find(({ key }) => key === each.key)?.choices?.find(({ value }) => String(value) === word);
  return { [each.key]: choice?.value ?? word };
}
