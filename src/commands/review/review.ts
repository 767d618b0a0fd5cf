import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { count } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { bars, move, type Refusal } from "../../core/records/acts.ts";
import { shortId } from "../../core/records/statement.ts";
import { decisionWords } from "../../core/records/words.ts";
import { type Part, personBar, refusalsIn, reversedWords } from "../../core/review/attempts.ts";
import { appealedIn } from "../../core/review/case-file.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import type { Saying } from "../../signatures/make.ts";
import { wrap } from "../../views/paint.ts";
import { stateWords } from "../../views/part.ts";
import { type Sheet, sheetText } from "../../views/sheet.ts";
import { clockOf } from "../program/open.ts";
import {
  missingBlock,
  readyFor,
  recordAbout,
  refuseRole,
  textBlock,
  textOf,
  toBeConfirmed,
  wordBlock,
} from "../recording/about-a-text.ts";
import { type AskedSheet, agreed } from "../recording/agreed.ts";
import { withTexts } from "../recording/given-texts.ts";
import { refusal } from "../recording/refusal.ts";
import { afterwards } from "../recording/session.ts";
import { refuseOlderCopy, tellAge } from "../recording/shared-copy.ts";
import { partMeant, requireReviewed, whichPart } from "./choose-part.ts";
import {
  decisionGiven,
  type GivenDecision,
  refuseFlags,
  refusePastDay,
  type VerdictOptions,
  verdictOf,
} from "./decision-options.ts";
import {
  aboutOf,
  attemptsBlock,
  commandOn,
  coveredIn,
  namesOf,
  openIn,
  openPart,
  type PartContext,
  type PartOptions,
  partsHere,
  recordsIn,
  renewed,
  signaturesBlock,
  signaturesIn,
  statedNow,
} from "./open-part.ts";

type Decision = GivenDecision["decision"];
export type ReviewOptions = PartOptions & VerdictOptions;

/** A reviewer decides on what was handed in: YES, or NO with feedback and a day (seed 003). */
export async function review(typed: ReviewOptions, io: Io): Promise<ExitCode> {
  const options = await withTexts(typed, ["feedback", "note"], io);
  const given = decisionGiven(options);
  const context = await openPart(options, io);
  requireReviewed(context);
  tellAge(context.session.program, io);
  const part = chosen(context, options);
  refusePerson(context, part);
  const possible = (["YES", "NO"] as const).filter((each) => !refusedNow(context, part, each));
  if (possible.length === 0 || (given && !possible.includes(given))) refuseNow(context, part, given ?? "YES");
  refuseOtherText(context, part);
  refuseFlags(options, given, context.today, io);
  await refuseOlderCopy(context.session.program, io);
  return decide(context, part, options, { given, possible });
}

/** The part that was named, or the only one that waits for a decision. Throws UserError. */
function chosen(context: PartContext, { complete, incomplete }: ReviewOptions): Part {
  const parts = partsHere(context);
  const one = partMeant(context, parts);
  if (one) return one;
  const waiting = parts.filter(({ state }) => state === "submitted");
  if (waiting.length === 1 && waiting[0]) return waiting[0];
  if (waiting.length > 0)
    throw whichPart(context, "review", waiting, complete ? " --complete" : incomplete ? " --incomplete" : "");
  const stand = parts.map((part) => `\n  ${part.section}: ${stateWords(part, context.session.program)}`);
  throw new UserError(
    `Nothing in ${context.document.name} waits for a decision.`,
    stand.length > 0 ? `Where it stands:${stand.join("")}` : `What is there: ilp status ${context.candidate.id}`,
  );
}

/** Seed 003: nobody decides on their own work, or on what they signed; who is a coach here is no reviewer here. Throws UserError. */
function refusePerson(context: PartContext, part: Part) {
  const { session, candidate, roles } = context;
  const { person, program } = session;
  const bar = personBar(person.id, recordsIn(context, part.section), candidate.id);
  const help = `You are ${nameIn(program.people, person.id)}; it is decided on by: ${namesOf(context, "reviewer")}.`;
  if (bar) throw refusal(bar, help);
  const moved = move("review-yes", "submitted", roles, () => false);
  if ("refused" in moved) throw refusal(moved.refused, help);
  refuseRole(session, candidate, "reviewer", " (program.yaml, signatures: distinct)");
}

/** The record that closed the appeal about the decision that stands. */
const appealClosed = ({ standing }: PartContext, part: Part): string | undefined =>
  appealedIn(standing.caseFile).get(part.attempts.at(-1)?.decision?.record ?? "");

/** Why a decision cannot be made now; null when it can. */
function refusedNow(context: PartContext, part: Part, decision: Decision): Refusal | null {
  const isAppealed = appealClosed(context, part) !== undefined;
  const step = decision === "YES" ? "review-yes" : "review-no";
  const moved = move(step, part.state, context.roles, (guard) => guard === "appealed" && isAppealed);
  return "refused" in moved ? moved.refused : null;
}

