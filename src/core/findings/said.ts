import type { Day } from "../basics/dates.ts";
import type { Document } from "../program/program.ts";
import { type SectionPlace, slotsOf } from "../records/slots.ts";
import { contains } from "../review/attempts.ts";
import { partsOf, type Standing } from "../review/standing.ts";

/** What is known of a section besides its records. */
interface Written {
  /** Whether an answer is missing in it, or wrong. */
  open: boolean;
  due: Day | undefined;
  today: Day;
}

/**
 * Whether what stands in a section is said, and no draft any more: somebody signed it (also where the text was changed
 * since), it was handed in, or nothing is left to answer, and nobody signs it or its day has passed. Where nobody
 * looked at the records, what stands there is taken at its word.
 */
export function isSaid(document: Document, place: SectionPlace, { open, due, today }: Written, standing: Standing) {
  const { records } = standing.candidate;
  if (!records) return true;
  const slots = slotsOf(document.form, document.name, place, records);
  const isSigned = slots.some(({ state }) => state === "valid" || state === "unverified" || state === "stale");
  const isHandedIn = partsOf(standing, document).some(
    ({ section, attempts }) => contains(section, place.section) && attempts.length > 0,
  );
  const isOver = !slots.some(({ required }) => required) || (due !== undefined && due < today);
  return isSigned || isHandedIn || (!open && isOver);
}
