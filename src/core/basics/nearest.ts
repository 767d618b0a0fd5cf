import { closest, distance } from "fastest-levenshtein";

/** "Did you mean …? " when one of the known words is close; else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const best = closest(word, known);
  return distance(word, best) <= Math.max(2, Math.floor(word.length / 3)) ? `Did you mean "${best}"? ` : "";
}
