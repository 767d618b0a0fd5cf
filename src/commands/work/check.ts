import { relative, resolve, sep } from "node:path";
import type { Day } from "../../core/basics/dates.ts";
import { type Overview, overviewOf } from "../../core/findings/overview.ts";
import { peopleFindings } from "../../core/findings/people.ts";
import type { CandidateStatus } from "../../core/findings/status.ts";
import { concerns } from "../../core/findings/year-status.ts";
import { type Finding, isInside } from "../../core/problems/finding.ts";
import { blocks, weightOf } from "../../core/problems/messages.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { casePlace } from "../../core/records/statement.ts";
import type { Program } from "../../data/load.ts";
import { located } from "../../data/read.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { checkJson, checkText } from "../../views/check.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { dayOf, documentsNamed, notLookedAt, openProgram, statusesOf, type Where } from "../program/open.ts";
import { standpointOf } from "../program/standpoint.ts";
import { meant, noPart } from "../recording/sections.ts";

export interface CheckOptions extends Where, ReportOptions {
  candidate?: string;
  document?: string;
  milestone?: string;
  strict?: boolean;
  all?: boolean;
}

/** Everything missing or wrong. 1 when there is something, else 0. */
export async function check(given: CheckOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, given);
  const options = { ...given, ...fromPath(given.candidate, program, io) };
  const today = dayOf(io, program, options);
  const { milestone } = options;
  if (milestone !== undefined && !program.settings.milestones.some(({ id }) => id === milestone))
    throw new UserError(
      `There is no milestone "${milestone}".`,
      `program.yaml has: ${program.settings.milestones.map(({ id }) => id).join(", ")}.`,
    );
  const candidates: Overview[] = [];
  for (const { status, turnsIn } of await statusesOf(io, program, today, options.candidate)) {
    const chosen = chooseFrom(status, options);
    const findings = await located(program.root, chosen.findings);
    candidates.push(overviewOf({ ...chosen, findings }, turnsIn({ ...chosen, findings }), today));
  }
  const ofProgram = await located(program.root, programFindings(program, candidates, options, today));
  const ok =
    candidates.every(({ status }) => status.complete) && !ofProgram.some((each) => blocks(each, options.strict));
  const found = {
    program: program.settings.id,
    asOf: today,
    ok,
    candidates,
    ofProgram,
    notLookedAt: notLookedAt(program),
  };
  const shown = {
    all: options.all === true,
    strict: options.strict === true,
    labels: program.settings.labels,
    standpoint: standpointOf(io, program, options),
  };
  await report({ text: () => checkText(found, shown, io), json: () => checkJson(found) }, options, io);
  return ok ? 0 : 1;
}

/** What is to be said of people.yaml: with a candidate, what is wrong about the people around them; with a document or milestone, nothing. */
function programFindings(
  { people, settings }: Program,
  candidates: Overview[],
  { candidate, document, milestone }: CheckOptions,
  today: Day,
): Finding[] {
  if (document !== undefined || milestone !== undefined) return [];
  const around = candidates.flatMap(({ status: { id, around: ids } }) => [id, ...ids]);
  return peopleFindings(people, settings, today)
    .filter(({ finding, of }) => candidate === undefined || (blocks(finding) && of.some((id) => around.includes(id))))
    .map(({ finding }) => finding);
}

/** A path as check prints it, candidates/<id>/year-1/pd-log.yaml or as it is from here, names both. */
function fromPath(word = "", { root }: Program, io: Io): Pick<CheckOptions, "candidate" | "document"> {
  const bare = word.replace(/(:\d+)+$/, "");
  const below = relative(root, resolve(io.cwd, bare)).split(sep).join("/");
  const [, candidate, document] =
    /^candidates\/([^/]+)\/(.+)$/.exec(bare) ?? /^candidates\/([^/]+)\/(.+\.yaml)$/.exec(below) ?? [];
  if (!candidate) return {};
  // What stands in any file of the case is said of the whole.
  return { candidate, document: document?.startsWith(`${casePlace.document}/`) ? casePlace.document : document };
}

/** What --milestone and a document leave of a status. */
function chooseFrom(status: CandidateStatus, { milestone, document, strict }: CheckOptions): CandidateStatus {
  const all = [...status.documents.map(({ name }) => name), ...status.findings.flatMap((each) => each.document ?? [])];
  const [word, part] = document?.split(/#(.*)/s) ?? [];
  const names = word === undefined ? null : documentsNamed([...new Set(all)], word, status.year);
  const isAsked = names && part ? inPart(status, names, part) : () => true;
  const findings = status.findings
    .filter((each) => milestone === undefined || concerns(each, milestone) || weightOf(each.code) === "wrong")
    .filter((each) => names === null || names.includes(each.document ?? ""))
    .filter(isAsked);
  return {
    ...status,
    complete: !findings.some((each) => blocks(each, strict)),
    findings,
    documents: names === null ? status.documents : status.documents.filter(({ name }) => names.includes(name)),
  };
}

/** What lies in the part that is named. Throws UserError for one that is not there. */
function inPart({ documents }: CandidateStatus, names: string[], part: string): (each: Finding) => boolean {
  const [name = "", ...others] = names;
  if (others.length > 0)
    throw new UserError(`"#${part}" is a part of one document.`, `Name one of: ${names.join(", ")}.`);
  const document = documents.find((each) => each.name === name);
  const places = [...(document?.sections ?? []), ...(document?.reviews ?? [])];
  const found = meant(places, part);
  if (found.length === 0) throw noPart(part, name, places, `It has no parts; name the whole of it: ${name}`);
  return ({ pointer, section }) =>
    found.some((each) => each.section === section || (section === undefined && isInside(pointer, each.pointer)));
}
