import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import { holdersOf } from "../program/holders.ts";
import type { Policy } from "../program/policy.ts";
import type { People, Profile } from "../program/program.ts";
import { nameIn, type Person } from "../program/registry.ts";
import { bars, type Refusal, transitionOf } from "./acts.ts";
import { programId, type Statement } from "./statement.ts";

/** Who is what for a candidate, and on which day. */
export interface Persons {
  candidate: string;
  /** Null when it cannot be read: then nobody can say who was coach. */
  profile: Profile | null;
  people: People;
  policy: Policy;
  /** The day of a moment where the program is. */
  dayOf: (at: string) => Day;
}

/** A rule, as the rest of a sentence. */
export const reasonOf = ({ rule, source }: Refusal) =>
  `${rule.charAt(0).toLowerCase()}${rule.slice(1).replace(/\.$/, "")} (${source})`;

/** Why a signature on paper cannot be what its record says; null when it can, or the record is about none. */
export function paperProblem(
  { paper, signer, role, at }: Pick<Statement, "paper" | "signer" | "role" | "at">,
  around: Omit<Persons, "policy">,
): string | null {
  if (!paper) return null;
  if (signer === paper.signer || signer === around.candidate || paper.signer === around.candidate)
    return reasonOf(bars["own-paper"]);
  const { by, who, source } = transitionOf("paper");
  if (!by.includes(role)) return reasonOf({ rule: who, source });
  if (paper.on > around.dayOf(at)) return `the paper is dated ${paper.on}, after the day it was recorded`;
  const holders = holdersOf(paper.role, around.candidate, around.profile, around.people, paper.on);
  return holders.includes(paper.signer)
    ? null
    : `${nameIn(around.people, paper.signer)} was not ${paper.role} on ${paper.on}`;
}

/** Why a person cannot act in a role for this candidate on the day of a moment; null when they can. */
export function roleProblem(
  { role, at }: Pick<Statement, "role" | "at">,
  person: Person,
  around: Persons,
): string | null {
  const day = around.dayOf(at);
  const registrars = around.policy.registrars as string[];
  if (role === "registrar" && registrars.length > 0)
    return registrars.includes(person.id)
      ? null
      : `${nameIn(around.people, person.id)} is no registrar of this program`;
  if (around.candidate === programId)
    return (person.roles as Role[]).includes(role)
      ? null
      : `${nameIn(around.people, person.id)} is not ${role} in people.yaml`;
  const holders = (which: Role) => holdersOf(which, around.candidate, around.profile, around.people, day);
  if (!holders(role).includes(person.id)) return `${nameIn(around.people, person.id)} was not ${role} on ${day}`;
  const pair = (around.policy.distinct as Role[][]).find(
    ([one, other]) => other === role && one && holders(one).includes(person.id),
  );
  if (pair)
    return `${nameIn(around.people, person.id)} is ${pair[0]} here, and the same person cannot sign as ${role} as well`;
  // The profile is written close to the candidate; who is a coach at all is said in people.yaml.
  const isKnown = role === "candidate" || (person.roles as Role[]).includes(role);
  return isKnown ? null : `${nameIn(around.people, person.id)} is not ${role} in people.yaml`;
}
