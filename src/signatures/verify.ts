import { sectionTitle } from "../core/asked-signatures.ts";
import { digestsOf, type Signable, wordingsOf } from "../core/digests.ts";
import { judge } from "../core/judge.ts";
import type { Policy } from "../core/policy.ts";
import type { Candidate, People, Profile } from "../core/program.ts";
import { registryForm, type SectionSlot } from "../core/registry-forms.ts";
import type { Judged, SignatureRecord } from "../core/signature.ts";
import { sectionsOf, slotsOf } from "../core/slots.ts";
import { programId, recordFolder } from "../core/statement.ts";
import { titleOf } from "../core/status.ts";
import type { Program } from "../data/load.ts";
import { changesBelow } from "../git/history.ts";
import type { Repository } from "../git/open.ts";
import { gatherRecords, hasRecords } from "./gather.ts";
import { type Damage, damageToOthers, lookAt } from "./look.ts";
import { type RecordedProgram, recordedProgram } from "./recorded.ts";
import type { Clock } from "./stand.ts";
import { isRevoked, keepTrust, registryChanges, rememberedTrust, type Trust, trustNow } from "./trust.ts";

export interface Verified {
  candidate: string;
  name: string;
  records: Judged[];
  slots: SectionSlot[];
  /** Records that were changed or taken away after they came into history. */
  damage: Damage[];
  /** Files here that are not as Git has them. */
  differs: string[];
}

export interface Verification {
  candidates: Verified[];
  /** Null where there is no Git. */
  history: { cut: boolean; rewritten: boolean; firstLook: boolean } | null;
  registry: { changed: string[]; added: string[] };
}

export interface Verifying {
  program: Program;
  candidates: Candidate[];
  repository: Repository | null;
  clock: Clock;
  /** Looks through history for records that were changed or taken away. */
  withHistory: boolean;
  /** These are all candidates there are: whoever else had records is missing. */
  whole: boolean;
  /** Takes people, keys and history as they are now. */
  accept: boolean;
}

/** Every signature against what is recorded, and history against the last look (signatures.md 7.5). */
export async function verifySignatures(asked: Verifying): Promise<Verification> {
  const { program, candidates, clock } = asked;
  const repository = asked.repository && !asked.repository.problem ? asked.repository : null;
  const recorded: RecordedProgram = repository
    ? await recordedProgram(program, candidates, repository)
    : asHere(program, candidates);
  const { people, policy } = recorded;
  const ids = [programId, ...candidates.map(({ id }) => id)].filter((id) => hasRecords(program.root, id) || repository);
  const past = repository?.head && asked.withHistory && !repository.shallow ? repository : null;
  // First, so that what was remembered of a history that is no more says nothing about who recorded what.
  const looks = past ? await lookAt(past, ids) : new Map();
  const gathered = await gatherRecords(program.root, program.settings.id, ids, repository);
  const others = past && asked.whole ? await damageToOthers(past, ids) : new Map<string, Damage[]>();
  const one = (
    id: string,
    name: string,
    profile: Profile | null,
    documents: Signable[],
    differs: string[],
  ): Verified => {
    const records = judged(gathered.get(id) ?? [], {
      id,
      profile,
      documents,
      people,
      policy,
      program: program.settings.id,
      clock,
    });
    return {
      candidate: id,
      name,
      records,
      slots: slotsIn(documents, records),
      damage: looks.get(id)?.damage ?? [],
      differs,
    };
  };
  // Nobody has to sign people.yaml and program.yaml, and nobody did: then they need not be read again.
  const isRegistrySigned = policy.registrars.length > 0 || (gathered.get(programId) ?? []).length > 0;
  const registered = isRegistrySigned ? await registryDocuments(recorded) : [];
  const registry = one(programId, "People and rules", null, registered, []);
  const verified = recorded.candidates.map(({ id, profile, documents, differs }) =>
    one(id, profile?.name ?? id, profile, documents, differs),
  );
  const gone = [...others].map(([id, damage]) => ({ ...nothing, candidate: id, name: id, damage }));
  const shown = [...(isRegistrySigned ? [registry] : []), ...verified, ...gone];
  if (!repository) return { candidates: shown, history: null, registry: { changed: [], added: [] } };
  return { candidates: shown, ...(await comparedWithLastLook(repository, recorded, registry.records, asked)) };
}

