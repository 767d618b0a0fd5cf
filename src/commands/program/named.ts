import { meantBy, type Nameable, nearestOf } from "../../core/basics/meant.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Person } from "../../core/program/registry.ts";
import type { Program } from "../../data/load.ts";

/** How many are listed where a word is not clear. */
const most = 10;

/** What is said of a word that means nothing: that there is no such thing, and how to see all there are. */
export interface Unknown {
  none: string;
  see: string;
}

/** The one a word means: its id, or an unambiguous beginning of id or name. Throws UserError. */
export async function oneMeant<Each extends Nameable>(word: string, all: Each[], unknown: Unknown): Promise<Each> {
  const [one, ...others] = await meantBy(word, all);
  if (!one) {
    const near = await nearestOf(word, all);
    throw new UserError(unknown.none, near ? `Did you mean "${near.id}"? ${unknown.see}` : unknown.see);
  }
  if (others.length > 0) throw unclear(word, [one, ...others]);
  return one;
}

/** A word that fits several, with what to type instead. */
export function unclear(word: string, fits: Nameable[]): UserError {
  const lines = fits.slice(0, most).map(({ id, name }) => `\n  ${id}${name && name !== id ? ` (${name})` : ""}`);
  const more = fits.length > most ? `\n  … and ${fits.length - most} more` : "";
  return new UserError(
    `"${word}" can mean ${fits.length}.`,
    `Type more of it, or one of these:${lines.join("")}${more}`,
  );
}

/** All there are as a sentence, while they are few; else the command that lists them. */
export const listed = (ids: string[], command: string): string =>
  ids.length > most ? `See all ${ids.length}: ${command}` : `There are: ${ids.join(", ")}.`;

/** Somebody of people.yaml. Throws UserError. */
export const personMeant = ({ people: { people } }: Pick<Program, "people">, word: string): Promise<Person> =>
  oneMeant(word, people, {
    none: `Nobody in people.yaml has the id or name "${word}".`,
    see: "See who is there: ilp people list",
  });

/** Those who have a role in people.yaml. */
export const holdersIn = ({ people }: Pick<Program, "people">, role: string): Person[] =>
  people.people.filter((each) => (each.roles as string[]).includes(role));

/** The id of whoever a word means among them; the word itself when it means nobody. Throws UserError when it means several. */
export async function holderMeant(
  program: Pick<Program, "people">,
  role: string,
  word: string | undefined,
): Promise<string | undefined> {
  const fits = word ? await meantBy(word, holdersIn(program, role)) : [];
  if (fits.length > 1) throw unclear(word ?? "", fits);
  return fits[0]?.id ?? word;
}
