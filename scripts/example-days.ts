/** A candidate of the examples, and when what is due. */

import { addDays, type Day } from "../src/core/basics/dates.ts";
import { assess } from "../src/core/findings/assess.ts";
import { type CandidateStatus, isAnswered } from "../src/core/findings/status.ts";
import type { Candidate, Document } from "../src/core/program/program.ts";
import { type SectionPlace, sectionsOf } from "../src/core/records/slots.ts";
import { contains } from "../src/core/review/attempts.ts";
import { dueOfPart, dueOfSection } from "../src/core/review/due.ts";
import { standingOf } from "../src/core/review/standing.ts";
import { viewsOf } from "../src/core/review/year.ts";
import type { Program } from "../src/data/load.ts";
import { stories } from "./example-stories.ts";

/** The day up to which people of the examples have signed. */
export const asOf = "2025-02-03";

export interface Example {
  program: Program;
  candidate: Candidate;
  /** Without any record. */
  status: CandidateStatus;
  /** When a section of a document, or a part that is reviewed, is due; asOf where nothing is. */
  dueOf: (document: Document, place: SectionPlace, as: "section" | "part") => Day;
  /** Whether all sections of a part are written. */
  isWritten: (document: Document, section: string) => boolean;
}

export function exampleOf(program: Program, candidate: Candidate): Example {
  const status = assess(standingOf({ ...candidate, records: [] }, program), asOf);
  const views = viewsOf(candidate, program);
  return {
    program,
    candidate,
    status,
    dueOf: (document, place, as) => {
      const view = views.find(({ year }) => year === document.year);
      return (view && { section: dueOfSection, part: dueOfPart }[as](document, place, view).due) || asOf;
    },
    isWritten: (document, section) => {
      const mine = status.documents.find(({ name }) => name === document.name)?.sections ?? [];
      const states = new Map(mine.map((each) => [each.section, each.state]));
      return sectionsOf(document.form, document.value)
        .filter((each) => contains(section, each.section))
        .every((each) => isAnswered(states.get(each.section) ?? "missing"));
    },
  };
}

/** Whether a story tells what happened with a section, or with the part it lies in. */
export const isTold = ({ candidate }: Example, document: string, section: string): boolean =>
  stories.some(
    (each) => each.candidate === candidate.id && each.document === document && contains(each.section, section),
  );

/** Some days later; what would be a weekend is the Monday after. */
export function workday(day: Day, later: number): Day {
  const found = addDays(day, later);
  const weekday = new Date(`${found}T00:00:00Z`).getUTCDay();
  return addDays(found, weekday === 0 ? 1 : weekday === 6 ? 2 : 0);
}
