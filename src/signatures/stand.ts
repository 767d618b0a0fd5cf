import type { Day } from "../core/basics/dates.ts";
import { policyOf } from "../core/program/policy.ts";
import type { Candidate, Document, Rulebook } from "../core/program/program.ts";
import { digestsOf, wordingsOf } from "../core/records/digests.ts";
import { judge } from "../core/records/judge.ts";
import { registryForm } from "../core/records/registry-forms.ts";
import type { Judged, SignatureRecord } from "../core/records/signature.ts";
import { programId } from "../core/records/statement.ts";
import { readMapping } from "../data/read.ts";
import type { Repository } from "../git/open.ts";
import { gatherRecords, hasRecords } from "./gather.ts";

/** The time it is: for signatures always the real one. */
export interface Clock {
  now: Date;
  /** The day of a moment (UTC) where the program is. */
  dayOf: (at: string) => Day;
}

/**
 * Candidates with their records and what these are worth for the texts as they lie in the folder. `open` is called only
 * when somebody has records: it starts Git. `asOf` leaves out records of later days.
 */
export async function withRecords(
  rulebook: Rulebook & { root: string },
  candidates: Candidate[],
  clock: Clock,
  asOf: Day,
  open: () => Promise<Repository | null>,
): Promise<Candidate[]> {
  const { root, settings } = rulebook;
  const signed = candidates.filter(({ id }) => hasRecords(root, id)).map(({ id }) => id);
  const repository = signed.length > 0 ? await open() : null;
  const records = await gatherRecords(root, settings.id, signed, repository);
  return candidates.map((candidate) => ({
    ...candidate,
    records: judgeFor(rulebook, candidate, until(records.get(candidate.id) ?? [], asOf, clock), clock),
  }));
}

/** The status of a day knows nothing of later records. */
const until = (records: SignatureRecord[], day: Day, { dayOf }: Clock) =>
  records.filter(({ statement }) => !statement || dayOf(statement.at) <= day);

/** What a candidate's records are worth for its documents as given. */
export const judgeFor = (
  { settings, people }: Rulebook,
  { id, profile, documents }: Pick<Candidate, "id" | "profile" | "documents">,
  records: SignatureRecord[],
  { now, dayOf }: Clock,
): Judged[] =>
  judge(records, {
    program: settings.id,
    candidate: id,
    profile,
    people,
    policy: policyOf(settings),
    now,
    dayOf,
    digestNow: digestsOf(settings.id, id, documents),
    wordingNow: wordingsOf(documents),
  });

/** people.yaml and program.yaml as they lie here, like a candidate with two documents, with the records about them. */
export async function registryAsCandidate(
  rulebook: Rulebook & { root: string },
  clock: Clock,
  repository: Repository | null,
): Promise<Candidate> {
  const { root, settings } = rulebook;
  const documents: Document[] = [];
  for (const name of ["people", "program"] as const) {
    const file = `${name}.yaml`;
    const read = await readMapping(root, file);
    if ("value" in read)
      documents.push({ form: registryForm(name, policyOf(settings)), file, name, year: null, value: read.value });
  }
  const none = { id: programId, profile: null, documents, problems: [], evidenceFiles: null };
  const records = (await gatherRecords(root, settings.id, [programId], repository)).get(programId) ?? [];
  const present = new Set(documents.map(({ name }) => name));
  return { ...none, present, records: judgeFor(rulebook, none, records, clock) };
}
