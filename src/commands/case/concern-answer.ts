import { ask } from "../../ask.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { nameIn } from "../../core/program/registry.ts";
import { transitionOf } from "../../core/records/acts.ts";
import { addressTitle } from "../../core/records/labels.ts";
import { shortId } from "../../core/records/statement.ts";
import type { AnswerEntry } from "../../core/review/case-entry.ts";
import { isOf } from "../../core/review/case-file.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { findRecord } from "../../signatures/find-record.ts";
import { textQuestion, tidied } from "../recording/questions.ts";
import { refusal } from "../recording/refusal.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseContext, type CaseOptions, openCase } from "./open-case.ts";

export interface AnswerOptions extends CaseOptions {
  /** The concern, or the record of somebody who does not sign; the only open one may be left out. */
  record?: string;
  text?: string;
}

/** Something the Induction Team was told of. */
interface ToldTeam {
  record: string;
  /** For people, in one line. */
  what: string;
  open: boolean;
}

/** The Induction Team answers a concern, or the word that somebody does not sign (seed 003). */
export async function answerConcern(options: AnswerOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "answer", io);
  const { record, what } = await chosen(context, options);
  const step = { act: "answer" as const, of: record, entry: {}, help: openOnes(context) };
  const { role, answers } = await askFor(context, step, [
    textQuestion({ name: "text", flag: "--text TEXT", message: "What do you answer?", given: options.text }),
  ]);
  const { text = "" } = tidied({ text: answers.text });
  const entry: AnswerEntry = { text };
  return fileCase(context, {
    ...step,
    role,
    sentence: "answer",
    title: "An answer",
    entry: { ...entry },
    shown: [
      ["To", what],
      ["Answer", text],
    ],
  });
}

function toldTeam({ file, review, program, candidate }: CaseContext): ToldTeam[] {
  const nameOf = (id: string) => nameIn(program.people, id);
  const concerns = file.concerns.map(({ record, by, day, entry, answer }) => {
    const reason = [review.concerns[entry.reason] ?? entry.reason, entry.note].filter(Boolean).join(". ");
    return { record, what: `${day}, a concern of ${nameOf(by)}: ${reason}`, open: answer === null };
  });
  const declined = file.declined.map(({ record, by, day, document, section, reason, answer, settled }) => ({
    record,
    what: `${day}, ${nameOf(by)} did not sign ${addressTitle(candidate, document, section)}: ${reason}`,
    open: answer === null && !settled,
  }));
  return [...concerns, ...declined];
}

const isOpen = ({ open }: ToldTeam) => open;

function openOnes(context: CaseContext): string {
  const lines = toldTeam(context)
    .filter(isOpen)
    .map(({ record, what }) => `\n  ${shortId(record)}  ${firstLine(what)}`);
  return lines.length > 0 ? `Not answered yet:${lines.join("")}` : "Nothing waits for an answer here.";
}

const firstLine = (text: string) => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};

async function chosen(context: CaseContext, { record: word, yes }: AnswerOptions): Promise<ToldTeam> {
  const { candidate, file, io } = context;
  const all = toldTeam(context);
  if (word !== undefined) {
    const { id } = findRecord(candidate.records, word);
    // An earlier wording is the concern that it became.
    const meant = file.concerns.find((each) => isOf(each, id))?.record ?? id;
    const found = all.find(({ record }) => record === meant);
    if (found) return found;
    throw new UserError(
      `Record ${shortId(id)} is no concern, and nobody's word that they do not sign.`,
      openOnes(context),
    );
  }
  const open = all.filter(isOpen);
  const [first] = open;
  if (!first) {
    const { when: rule, source } = transitionOf("answer");
    throw refusal({ rule, source }, openOnes(context));
  }
  if (open.length === 1) return first;
  if (!io.interactive || yes)
    throw new UserError(
      `Which one do you answer? ${open.length} are open.`,
      `${openOnes(context)}\nName one: ilp concern answer ${candidate.id} ${shortId(first.record)}`,
    );
  const { record } = await ask(io, false, [
    {
      name: "record",
      flag: "RECORD",
      message: "Which one do you answer?",
      given: undefined,
      choices: open.map(({ record: value, what }) => ({ value, name: firstLine(what) })),
    },
  ]);
  return open.find((each) => each.record === record) ?? first;
}