function refuseNow(context: PartContext, part: Part, decision: Decision) {
  const refused = refusedNow(context, part, decision);
  if (!refused) return;
  const { person, program } = context.session;
  const before = part.attempts.at(-1)?.decision;
  const help = [
    `Where it stands: ${stateWords(part, program)}.`,
    ...(part.state === "accepted"
      ? []
      : [`${namesOf(context, "candidate")} hands it in with: ${commandOn(context, "submit", part.section)}`]),
    ...(before?.by === person.id ? [`To take your decision back: ilp sign --withdraw ${shortId(before.record)}`] : []),
  ];
  throw refusal(refused, help.join("\n"));
}

/** A decision is about the very text that was handed in. Throws UserError. */
function refuseOtherText(context: PartContext, part: Part) {
  const submission = part.attempts.at(-1)?.submission;
  if (textOf(aboutOf(context, part), context.session).digest === submission?.digest) return;
  throw refusal(
    bars["not-handed-in"],
    `It was handed in on ${submission?.day}, and its text is another now.\n${namesOf(context, "candidate")} hands it in as it is: ${commandOn(context, "submit", part.section)}`,
  );
}

async function decide(
  context: PartContext,
  part: Part,
  options: ReviewOptions,
  { given, possible }: { given: Decision | null; possible: Decision[] },
): Promise<ExitCode> {
  const { session } = context;
  const { io, program } = session;
  const about = aboutOf(context, part);
  const text = textOf(about, session);
  const ready = await readyFor(about, { ...text, role: "reviewer" }, session, options, {
    about: "a decision is about",
    verb: "decide",
  });
  const handedIn: Sheet = {
    title: about.title,
    blocks: [
      attemptsBlock(context, part),
      signaturesBlock(context, part),
      textBlock(about),
      missingBlock(openIn(context, part), about),
    ],
  };
  io.out(sheetText(handedIn, io));
  const verdict = await verdictOf(options, given, possible, context.today, io);
  const { decision } = verdict;
  const intent = policyOf(program.settings).sentences[decision === "YES" ? "review-yes" : "review-no"];
  const said = { as: "reviewer", sentence: intent, more: verdictLines(verdict) };
  const sheet: AskedSheet = {
    blocks: [wordBlock(about, ready, session, said)],
    question: `Record ${decisionWords(decision)}?`,
    no: "Not decided.",
  };
  // Off a terminal the decision is the clear yes.
  if (!(await agreed(sheet, { yes: options.yes || !io.interactive }, io))) return 2;
  // Somebody else may have decided while it was read.
  const now = io.interactive ? await renewed(context) : context;
  const current = partsHere(now).find(({ section }) => section === part.section) ?? part;
  refusePerson(now, current);
  refuseNow(now, current, decision);
  refuseOtherText(now, current);
  const submission = current.attempts.at(-1)?.submission.record ?? "";
  const closed = appealClosed(now, current);
  const covers = [submission, ...(closed ? [closed] : []), ...coveredIn(now, part.section).map(({ id }) => id)];
  const saying: Saying = {
    act: "review",
    ...text,
    role: "reviewer",
    signer: session.person.id,
    intent,
    ...verdict,
    covers,
  };
  const statement = statedNow(now, saying);
  // It may be past midnight by now.
  if (verdict.resubmit_by) refusePastDay(verdict.resubmit_by, clockOf(io, program).dayOf(statement.at));
  const made = await recordAbout(about, ready, statement, session);
  const recorded = wrap(`${decisionWords(decision)}: ${about.title}. Record ${shortId(made.id)}.`, io.columns);
  const next = nextLines(now, current, verdict).map((line) => `${wrap(line, io.columns)}\n`);
  io.out(
    `${recorded}\n${afterwards(made.deferred)}${toBeConfirmed(session, "reviewer", ready, made.id)}${next.join("")}\nTo share it: ilp send\n`,
  );
  return 0;
}

const verdictLines = ({ decision, feedback, resubmit_by: day }: GivenDecision): string[] => [
  decisionWords(decision),
  ...(feedback ? [`${decision === "YES" ? "Note" : "Feedback"}: ${feedback}`] : []),
  ...(day ? [`Resubmission due ${day}`] : []),
];

/** Whose turn it is now, and what a NO brings with it. */
function nextLines(context: PartContext, part: Part, { decision, resubmit_by: day }: GivenDecision): string[] {
  const { session, candidate } = context;
  const name = namesOf(context, "candidate");
  if (decision === "YES") return [`${name} sees it with: ilp status ${candidate.id}`];
  const signed = signaturesIn(context, part.section).filter(({ slot }) => slot.accepted && slot.role !== "candidate");
  // Decided again after an appeal, the NO before it does not count.
  const again = part.state === "returned" ? 1 : 0;
  const { standing, reversed } = refusalsIn(part.attempts);
  const refusals = standing - again + 1;
  const limit = count(session.program.settings, "review.plan_after");
  return [
    `Now it is ${name}'s turn: to revise it, and to hand it in again by ${day}.`,
    ...(signed.length > 0
      ? [
          "Once the text is changed, the signatures on it do not hold any more, and the round starts again: signature, submission, decision.",
        ]
      : []),
    ...(limit > 0 && refusals >= limit
      ? [
          `NO decisions on this part so far: ${refusals}${reversedWords(reversed + again)}. A Special Assistance Plan may help, which is the Program Manager's choice:\n  ilp plan open ${candidate.id}`,
        ]
      : []),
  ];
}
