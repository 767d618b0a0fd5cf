import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { comparableText } from "../core/basics/canonical.ts";
import type { Mapping, Value } from "../core/basics/values.ts";
import { policyOf } from "../core/program/policy.ts";
import type { People, Settings } from "../core/program/program.ts";
import { fingerprintOf, type Key } from "../core/program/registry.ts";
import type { Repository } from "../git/open.ts";

/** A key as it was remembered: by fingerprint, with its days. */
type RememberedKey = Omit<Key, "key"> & { fingerprint: string };

/** What this computer saw at its last look: kept in Git's own folder, where nobody can send anything. */
export interface Trust {
  form: 2;
  /** The newest recorded state, by line of work. */
  heads: Record<string, string>;
  /** By id: what decides whose signature is whose. */
  people: Record<string, { name: string; emails: string[]; roles: string[]; keys: RememberedKey[] }>;
  /** What is signed, and what a signature needs to count, as text. */
  rules: string;
  registrars: string[];
  /** When people.yaml and program.yaml were last signed, as far as it counted: an older state never comes back unseen. */
  signed: Record<string, string>;
  /** Damage to records that somebody here has accepted: path and commit. */
  accepted: string[];
}

const fileOf = ({ commonDir, prefix }: Repository) => join(commonDir, "ilp", prefix.replaceAll("/", "+"), "trust.json");

export function rememberedTrust(repository: Repository): Trust | null {
  try {
    const trust = JSON.parse(readOrNull(fileOf(repository)) ?? "null") as Trust;
    const lists = [trust.accepted, trust.registrars, ...Object.values(trust.people).map(({ keys }) => keys)];
    const whole = lists.every(Array.isArray) && [trust.heads, trust.signed].every((part) => part instanceof Object);
    return whole && trust.form === 2 ? trust : null;
  } catch {
    return null;
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

export function keepTrust(repository: Repository, trust: Trust): void {
  const file = fileOf(repository);
  const text = JSON.stringify(trust);
  if (readOrNull(file) === text) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that cannot be written to: the next look is a first look again.
  }
}

/** People and rules as they are; what else is remembered is as given. */
export const trustNow = (
  { people }: People,
  settings: Settings,
  kept: Pick<Trust, "heads" | "signed" | "accepted">,
): Trust => ({
  form: 2,
  ...kept,
  people: Object.fromEntries(
    people.map(({ id, name, emails, roles, keys }) => [
      id,
      {
        name,
        emails: emails ?? [],
        roles: [...roles],
        keys: (keys ?? []).map(({ key, ...days }) => ({ fingerprint: fingerprintOf(key), ...days })),
      },
    ]),
  ),
  rules: comparableText(
    ["signatures", "forms", "statements", "fields", "time-zone"].map(
      (key) => ((settings as unknown as Mapping)[key] ?? null) as Value,
    ),
  ),
  registrars: [...policyOf(settings).registrars],
});

/** A change this computer made itself is no surprise: what is remembered goes along, if it was as before. */
export function followOwnChange(repository: Repository, settings: Settings, before: People, after: People): void {
  const trust = rememberedTrust(repository);
  if (!trust || registryChanges(trust, trustNow(before, settings, trust)).changed.length > 0) return;
  keepTrust(repository, trustNow(after, settings, trust));
}

/** What changed in the registry since it was last accepted, in sentences; `added` is only worth a remark. */
export function registryChanges(before: Trust, now: Trust): { changed: string[]; added: string[] } {
  const changed: string[] = [];
  const added: string[] = [];
  for (const [id, person] of Object.entries(now.people)) {
    const known = before.people[id];
    if (!known)
      (person.keys.length > 0 ? changed : added).push(
        `${person.name} (${id}) is new${person.keys.length > 0 ? ", with a key" : ""}`,
      );
    else
      for (const what of ["name", "emails", "roles", "keys"] as const)
        if (JSON.stringify(known[what]) !== JSON.stringify(person[what]))
          changed.push(`${person.name} (${id}): other ${what}`);
  }
  for (const [id, { name }] of Object.entries(before.people))
    if (!now.people[id]) changed.push(`${name} (${id}) is gone`);
  if (before.rules !== now.rules) changed.push("what is signed, or what a signature needs to count (program.yaml)");
  return { changed, added };
}
