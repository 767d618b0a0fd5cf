import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Field, Form } from "../core/forms/form.ts";
import type { Document } from "../core/program/program.ts";
import { contains } from "../core/review/attempts.ts";

/**
 * A form cut to one part, for somebody who may read no more: its questions, its signers, nothing of the rest.
 * `part` is a path of keys to a group or a list, or to one answer; null when the form has no such part.
 */
export function partForm(form: Form, part: string): Form | null {
  const keys = part.split("/");
  const fields = cutFields(form.fields, keys);
  const field = fieldAt(form.fields, keys);
  if (!fields || !field) return null;
  const { due: _, each: __, beside: ___, ...kept } = form;
  return {
    ...kept,
    id: `${form.id}-${keys.join("-")}`,
    title: field.label,
    description: `This is one part of “${form.title}”. Nothing else of it is in this file.`,
    fields,
    sections: Object.fromEntries(Object.entries(form.sections).filter(([section]) => contains(part, section))),
    review: [],
    feedback: [],
    rules: [],
    together: false,
    part,
  };
}

type PartForm = Form & { part: string };
export const isPart = (form: Form): form is PartForm => form.part !== undefined;

/** A document with the answers of that part alone. */
export const partDocument = (document: Document, form: PartForm): Document => ({
  ...document,
  form,
  whole: document.value,
  value: cutValue(document.value, form.part.split("/")),
});

const fieldAt = (fields: Field[], [key, ...rest]: string[]): Field | undefined => {
  const field = fields.find((each) => each.key === key);
  return rest.length === 0 || !field ? field : field.kind === "group" ? fieldAt(field.fields, rest) : undefined;
};

function cutFields(fields: Field[], [key, ...rest]: string[]): Field[] | null {
  const field = fields.find((each) => each.key === key);
  if (!field || rest.length === 0) return field ? [field] : null;
  const inner = field.kind === "group" ? cutFields(field.fields, rest) : null;
  return inner && [{ ...field, fields: inner }];
}

function cutValue(value: Mapping, [key = "", ...rest]: string[]): Mapping {
  const inner = value[key];
  if (inner === undefined) return {};
  return { [key]: rest.length > 0 && isMapping(inner) ? cutValue(inner, rest) : inner };
}
