import type { Target } from "../../core/acts/row.ts";
import { type CaseAct, rowOf } from "../../core/acts/rows.ts";
import { transitionOf } from "../../core/records/acts.ts";
import { isOf } from "../../core/review/case-file.ts";
import { refusal } from "../recording/refusal.ts";
import type { Aim } from "./aim.ts";
import { appealAim, decisionAim } from "./appeal-target.ts";
import type { Earlier } from "./correction.ts";
import { dueAim } from "./due-target.ts";
import type { CaseContext } from "./open-case.ts";
import { toldAim } from "./told-target.ts";

const targets: Record<Target, (context: CaseContext, act: CaseAct, earlier: Earlier | null) => Aim | Promise<Aim>> = {
  told: (context) => toldAim(context),
  plan: planAim,
  "open-appeal": (context, act) => appealAim(context, act),
  decision: (context, _, earlier) => decisionAim(context, earlier),
  "due-day": (context, _, earlier) => dueAim(context, earlier),
};

/** Finds, or asks for, what an act goes on from. Throws UserError. */
export async function aimOf(context: CaseContext, act: CaseAct, earlier: Earlier | null): Promise<Aim> {
  const { target } = rowOf(act);
  return target ? await targets[target](context, act, earlier) : {};
}

/** The plan that is open, or that of the file that is corrected (seed 003). */
function planAim({ file, candidate }: CaseContext, act: CaseAct, earlier: Earlier | null): Aim {
  const of = earlier && candidate.records.find(({ id }) => id === earlier.record)?.statement?.of;
  const plan = file.plans.find(({ opened, closed }) => (of ? isOf(opened, of) : closed === null));
  if (plan) return { of: plan.opened.record, what: `opened on ${plan.opened.day}` };
  const { when: rule, source } = transitionOf(act);
  throw refusal({ rule, source }, `None is open. To open one: ilp plan open ${candidate.id}`);
}
