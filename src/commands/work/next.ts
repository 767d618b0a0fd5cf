import { addDays, type Day } from "../../core/basics/dates.ts";
import { assess } from "../../core/findings/assess.ts";
import { byUrgency, type Turn, turnsOf } from "../../core/findings/turns.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { count } from "../../core/program/program.ts";
import { requestNames } from "../../data/key-request.ts";
import type { Program } from "../../data/load.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { turnsText } from "../../views/turns.ts";
import { personMeant } from "../program/named.ts";
import { dayOf, notLookedAt, openProgram, standingsOf, type Where } from "../program/open.ts";
import { personAt } from "../recording/person-here.ts";
import { ageOfCopy } from "../recording/shared-copy.ts";

export interface NextOptions extends Where, ReportOptions {
  for?: string;
  role?: Role;
  /** Everyone, unless somebody is named; and everything, however far off, unless --days says how far. */
  all?: boolean;
  days?: string;
}

/** Whose turn it is, soonest first: of whoever works here, else of everyone. */
export async function next(options: NextOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const days = daysFrom(options, program);
  const person = await personAsked(options, program, io);
  const turns = [...(await candidateTurns(program, today, io)), ...(await keyTurns(program, today))]
    .filter((turn) => person === null || turn.people.includes(person))
    .filter(({ roles }) => options.role === undefined || roles.includes(options.role))
    .sort(byUrgency);
  const until = days === null ? null : addDays(today, days);
  const near = turns.filter((turn) => turn.first || turn.due === null || until === null || turn.due <= until);
  const later = turns.length - near.length;
  const asked = {
    person,
    until,
    later,
    span: options.days !== undefined ? `--days ${days}` : options.all ? "--all" : "",
    whole: options.for !== undefined && options.all === true,
    more: ["ilp next", person && `--for ${person}`, options.role && `--role ${options.role}`, "--all"]
      .filter(Boolean)
      .join(" "),
  };
  await report(
    {
      text: () =>
        turnsText(near, asked, program.people, today, `${notLookedAt(program)} ${ageOfCopy(program, io)}`.trim(), io),
      json: () => jsonText({ asOf: today, for: person, until, turns: near, later }),
    },
    options,
    io,
  );
  return 0;
}

const candidateTurns = async (program: Program, today: Day, io: Io): Promise<Turn[]> =>
  (await standingsOf(io, program, today))
    .flatMap((each) => turnsOf(assess(each, today), each.candidate.profile, program, today))
    .map(({ findings: _, ...turn }) => turn);

/** Keys that wait to be accepted; nothing is loaded where there are none. */
async function keyTurns(program: Program, today: Day): Promise<Turn[]> {
  if (requestNames(program.root).length === 0) return [];
  const { turnsOfKeys } = await import("../recording/key-requests.ts");
  return turnsOfKeys(program, today);
}

/** How many days ahead is looked; null for all. Throws UserError. */
function daysFrom({ days, all }: NextOptions, { settings }: Program): number | null {
  if (days === undefined) return all ? null : count(settings, "next.days");
  if (/^\d{1,4}$/.test(days)) return Number(days);
  throw new UserError(`--days: "${days}" is not a number of days.`, "Write it like this: --days 30");
}

/** Whose turns are shown; null for everyone's. Throws UserError. */
async function personAsked({ for: named, all, role }: NextOptions, program: Program, io: Io): Promise<string | null> {
  if (named !== undefined) return (await personMeant(program, named)).id;
  return all || role ? null : ((await personAt(io, program))?.id ?? null);
}
