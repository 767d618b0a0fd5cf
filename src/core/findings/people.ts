import type { Day } from "../basics/dates.ts";
import type { Finding } from "../problems/finding.ts";
import type { People, Settings } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { schoolYear } from "./facts.ts";

/** Something about people.yaml: told once for the program, whoever is concerned. */
export interface PeopleFinding {
  finding: Finding;
  /** Ids of those it is about. */
  of: string[];
}

const path = "people.yaml";

/** What cannot be so, or is not counted, in people.yaml; nothing of it keeps the program from being read. */
export const peopleFindings = (people: People, settings: Settings, today: Day): PeopleFinding[] => [
  ...sharedEmails(people),
  ...oddYears(people, settings, today),
];

/** An email tells who signs: no two people have one. */
function sharedEmails(people: People): PeopleFinding[] {
  const first = new Map<string, { id: string; pointer: string }>();
  return people.people.flatMap(({ id, emails }, index) =>
    (emails ?? []).flatMap((address, at): PeopleFinding[] => {
      const pointer = `/people/${index}/emails/${at}`;
      const email = address.trim().toLowerCase();
      const before = first.get(email);
      if (!before) first.set(email, { id, pointer });
      if (!before || before.id === id) return [];
      const data = { one: nameIn(people, before.id), other: nameIn(people, id), email: address };
      const also = [{ path, pointer: before.pointer }];
      return [{ finding: { code: "email-twice", data, path, pointer, also }, of: [before.id, id] }];
    }),
  );
}

/** A year of training that is still to come, or is not written as one, counts for nothing: that is said. */
const oddYears = (people: People, settings: Settings, today: Day): PeopleFinding[] =>
  people.people.flatMap(({ id, training }, index) =>
    (training ?? []).flatMap(({ year }, at): PeopleFinding[] => {
      const known = year ? schoolYear(year, settings) : null;
      if (!year || (known && known.starts <= today)) return [];
      const data = { name: nameIn(people, id), year, reason: known ? "is still to come" : "is not a school year" };
      const pointer = `/people/${index}/training/${at}/year`;
      return [{ finding: { code: "training-year", data, path, pointer }, of: [id] }];
    }),
  );
