import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { nameIn } from "../../core/program/registry.ts";
import { move, type Refusal } from "../../core/records/acts.ts";
import { shortId } from "../../core/records/statement.ts";
import type { Part } from "../../core/review/attempts.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { wrap } from "../../views/paint.ts";
import { stateWords } from "../../views/part.ts";
import type { SheetLine } from "../../views/sheet.ts";
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
import { oneAfterAnother, type Position } from "../recording/in-sequence.ts";
import { refusal } from "../recording/refusal.ts";
import { afterwards } from "../recording/session.ts";
import { tellAge } from "../recording/shared-copy.ts";
import { partMeant, requireReviewed } from "./choose-part.ts";
import {
  aboutOf,
  attemptsBlock,
  commandOn,
  coveredIn,
  isWritten,
  namesOf,
  openIn,
  openPart,
  type PartContext,
  type PartOptions,
  partsHere,
  renewed,
  signaturesBlock,
  signaturesIn,
  statedNow,
} from "./open-part.ts";

/** The candidate hands in a document, or a part of it, with or without the signatures of others (seed 003). */
export async function submit(options: PartOptions, io: Io): Promise<ExitCode> {
  const context = await openPart(options, io);
  requireReviewed(context);
  refuseDoer(context);
  tellAge(context.session.program, io);
  const parts = chosen(context);
  return oneAfterAnother(context.session, parts, "handed in", async (part, of) =>
    submitPart(part, of && of.number > 1 ? await renewed(context) : context, options, of),
  );
}

/** Throws UserError for everybody but the candidate. */
function refuseDoer(context: PartContext) {
  const { session, candidate, roles } = context;
  const moved = move("submit", "draft", roles, () => true);
  if ("refused" in moved)
    throw refusal(
      moved.refused,
      `You are ${nameIn(session.program.people, session.person.id)}; it is the turn of ${namesOf(context, "candidate")}.`,
    );
  refuseRole(session, candidate, "candidate");
}

/** The part that was named, or all that are ready and not in hand. Throws UserError. */
function chosen(context: PartContext): Part[] {
  const parts = partsHere(context);
  const one = partMeant(context, parts);
  if (one) return [one];
  const ready = parts.filter(
    (part) => isWritten(context, part) && openIn(context, part).length === 0 && !refusedNow(context, part),
  );
  if (ready.length > 0) return ready;
  const lines = parts.map((part) => {
    const why = refusedNow(context, part)
      ? stateWords(part, context.session.program)
      : isWritten(context, part)
        ? "something is missing"
        : "nothing is written yet";
    return `\n  ${commandOn(context, "submit", part.section)}   (${why})`;
  });
  throw new UserError(
    `No part of ${context.document.name} is ready to be handed in.`,
    lines.length > 0
      ? `A part with something missing can be handed in by its name:${lines.join("")}`
      : `What is asked for: ilp check ${context.candidate.id} ${context.document.name}`,
  );
}

/** Why a part cannot be handed in as it is now; null when it can. */
function refusedNow(context: PartContext, part: Part): Refusal | null {
  const last = part.attempts.at(-1)?.submission;
  const isChanged = () => textOf(aboutOf(context, part), context.session).digest !== last?.digest;
  const moved = move("submit", part.state, context.roles, (guard) => guard === "changed" && isChanged());
  return "refused" in moved ? moved.refused : null;
}

function refuseNow(context: PartContext, part: Part) {
  const refused = refusedNow(context, part);
  if (refused) throw refusal(refused, `Where it stands: ${stateWords(part, context.session.program)}.`);
}

async function submitPart(
  part: Part,
  context: PartContext,
  options: PartOptions,
  position: Position,
): Promise<boolean> {
  const { session, candidate } = context;
  const { io, program, person } = session;
  const about = aboutOf(context, part);
  refuseNow(context, part);
  if (!isWritten(context, part))
    throw new UserError(
      `${about.title}: nothing is written here yet, so there is nothing to hand in.`,
      `Write it first. What is asked for: ilp check ${candidate.id} ${context.document.name}`,
    );
  const text = textOf(about, session);
  const words = { about: "a submission is of", verb: "submit" };
  const ready = await readyFor(about, { ...text, role: "candidate" }, session, options, words);
  const intent = policyOf(program.settings).sentences.submit;
  const open = openIn(context, part);
  const sheet: AskedSheet = {
    title: about.title,
    position,
    blocks: [
      textBlock(about),
      missingBlock(open, about),
      signaturesBlock(context, part),
      { is: "lines", lines: missingLines(context, part) },
      attemptsBlock(context, part),
      { is: "lines", lines: [...unchangedLines(part), timing(part, context)] },
      wordBlock(about, ready, session, { as: "candidate", sentence: intent }),
    ],
    question: open.length > 0 ? "Hand it in although something is missing?" : "Hand it in?",
    no: "Not handed in.",
  };
  if (!(await agreed(sheet, options, io))) return false;
  // Somebody may have decided on it, or signed it, while it was read.
  const now = io.interactive ? await renewed(context) : context;
  const current = partsHere(now).find(({ section }) => section === part.section) ?? part;
  refuseNow(now, current);
  // What is handed in again names the decision it answers, which so cannot be taken away unnoticed.
  const answered = current.attempts.at(-1)?.decision?.record;
  const covers = [...(answered ? [answered] : []), ...coveredIn(now, part.section).map(({ id }) => id)];
  const saying = { act: "submit" as const, ...text, role: "candidate" as const, signer: person.id, intent, covers };
  const made = await recordAbout(about, ready, statedNow(now, saying), session);
  io.out(
    `${wrap(`Handed in: ${about.title}, attempt ${attemptNumber(current)}. Record ${shortId(made.id)}.`, io.columns)}\n${afterwards(made.deferred)}${toBeConfirmed(session, "candidate", ready, made.id)}${wrap(`Now it is the Induction Team's turn (${namesOf(context, "reviewer")}).`, io.columns)}\n`,
  );
  return true;
}

/** What is handed in before anybody decided stands for what was handed in before it. */
const attemptNumber = ({ attempts, state }: Part) => attempts.length + (state === "submitted" ? 0 : 1);

/** Seed 003: the mentor may not sign, and it is submitted all the same. */
function missingLines(context: PartContext, part: Part): SheetLine[] {
  const missing = signaturesIn(context, part.section).filter(({ slot }) => slot.required && !slot.accepted);
  const own = missing.find(({ slot }) => slot.role === "candidate");
  const others = "You can hand it in without a signature of others; the Induction Team sees what is missing, and why.";
  return [
    ...(missing.length > (own ? 1 : 0) ? [others] : []),
    ...(own
      ? [{ text: `You have not signed it yourself: ${commandOn(context, "sign", own.place.section)}`, whole: true }]
      : []),
  ];
}

/** The same text may be handed in again after a NO, and nobody shall do it without knowing. */
function unchangedLines({ state, changed, attempts }: Part): string[] {
  const decision = attempts.at(-1)?.decision;
  return state === "returned" && !changed && decision
    ? [`This is the text that got NO (Incomplete) on ${decision.day}; nothing was changed since.`]
    : [];
}

function timing(part: Part, { today }: PartContext): string {
  const { due } = part;
  const number = `This is attempt ${attemptNumber(part)}`;
  if (due === null) return `${number}; no day is set for it.`;
  const again = part.state === "returned" ? "due again on" : "due on";
  return today <= due
    ? `${number}, ${again} ${due}: it is on time.`
    : `${number}, ${again} ${due}: it is late, which the Induction Team sees.`;
}
