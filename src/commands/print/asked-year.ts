import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate, Profile } from "../../core/program/program.ts";

/** An induction year as it was typed. Throws UserError. */
export function yearOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (/^[1-9]\d?$/.test(typed)) return Number(typed);
  throw new UserError(`--year: "${typed}" is not an induction year.`, "Write it as a number: --year 1");
}

/** The profile of a candidate, who has begun the year if one is asked for. Throws UserError. */
export function profileIn({ id, profile, problems }: Candidate, year: number | undefined): Profile {
  if (!profile) throw new UserError(`The profile of ${id} cannot be read.`, `See why: ilp check ${id}`, problems);
  const years = profile.years.map((each) => each.year);
  if (year === undefined || years.includes(year)) return profile;
  throw new UserError(
    `${id} has no year ${year} in this program.`,
    `${years.length === 1 ? "There is year" : "There are years"} ${years.join(" and ")}.`,
  );
}
