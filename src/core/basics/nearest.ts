import { closest, distance } from "fastest-levenshtein";

/** "Did you mean …? " when one of the known words is close; else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? "" : `Did you mean "${near}"? `;
}

/** The known word this one may be a slip of, such as two letters swapped; null when it is unlike all. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const best = closest(word, known);
  const slips = isSwapped(word, best) ? 1 : distance(word, best);
  return slips <= Math.floor(Math.max(word.length, best.length) / 3) ? best : null;
}

/** Two letters beside each other, the wrong way round: one slip of the hand. */
function isSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return (
    at >= 0 &&
    one.length === other.length &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}
