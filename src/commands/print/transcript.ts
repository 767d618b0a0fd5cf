import { type ProgramTranscript, type Transcript, transcriptOf, withoutProse } from "../../core/reports/transcript.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { dayOf, notLookedAt, openProgram, standingsOf, type Where } from "../program/open.ts";
import { profileIn, yearOf } from "./asked-year.ts";
import { checkPrinting, type PrintOptions, printWord } from "./printed-word.ts";

type Format = "text" | "json" | "csv" | "md";

export interface TranscriptOptions extends Where, PrintOptions {
  candidate?: string;
  year?: string;
  format?: Format;
  json?: boolean;
}

/** The Progress Tracking Transcript: of one candidate with what was said, of the whole program without. Always 0. */
export async function transcript(options: TranscriptOptions, io: Io): Promise<ExitCode> {
  const format = options.json ? "json" : (options.format ?? "text");
  checkPrinting(options, format);
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
    io.out(one ? await oneText(told, format, notes, io) : await wholeText(withoutProse(told), format, notes, io));
  }
  for (const { id } of read.flatMap(({ candidate }) => (candidate.profile ? [] : candidate)))
    io.err(`Left out, because the profile cannot be read: ${id}. See why: ilp check ${id}\n`);
  return 0;
}

async function oneText(told: Transcript, format: Format, notes: string, io: Io): Promise<string> {
  if (format === "csv") return (await import("../../views/transcript-csv.ts")).transcriptCsv(told);
  if (format === "md") return (await import("../../views/transcript-markdown.ts")).transcriptMarkdown(told);
  const { transcriptJson, transcriptText } = await import("../../views/transcript.ts");
  return format === "json" ? transcriptJson(told, "candidate") : transcriptText(told, notes, io);
}

/** The type keeps what anybody wrote out of every format. */
async function wholeText(told: ProgramTranscript, format: Format, notes: string, io: Io): Promise<string> {
  if (format === "csv") return (await import("../../views/transcript-csv.ts")).programTranscriptCsv(told);
  if (format === "md") return (await import("../../views/transcript-markdown.ts")).programTranscriptMarkdown(told);
  const { programTranscriptText, transcriptJson } = await import("../../views/transcript.ts");
  return format === "json" ? transcriptJson(told, "program") : programTranscriptText(told, notes, io);
}
