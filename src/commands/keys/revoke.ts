import { ask } from "../../ask.ts";
import { addDays, type Day } from "../../core/basics/dates.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { fingerprintOf, type Key, type Person } from "../../core/program/registry.ts";
import type { SignatureRecord } from "../../core/records/signature.ts";
import { programId } from "../../core/records/statement.ts";
import { candidateIds } from "../../data/candidate.ts";
import { withRevoked } from "../../data/people-keys.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { gatherRecords } from "../../signatures/gather.ts";
import { keyText } from "../../views/keys.ts";
import { safe, widthOf, wrap } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { personMeant } from "../program/named.ts";
import { dayProblem } from "../program/new.ts";
import { clockOf, type Where } from "../program/open.ts";
import { saysYes } from "./questions.ts";
import { beginKeys, type KeysSession, recordPeople, requireKeeper, whoIsHere } from "./session.ts";

type Reason = "retired" | "compromised";

export interface RevokeOptions extends Where {
  person?: string;
  /** Its fingerprint; needless when there is one key. */
  key?: string;
  since?: string;
  yes?: boolean;
}

/** Ends a key that is no longer used; what it signed before stays valid. */
export const retireKey = (options: RevokeOptions, io: Io) => revoke("retired", options, io);

/** Marks a key that somebody else may have; what it signed no longer counts, unless a review had relied on it. */
export const reportKey = (options: RevokeOptions, io: Io) => revoke("compromised", options, io);

async function revoke(reason: Reason, options: RevokeOptions, io: Io): Promise<ExitCode> {
  const session = await beginKeys(io, options);
  const { today, program } = session;
  const here = await whoIsHere(session);
  const person = options.person === undefined ? here.person : await personMeant(program, options.person);
  if (person.id !== here.person.id) requireKeeper(session, here, "end the keys of others");
  const key = await chosenKey(reason, options, person, io);
  const since = await sinceDay(reason, options, key, today, io);
  if (!options.yes && !io.interactive)
    throw new UserError(
      "This needs one more answer: --yes.",
      "Nothing takes it back. Add --yes, or run the command in a terminal and it will ask.",
    );
  const records = await recordsBy(session, fingerprintOf(key.key));
  const meaning = reason === "retired" ? retiredText(session, since, records) : compromisedText(since, records);
  io.out(`${keyText(person, key.key, io)}${wrap(meaning, widthOf(io))}\n\n`);
  if (!options.yes && !(await saysYes(reason === "retired" ? "Retire this key?" : "Mark this key as compromised?"))) {
    io.out("Nothing was changed.\n");
    return 2;
  }
  const note = await recordPeople(session, here.identity, `Mark a key of ${person.id} as ${reason}`, (source) =>
    withRevoked(source, person.id, key.key, { reason, since }),
  );
  const ended = reason === "retired" ? `retired: from ${since} on it no longer counts` : `compromised since ${since}`;
  const done = `The key of ${safe(person.name)} is marked as ${ended}.\n${fingerprintOf(key.key)}`;
  const again =
    person.id === here.person.id
      ? "Make a new key: ilp keys setup"
      : `Ask ${safe(person.name)} to make a new key: ilp keys setup`;
  const afresh = reason === "compromised" && records.length > 0 ? ["See what has to be signed again: ilp status"] : [];
  io.out(stepsText(io, done, ["Share it: ilp send", again, ...afresh], note));
  return 0;
}

