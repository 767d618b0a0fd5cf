import { ask } from "../../ask.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { ConcernEntry } from "../../core/review/case-entry.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { textQuestion, tidied } from "../recording/questions.ts";
import { correctionOf } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseOptions, openCase } from "./open-case.ts";
import { aboutFrom } from "./place.ts";

export interface ConcernOptions extends CaseOptions {
  reason?: string;
  note?: string;
  about?: string;
  corrects?: string;
}

/** A coach tells the Induction Team that a candidate makes too little progress (seed 003). */
export async function tellConcern(options: ConcernOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "concern", io);
  const { candidate, file, review } = context;
  const reasons = Object.entries(review.concerns);
  const keys = reasons.map(([key]) => key);
  if (keys.length === 0)
    throw new UserError("program.yaml lists no reasons for a concern.", "Add them there, under review, concerns.");
  const { before, step, entry: corrects, shown: corrected } = correctionOf(context, options, "concern", file.concerns);
  const about = aboutFrom(context, options.about, before?.about);
  const { role, answers } = await askFor(context, step, [
    {
      name: "reason",
      flag: `--reason KEY (${keys.join(", ")})`,
      message: "What is it about?",
      given: options.reason,
      fallback: before?.reason,
      choices: reasons.map(([value, name]) => ({ value, name })),
      problem: (key) =>
        keys.includes(key)
          ? null
          : `"${key}" is no reason of this program. ${didYouMean(key, keys)}There are: ${keys.join(", ")}`,
    },
  ]);
  const { reason = "" } = answers;
  const isOther = reason === "other";
  const { note } = await ask(io, options.yes === true, [
    textQuestion({
      name: "note",
      flag: isOther ? "--note TEXT (with the reason other)" : "--note TEXT",
      message: "What did you see?",
      given: options.note,
      fallback: before?.note,
      optional: !isOther,
    }),
  ]);
  const entry: ConcernEntry = { reason, ...tidied({ note }), ...about.entry, ...corrects };
  return fileCase(context, {
    ...step,
    role,
    sentence: "concern",
    title: "A concern",
    entry: { ...entry },
    shown: [["Reason", review.concerns[reason] ?? reason], ["Note", entry.note], ...about.shown, ...corrected],
    next: [`The Induction Team sees it first in ilp next, until it is answered: ilp concern answer ${candidate.id}`],
  });
}
