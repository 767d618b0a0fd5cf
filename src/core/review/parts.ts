import { nameOf } from "../forms/form.ts";
import { policyOf, reviewPolicyOf } from "../program/policy.ts";
import type { Candidate, Document, Rulebook } from "../program/program.ts";
import { type Part, partOf, reviewedIn } from "./attempts.ts";
import { appealedIn, caseFileOf, extendedDay } from "./case-file.ts";
import { dueOfPart } from "./due.ts";
import type { YearView } from "./year.ts";

/** A candidate in one year, and the rules that hold there. */
export interface Asking {
  candidate: Candidate;
  rulebook: Rulebook;
  view: YearView;
}

/** Where the reviewed parts of a document stand; none where nobody looked at the records. */
export function partsOf(
  document: Document,
  { candidate, rulebook, view }: Asking,
  places = reviewedIn(document.form, document.value),
): Part[] {
  const { records } = candidate;
  if (!records) return [];
  const { form, value } = document;
  const policy = policyOf(rulebook.settings);
  const caseFile = caseFileOf(records, policy, reviewPolicyOf(rulebook.settings));
  const appealed = appealedIn(caseFile);
  return places.map((place) =>
    partOf(form, document.name, place, records, {
      candidate: candidate.id,
      policy,
      appealed,
      due: dueOfPart(document, place, view).due ?? null,
      extended: (day) => extendedDay(caseFile.extensions, nameOf(form, view.year, value), place.section, day),
    }),
  );
}