/** The key meant: the one named, the only one, or one chosen on a terminal. Throws UserError. */
async function chosenKey(reason: Reason, { key: named }: RevokeOptions, person: Person, io: Io): Promise<Key> {
  const all = person.keys ?? [];
  // One that was retired may turn out to be in other hands; nothing leads back from there.
  const open = all.filter(({ revoked }) => !revoked || (reason === "compromised" && revoked.reason === "retired"));
  const see = `See them: ilp keys show ${person.id}`;
  if (named !== undefined) {
    const wanted = `SHA256:${named.trim().replace(/^SHA256:/i, "")}`;
    const key = all.find((each) => fingerprintOf(each.key) === wanted);
    if (!key) throw new UserError(`${person.name} has no key with the fingerprint ${wanted}.`, see);
    if (open.includes(key)) return key;
    throw new UserError(`This key is ${key.revoked?.reason} already, since ${key.revoked?.since}.`, see);
  }
  const inUse = open.filter(({ revoked }) => !revoked);
  const [only, ...more] = inUse.length > 0 ? inUse : open;
  if (!only) throw new UserError(`${person.name} has no key that could be marked as ${reason}.`, see);
  if (more.length === 0) return only;
  const choices = [only, ...more].map((key) => ({
    value: fingerprintOf(key.key),
    name: `${fingerprintOf(key.key)} (from ${key.from})`,
  }));
  if (!io.interactive)
    throw new UserError(
      `${person.name} has ${choices.length} keys. Which one?`,
      `Say it with --key:\n${choices.map(({ name }) => `  ${name}`).join("\n")}`,
    );
  const { key } = await ask(io, false, [
    { name: "key", flag: "--key FINGERPRINT", message: "Which key?", given: undefined, choices },
  ]);
  return all.find((each) => fingerprintOf(each.key) === key) ?? only;
}

/**
 * The day from which a key is no longer good. A retired key no longer counts on that day itself, so that by default it
 * is tomorrow: what was signed today stays valid.
 */
async function sinceDay(reason: Reason, options: RevokeOptions, key: Key, today: Day, io: Io): Promise<Day> {
  const problem = (day: string) =>
    dayProblem(day) ??
    (reason === "compromised" && day > today ? `${day} is still to come` : null) ??
    (reason === "retired" && day <= key.from
      ? `the key counts from ${key.from} on; with ${day} nothing it signed would count`
      : null);
  const { since = "" } = await ask(io, options.yes === true || reason === "retired", [
    {
      name: "since",
      flag: "--since DAY",
      message: "Since which day may somebody else have it (YYYY-MM-DD)?",
      given: options.since,
      fallback: reason === "retired" ? addDays(today > key.from ? today : key.from, 1) : today,
      problem,
    },
  ]);
  return since;
}

interface Counted {
  candidate: string;
  record: SignatureRecord;
}

/** The records made with a key, of every candidate and of the program itself. */
async function recordsBy({ program, repository }: KeysSession, fingerprint: string): Promise<Counted[]> {
  const about = [...candidateIds(program.root), programId];
  const gathered = await gatherRecords(program.root, program.settings.id, about, repository);
  return [...gathered].flatMap(([candidate, records]) =>
    records
      .filter(({ seal }) => seal && "fingerprint" in seal && seal.fingerprint === fingerprint)
      .map((record) => ({ candidate, record })),
  );
}

function countText(records: Counted[]): string {
  const candidates = new Set(records.map(({ candidate }) => candidate).filter((id) => id !== programId)).size;
  const one = records.length === 1 ? "one record" : `${records.length} records`;
  return candidates === 0 ? one : `${one} of ${candidates === 1 ? "one candidate" : `${candidates} candidates`}`;
}

function compromisedText(since: Day, records: Counted[]): string {
  const concerned = records.length === 0 ? "Nothing here was signed with it." : `This concerns ${countText(records)}.`;
  return `Every signature made with this key stops counting, unless a review made before ${since} relied on it. What stops counting has to be signed again, with a new key. ${concerned}`;
}

function retiredText(session: KeysSession, since: Day, records: Counted[]): string {
  const { dayOf } = clockOf(session.io, session.program);
  const later = records.filter(({ record }) => record.statement && dayOf(record.statement.at) >= since);
  const lost = later.length === 0 ? "" : ` It was used on or after that day: ${countText(later)} will no longer count.`;
  return `What was signed with this key before ${since} stays valid; from then on it no longer counts.${lost}`;
}
