import type { Slot } from "../records/slots.ts";

type Signed = { signatures: Slot[] }[];

/** What signatures a ready part still waits for, as words: the same in status and completion record. Empty where none. */
export function unsignedWords(sections: Signed): string {
  const asked = sections.flatMap(({ signatures }) => signatures).filter(({ required }) => required);
  const given = asked.filter(({ accepted }) => accepted).length;
  return given === asked.length ? "" : given === 0 ? "not signed yet" : "not signed by all yet";
}

/** Where nothing is asked before something is written, such as reviews of activities that nobody logged, nothing written is not ready. */
export const isUntouched = ({ cells, sections }: { cells: { total: number }; sections: Signed }): boolean =>
  cells.total === 0 && sections.every(({ signatures }) => signatures.every(({ state }) => state === "missing"));

/** Nothing is missing where nobody asks; it is not ready for that. */
export const isUnfinished = ({
  unasked,
  cells: { answered, total },
}: {
  unasked?: true;
  cells: { answered: number; total: number };
}): boolean => unasked === true && answered < total;