/** What is left of somebody whose folder is gone. */
const nothing = { records: [], slots: [], differs: [] };

const asHere = (program: Program, candidates: Candidate[]): RecordedProgram => ({
  people: program.people,
  policy: program.settings.signatures as Policy,
  files: async () => ({ people: {}, program: {} }),
  candidates: candidates.map(({ id, profile, documents }) => ({ id, profile, documents, differs: [] })),
});

async function registryDocuments({ files, policy }: RecordedProgram): Promise<Signable[]> {
  const values = await files();
  return (["people", "program"] as const).map((name) => ({
    name,
    value: values[name],
    form: registryForm(name, policy),
  }));
}

function judged(
  records: SignatureRecord[],
  of: {
    id: string;
    profile: Profile | null;
    documents: Signable[];
    people: People;
    policy: Policy;
    program: string;
    clock: Clock;
  },
): Judged[] {
  return judge(records, {
    program: of.program,
    candidate: of.id,
    profile: of.profile,
    people: of.people,
    policy: of.policy,
    now: of.clock.now,
    dayOf: of.clock.dayOf,
    digestNow: digestsOf(of.program, of.id, of.documents),
    wordingNow: wordingsOf(of.documents),
  });
}

const slotsIn = (documents: Signable[], records: Judged[]): SectionSlot[] =>
  documents.flatMap(({ name, form, value }) =>
    sectionsOf(form, value).flatMap((place) =>
      slotsOf(form, name, place, records).map((slot) => {
        const part = sectionTitle(form, place);
        const title = titleOf(form, value);
        return {
          document: name,
          section: place.section,
          title: part === form.title ? title : `${title}, ${part}`,
          slot,
        };
      }),
    ),
  );

/** What changed behind this computer's back since it last looked. The last look moves on only when nothing did, or it was accepted. */
async function comparedWithLastLook(
  repository: Repository,
  { people, policy }: RecordedProgram,
  registryRecords: Judged[],
  { accept, withHistory }: Verifying,
): Promise<Pick<Verification, "history" | "registry">> {
  const before = rememberedTrust(repository);
  const now = trustNow(repository.head, people, policy);
  const none = { changed: [], added: [] };
  const cut = repository.shallow;
  if (before === null || accept) {
    keepTrust(repository, now);
    return { history: { cut, rewritten: false, firstLook: before === null }, registry: none };
  }
  const rewritten = withHistory && !cut && (await wasRewritten(repository, before));
  const found = registryChanges(before, now);
  const registry =
    found.changed.length > 0 && isSignedByRegistrar(before, registryRecords)
      ? { changed: [], added: found.changed }
      : found;
  const settled: Trust = registry.changed.length > 0 ? before : now;
  keepTrust(repository, { ...settled, head: rewritten || !withHistory || cut ? before.head : now.head });
  return { history: { cut, rewritten, firstLook: false }, registry };
}

async function wasRewritten(repository: Repository, { head }: Trust): Promise<boolean> {
  if (head === null || head === repository.head) return false;
  return (await changesBelow(repository, [recordFolder(programId)], head)).rewritten;
}

/** A key that was a registrar's at the last look has signed people.yaml and program.yaml as they are now. */
function isSignedByRegistrar(before: Trust, records: Judged[]): boolean {
  const keys = before.registrars
    .flatMap((id) => before.people[id]?.keys ?? [])
    .filter((key) => !isRevoked(key))
    .map((key) => key.split(" ")[0]);
  return ["people", "program"].every((document) =>
    records.some(
      ({ accepted, statement, seal }) =>
        accepted &&
        statement?.act === "sign" &&
        statement.document === document &&
        seal !== null &&
        "fingerprint" in seal &&
        keys.includes(seal.fingerprint),
    ),
  );
}
