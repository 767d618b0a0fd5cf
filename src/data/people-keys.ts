import type { Day } from "../core/basics/dates.ts";
import { UserError } from "../core/problems/user-error.ts";
import type { Key } from "../core/program/registry.ts";
import { appendItem, pointerToItem, setValue } from "./edit.ts";
import { itemLines } from "./edit-text.ts";

const file = "people.yaml";

/**
 * people.yaml with one more key of a person, and the day they agreed unless it has one; everything else stays byte for
 * byte. Throws UserError.
 */
export function withKey(source: string, person: string, key: Pick<Key, "key" | "from">, consent: Day | null): string {
  if (source.includes(key.key))
    throw new UserError(`${file} has this key already.`, "See who has which: ilp keys show");
  const here = pointerToItem(source, "people", { id: person }, file);
  const added = appendItem(source, `${here}/keys`, key, itemLines(key), file);
  return consent === null ? added : setValue(added, `${here}/consent`, consent, file);
}

/** people.yaml with a key marked as no longer good. Keys are never removed. Throws UserError. */
export function withRevoked(
  source: string,
  person: string,
  key: string,
  revoked: { reason: "retired" | "compromised"; since: Day },
): string {
  const here = pointerToItem(source, "people", { id: person }, file);
  const there = pointerToItem(source, `${here}/keys`, { key }, file);
  return setValue(source, `${there}/revoked`, revoked, file);
}
