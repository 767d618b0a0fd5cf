import { createHash } from "node:crypto";
import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Policy } from "./policy.ts";
import type { People } from "./program.ts";

export type Person = People["people"][number];
export type Key = NonNullable<Person["keys"]>[number];

/** How a public key is named: SHA256:…, as ssh-keygen -l prints it. */
export function fingerprintOf(line: string): string {
  const blob = Buffer.from(line.split(" ")[1] ?? "", "base64");
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

/**
 * Whose key it is on a day; null when nobody's. Whoever is said to hold it comes first, and of entries for the same key
 * the one in use: listing somebody else's key takes nothing from them.
 */
export function ownerOf(
  { people }: People,
  fingerprint: string,
  said: string | null = null,
  day: Day = "",
): { person: Person; key: Key } | null {
  const entries = people.flatMap((person) =>
    (person.keys ?? []).filter(({ key }) => fingerprintOf(key) === fingerprint).map((key) => ({ person, key })),
  );
  const own = entries.filter(({ person }) => person.id === said);
  return own.find(({ key }) => isInUse(key, day)) ?? own[0] ?? entries[0] ?? null;
}

/** Whether a key may be used on a day, by its dates alone. */
export const isInUse = (key: Key, day: Day): boolean =>
  key.from <= day &&
  (!key.to || key.to >= day) &&
  (!key.revoked || (key.revoked.reason === "retired" && key.revoked.since > day));

/** A person's keys that count on a day. */
export const keysInUse = (person: Person, day: Day): Key[] => (person.keys ?? []).filter((key) => isInUse(key, day));

/**
 * How a person is named wherever one is shown: the name, and the id behind it where people.yaml has such a name twice.
 * The id alone when it has nobody by it, and no other name is known.
 */
export function nameIn({ people }: Pick<People, "people">, id: string, known?: string | undefined): string {
  const name = known ?? people.find((each) => each.id === id)?.name;
  if (name === undefined) return id;
  return people.some((each) => each.id !== id && isAlike(each.name, name)) ? `${name} (${id})` : name;
}

/** Names that nobody tells apart by ear: capitals, accents and spaces make no other name. */
export const isAlike = (one: string, other: string): boolean =>
  one === other || (Math.abs(one.length - other.length) < 10 && heard(one) === heard(other));

const heard = (name: string) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).join(" ").trim();

export const keeperRoles: Role[] = ["coordinator", "director", "manager", "registrar"];

/** Whether a person looks after other people's keys: the registrars, where the program has named some. */
export function keepsKeys(policy: Pick<Policy, "registrars">, { id, roles }: Person): boolean {
  const registrars = policy.registrars as string[];
  return registrars.length > 0 ? registrars.includes(id) : (roles as Role[]).some((role) => keeperRoles.includes(role));
}
