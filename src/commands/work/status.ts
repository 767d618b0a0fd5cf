import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { candidateText, cohortText, statusJson } from "../../views/status.ts";
import { dayOf, notLookedAt, openProgram, statusesOf, type Where } from "../program/open.ts";

export interface StatusOptions extends Where, ReportOptions {
  candidate?: string;
}

/** Where everyone stands. Always 0: it tells, it does not judge. */
export async function status(options: StatusOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const statuses = await statusesOf(io, program, today, options.candidate);
  const [only] = statuses;
  await report(
    {
      text: () =>
        only && options.candidate !== undefined
          ? candidateText(only, program.people, today, notLookedAt(program), io)
          : cohortText(program.settings, statuses, today, notLookedAt(program), io),
      json: () => statusJson({ program: program.settings.id, asOf: today, candidates: statuses }),
    },
    options,
    io,
  );
  return 0;
}
