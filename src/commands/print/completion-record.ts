import { completionRecordOf } from "../../core/reports/completion-year.ts";
import { yearOn } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { completionText } from "../../views/completion-record.ts";
import { jsonText } from "../../views/json.ts";
import { formatOf, type ReportOptions, report } from "../../views/report.ts";
import { dayOf, notLookedAt, oneStanding, openProgram, type Where } from "../program/open.ts";
import { profileIn, yearOf } from "./asked-year.ts";
import { checkPrinting, type PrintOptions, printWord } from "./printed-word.ts";

export interface CompletionOptions extends Where, PrintOptions, ReportOptions {
  candidate: string;
  year?: string;
}

/** What a year asked for and what was accepted. 0 when nothing of it is open, 1 when something is: it is printed all the same. */
export async function completionRecord(options: CompletionOptions, io: Io): Promise<ExitCode> {
  checkPrinting(options, formatOf(options));
  const asked = yearOf(options.year);
  const program = await openProgram(io, options);
  const asOf = dayOf(io, program, options);
  const standing = await oneStanding(io, program, asOf, options.candidate);
  const { candidate, years } = standing;
  profileIn(candidate, asked);
  const year = asked ?? yearOn(years, asOf) ?? 1;
  const computedOn = dayOf(io, program, {});
  const record = completionRecordOf(standing, { year, asOf, computedOn });
  if (!record) return 0;
  if (options.word) {
    const { completionPage } = await import("../../word/completion-page.ts");
    await printWord({ program, candidate, ...completionPage(record) }, options, io);
    if (!record.complete)
      io.err(
        `Not complete: ${record.notMet ? `${record.notMet}; ` : ""}${record.open.length} open. See them: ilp completion-record ${candidate.id} --year ${year}\n`,
      );
  } else {
    const formats = {
      text: () => completionText(record, notLookedAt(program), io),
      json: () => jsonText(record),
    };
    await report(formats, options, io);
  }
  return record.complete ? 0 : 1;
}
