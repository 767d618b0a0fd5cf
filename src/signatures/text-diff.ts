import { diffArrays } from "diff";
import type { Differ, TextStretch } from "../core/basics/text-change.ts";

/** More differences than this are no edit any more: the whole text was written anew. Bounds the time as well. */
const maxEditLength = 1500;

/**
 * Compares texts with jsdiff. In a file of its own, loaded only when something changed. The tokens are ours: jsdiff knows
 * the words of Latin letters alone, and Intl.Segmenter copies the whole text for each word.
 */
export const differ: Differ = {
  words(before, after) {
    const sameWord = (one: string, other: string) => one.trim() === other.trim();
    const found = diffArrays(wordsOf(before), wordsOf(after), { comparator: sameWord, maxEditLength });
    const anew: TextStretch[] = [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
    return (
      found?.map(({ added, removed, value }): TextStretch => {
        return { kind: added ? "added" : removed ? "removed" : "same", text: value.join("") };
      }) ?? anew
    );
  },
  sentences(before, after) {
    const [old, now] = [sentencesOf(before), sentencesOf(after)];
    const found = diffArrays(old, now, { maxEditLength });
    if (!found) return [{ removed: old.length, added: now.length }];
    const places = [{ removed: 0, added: 0 }];
    for (const { added, removed, count } of found) {
      if (added) places.at(-1)!.added += count;
      else if (removed) places.at(-1)!.removed += count;
      else places.push({ removed: 0, added: 0 });
    }
    return places;
  },
};

/** Words and signs, each with the space before it. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let space = "";
  for (const part of text.match(/\s+|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*|\S/gu) ?? []) {
    if (part.trim() === "") space = part;
    else {
      words.push(space + part);
      space = "";
    }
  }
  return words;
}

/** Sentences and items of lists, spacing aside; a line that goes on in the next is one with it. */
function sentencesOf(text: string): string[] {
  const sentences: string[][] = [];
  let open = false;
  for (const line of text.split("\n")) {
    const words = line.split(/\s/).filter((word) => word !== "");
    if (words.length === 0 || /^([-*>]|\d+[.)])$/.test(words[0] ?? "")) open = false;
    for (const [at, word] of words.entries()) {
      if (open) sentences.at(-1)!.push(word);
      else sentences.push([word]);
      open = !(/[.!?…]["'”’»)\]*_]*$/.test(word) && !/^\p{Ll}/u.test(words[at + 1] ?? ""));
    }
  }
  return sentences.map((words) => words.join(" ")).filter((sentence) => /\p{L}/u.test(sentence));
}
