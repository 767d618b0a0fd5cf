import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Day, dayIn, isDay } from "../../core/basics/dates.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { text } from "../../core/basics/values.ts";
import { assess } from "../../core/findings/assess.ts";
import type { CandidateStatus } from "../../core/findings/status.ts";
import { type FoundTurn, turnsOf } from "../../core/findings/turns.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate, People, Profile } from "../../core/program/program.ts";
import { isSigning, signedAs } from "../../core/records/paper.ts";
import type { Judged } from "../../core/records/signature.ts";
import { type Standing, standingOf } from "../../core/review/standing.ts";
import { candidateIds, folderProblem, loadCandidate } from "../../data/candidate.ts";
import { findProgram, loadProgram, type Program } from "../../data/load.ts";
import { readMapping } from "../../data/read.ts";
import { openRepository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import { type Clock, withRecords } from "../../signatures/stand.ts";
import { listed, oneMeant, unclear } from "./named.ts";

export interface Where {
  program?: string;
  asOf?: string;
}

/** The program the command is about. Throws UserError. */
export const openProgram = (io: Io, { program }: Where): Promise<Program> => loadProgram(findProgram(io.cwd, program));

/** The day it is for the program: --as-of, or today in its time zone. Throws UserError. */
export function dayOf(io: Io, { settings }: Program, { asOf }: Where): Day {
  if (asOf !== undefined) {
    if (isDay(asOf)) return asOf;
    throw new UserError(
      /^\d{4}-\d\d-\d\d$/.test(asOf)
        ? `--as-of: there is no day ${asOf}.`
        : `--as-of: "${asOf}" is not a date as ilp reads it.`,
      "Write year-month-day: --as-of 2024-01-31",
    );
  }
  try {
    return dayAt(io, settings["time-zone"], io.now());
  } catch {
    throw new UserError(
      `program.yaml: time-zone "${settings["time-zone"]}" is not known.`,
      "Write it like this: America/Los_Angeles",
    );
  }
}

const dayAt = (io: Io, timeZone: string, moment: Date): Day => io.dayIn?.(timeZone, moment) ?? dayIn(timeZone, moment);

/** The real time, and the day of any moment where the program is. */
export const clockOf = (io: Io, { settings }: Program): Clock => ({
  now: io.now(),
  dayOf: (at) => dayAt(io, settings["time-zone"], new Date(at)),
});

/** The id of the candidate a word means: the id, or an unambiguous beginning of it or of a name. Throws UserError. */
export async function knownCandidate({ root, people }: Program, word: string): Promise<string> {
  const ids = candidateIds(root);
  const short = word.replace(/^candidates\//, "").replace(/\/$/, "");
  const { id } = ids.includes(short)
    ? { id: short }
    : await oneMeant(
        short,
        await Promise.all(ids.map(async (id) => ({ id, name: await candidateName(root, people, id) }))),
        {
          none: `There is no candidate "${word}".`,
          see: ids.length > 0 ? listed(ids, "ilp status") : noneYet,
        },
      );
  const problem = folderProblem(root, id);
  if (problem) throw new UserError(`The candidate ${id} cannot be read.`, undefined, [problem]);
  return id;
}

const noneYet = 'There is none yet: ilp new "Full Name"';

/** As people.yaml has it; else as the profile has. */
async function candidateName(root: string, { people }: People, id: string): Promise<string | undefined> {
  const known = people.find((each) => each.id === id)?.name;
  if (known !== undefined || folderProblem(root, id)) return known;
  const read = await readMapping(root, `candidates/${id}/profile.yaml`);
  return "value" in read ? text(read.value.name) || undefined : undefined;
}

/** One candidate, or all of them, read from disk, with their signature records as of a day. */
export async function candidatesOf(io: Io, program: Program, today: Day, id?: string): Promise<Candidate[]> {
  const ids = id === undefined ? candidateIds(program.root) : [await knownCandidate(program, id)];
  const candidates: Candidate[] = [];
  for (const each of ids) candidates.push(await loadCandidate(program, each));
  return withRecords(program, candidates, clockOf(io, program), today, () => openRepository(program.root));
}

/** The same, with what their records say. */
export const standingsOf = async (io: Io, program: Program, today: Day, id?: string): Promise<Standing[]> =>
  (await candidatesOf(io, program, today, id)).map((candidate) => standingOf(candidate, program));

/** What the records say of one candidate. Throws UserError. */
export const oneStanding = async (io: Io, program: Program, today: Day, id: string): Promise<Standing> =>
  (await standingsOf(io, program, today, id))[0] as Standing;

/** The one named, or the only one there is. Throws UserError when that is not clear. */
export async function chosenCandidate(program: Program, id?: string): Promise<string> {
  if (id !== undefined) return knownCandidate(program, id);
  const ids = candidateIds(program.root);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  throw new UserError("Which candidate?", ids.length > 0 ? listed(ids, "ilp status") : noneYet);
}

/** Where candidates stand, with whose turn it is. */
export async function statusesOf(io: Io, program: Program, today: Day, id?: string): Promise<Stood[]> {
  const candidates = await candidatesOf(io, program, today, id);
  const described = await Promise.all(candidates.map((candidate) => withChanges(candidate, program)));
  return described.map((candidate) => {
    const status = assess(standingOf(candidate, program), today);
    const turnsIn = (some: CandidateStatus) => turnsOf(some, candidate.profile, program, today);
    return { status, profile: candidate.profile, turnsIn };
  });
}

export interface Stood {
  status: CandidateStatus;
  profile: Profile | null;
  /** The turns that a status, or what is left of it, comes to. */
  turnsIn: (status: CandidateStatus) => FoundTurn[];
}

/** Says of signatures that a change has outlived what changed; costs nothing where there are none. */
async function withChanges(candidate: Candidate, { root }: Program): Promise<Candidate> {
  const { records = [] } = candidate;
  const outlived = records.filter((record) => isOutlived(record, records));
  if (outlived.length === 0) return candidate;
  const { describeStale } = await import("../../signatures/stale-changes.ts");
  const changes = await describeStale({ ...candidate, records: outlived }, await openRepository(root));
  const described = records.map((record) => {
    const changed = changes.get(record.id);
    return changed ? { ...record, changed } : record;
  });
  return { ...candidate, records: described };
}

/** A signature on an earlier text that no later one has replaced: what was handed in or decided before is nobody's turn. */
const isOutlived = ({ state, statement }: Judged, records: Judged[]): boolean =>
  state === "stale" &&
  statement !== null &&
  isSigning(statement) &&
  !records.some(
    ({ accepted, statement: other }) =>
      accepted &&
      other !== null &&
      isSigning(other) &&
      other.document === statement.document &&
      other.section === statement.section &&
      signedAs(other) === signedAs(statement),
  );

/**
 * Documents meant by a short form: year-1/pd-log, pd-log, a folder, an unambiguous beginning of one of these, or the
 * path of the file. Of several years the one at hand counts. Throws UserError.
 */
export function documentsNamed(names: string[], word: string, year: number | null): string[] {
  const name = word.replace(/^candidates\/[^/]+\//, "").replace(/\.yaml$/, "");
  if (names.includes(name)) return [name];
  const ending = names.filter((each) => each.endsWith(`/${name}`));
  const now = ending.filter((each) => each.startsWith(`year-${year}/`));
  if (ending.length > 0) return (now.length > 0 ? now : ending).slice(-1);
  const inside = names.filter((each) => each.split("/").includes(name));
  if (inside.length > 0) return inside;
  const shorts = [...new Set(names.flatMap((each) => each.split("/")))].filter((each) => !/^year-\d+$/.test(each));
  const fits = (name.includes("/") ? names : shorts).filter(
    (each) => name !== "" && each.startsWith(name.toLowerCase()),
  );
  const [fit, ...others] = fits;
  if (others.length > 0)
    throw unclear(
      word,
      fits.map((id) => ({ id })),
    );
  if (fit !== undefined) return documentsNamed(names, fit, year);
  throw new UserError(
    `There is no document "${word}".`,
    didYouMean(word, [...names, ...shorts]) || `There are: ${names.join(", ")}.`,
  );
}

/** The one document meant by a short form. Throws UserError when it means none, or several. */
export function oneDocumentNamed(names: string[], word: string, year: number | null): string {
  const [first, ...others] = documentsNamed(names, word, year);
  if (others.length > 0)
    throw new UserError(`"${word}" can mean several documents.`, `Name one of: ${[first, ...others].join(", ")}.`);
  return first ?? "";
}

/** Whether the program lies in a Git repository; nothing is started to find out. */
export function inGit({ root }: Program): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** What a command that only looks could not look at, as a sentence; empty when there is nothing. */
export const notLookedAt = (program: Program): string =>
  inGit(program)
    ? ""
    : "This folder is not in a Git repository: signatures made without a key, and history, cannot be looked at.";
