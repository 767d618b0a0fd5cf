import { isInUse, type Key } from "../core/program/registry.ts";
import type { Judged } from "../core/records/signature.ts";
import { programId, recordFolder } from "../core/records/statement.ts";
import { changesBelow } from "../git/history.ts";
import type { Repository } from "../git/open.ts";
import type { Damage } from "./look.ts";
import type { RecordedProgram } from "./recorded.ts";
import { keepTrust, registryChanges, rememberedTrust, type Trust, trustNow } from "./trust.ts";

export interface LastLook {
  /** Null where there is no Git. */
  history: { cut: boolean; rewritten: boolean; firstLook: boolean } | null;
  registry: { changed: string[]; added: string[] };
  /** How many changes to records were accepted here before. */
  acceptedDamage: number;
}

const nameOf = ({ path, commit }: Damage) => `${path} ${commit}`;

/**
 * What changed behind this computer's back since it last looked. What is remembered moves on only where nothing did, or
 * where it was accepted.
 */
export async function comparedWithLastLook(
  repository: Repository,
  { people, settings, unusable }: RecordedProgram,
  registryRecords: Judged[],
  damage: Damage[],
  { accept, withHistory }: { accept: boolean; withHistory: boolean },
): Promise<LastLook & { isAccepted: (damage: Damage) => boolean }> {
  const before = rememberedTrust(repository);
  const line = repository.branch ?? "";
  const cut = repository.shallow;
  const broken = unusable.map((file) => `${file} as it is saved in Git cannot be read`);
  const heads = { ...before?.heads, ...(repository.head ? { [line]: repository.head } : {}) };
  const signed = newestSigned(before, registryRecords);
  const accepted = [...new Set([...(before?.accepted ?? []), ...(accept ? damage.map(nameOf) : [])])];
  const now = trustNow(people, settings, { heads, signed, accepted });
  const isAccepted = (each: Damage) => accepted.includes(nameOf(each));
  const acceptedDamage = damage.filter(isAccepted).length;
  if ((before === null || accept) && broken.length === 0) {
    keepTrust(repository, now);
    const history = { cut, rewritten: false, firstLook: before === null };
    return { history, registry: { changed: [], added: [] }, acceptedDamage, isAccepted };
  }
  const rewritten =
    before !== null && withHistory && !cut && (await wasRewritten(repository, before.heads[line] ?? null));
  const found = before ? registryChanges(before, now) : { changed: [], added: [] };
  const vouched = before !== null && found.changed.length > 0 && isSignedByRegistrar(before, registryRecords);
  const registry = vouched
    ? { changed: broken, added: found.changed }
    : { changed: [...found.changed, ...broken], added: found.added };
  if (before) {
    const settled = registry.changed.length > 0 ? before : now;
    keepTrust(repository, { ...settled, heads: rewritten || !withHistory || cut ? before.heads : heads });
  }
  return { history: { cut, rewritten, firstLook: false }, registry, acceptedDamage, isAccepted };
}

async function wasRewritten(repository: Repository, head: string | null): Promise<boolean> {
  if (head === null || head === repository.head) return false;
  return (await changesBelow(repository, [recordFolder(programId)], head)).rewritten;
}

const registryFiles = ["people", "program"];

const signatureOn = (records: Judged[], document: string) =>
  records.flatMap(({ accepted, statement, seal, day }) =>
    accepted && statement?.act === "sign" && statement.document === document && seal && "fingerprint" in seal
      ? [{ at: statement.at, day: day ?? "", fingerprint: seal.fingerprint }]
      : [],
  );

const newestSigned = (before: Trust | null, records: Judged[]): Trust["signed"] =>
  Object.fromEntries(
    registryFiles.map((document) => {
      const times = signatureOn(records, document).map(({ at }) => at);
      return [document, [before?.signed[document] ?? "", ...times].sort().at(-1) ?? ""];
    }),
  );

/**
 * A key that was a registrar's at the last look, and in use by what was remembered of it, has signed people.yaml and
 * program.yaml as they are now, and not before what was signed last: an old state does not come back.
 */
function isSignedByRegistrar(before: Trust, records: Judged[]): boolean {
  const keys = before.registrars.flatMap((id) => before.people[id]?.keys ?? []);
  return registryFiles.every((document) =>
    signatureOn(records, document).some(
      ({ at, day, fingerprint }) =>
        at >= (before.signed[document] ?? "") &&
        keys.some((key) => key.fingerprint === fingerprint && isInUse({ ...key, key: "" } as Key, day)),
    ),
  );
}
