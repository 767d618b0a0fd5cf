import type { Day } from "./dates.ts";
import type { Role } from "./form.ts";
import { blocks } from "./messages.ts";
import type { People, Profile } from "./program.ts";
import type { CandidateStatus } from "./status.ts";

/** Something one person can do now. */
export interface Turn {
  candidate: string;
  document: string;
  title: string;
  role: Role;
  /** Ids of those who hold that role for this candidate. */
  people: string[];
  due: Day | null;
  late: boolean;
  next: string;
}

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

/** Each document with something open, once for each person whose turn it is. */
export const turnsOf = (status: CandidateStatus, profile: Profile | null, people: People, today: Day): Turn[] =>
  status.documents.flatMap(({ name, title, next }) => {
    const open = status.findings.filter((each) => each.document === name && each.turn && blocks(each));
    return [...new Set(open.map(({ turn }) => turn as Role))].map((role) => {
      const mine = open.filter(({ turn }) => turn === role);
      return {
        candidate: status.id,
        document: name,
        title,
        role,
        people: holdersOf(role, status.id, profile, people, today),
        due: mine.find(({ due }) => due)?.due ?? null,
        late: mine.some(({ due }) => due !== undefined && due < today),
        next: mine.find((each) => each.next)?.next ?? next ?? `ilp check ${status.id} ${name}`,
      };
    });
  });
