/** The people of the scenarios: plainly made up, with throw-away keys from named seeds. */
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ed25519FromSeed } from "../../../src/signatures/native-key.ts";
import { plaindir } from "../../cli.ts";

/** Who there is: name, roles in people.yaml, and whether people.yaml has a key of theirs. */
const everyone = {
  "candidate-one": { name: "Candidate One", roles: "candidate", keyed: true },
  "candidate-two": { name: "Candidate Two", roles: "candidate", keyed: false },
  "coach-one": { name: "Coach One", roles: "coach", keyed: true },
  "coach-two": { name: "Coach Two", roles: "coach", keyed: true },
  "coach-three": { name: "Coach Three", roles: "coach", keyed: false },
  "supervisor-one": { name: "Supervisor One", roles: "supervisor", keyed: false },
  "reviewer-one": { name: "Reviewer One", roles: "reviewer", keyed: true },
  "director-one": { name: "Director One", roles: "director, coordinator", keyed: true },
} as const;

export type PersonId = keyof typeof everyone;
export const nameOf = (person: PersonId): string => everyone[person].name;
export const emailOf = (person: PersonId): string => `${person.replace("-", ".")}@example.org`;

const seedOf = (word: string) => createHash("sha256").update(`ilp scenario key of ${word}`).digest();
/** The key of anybody, registered or not. */
export const keyOf = (word: string) => ed25519FromSeed(seedOf(word));

/** people.yaml; `changes` puts other text in the place of a person's line. */
export function peopleText(changes: Partial<Record<PersonId, (line: string) => string>> = {}): string {
  const lines = Object.entries(everyone).map(([id, { name, roles, keyed }]) => {
    const keys = keyed ? `, keys: [{ key: "${keyOf(id).publicKey}", from: "2026-01-15" }]` : "";
    const line = `  - { id: ${id}, name: ${name}, emails: [${emailOf(id as PersonId)}], roles: [${roles}]${keys} }\n`;
    return changes[id as PersonId]?.(line) ?? line;
  });
  return `schema: people@1\n\npeople:\n${lines.join("")}`;
}

const homes = new Map<string, string>();

/** A home folder that holds a key and nothing else, made once for each name. */
export function homeWith(key: string, { privateKey, publicKey } = keyOf(key)): string {
  const known = homes.get(key);
  if (known) return known;
  const home = plaindir();
  const file = join(home, ".ssh", "ilp_ed25519");
  mkdirSync(join(home, ".ssh"));
  writeFileSync(file, privateKey.export({ format: "pem", type: "pkcs8" }));
  writeFileSync(`${file}.pub`, `${publicKey} ${key}\n`);
  chmodSync(file, 0o600);
  homes.set(key, home);
  return home;
}

let empty: string | undefined;
export const emptyHome = (): string => {
  empty ??= plaindir();
  return empty;
};

export const homeOf = (person: PersonId): string => (everyone[person].keyed ? homeWith(person) : emptyHome());
