import { ask } from "../../ask.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { nameIn } from "../../core/program/registry.ts";
import { bars, move, transitionOf } from "../../core/records/acts.ts";
import { roleLabel } from "../../core/records/labels.ts";
import { placesIn, type SectionPlace } from "../../core/records/slots.ts";
import { shortId } from "../../core/records/statement.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import type { Saying } from "../../signatures/make.ts";
import { wrap } from "../../views/paint.ts";
import { signatureLines } from "../../views/part.ts";
import { type SheetLine, sheetText } from "../../views/sheet.ts";
import {
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
import { textProblem, tidy as tidyText } from "../recording/questions.ts";
import { refusal } from "../recording/refusal.ts";
import { afterwards } from "../recording/session.ts";
import { partMeant, whichPart } from "./choose-part.ts";
import {
  aboutOf,
  coveredIn,
  isWritten,
  namesOf,
  openPart,
  type PartContext,
  type PartOptions,
  recordsIn,
  signaturesIn,
  statedNow,
} from "./open-part.ts";

const words = { about: "feedback is on", verb: "give feedback" };

export interface FeedbackOptions extends PartOptions {
  text?: string;
}

/** The coordinator or director says what they think of what the candidate wrote; no decision (seed 004). */
export async function giveFeedback(typed: FeedbackOptions, io: Io): Promise<ExitCode> {
  const options = await withTexts(typed, ["text"], io);
  const context = await openPart(options, io);
  const { session, candidate, document } = context;
  const { program, person } = session;
  const { settings } = program;
  const place = chosen(context);
  const role = roleIn(context);
  const given = checked(options.text);
  const about = aboutOf(context, place);
  if (!isWritten(context, place))
    throw new UserError(
      `${about.title}: nothing is written here yet, so there is nothing to say to it.`,
      `Where it stands: ilp status ${candidate.id}`,
    );
  const text = textOf(about, session);
  const ready = await readyFor(about, { ...text, role }, session, options, words);
  const lines = [
    ...earlierLines(context, place),
    ...signatureLines(signaturesIn(context, place.section), document.form, program),
  ];
  io.out(sheetText({ title: about.title, blocks: [{ is: "lines", lines }, textBlock(about)] }, io));
  const feedback = await asked(given, options, io);
  const intent = policyOf(settings).sentences.feedback;
  const as = roleLabel(role, settings.labels);
  const sheet: AskedSheet = {
    blocks: [wordBlock(about, ready, session, { as, sentence: intent, more: [`Feedback: ${feedback}`] })],
    question: "Record this feedback?",
  };
  if (!(await agreed(sheet, options, io))) return 2;
  const covers = coveredIn(context, place.section).map(({ id }) => id);
  const saying: Saying = { act: "feedback", ...text, role, signer: person.id, intent, feedback, covers };
  const made = await recordAbout(about, ready, statedNow(context, saying), session);
  io.out(
    `${wrap(`Feedback given: ${about.title}. Record ${shortId(made.id)}.`, io.columns)}\n${afterwards(made.deferred)}${toBeConfirmed(session, role, ready, made.id)}${namesOf(context, "candidate")} reads it with: ilp history ${candidate.id} ${document.name}\n\nTo share it: ilp send\n`,
  );
  return 0;
}

/** The part that gets feedback. Throws UserError. */
function chosen(context: PartContext): SectionPlace {
  const { document, candidate } = context;
  const places = placesIn(document.form.feedback, document.value);
  if (document.form.feedback.length === 0) {
    const known = candidate.documents.filter(({ form }) => form.feedback.length > 0).map(({ name }) => name);
    throw refusal(
      { rule: "Feedback is given on what the form names for it.", source: "the program's rule" },
      known.length > 0 ? `There is: ${known.join(", ")}.` : "There is none here yet.",
    );
  }
  const place = partMeant(context, places);
  if (place) return place;
  throw whichPart(context, "feedback", places, " --text TEXT");
}

/** The role in which the person gives feedback. Throws UserError for whoever does not. */
function roleIn(context: PartContext): Role {
  const { session, candidate, roles } = context;
  const { by } = transitionOf("feedback");
  const givers = [...new Set(by.map((each) => namesOf(context, each as Role)))].join(", ");
  const help = `You are ${nameIn(session.program.people, session.person.id)}; feedback is given by: ${givers}.`;
  if (session.person.id === candidate.id) throw refusal(bars["own-work"], help);
  const moved = move("feedback", "draft", roles, () => false);
  if ("refused" in moved) throw refusal(moved.refused, help);
  const role = roles.find((each) => by.includes(each)) as Role;
  refuseRole(session, candidate, role);
  return role;
}

function checked(text: string | undefined): string | undefined {
  const problem = text === undefined ? null : textProblem()(text);
  if (problem)
    throw new UserError(`--text: ${problem}.`, "Run the command again with that mended. Nothing was written.");
  return text;
}

async function asked(given: string | undefined, { yes }: FeedbackOptions, io: Io): Promise<string> {
  // Off a terminal all that is missing is named at once.
  const clear = { name: "yes", flag: "--yes", message: "", given: yes ? "yes" : undefined };
  const { text = "" } = await ask(io, yes === true, [
    { name: "text", flag: "--text TEXT", message: "Your feedback:", text: true, given, problem: textProblem() },
    ...(io.interactive ? [] : [clear]),
  ]);
  return tidyText(text);
}

/** What was said before. */
const earlierLines = (context: PartContext, { section }: SectionPlace): SheetLine[] =>
  recordsIn(context, section)
    .filter(({ statement, state }) => statement.act === "feedback" && (state === "valid" || state === "stale"))
    .map(({ statement, day }) => {
      const name = nameIn(context.session.program.people, statement.signer);
      return { text: `Feedback so far, ${day}, ${name}: ${statement.feedback}`, hang: 1 };
    });
