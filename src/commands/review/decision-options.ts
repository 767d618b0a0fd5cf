import { ask } from "../../ask.ts";
import type { Day } from "../../core/basics/dates.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { bars } from "../../core/records/acts.ts";
import { decisionWords } from "../../core/records/words.ts";
import type { Io } from "../../io.ts";
import { dayProblem } from "../program/new.ts";
import { textProblem, tidy } from "../recording/questions.ts";
import { refusal } from "../recording/refusal.ts";

/** The flags of a decision. */
export interface VerdictOptions {
  complete?: boolean;
  incomplete?: boolean;
  /** Answers the question, and decides nothing. */
  yes?: boolean;
  feedback?: string;
  resubmitBy?: string;
  note?: string;
}

type Decision = "YES" | "NO";

/** What is decided, as a record holds it. */
export interface GivenDecision {
  decision: Decision;
  /** With YES the note, if there is one. */
  feedback?: string;
  resubmit_by?: Day;
}

/** The decision that the flags give; null when they give none. Throws UserError for flags that do not go together. */
export function decisionGiven(options: VerdictOptions): Decision | null {
  const { complete, incomplete, yes, feedback, resubmitBy, note } = options;
  // As in every other command: nobody shall decide by habit.
  if (yes && !complete && !incomplete)
    throw new UserError(
      "--yes answers questions, it decides nothing.",
      "To decide: --complete, or --incomplete --feedback TEXT --resubmit-by DATE",
    );
  if (complete && incomplete)
    throw new UserError(
      "A decision is YES (Complete) or NO (Incomplete), not both.",
      "Give one: --complete, or --incomplete",
    );
  if (!incomplete && (feedback !== undefined || resubmitBy !== undefined))
    throw new UserError(
      "--feedback and --resubmit-by go with --incomplete.",
      "With --complete, what you have to say is a note: --note TEXT",
    );
  if (note !== undefined && !complete)
    throw new UserError(
      "--note goes with --complete.",
      "With --incomplete, what you have to say is feedback: --feedback TEXT",
    );
  return complete ? "YES" : incomplete ? "NO" : null;
}

/** A NO is refused at once for what its flags lack, or hold that cannot be. On a terminal the rest is asked, without --yes. Throws UserError. */
export function refuseFlags(options: VerdictOptions, decision: Decision | null, today: Day, io: Io) {
  const { feedback, resubmitBy, note, yes } = options;
  const interactive = io.interactive && !yes;
  const lacking = [
    ...(feedback?.trim() || (feedback === undefined && interactive) ? [] : ["--feedback TEXT"]),
    ...(resubmitBy?.trim() || (resubmitBy === undefined && interactive) ? [] : ["--resubmit-by DATE"]),
  ];
  if (decision === "NO" && lacking.length > 0) throw refusal(bars["no-feedback"], `Add ${lacking.join(" and ")}.`);
  const wrong = [
    ["--feedback", feedback === undefined ? null : problemOfText(feedback)],
    ["--note", note === undefined ? null : problemOfText(note)],
    ["--resubmit-by", resubmitBy === undefined ? null : dayProblem(resubmitBy)],
  ].filter(([, problem]) => problem);
  if (wrong.length > 0)
    throw new UserError(
      wrong.map(([flag, problem]) => `${flag}: ${problem}.`).join(" "),
      "Run the command again with that mended. Nothing was written.",
    );
  if (resubmitBy !== undefined) refusePastDay(resubmitBy, today);
}

/** Throws UserError for a day that is not later than today. */
export function refusePastDay(day: Day, today: Day) {
  if (day <= today) throw refusal(bars["past-day"], `Today is ${today}, and --resubmit-by says ${day}.`);
}

const problemOfText = textProblem();

/** Asks for what the flags left open. */
export async function verdictOf(
  options: VerdictOptions,
  given: Decision | null,
  possible: Decision[],
  today: Day,
  io: Io,
): Promise<GivenDecision> {
  const { decision = "" } = await ask(io, false, [
    {
      name: "decision",
      flag: "--complete, or --incomplete with --feedback TEXT and --resubmit-by DATE",
      message: "What do you decide?",
      given: given ?? undefined,
      choices: possible.map((each) => ({ value: each, name: decisionWords(each) })),
    },
  ]);
  if (decision === "YES") return { decision, ...(options.note ? { feedback: tidy(options.note) } : {}) };
  const { feedback = "", day = "" } = await ask(io, false, [
    {
      name: "feedback",
      flag: "--feedback TEXT",
      message: "What is needed? Specific feedback:",
      text: true,
      given: options.feedback,
      problem: problemOfText,
    },
    {
      name: "day",
      flag: "--resubmit-by DATE",
      message: "By which day is it handed in again (YYYY-MM-DD)?",
      given: options.resubmitBy,
      problem: (text) => dayProblem(text) ?? (text > today ? null : `a day later than today (${today})`),
    },
  ]);
  return { decision: "NO", feedback: tidy(feedback), resubmit_by: day };
}
