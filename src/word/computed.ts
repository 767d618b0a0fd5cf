/**
 * Computed forms: what no file holds, printed through the same templates as the forms that people fill in.
 *
 *   const { name, bytes } = await printComputed({         // of commands/print-computed.ts, which finds the template
 *     program,                      // as loaded
 *     candidate,                    // left out: the whole program
 *     form: "transcript",           // a form with "computed": true
 *     value,                        // by schemas/<form>.schema.json
 *     asOf: "2026-11-21",
 *     year: 1,                      // left out: all of the candidate's years
 *     title, about,                 // in place of the form's title and description
 *   });
 *   await printComputed({ program, candidate, ...transcriptPage(transcript) });        // transcript-page.ts
 *   await printComputed({ program, candidate, ...completionPage(record) });            // completion-page.ts
 *
 * `name` is "transcript.docx"; with a year "year-1-transcript.docx". Throws UserError, with what is wrong with the template,
 * when it cannot be printed; nothing is written either way.
 *
 * How a value is printed: a key that is left out prints nothing, not even its heading; null and "" print "–", [] prints "None".
 * Answers at the top and in groups stand in a table of label and answer; a list with `"print": "table"` is a table, and a list
 * inside its items comes below each row. Of any other list the first answer of an item is its heading, the others are lines
 * "Label: answer", without those that have none. Prose (text/markdown) keeps its paragraphs. Days of date fields are printed
 * as 11/21/2026; in other text they stay as they are written.
 */
import type { Day } from "../core/basics/dates.ts";
import type { Mapping } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import { UserError } from "../core/problems/user-error.ts";
import type { Candidate, Rulebook } from "../core/program/program.ts";
import { viewsOf } from "../core/review/year.ts";
import { readComputedForm, type Schemas } from "../forms/table.ts";
import { buildComputedModel } from "./computed-model.ts";
import { readyTemplate } from "./export.ts";
import { documentDigest } from "./map.ts";
import type { Template } from "./template.ts";
import { writeFile } from "./write.ts";

export interface ComputedSource {
  program: Rulebook & { schemas: Schemas };
  candidate?: Candidate;
  /** Id of a computed form. */
  form: string;
  value: object;
  asOf: Day;
  /** The candidate's program year it is about. */
  year?: number;
  title?: string;
  about?: string;
}

/** The form, with the title and description it has this time. */
export function computedForm({ program, form, title, about }: ComputedSource): Form {
  const read = readComputedForm(program.schemas, program.settings, form);
  return { ...read, title: title ?? read.title, description: about ?? read.description };
}

/** Fills the template of a computed form. Throws UserError. */
export function fillComputed(
  source: ComputedSource,
  template: Uint8Array | Template,
): { name: string; bytes: Uint8Array } {
  const { program, candidate, asOf, year } = source;
  const form = computedForm(source);
  const value = source.value as Mapping;
  const ready = readyTemplate(template, form, program.settings);
  if ("problems" in ready) {
    const lines = [...new Set(ready.problems.map(({ message }) => `${form.id}.docx: ${message}`))];
    throw new UserError(`The Word file could not be made.\n  ${lines.join("\n  ")}`, "Nothing was written.");
  }
  const all = candidate ? viewsOf(candidate, program) : [];
  const views = all.filter((view) => year === undefined || view.year === year);
  const digest = documentDigest({ form, file: "", name: form.id, year: null, value });
  const about = {
    candidate: candidate?.id ?? "",
    form: form.id,
    version: form.version,
    documents: [{ name: form.id, digest }],
  };
  const model = buildComputedModel(program, { form, value, asOf, views });
  // A program's own Word form may leave out what it does not need: nobody wrote it, so nothing is lost.
  const { bytes } = writeFile(ready.template, model, about, ready.keys, { plain: true });
  return { name: `${year === undefined ? "" : `year-${year}-`}${form.id}.docx`, bytes };
}
