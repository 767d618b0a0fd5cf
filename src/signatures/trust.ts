import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { comparableText } from "../core/canonical.ts";
import type { Policy } from "../core/policy.ts";
import type { People } from "../core/program.ts";
import { fingerprintOf } from "../core/registry.ts";
import type { Mapping } from "../core/values.ts";
import type { Repository } from "../git/open.ts";

/** What this computer saw at its last look: kept in Git's own folder, where nobody can send anything. */
export interface Trust {
  form: 1;
  head: string | null;
  /** By id: what decides whose signature is whose. */
  people: Record<string, { name: string; emails: string[]; roles: string[]; keys: string[] }>;
  /** What a signature needs to count, as text. */
  policy: string;
  registrars: string[];
}

const fileOf = ({ commonDir, prefix }: Repository) => join(commonDir, "ilp", prefix.replaceAll("/", "+"), "trust.json");

export function rememberedTrust(repository: Repository): Trust | null {
  try {
    const trust = JSON.parse(readOrNull(fileOf(repository)) ?? "null") as Trust | null;
    return trust?.form === 1 ? trust : null;
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

export const trustNow = (head: string | null, { people }: People, policy: Policy): Trust => ({
  form: 1,
  head,
  people: Object.fromEntries(
    people.map(({ id, name, emails, roles, keys }) => [
      id,
      {
        name,
        emails: emails ?? [],
        roles: [...roles],
        keys: (keys ?? []).map(({ key, from, to, revoked }) =>
          [fingerprintOf(key), from, to ?? "", revoked ? `${revoked.reason} ${revoked.since}` : ""].join(" ").trim(),
        ),
      },
    ]),
  ),
  policy: comparableText(policy as unknown as Mapping),
  registrars: [...policy.registrars],
});

/** Whether a remembered key had been taken back by then, whatever people.yaml says now. */
export const isRevoked = (key: string): boolean => / (retired|compromised) /.test(key);

/** A change this computer made itself is no surprise: what is remembered goes along, if it was as before. */
export function followOwnChange(repository: Repository, policy: Policy, before: People, after: People): void {
  const trust = rememberedTrust(repository);
  if (!trust || registryChanges(trust, trustNow(trust.head, before, policy)).changed.length > 0) return;
  keepTrust(repository, trustNow(trust.head, after, policy));
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
      for (const what of ["emails", "roles", "keys"] as const)
        if (JSON.stringify(known[what]) !== JSON.stringify(person[what]))
          changed.push(`${person.name} (${id}): other ${what}`);
  }
  for (const [id, { name }] of Object.entries(before.people))
    if (!now.people[id]) changed.push(`${name} (${id}) is gone`);
  if (before.policy !== now.policy) changed.push("what a signature needs to count (signatures in program.yaml)");
  return { changed, added };
}
