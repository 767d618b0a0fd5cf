import { type ProgramTranscript, type Transcript, transcriptOf, withoutProse } from "../../core/reports/transcript.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { formatOf, type ReportOptions, report } from "../../views/report.ts";
import { dayOf, notLookedAt, openProgram, standingsOf, type Where } from "../program/open.ts";
import { profileIn, yearOf } from "./asked-year.ts";
import { checkPrinting, type PrintOptions, printWord } from "./printed-word.ts";

type Format = "text" | "json" | "csv" | "md";

export interface TranscriptOptions extends Where, PrintOptions, ReportOptions<Format> {
  candidate?: string;
  year?: string;
}

/** The Progress Tracking Transcript: of one candidate with what was said, of the whole program without. Always 0. */
export async function transcript(options: TranscriptOptions, io: Io): Promise<ExitCode> {
  checkPrinting(options, formatOf(options));
  const year = yearOf(options.year);
  const program = await openProgram(io, options);
  const today = dayOf(io, program, options);
  const read = await standingsOf(io, program, today, options.candidate);
  const one = options.candidate === undefined ? undefined : read[0]?.candidate;
  if (one) profileIn(one, year);
  const known = read.filter(({ years }) => years.some((each) => year === undefined || each.year === year));
  const told = transcriptOf(known, program, today, year);
  if (options.word) {
    const { programTranscriptPage, transcriptPage } = await import("../../word/transcript-page.ts");
    const page = {
      ...(one ? transcriptPage(told) : programTranscriptPage(withoutProse(told))),
      ...(year ? { year } : {}),
    };
    await printWord({ program, ...(one ? { candidate: one } : {}), ...page }, options, io);
  } else {
    const notes = notLookedAt(program);
    await report(one ? ofOne(told, notes, io) : ofAll(withoutProse(told), notes, io), options, io);
  }
  for (const { id } of read.flatMap(({ candidate }) => (candidate.profile ? [] : candidate)))
    io.err(`Left out, because the profile cannot be read: ${id}. See why: ilp check ${id}\n`);
  return 0;
}

const views = {
  text: () => import("../../views/transcript.ts"),
  csv: () => import("../../views/transcript-csv.ts"),
  md: () => import("../../views/transcript-markdown.ts"),
};

const ofOne = (told: Transcript, notes: string, io: Io) => ({
  text: async () => (await views.text()).transcriptText(told, notes, io),
  json: () => jsonText({ scope: "candidate", ...told }),
  csv: async () => (await views.csv()).transcriptCsv(told),
  md: async () => (await views.md()).transcriptMarkdown(told),
});

/** The type keeps what anybody wrote out of every format. */
const ofAll = (told: ProgramTranscript, notes: string, io: Io) => ({
  text: async () => (await views.text()).programTranscriptText(told, notes, io),
  json: () => jsonText({ scope: "program", ...told }),
  csv: async () => (await views.csv()).programTranscriptCsv(told),
  md: async () => (await views.md()).programTranscriptMarkdown(told),
});
