import { nameIn } from "../../core/program/registry.ts";
import { reviewCommand } from "../../core/records/labels.ts";
import type { AppealOpenEntry, AppealStepEntry, ClosingEntry } from "../../core/review/case-entry.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { textQuestion, tidied } from "../recording/questions.ts";
import { appealTitle, returnedPart, sameAs, stepsOf, whichAppeal } from "./appeal-target.ts";
import { correctionOf } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseOptions, openCase } from "./open-case.ts";

export interface AppealOpenOptions extends CaseOptions {
  document: string;
  text?: string;
  corrects?: string;
}

export interface AppealStepOptions extends CaseOptions {
  text?: string;
  /** Which appeal, when several are open. */
  appeal?: string;
}

export interface AppealCloseOptions extends CaseOptions {
  outcome?: string;
  appeal?: string;
}

/** The candidate appeals against a decision NO (seed 003). */
export async function openAppeal(options: AppealOpenOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "appeal-open", io);
  const { candidate, file } = context;
  const opened = file.appeals.map((appeal) => appeal.opened);
  const { earlier, before, step, entry: corrects, shown } = correctionOf(context, options, "appeal-open", opened);
  const corrected = earlier && file.appeals.find((appeal) => appeal.opened === earlier);
  const { about, title, decision, of } = corrected
    ? sameAs(context, corrected, options.document)
    : returnedPart(context, options.document);
  const running = file.appeals.find((each) => each.of === of && !each.closed);
  const onDecision = {
    ...step,
    of,
    entry: { about, ...corrects },
    ...(running
      ? { help: `One is open since ${running.opened.day}. Its next step: ilp appeal step ${candidate.id}` }
      : {}),
  };
  const { role, answers } = await askFor(context, onDecision, [
    textQuestion({
      name: "text",
      flag: "--text TEXT",
      message: "What do you ask for, and why?",
      given: options.text,
      fallback: before?.text,
    }),
  ]);
  const { text = "" } = tidied({ text: answers.text });
  const entry: AppealOpenEntry = { about, text, ...corrects };
  return fileCase(context, {
    ...onDecision,
    role,
    sentence: "appeal",
    title: "An appeal",
    entry: { ...entry },
    shown: [
      ["About", title],
      [
        "Decision",
        decision
          ? `NO on ${decision.day}, by ${nameIn(context.program.people, decision.by)}: ${decision.feedback}`
          : undefined,
      ],
      ["Appeal", text],
      ...shown,
    ],
    next: [
      ...stepsOf(context, 1),
      `Keep records of every contact: ilp log contact ${candidate.id} --step 1`,
      `When this step is over: ilp appeal step ${candidate.id}, or ilp appeal close ${candidate.id}`,
    ],
  });
}

/** The appeal goes to its next step. */
export async function stepAppeal(options: AppealStepOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "appeal-step", io);
  const { candidate, review } = context;
  const appeal = whichAppeal(context, options.appeal, "appeal-step");
  const number = appeal.steps.length + 1;
  const reached = review["appeal-steps"][number - 2]?.title ?? "";
  const step = {
    act: "appeal-step" as const,
    of: appeal.opened.record,
    entry: { step: number },
    help: appeal.closed
      ? `This one was closed on ${appeal.closed.day}.`
      : `It is with step ${number - 1}, ${reached}, the last one. To close it: ilp appeal close ${candidate.id}`,
  };
  const { role, answers } = await askFor(context, step, [
    textQuestion({ name: "text", flag: "--text TEXT", message: "Why does it go on?", given: options.text }),
  ]);
  const { text = "" } = tidied({ text: answers.text });
  const entry: AppealStepEntry = { step: number, text };
  return fileCase(context, {
    ...step,
    role,
    sentence: "appeal",
    title: "The next step of an appeal",
    entry: { ...entry },
    shown: [
      ["About", appealTitle(context, appeal)],
      ["Step", `${number}, ${review["appeal-steps"][number - 1]?.title ?? ""}`],
      ["Why", text],
    ],
    next: [
      ...stepsOf(context, number),
      `Keep records of every contact: ilp log contact ${candidate.id} --step ${number}`,
    ],
  });
}

/** How the appeal ended; then the decision may be reversed. */
export async function closeAppeal(options: AppealCloseOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "appeal-close", io);
  const appeal = whichAppeal(context, options.appeal, "appeal-close");
  const step = {
    act: "appeal-close" as const,
    of: appeal.opened.record,
    entry: {},
    ...(appeal.closed ? { help: `This one was closed on ${appeal.closed.day}.` } : {}),
  };
  const { role, answers } = await askFor(context, step, [
    textQuestion({ name: "outcome", flag: "--outcome TEXT", message: "How did it end?", given: options.outcome }),
  ]);
  const { outcome = "" } = tidied({ outcome: answers.outcome });
  const entry: ClosingEntry = { outcome };
  const [name = "", section = "."] = appeal.opened.entry.about.split("#");
  return fileCase(context, {
    ...step,
    role,
    sentence: "appeal",
    title: "The end of an appeal",
    entry: { ...entry },
    shown: [
      ["About", appealTitle(context, appeal)],
      ["How it ended", outcome],
    ],
    next: [
      `A reviewer can now reverse the decision, if that is the outcome: ${reviewCommand(context.candidate.id, name, section)} --yes`,
    ],
  });
}
