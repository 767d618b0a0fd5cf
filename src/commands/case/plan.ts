import { UserError } from "../../core/problems/user-error.ts";
import { transitionOf } from "../../core/records/acts.ts";
import type { ClosingEntry, PlanOpenEntry, PlanUpdateEntry } from "../../core/review/case-entry.ts";
import type { AssistancePlan } from "../../core/review/case-file.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import {
  askMore,
  pastQuestion,
  severalAnswers,
  severalQuestions,
  textQuestion,
  tidied,
} from "../recording/questions.ts";
import { refusal } from "../recording/refusal.ts";
import { correctionOf } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseContext, type CaseOptions, openCase } from "./open-case.ts";
import { aboutFrom } from "./place.ts";

export interface PlanOpenOptions extends CaseOptions {
  reason?: string;
  action?: string[];
  notifiedCandidate?: string;
  notifiedCoach?: string;
  about?: string;
}

export interface PlanUpdateOptions extends CaseOptions {
  text?: string;
  corrects?: string;
}

export interface PlanCloseOptions extends CaseOptions {
  outcome?: string;
}

const mostActions = 50;

/** The Program Manager opens a Special Assistance Plan, of which candidate and coach were told (seed 003). */
export async function openPlan(options: PlanOpenOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "plan-open", io);
  const { today, candidate, program } = context;
  const coach = program.settings.labels.coach.toLowerCase();
  const about = aboutFrom(context, options.about);
  if ((options.action ?? []).length > mostActions)
    throw new UserError(`A plan has no more than ${mostActions} actions.`, "Put some of them together.");
  const step = {
    act: "plan-open" as const,
    entry: {},
    help: `To write on it: ilp plan update ${candidate.id}. To close it: ilp plan close ${candidate.id}`,
  };
  const action = { name: "action", flag: "--action TEXT", message: "What will be done?", given: undefined };
  const { role, answers } = await askFor(context, step, [
    textQuestion({ name: "reason", flag: "--reason TEXT", message: "Why is it opened?", given: options.reason }),
    ...severalQuestions(action, options.action),
    pastQuestion(today, {
      name: "candidate",
      flag: "--notified-candidate DATE",
      message: "When was the candidate told of it (YYYY-MM-DD)?",
      given: options.notifiedCandidate,
    }),
    pastQuestion(today, {
      name: "coach",
      flag: "--notified-coach DATE",
      message: `When was the ${coach} told of it (YYYY-MM-DD)?`,
      given: options.notifiedCoach,
    }),
  ]);
  const more = options.action?.length
    ? []
    : await askMore(io, options, { ...action, message: "And what else?" }, mostActions);
  const actions = [...new Set([...severalAnswers("action", answers), ...more])];
  const { reason = "" } = tidied({ reason: answers.reason });
  const notified = { candidate: answers.candidate ?? "", coach: answers.coach ?? "" };
  const entry: PlanOpenEntry = { reason, actions, notified, ...about.entry };
  return fileCase(context, {
    ...step,
    role,
    sentence: "plan",
    title: "A Special Assistance Plan",
    entry: { ...entry },
    shown: [
      ["Reason", reason],
      ...actions.map((text, index): [string, string] => [`Action ${index + 1}`, text]),
      ["Candidate told", notified.candidate],
      [`${program.settings.labels.coach} told`, notified.coach],
      ...about.shown,
    ],
    next: [`How it goes: ilp plan update ${candidate.id}`, `When it ends: ilp plan close ${candidate.id}`],
  });
}

/** The plan that is open. Throws UserError. */
function openOne({ file, candidate }: CaseContext, act: "plan-update" | "plan-close"): AssistancePlan {
  const plan = file.plans.find(({ closed }) => closed === null);
  if (plan) return plan;
  const { when: rule, source } = transitionOf(act);
  throw refusal({ rule, source }, `None is open. To open one: ilp plan open ${candidate.id}`);
}

/** How the plan goes. */
export async function updatePlan(options: PlanUpdateOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "plan-update", io);
  const updates = context.file.plans.flatMap((each) => each.updates);
  const { earlier, before, step, entry: corrects, shown } = correctionOf(context, options, "plan-update", updates);
  const corrected = context.file.plans.find((each) => earlier !== null && each.updates.includes(earlier));
  const plan = corrected ?? openOne(context, "plan-update");
  const onPlan = { ...step, of: plan.opened.record };
  const { role, answers } = await askFor(context, onPlan, [
    textQuestion({
      name: "text",
      flag: "--text TEXT",
      message: "How does it go?",
      given: options.text,
      fallback: before?.text,
    }),
  ]);
  const { text = "" } = tidied({ text: answers.text });
  const entry: PlanUpdateEntry = { text, ...corrects };
  const said: [string, string][] = [["Plan of", plan.opened.day], ["How it goes", text], ...shown];
  const title = "On the Special Assistance Plan";
  return fileCase(context, { ...onPlan, role, sentence: "plan", title, entry: { ...entry }, shown: said });
}

/** How the plan ended. */
export async function closePlan(options: PlanCloseOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "plan-close", io);
  const plan = openOne(context, "plan-close");
  const step = { act: "plan-close" as const, of: plan.opened.record, entry: {} };
  const { role, answers } = await askFor(context, step, [
    textQuestion({ name: "outcome", flag: "--outcome TEXT", message: "How did it end?", given: options.outcome }),
  ]);
  const { outcome = "" } = tidied({ outcome: answers.outcome });
  const entry: ClosingEntry = { outcome };
  return fileCase(context, {
    ...step,
    role,
    sentence: "plan",
    title: "The end of the Special Assistance Plan",
    entry: { ...entry },
    shown: [
      ["Plan of", plan.opened.day],
      ["How it ended", outcome],
    ],
  });
}
