/** What a section asks, as its digest: other questions of the form may be reworded, its own may not. */
import { expect, test } from "vitest";
import type { Field, Form } from "../../src/core/forms/form.ts";
import { wordingOf } from "../../src/core/records/digests.ts";
import { form } from "./cast.ts";

/** The form with a word more in the label of everything below a key. */
const reworded = (key: string): Form => {
  const more = (field: Field): Field => ({ ...field, label: `${field.label} now`, fields: field.fields.map(more) });
  return { ...form, fields: form.fields.map((field) => (field.key === key ? more(field) : field)) };
};

test.each([
  ["initial-goal", "initial-goal", true],
  ["initial-goal", "application", false],
  ["inquiries/inquiry-2", "inquiries", true],
  ["inquiries/inquiry-2", "initial-goal", false],
  [".", "initial-goal", true],
  [".", "application", true],
])("%s, with %s reworded: another wording is %s", (section, key, isOther) => {
  expect(wordingOf(reworded(key), section) !== wordingOf(form, section)).toBe(isOther);
});

test("every section asks something else", () => {
  const wordings = [".", "initial-goal", "inquiries/inquiry-1", "application"].map((each) => wordingOf(form, each));
  expect(new Set(wordings).size).toBe(4);
  expect(wordingOf(form, "inquiries/inquiry-1")).toBe(wordingOf(form, "inquiries/inquiry-2"));
});
