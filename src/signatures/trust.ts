import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalText } from "../core/canonical.ts";
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
    const trust = JSON.parse(readFileSync(fileOf(repository), "utf8")) as Trust;
    return trust.form === 1 ? trust : null;
  } catch {
    return null;
  }
}

export function keepTrust(repository: Repository, trust: Trust): void {
  const file = fileOf(repository);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(trust));
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
  policy: canonicalText(policy as unknown as Mapping),
  registrars: [...policy.registrars],
});

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
