import { momentIn } from "../../core/basics/moment.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { matches } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { roleLabel, sectionTitle } from "../../core/records/labels.ts";
import type { Judged } from "../../core/records/signature.ts";
import { sectionsOf } from "../../core/records/slots.ts";
import { programId } from "../../core/records/statement.ts";
import { inOrder, type Past, type PastAct } from "../../core/reports/past.ts";
import { caseTitle, processTeller } from "../../core/reports/past-process.ts";
import { type Standing, standingOf } from "../../core/review/standing.ts";
import { yearOn } from "../../core/review/year.ts";
import { loadCandidate } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { openRepository, type Repository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { attachmentsOf } from "../../signatures/attachments.ts";
import { type Clock, registryAsCandidate, withRecords } from "../../signatures/stand.ts";
import { historyText } from "../../views/history.ts";
import { historyJson } from "../../views/history-json.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import {
  clockOf,
  dayOf,
  documentsNamed,
  knownCandidate,
  notLookedAt,
  openProgram,
  type Where,
} from "../program/open.ts";
import { damageOf, documentChanges } from "./history-changes.ts";

export interface HistoryOptions extends Where, ReportOptions {
  candidate: string;
  document?: string;
  diff?: boolean;
  raw?: boolean;
}

/** No record is left out, whatever day it says. */
const everyDay = "9999-12-31";

/** What was signed by whom, and what changed since. Always 0: it tells, it does not judge. */
export async function history(options: HistoryOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const zone = program.settings["time-zone"];
  const repository = await openRepository(program.root);
  const clock = clockOf(io, program);
  const candidate =
    options.candidate === programId
      ? await registryAsCandidate(program, clock, repository)
      : await signedCandidate(program, await knownCandidate(program, options.candidate), clock, repository);
  const { id } = candidate;
  const standing = standingOf(candidate, program);
  const chosen = chosenOf(options.document, standing, today);
  const records = inOrder(candidate.records ?? []).filter(({ statement }) => isChosen(statement, chosen));
  const since = await sinceOf({ ...candidate, records }, repository);
  const attachments = await attachmentsOf(program.root, records, repository);
  const processOf = processTeller(standing, attachments);
  const past: Past = {
    program: program.settings.id,
    candidate: { id, name: candidate.profile?.name ?? (id === programId ? program.settings.name : id) },
    about: options.document ?? null,
    asOf: today,
    acts: records.map((record): PastAct => {
      const { statement } = record;
      return {
        record,
        when: statement ? momentIn(zone, statement.at) : "",
        title: statement ? (caseTitle(candidate, record) ?? titleOf(statement, candidate, program)) : "",
        name: nameIn(program.people, statement?.signer ?? ""),
        role: statement ? roleLabel(statement.role, program.settings.labels) : "",
        since: since.get(record.id) ?? null,
        process: processOf(record),
      };
    }),
    damage: await damageOf(repository, candidate, zone),
    changes: options.raw ? await documentChanges(repository, id, zone, chosen?.documents ?? null) : null,
    notes: notesOn(program, repository),
  };
  const shown = { diff: options.diff === true };
  await report({ text: () => historyText(past, shown, io), json: () => historyJson(past, shown) }, options, io);
  return 0;
}

async function signedCandidate(
  program: Program,
  id: string,
  clock: Clock,
  repository: Repository | null,
): Promise<Candidate> {
  const read = await loadCandidate(program, id);
  const [candidate] = await withRecords(program, [read], clock, everyDay, async () => repository);
  return candidate ?? read;
}

/** Loaded only when something is stale: it compares texts and reads history. */
async function sinceOf(candidate: Candidate, repository: Repository | null) {
  if (!candidate.records?.some(({ state }) => state === "stale")) return new Map();
  const { changesSince } = await import("../../signatures/stale-changes.ts");
  return changesSince(candidate, repository);
}

interface Chosen {
  documents: string[];
  section: string | null;
}

/** What "pd-log" or "inquiry-ilp#initial-goal" means here; documents that are gone and have records count as well. Throws UserError. */
function chosenOf(word: string | undefined, { candidate, years }: Standing, today: string): Chosen | null {
  if (word === undefined) return null;
  const [name = "", ...rest] = word.split("#");
  const section = rest.length > 0 ? rest.join("#") : null;
  const statements = (candidate.records ?? []).flatMap(({ statement }) => statement ?? []);
  const names = [...new Set([...candidate.present, ...statements.map(({ document }) => document)])].sort();
  const documents = documentsNamed(names, name, yearOn(years, today));
  if (section === null) return { documents, section };
  const known = [
    ...candidate.documents
      .filter((document) => documents.includes(document.name))
      .flatMap(({ form, value }) => sectionsOf(form, value).map((place) => place.section)),
    ...statements.filter(({ document }) => documents.includes(document)).map((statement) => statement.section),
  ];
  if (!known.includes(section))
    throw new UserError(
      `There is no section "${section}" in ${documents.join(", ")}.`,
      didYouMean(section, known) ||
        (known.length > 0 ? `There are: ${[...new Set(known)].join(", ")}.` : "Nothing in it is signed."),
    );
  return { documents, section };
}

/** A record that cannot be read is about nobody knows what: it is left out only when something else was asked for. */
const isChosen = (statement: Judged["statement"], chosen: Chosen | null): boolean =>
  chosen === null ||
  (statement !== null &&
    chosen.documents.includes(statement.document) &&
    (chosen.section === null || chosen.section === statement.section));

function titleOf(
  { document, section }: { document: string; section: string },
  { documents }: Candidate,
  { forms }: Program,
): string {
  const form = documents.find(({ name }) => name === document)?.form ?? forms.find((each) => matches(each, document));
  if (!form) return document;
  const list = section.replace(/\/[^/]+$/, "/*");
  const title = sectionTitle(form, { section, declared: list in form.sections ? list : section });
  return title === form.title ? title : `${form.title}: ${title}`;
}

function notesOn(program: Program, repository: Repository | null): string[] {
  const notes = [notLookedAt(program)];
  if (repository?.problem)
    notes.push("Git's settings keep this program's files elsewhere, so its history cannot be looked at.");
  if (repository?.shallow)
    notes.push("History is cut in this copy: what is older is not here. To get the rest: git fetch --unshallow");
  return notes.filter(Boolean);
}
