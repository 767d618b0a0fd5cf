import { createHash } from "node:crypto";
import type { Day } from "./dates.ts";
import type { People } from "./program.ts";

export type Person = People["people"][number];
export type Key = NonNullable<Person["keys"]>[number];

/** How a public key is named: SHA256:…, as ssh-keygen -l prints it. */
export function fingerprintOf(line: string): string {
  const blob = Buffer.from(line.split(" ")[1] ?? "", "base64");
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

/** Whose key it is; null when nobody's. */
export function ownerOf({ people }: People, fingerprint: string): { person: Person; key: Key } | null {
  for (const person of people)
    for (const key of person.keys ?? []) if (fingerprintOf(key.key) === fingerprint) return { person, key };
  return null;
}

/** Whether a key may be used on a day, by its dates alone. */
export const isInUse = (key: Key, day: Day): boolean =>
  key.from <= day &&
  (!key.to || key.to >= day) &&
  (!key.revoked || (key.revoked.reason === "retired" && key.revoked.since > day));

/** A person's keys that count on a day. */
export const keysInUse = (person: Person, day: Day): Key[] => (person.keys ?? []).filter((key) => isInUse(key, day));
