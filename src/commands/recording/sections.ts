import { didYouMean } from "../../core/basics/nearest.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { unclear } from "../program/named.ts";

/** What is named behind # on the command line. */
interface Named {
  section: string;
}

const lastOf = (section: string) => section.split("/").at(-1) ?? "";

/**
 * The parts meant among those there are: by their address or its last word, else by a clear beginning of one of these;
 * all when none was named. Throws UserError for a beginning that fits several.
 */
export function meant<Place extends Named>(places: Place[], wanted: string | undefined): Place[] {
  if (wanted === undefined) return places;
  const exact = places.filter(({ section }) => section === wanted || lastOf(section) === wanted);
  const word = wanted.toLowerCase();
  if (exact.length > 0 || word === "" || word === ".") return exact;
  const begun = places.filter(({ section }) => section.startsWith(word) || lastOf(section).startsWith(word));
  const fits = [...new Set(begun.map(({ section }) => section))];
  if (fits.length > 1)
    throw unclear(
      wanted,
      fits.map((id) => ({ id })),
    );
  return begun;
}

/** Said of a part that a document does not have. */
export function noPart(wanted: string, document: string, places: Named[], whole: string): UserError {
  const known = [...new Set(places.map(({ section }) => section))].filter((section) => section !== ".");
  return new UserError(
    `There is no part "${wanted}" in ${document}.`,
    known.length > 0 ? `${didYouMean(wanted, known)}There are: ${known.join(", ")}.` : whole,
  );
}
