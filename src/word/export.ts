/**
 * Word forms out: one file a document; one over all years for forms that are printed together.
 *
 *   const { files, problems } = exportCandidate({
 *     rulebook,                     // settings, people, forms
 *     views,                        // of the candidate's standing
 *     asOf,                         // the day of asking, for totals
 *     readTemplate: (form) => bytes of templates/<form>.docx, the program's own or ours; null when there is none;
 *                             or what `unpackTemplate` gives, which saves a cold process the compiling,
 *     readEvidence: (path) => bytes of a file below evidence/, or null,
 *     select: ["year-1/pd-log"],    // names of documents; left out: all of them
 *   });
 *
 * `files` are { name: "year-1-pd-log.docx", form, documents, bytes }. A document with a problem gives no file;
 * the others are written all the same, so a caller that wants all or nothing looks at `problems` first.
 * For a program's own form without a template, `starterTemplate(form, settings)` of starter.ts makes one (slow: it loads `docx`).
 * Pure but for the readers. The same data and template give the same bytes on one machine.
 */

import type { Day } from "../core/basics/dates.ts";
import { didYouMean } from "../core/basics/nearest.ts";
import type { Form } from "../core/forms/form.ts";
import type { Document, Rulebook, Settings } from "../core/program/program.ts";
import type { YearView } from "../core/review/year.ts";
import { checkTemplate, type Keys, keysOf } from "./keys.ts";
import { documentDigest } from "./map.ts";
import { buildModel, type ModelSource } from "./model.ts";
import type { WordProblem } from "./problem.ts";
import type { RecordReader } from "./signature-records.ts";
import type { SignatureReader } from "./signers.ts";
import { compileTemplate, type Template } from "./template.ts";
import { writeFile } from "./write.ts";

export interface ExportSource {
  rulebook: Rulebook;
  views: YearView[];
  asOf: Day;
  /** A .docx, or one compiled before (`unpackTemplate`). */
  readTemplate: (form: string) => Uint8Array | Template | null;
  readEvidence?: (path: string) => Uint8Array | null;
  /** The signature to print on a signer's line; null leaves it to be signed by hand. */
  signatureOf?: SignatureReader;
  /** All records of a document, for the page "Signature record"; without any there is no such page. */
  recordsOf?: RecordReader;
  /** Names of documents below the candidate; any document of a form printed together selects the whole. */
  select?: string[];
  /** Goes on when the template has no place for an answer. */
  allowMissing?: boolean;
  /** Leaves names nobody knows in the template as they are. */
  keepUnknown?: boolean;
}

export interface ExportedFile {
  name: string;
  form: string;
  documents: string[];
  bytes: Uint8Array;
}

export interface ExportProblem extends WordProblem {
  /** The file that could not be made. */
  file: string;
  form?: string;
}

export interface Exported {
  files: ExportedFile[];
  problems: ExportProblem[];
}

/** Prints a candidate's documents. */
export function exportCandidate(source: ExportSource): Exported {
  const exported: Exported = { files: [], problems: [] };
  const planned = planFiles(source);
  for (const name of source.select ?? []) {
    if (planned.some(({ parts }) => parts.some(({ document }) => document.name === name))) continue;
    const names = planned.flatMap(({ parts }) => parts.map(({ document }) => document.name));
    exported.problems.push({
      code: "no-document",
      file: name,
      message: `There is no document "${name}" to print. ${didYouMean(name, names)}`.trim(),
    });
  }
  for (const plan of planned) {
    if (source.select && !plan.parts.some(({ document }) => source.select?.includes(document.name))) continue;
    const { name, form, parts } = plan;
    const template = source.readTemplate(form.id);
    const result = template ? exportDocument({ ...source, form, parts }, template) : { problems: [noTemplate(form)] };
    const documents = parts.map(({ document }) => document.name);
    if ("bytes" in result) exported.files.push({ name, form: form.id, documents, bytes: result.bytes });
    else exported.problems.push(...result.problems.map((problem) => ({ ...problem, file: name, form: form.id })));
  }
  return exported;
}

const noTemplate = ({ id }: Form): WordProblem => ({
  code: "no-template",
  message: `There is no Word template for the form ${id}. To make one: ilp template new ${id}`,
});

/** Fills one template with one document, or with a form's documents of all years. */
export function exportDocument(
  source: ModelSource & Pick<ExportSource, "allowMissing" | "keepUnknown">,
  template: Uint8Array | Template,
): { bytes: Uint8Array } | { problems: WordProblem[] } {
  const { form, parts, rulebook } = source;
  const ready = readyTemplate(template, form, rulebook.settings, source.keepUnknown);
  if ("problems" in ready) return ready;
  const documents = parts.map(({ document }) => ({ name: document.name, digest: documentDigest(document) }));
  const about = { candidate: parts[0]?.view.candidate ?? "", form: form.id, version: form.version, documents };
  const { bytes, leftOut } = writeFile(ready.template, buildModel(source), about, ready.keys, source);
  if (leftOut.length === 0 || source.allowMissing) return { bytes };
  return {
    problems: leftOut.map(({ field, document, address }) => ({
      code: "answer-left-out",
      message: `The template has no place for "${field.label}" (${address} in ${document}). Add {{${field.path.split("/*/").at(-1)}}} to it.`,
    })),
  };
}

/** A template that fits the form, compiled; or what is wrong with it. */
export function readyTemplate(
  template: Uint8Array | Template,
  form: Form,
  settings: Settings,
  keepUnknown = false,
): { template: Template; keys: Keys } | { problems: WordProblem[] } {
  const compiled = template instanceof Uint8Array ? compileTemplate(template) : { template };
  if (compiled.problems) return { problems: compiled.problems };
  const { keys, problems } = checked(compiled.template, form, settings);
  const stopping = keepUnknown ? problems.filter(({ code }) => code !== "unknown-key") : problems;
  return stopping.length > 0 ? { problems: stopping } : { template: compiled.template, keys };
}

interface Checked {
  keys: Keys;
  problems: WordProblem[];
}
const checks = new WeakMap<Template, Map<Form, Checked>>();

function checked(template: Template, form: Form, settings: Settings): Checked {
  const mine = checks.get(template) ?? new Map<Form, Checked>();
  checks.set(template, mine);
  const found = mine.get(form);
  if (found) return found;
  const keys = keysOf(form, settings);
  const result = { keys, problems: checkTemplate(template, keys) };
  mine.set(form, result);
  return result;
}

interface Plan {
  name: string;
  form: Form;
  parts: { view: YearView; document: Document }[];
}

/** Which files there are, in the order of the program's forms. */
function planFiles({ rulebook, views }: ExportSource): Plan[] {
  const last = views.at(-1);
  const parts = (last?.all ?? []).flatMap((document) => {
    const view = views.find(({ year }) => year === document.year) ?? last;
    return view && (document.year === null || view.year === document.year) ? [{ view, document }] : [];
  });
  return rulebook.forms
    .filter((form) => form.word)
    .flatMap((form) => {
      const mine = parts
        .filter(({ document }) => document.form.id === form.id)
        .sort((one, other) => (one.document.name < other.document.name ? -1 : 1));
      if (mine.length === 0) return [];
      if (form.together) return [{ name: `${form.id}.docx`, form, parts: mine }];
      return mine.map((part) => ({ name: `${part.document.name.replaceAll("/", "-")}.docx`, form, parts: [part] }));
    });
}
