import { titleOf } from "../core/findings/status.ts";
import { type Policy, policyOf } from "../core/program/policy.ts";
import type { Candidate, People, Profile } from "../core/program/program.ts";
import { digestsOf, type Signable, wordingsOf } from "../core/records/digests.ts";
import { judge } from "../core/records/judge.ts";
import { sectionTitle } from "../core/records/labels.ts";
import { registryForm, type SectionSlot } from "../core/records/registry-forms.ts";
import type { Attachment, Judged, SignatureRecord } from "../core/records/signature.ts";
import { sectionsOf, slotsOf } from "../core/records/slots.ts";
import { programId } from "../core/records/statement.ts";
import { noNotes, type ProcessNotes, processNotes } from "../core/review/process-notes.ts";
import { standingOf } from "../core/review/standing.ts";
import type { Program } from "../data/load.ts";
import type { Repository } from "../git/open.ts";
import { attachmentsOf } from "./attachments.ts";
import { gatherRecords, hasRecords } from "./gather.ts";
import { comparedWithLastLook, type LastLook } from "./last-look.ts";
import { type Damage, damageToOthers, damageToRecords, type Look, lookAt } from "./look.ts";
import { asCandidate, askedOnly, goneSlots, owedSlots } from "./owed.ts";
import { type RecordedCandidate, type RecordedProgram, recordedProgram } from "./recorded.ts";
import type { Clock } from "./stand.ts";

export interface Verified {
  candidate: string;
  name: string;
  records: Judged[];
  slots: SectionSlot[];
  /** Records, and files they name, that were changed or taken away after they came into history. */
  damage: Damage[];
  /** Files that were attached to the case file. */
  attachments: Attachment[];
  /** What there is to say of submissions, decisions and the case file. */
  notes: ProcessNotes;
  /** Files here that are not as Git has them. */
  differs: string[];
  /** The profile cannot be read: nobody can tell what is owed. */
  unread?: boolean;
}

export interface Verification extends LastLook {
  candidates: Verified[];
}

export interface Verifying {
  program: Program;
  candidates: Candidate[];
  repository: Repository | null;
  clock: Clock;
  /** Says what the process makes of submissions, decisions and the case file: a standing of the texts as recorded. */
  withProcess: boolean;
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
  const { people, settings } = recorded;
  const policy = policyOf(settings);
  const ids = [programId, ...candidates.map(({ id }) => id)].filter((id) => hasRecords(program.root, id) || repository);
  const past = repository?.head && asked.withHistory && !repository.shallow ? repository : null;
  // First, so that what was remembered of a history that is no more says nothing about who recorded what.
  const looks = past ? await lookAt(past, ids) : new Map<string, Look>();
  const gathered = await gatherRecords(program.root, program.settings.id, ids, repository);
  const attached = await attachmentsOf(program.root, [...gathered.values()].flat(), repository);
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
    const slots = slotsIn(documents, records);
    const sound = new Set(records.flatMap((record) => (record.problem === null ? record.id : [])));
    return {
      candidate: id,
      name,
      records,
      slots: [...slots, ...goneSlots(slots, records)],
      damage: damageToRecords(looks.get(id), records),
      attachments: attached.filter(({ record }) => sound.has(record)),
      notes: noNotes(),
      differs: [...differs, ...records.flatMap(({ path, differs }) => (differs ? [path] : []))],
    };
  };
  // Nobody has to sign people.yaml and program.yaml, and nobody did: then they need not be read again.
  const isRegistrySigned = policy.registrars.length > 0 || (gathered.get(programId) ?? []).length > 0;
  const registered = isRegistrySigned ? await registryDocuments(recorded) : [];
  const registry = one(programId, "People and rules", null, registered, []);
  const verified = recorded.candidates.map((candidate: RecordedCandidate) => {
    const { id, profile, documents, differs } = candidate;
    const found = one(id, profile?.name ?? id, profile, documents, differs);
    const owed = owedSlots(program, candidate);
    const whole = { ...asCandidate(candidate), records: found.records };
    const rulebook = { ...program, people, settings };
    // A signed document that is gone is told once: as a signature that is open.
    const isOwed = (each: SectionSlot) => owed.some(({ document }) => document === each.document);
    return {
      ...found,
      slots: [...askedOnly(found.slots, program, candidate).filter((each) => !isOwed(each)), ...owed],
      notes: asked.withProcess ? processNotes(standingOf(whole, rulebook)) : found.notes,
      ...(profile ? {} : { unread: true }),
    };
  });
  const gone = [...others].map(([id, damage]) => ({ ...nothing, candidate: id, name: id, damage }));
  const shown = [...(isRegistrySigned ? [registry] : []), ...verified, ...gone];
  if (!repository) return { candidates: shown, history: null, registry: { changed: [], added: [] }, acceptedDamage: 0 };
  const damage = shown.flatMap((each) => each.damage);
  const { isAccepted, ...look } = await comparedWithLastLook(repository, recorded, registry.records, damage, asked);
  const candidatesShown = shown.map((each) => ({ ...each, damage: each.damage.filter((one) => !isAccepted(one)) }));
  return { candidates: candidatesShown, ...look };
}

/** What is left of somebody whose folder is gone. */
const nothing = { records: [], slots: [], attachments: [], notes: noNotes(), differs: [] };

const asHere = (program: Program, candidates: Candidate[]): RecordedProgram => ({
  people: program.people,
  settings: program.settings,
  unusable: [],
  files: async () => ({ people: {}, program: {} }),
  candidates: candidates.map(({ id, profile, documents }) => ({ id, profile, documents, differs: [] })),
});

async function registryDocuments({ files, settings }: RecordedProgram): Promise<Signable[]> {
  const values = await files();
  return (["people", "program"] as const).map((name) => ({
    name,
    value: values[name],
    form: registryForm(name, policyOf(settings)),
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
