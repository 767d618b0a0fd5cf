import type { Day } from "../core/basics/dates.ts";
import { fingerprintOf, isInUse, type Key, type Person } from "../core/program/registry.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

export type KeyState = "in-use" | "not-yet" | "waiting" | "ended" | "retired" | "compromised";

/** One key of a person, as `ilp keys show` tells it. */
export interface ShownKey {
  fingerprint: string;
  kind: string;
  state: KeyState;
  from: Day | null;
  to: Day | null;
  /** The day it was or will be retired, or may have come into other hands. */
  since: Day | null;
  /** Where on this computer: a file, "the agent", or null. */
  here: string | null;
}

export interface ShownPerson {
  id: string;
  name: string;
  consent: Day | null;
  keys: ShownKey[];
  /** Requests that cannot be used, as sentences. */
  problems: string[];
}

const kinds: Record<string, string> = {
  "ssh-ed25519": "Ed25519",
  "ssh-rsa": "RSA",
  "sk-ssh-ed25519@openssh.com": "Ed25519 on a security key",
  "sk-ecdsa-sha2-nistp256@openssh.com": "ECDSA on a security key",
};
/** What a key's type is called. */
export function kindOf(line: string): string {
  const [type = ""] = line.split(" ");
  return kinds[type] ?? (type.startsWith("ecdsa-") ? "ECDSA" : type);
}

/** A key of people.yaml as it stands on a day. */
export function shownKey(key: Key, day: Day, here: string | null): ShownKey {
  const { from, to = null, revoked } = key;
  return {
    fingerprint: fingerprintOf(key.key),
    kind: kindOf(key.key),
    state: stateOf(key, day),
    from,
    to,
    since: revoked?.since ?? null,
    here,
  };
}

function stateOf(key: Key, day: Day): KeyState {
  if (isInUse(key, day)) return "in-use";
  if (key.revoked) return key.revoked.reason;
  return key.from > day ? "not-yet" : "ended";
}

function stateWords({ state, from, to, since }: ShownKey): string {
  const until = to ? ` until ${to}` : "";
  if (state === "waiting") return "waiting to be accepted";
  if (state === "not-yet") return `counts from ${from} on`;
  if (state === "retired") return `retired since ${since}; it counted from ${from}`;
  if (state === "compromised") return `compromised since ${since}; its signatures do not count`;
  if (state === "ended") return `counted from ${from}${until}`;
  return `in use from ${from}${since ? `, retired from ${since} on` : until}`;
}

/** Who has which key, what it is worth, which are on this computer; and whose requests belong to nobody, by file name. */
export function keysText(people: ShownPerson[], strangers: string[], io: Io): string {
  const colour = paint(io);
  const lines: string[] = [];
  for (const { id, name, keys, problems } of people.filter(
    (each) => each.keys.length > 0 || each.problems.length > 0,
  )) {
    lines.push(`${colour.bold(safe(name))} (${safe(id)})`);
    for (const key of keys) {
      const good = key.state === "in-use" ? colour.green : colour.yellow;
      const here = key.here ? `; on this computer: ${safe(key.here)}` : "";
      lines.push(`  ${key.fingerprint}  ${safe(key.kind)}`, `    ${good(stateWords(key))}${here}`);
    }
    for (const problem of problems) lines.push(`  ${wrap(safe(problem), widthOf(io), "  ")}`);
  }
  const without = people.filter((each) => each.keys.length === 0 && each.problems.length === 0);
  const names = without.map(({ id, name }) => `${safe(name)} (${id})`).join(", ");
  if (without.length > 0) lines.push(wrap(`Without a key: ${names}`, widthOf(io), "  "));
  for (const name of strangers)
    lines.push(`A request for "${safe(name)}" lies in people/requests, and nobody in people.yaml has that id.`);
  if (people.length === 0) lines.push('Nobody is in people.yaml yet. To add someone: ilp people add "Full Name"');
  return `${lines.join("\n")}\n`;
}

/** What is agreed to before the first electronic signature. */
export const consentText = (sentence: string, io: Io): string =>
  `\n${wrap("Electronic signatures: your name, the day, and your key are kept with every text you sign.", widthOf(io))}\n\n  ${wrap(`"${safe(sentence)}"`, widthOf(io), "  ")}\n\n`;

export const notAgreedText = (io: Io): string =>
  `${wrap("That is all right. Nothing was written, and no key was made. Should you want to sign electronically later, run ilp keys setup again.", widthOf(io))}\n`;

/** A person's key, before somebody answers for it. */
export function keyText({ name, id, roles }: Person, line: string, io: Io): string {
  const colour = paint(io);
  return `\n${colour.bold(safe(name))} (${id}), ${roles.join(", ")}\n${kindOf(line)} key  ${colour.bold(fingerprintOf(line))}\n\n`;
}
