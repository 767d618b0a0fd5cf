import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { People, Profile } from "./program.ts";
import { roles } from "./roles.ts";

/** Who holds a role for a candidate on a day: the candidate, an assignment, or everyone with that role in the program. */
export function holdersOf(
  role: Role,
  candidate: string,
  profile: Profile | null,
  people: People,
  today: Day,
): string[] {
  if (role === "candidate") return [candidate];
  const assigned = (profile?.assignments ?? []).filter(
    (each) => each.role === role && each.person && (!each.from || each.from <= today) && (!each.to || each.to >= today),
  );
  if (assigned.length > 0) return assigned.map(({ person }) => person as string);
  if (role === "coach" || role === "supervisor") return [];
  return people.people.filter(({ roles }) => (roles as string[]).includes(role)).map(({ id }) => id);
}

/** What somebody is for a candidate on a day. */
export const rolesOf = (person: string, candidate: string, profile: Profile | null, people: People, day: Day): Role[] =>
  roles.filter((role) => holdersOf(role, candidate, profile, people, day).includes(person));
