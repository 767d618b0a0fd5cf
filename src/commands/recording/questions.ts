import { ask, type Question } from "../../ask.ts";
import { CanonError, canonicalText } from "../../core/basics/canonical.ts";
import { nameIn } from "../../core/program/registry.ts";
import type { Program } from "../../data/load.ts";
import type { Io } from "../../io.ts";

const longest = 20_000;

/** Why a text cannot stand in a record, or null. */
export const textProblem =
  (most = longest) =>
  (text: string): string | null => {
    if (text.trim() === "") return "it is empty; write a sentence";
    if ([...text].length > most) return `it is longer than ${most} characters`;
    try {
      canonicalText(tidy(text));
      return null;
    } catch (error) {
      if (!(error instanceof CanonError)) throw error;
      return `it holds ${error.reason}; type it anew`;
    }
  };

/** A text as it is recorded: line ends are the same everywhere. */
export const tidy = (text: string): string => text.replace(/\r\n?/g, "\n").trim();

/** Somebody's name; people of the program may be named by their id. */
export const personName = ({ people }: Program, word: string): string => nameIn(people, tidy(word));

/** On a terminal: one more, and one more, until Enter alone. */
export async function askMore(io: Io, { yes }: { yes?: boolean }, question: Question, most: number): Promise<string[]> {
  if (!io.interactive || yes) return [];
  const all: string[] = [];
  while (all.length < most - 1) {
    const { more = "" } = await ask(io, false, [{ ...question, name: "more", optional: true }]);
    if (more === "") return all;
    all.push(tidy(more));
  }
  return all;
}
