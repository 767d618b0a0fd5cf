import { counted } from "./number-words.ts";

/** A stretch of two texts laid over each other. */
export interface TextStretch {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Compares two texts; the work of a library that core does not know. */
export interface Differ {
  /** Word by word. Without the added pieces it reads as before, without the removed ones as after (spaces aside). */
  words: (before: string, after: string) => TextStretch[];
  /** Sentences that stand in the place of others, one entry for each such place. */
  sentences: (before: string, after: string) => { removed: number; added: number }[];
}

/** A piece's words; figures and words with an apostrophe or hyphen count once. */
const wordsIn = (text: string) =>
  text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;

/** Few words are counted one by one; more are easier to grasp as sentences. */
const few = 3;

/** How much of a text changed, in plain words: "one word", "two sentences", "one sentence added". */
export function textAmount(pieces: TextStretch[], places: ReturnType<Differ["sentences"]>, oneLine: boolean): string {
  if (pieces.every(({ kind, text }) => kind === "same" || text.trim() === "")) return "spacing only";
  const words = wordsChanged(pieces);
  if (words === 0) return "punctuation only";
  const sum = (of: (place: { removed: number; added: number }) => number) =>
    places.reduce((total, place) => total + of(place), 0);
  const changed = sum(({ removed, added }) => (removed > 0 && added > 0 ? Math.max(removed, added) : 0));
  const added = sum((place) => (place.removed === 0 ? place.added : 0));
  const removed = sum((place) => (place.added === 0 ? place.removed : 0));
  if (changed + added + removed === 0 || (words <= few && added + removed === 0)) return counted(words, "word");
  if (oneLine) return "reworded";
  if (added + removed === 0) return counted(changed, "sentence");
  const parts: [number, string][] = [
    [changed, "changed"],
    [added, "added"],
    [removed, "removed"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what], index) => `${index === 0 ? counted(count, "sentence") : counted(count)} ${what}`)
    .join(", ");
}

/** Words in the places that differ: where some were replaced, the greater number. */
function wordsChanged(pieces: TextStretch[]): number {
  let total = 0;
  let here = { removed: 0, added: 0 };
  for (const { kind, text } of [...pieces, { kind: "same", text: "." } as const]) {
    if (kind !== "same") here[kind] += wordsIn(text);
    else if (text.trim() !== "") {
      total += Math.max(here.removed, here.added);
      here = { removed: 0, added: 0 };
    }
  }
  return total;
}
