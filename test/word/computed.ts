/** Computed forms with sample values, filled with the templates that come with ilp. */
import type { Candidate } from "../../src/core/program/program.ts";
import { computedForms, readComputedForm } from "../../src/forms/table.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import { completionPage } from "../../src/word/completion-page.ts";
import { type ComputedSource, fillComputed } from "../../src/word/computed.ts";
import { programTranscriptPage, transcriptPage } from "../../src/word/transcript-page.ts";
import { completion, notComplete, programTranscript, transcript } from "./computed-samples.ts";
import { documentFor, marksOf, profile, rulebook, settings, templateOf } from "./sample.ts";

export const program = { ...rulebook, schemas: builtInSchemas };
export const candidate: Candidate = {
  id: "candidate-one",
  profile,
  documents: [],
  problems: [],
  present: new Set(),
  evidenceFiles: null,
};

export const fill = (source: Omit<ComputedSource, "program">, template = templateOf(source.form)) =>
  fillComputed({ program, ...source }, template);

export const computedFormsRead = computedForms(builtInSchemas).map((id) =>
  readComputedForm(builtInSchemas, settings, id),
);

export interface Sample {
  name: string;
  source: Omit<ComputedSource, "program">;
  bytes: Uint8Array;
  /** Words that only this value holds. */
  texts: string[];
  mostPages: number;
}

const sample = (name: string, source: Sample["source"], texts: string[], mostPages: number): Sample => ({
  name,
  source,
  bytes: fill(source).bytes,
  texts,
  mostPages,
});

const shortAnswers = ["Inquiry ILP, Inquiry 1", "YES (Complete)", "12/20/2023", "11/30/2024", "Not started"];

/** Every computed form with an answer to everything, and those that are written here with what they say in life. */
export const samples: Sample[] = [
  ...computedFormsRead.map((form) =>
    sample(
      `${form.id}-full`,
      { candidate, form: form.id, value: documentFor(form, 1, true).value, asOf: "2024-02-15" },
      marksOf(form, 1),
      9,
    ),
  ),
  sample(
    "transcript-one",
    { candidate, ...transcriptPage(transcript) },
    [
      ...shortAnswers,
      "NO (Incomplete), 12/04/2023, Rosa <Modelo>",
      "Resubmission due: 12/18/2023",
      "11/28/2023 (on time, due 11/30/2023); before that on 11/20/2023",
      "did not sign",
      "cell 3 has no date",
      '{{candidate.name}} & "three" <sources>',
      "end-of-feedback",
      "note-of-the-yes",
      "reversed-words",
      "Waits for a decision since 01/30/2024",
      "YES (Complete), changed since; 1 record does not count",
      "Not submitted yet, late",
      "verified by key, record 0cf0d2ee81e1",
    ],
    2,
  ),
  sample(
    "transcript-all",
    programTranscriptPage(programTranscript),
    [...shortAnswers, "Candidate Number 1", "Candidate Number 10"],
    4,
  ),
  sample(
    "completion",
    { candidate, ...completionPage(completion) },
    [
      "Completion record, year 1 (2023-24)",
      "Computed on 06/20/2024 from the files and records of Sample Program; it is no credential.",
      "Inés Ejemplo (08/14/2023 to 01/31/2024); Theo Muster (02/01/2024 to now)",
      "21.5 of 20 hours",
      "41 hours",
      "accepted, attempt 2",
      "complete and signed",
      "Collaborative Summary, November 2023",
      "Exemplifies",
      "12/10/2023",
    ],
    2,
  ),
  sample(
    "completion-open",
    { candidate, ...completionPage(notComplete) },
    [
      "Not complete: completion record, year 1 (2023-24)",
      "What is open",
      "3.5 hours are missing",
      "06/02/2024",
      "NO (Incomplete) on 12/18/2023",
    ],
    2,
  ),
];
