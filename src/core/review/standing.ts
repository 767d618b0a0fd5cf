import { nameOf } from "../forms/form.ts";
import { policyOf, reviewPolicyOf } from "../program/policy.ts";
import { type Candidate, count, type Document, type Rulebook } from "../program/program.ts";
import { inTurn, type Readable } from "../records/order.ts";
import type { SectionPlace } from "../records/slots.ts";
import { type OutOfTurn, type Part, partOf, reviewedIn } from "./attempts.ts";
import { appealedIn, appealOn, type CaseFile, caseFileOf, extendedDay } from "./case-file.ts";
import { dueOfPart } from "./due.ts";
import { setAside } from "./out-of-turn.ts";
import { viewFor, viewsOf, type YearView } from "./year.ts";

/** What the records say of one candidate: derived once, and handed to whoever asks, decides or tells. */
export interface Standing {
  candidate: Candidate;
  rulebook: Rulebook;
  /** The years begun, first to last; none where the profile cannot be read. */
  years: YearView[];
  /** Every record that can be read, in turn. */
  ordered: Readable[];
  caseFile: CaseFile;
  /** The reviewed parts of all documents, with their attempts; none where nobody looked at the records. */
  parts: Part[];
  /** Records that the process does not allow, in order of time: nothing counts them. */
  outOfTurn: OutOfTurn[];
}

/** Reads a candidate's records. Whoever adds a record, or reads them again, makes a second standing. */
export function standingOf(candidate: Candidate, rulebook: Rulebook): Standing {
  const policy = policyOf(rulebook.settings);
  const ordered = inTurn(candidate.records ?? []);
  const days = count(rulebook.settings, "appeal.days");
  const caseFile = caseFileOf(ordered, policy, reviewPolicyOf(rulebook.settings), days);
  const years = viewsOf(candidate, rulebook, caseFile.extensions);
  const told = { candidate, rulebook, years, ordered, caseFile };
  const parts = candidate.documents.flatMap((each) => partsAt(told, each, reviewedIn(each.form, each.value)));
  return { ...told, parts, outOfTurn: setAside(candidate, policy, parts, caseFile) };
}

/** Where parts of a document stand, also those that it does not hold any more; none where nobody looked at the records. */
export function partsAt(
  { candidate, rulebook, years, ordered, caseFile }: Omit<Standing, "parts" | "outOfTurn">,
  document: Document,
  places: SectionPlace[],
): Part[] {
  const { form, value, name } = document;
  const view = viewFor(years, document.year);
  if (!view || !candidate.records) return [];
  const policy = policyOf(rulebook.settings);
  const appealed = appealedIn(caseFile);
  const rules = {
    steps: reviewPolicyOf(rulebook.settings)["appeal-steps"],
    days: count(rulebook.settings, "appeal.days"),
  };
  return places.map((place) => {
    const part = partOf(form, name, place, ordered, {
      candidate: candidate.id,
      policy,
      appealed,
      due: dueOfPart(document, place, view).due ?? null,
      extended: (day) => extendedDay(caseFile.extensions, nameOf(form, view.year, value), place.section, day),
    });
    const decision = part.state === "returned" && part.attempts.at(-1)?.decision;
    const appeal = decision ? appealOn(decision.record, caseFile.appeals, rules) : null;
    return appeal ? { ...part, appeal, ...(appeal.is === "granted" ? { due: null } : {}) } : part;
  });
}

/** The reviewed parts of one document. */
export const partsOf = ({ parts }: Standing, { name }: Document): Part[] =>
  parts.filter(({ document }) => document === name);
