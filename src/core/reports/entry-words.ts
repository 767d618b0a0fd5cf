import type { CaseAct } from "../acts/rows.ts";
import type { ReviewPolicy } from "../program/policy.ts";
import type { Statement } from "../records/statement.ts";
import { isCaseAct } from "../records/statement.ts";
import type {
  AppealStepEntry,
  ClosingEntry,
  ConcernEntry,
  ContactEntry,
  ExtensionEntry,
  PlanOpenEntry,
} from "../review/case-entry.ts";

type Telling = (entry: never, policy: ReviewPolicy) => (string | undefined)[];

const text = ({ text: words }: { text: string }) => [words];
const outcome = ({ outcome: words }: ClosingEntry) => [`Outcome: ${words}`];
const means = {
  email: "By e-mail with",
  phone: "By phone with",
  meeting: "Met",
  letter: "By letter with",
  other: "With",
};
const stepWords = (step: number, { "appeal-steps": steps }: ReviewPolicy) =>
  [`Step ${step}`, steps[step - 1]?.title].filter(Boolean).join(", ");

const tellings: Record<CaseAct, Telling> = {
  concern: ({ reason, note }: ConcernEntry, { concerns }) => [concerns[reason] ?? reason, note],
  answer: text,
  "plan-open": ({ reason, actions, notified }: PlanOpenEntry) => [
    reason,
    `Actions: ${actions.join("; ")}`,
    `Notified: candidate ${notified.candidate}, coach ${notified.coach}`,
  ],
  "plan-update": text,
  "plan-close": outcome,
  extend: ({ from, to, agreed, reason }: ExtensionEntry) => [
    `Due ${to} instead of ${from}, agreed by ${agreed.join(", ")}`,
    reason,
  ],
  contact: ({ step, channel, position, on, summary, with: whom }: ContactEntry, policy) => [
    step ? stepWords(step, policy) : undefined,
    `${means[channel]} ${whom}${position ? ` (${position})` : ""} on ${on}`,
    summary,
  ],
  "appeal-open": text,
  "appeal-step": ({ step, text: words }: AppealStepEntry, policy) => [stepWords(step, policy), words],
  "appeal-close": outcome,
};

/** What a case file says, as sentences on one line; empty for a record that is none. */
export function entryWords({ act, entry }: Pick<Statement, "act" | "entry">, policy: ReviewPolicy): string {
  if (!entry || !isCaseAct(act)) return "";
  return tellings[act](entry as never, policy)
    .flatMap((each) => each?.replace(/\s+/g, " ").trim() || [])
    .map((each) => (/[.!?:…]$/.test(each) ? each : `${each}.`))
    .join(" ");
}
