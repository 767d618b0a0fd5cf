import { assess } from "../../core/findings/assess.ts";
import { byUrgency, turnsOf } from "../../core/findings/turns.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { turnsText } from "../../views/turns.ts";
import { personMeant } from "../program/named.ts";
import { dayOf, notLookedAt, openProgram, standingsOf, type Where } from "../program/open.ts";

export interface NextOptions extends Where, ReportOptions {
  for?: string;
}

/** Whose turn it is, soonest first. */
export async function next(options: NextOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const person = options.for === undefined ? undefined : (await personMeant(program, options.for)).id;
  const turns = (await standingsOf(io, program, today))
    .flatMap((each) => turnsOf(assess(each, today), each.candidate.profile, program, today))
    .filter((turn) => person === undefined || turn.people.includes(person))
    .sort(byUrgency);
  await report(
    {
      text: () => turnsText(turns, program.people, today, notLookedAt(program), io),
      json: () => jsonText({ asOf: today, turns }),
    },
    options,
    io,
  );
  return 0;
}
