import { byNeed, overviewOf } from "../../core/findings/overview.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { holdersOf } from "../../core/program/holders.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { cohortText } from "../../views/cohort.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { candidateText, statusJson } from "../../views/status.ts";
import { personMeant } from "../program/named.ts";
import { dayOf, notLookedAt, openProgram, type Stood, statusesOf, type Where } from "../program/open.ts";
import { personAt } from "../recording/person-here.ts";
import { ageOfCopy } from "../recording/shared-copy.ts";

export interface StatusOptions extends Where, ReportOptions {
  candidate?: string;
  coach?: string;
  year?: string;
  late?: boolean;
  limit?: string;
}

/** One screen: what is beyond it is counted. */
const screen = 60;

/** Where everyone stands, whoever needs help first. Always 0: it tells, it does not judge. */
export async function status(options: StatusOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const limit = limitOf(options);
  const coach = options.coach === undefined ? undefined : (await personMeant(program, options.coach)).id;
  const all = await statusesOf(io, program, today, options.candidate);
  const isMeant = ({ status: { id, year }, profile }: Stood) =>
    (coach === undefined || holdersOf("coach", id, profile, program.people, today).includes(coach)) &&
    (options.year === undefined || String(year) === options.year);
  const stood = all.filter(isMeant).map(({ status: each, turnsIn }) => ({ each, turns: turnsIn(each) }));
  const overviews = stood
    .map(({ each, turns }) => overviewOf(each, turns, today))
    .filter(({ late }) => !options.late || late > 0)
    .sort(byNeed);
  const [only] = overviews;
  await report(
    {
      text: async () => {
        const note = `${notLookedAt(program)} ${ageOfCopy(program, io)}`.trim();
        if (only && options.candidate !== undefined) return candidateText(only, program, today, note, io);
        const me = (await personAt(io, program))?.id ?? null;
        const mine =
          me === null ? null : stood.flatMap(({ turns }) => turns).filter(({ people }) => people.includes(me)).length;
        const { settings, people } = program;
        const flags = [
          coach === undefined ? "" : ` --coach ${coach}`,
          options.year === undefined ? "" : ` --year ${options.year}`,
          options.late ? " --late" : "",
        ].join("");
        return cohortText(
          { settings, people, overviews, of: all.length, flags, mine, limit, asOf: today, notLookedAt: note },
          io,
        );
      },
      json: () => statusJson({ program: program.settings.id, asOf: today, candidates: overviews }),
    },
    options,
    io,
  );
  return 0;
}

/** Throws UserError for what is no number of lines. */
function limitOf({ limit }: StatusOptions): number {
  if (limit === undefined) return screen;
  if (/^[1-9]\d{0,5}$/.test(limit)) return Number(limit);
  throw new UserError(`--limit: "${limit}" is not a number of candidates.`, "Write it like this: --limit 20");
}
