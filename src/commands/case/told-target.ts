import { ask } from "../../ask.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { nameIn } from "../../core/program/registry.ts";
import { transitionOf } from "../../core/records/acts.ts";
import { addressTitle } from "../../core/records/labels.ts";
import { shortId } from "../../core/records/statement.ts";
import { concernWords, isOf } from "../../core/review/case-file.ts";
import { findRecord } from "../../signatures/find-record.ts";
import { refusal } from "../recording/refusal.ts";
import type { Aim } from "./aim.ts";
import type { CaseContext } from "./open-case.ts";

/** Something the Induction Team was told of. */
interface ToldTeam {
  record: string;
  /** For people, in one line. */
  what: string;
  open: boolean;
}

/** What the Induction Team answers: a concern, or the word that somebody does not sign (seed 003). Throws UserError. */
export async function toldAim(context: CaseContext): Promise<Aim> {
  const { record, what } = await chosen(context);
  return { of: record, what, help: openOnes(context) };
}

function toldTeam({ file, review, program, candidate }: CaseContext): ToldTeam[] {
  const nameOf = (id: string) => nameIn(program.people, id);
  const concerns = file.concerns.map(({ record, by, day, entry, answer }) => {
    const what = `${day}, a concern of ${nameOf(by)}: ${concernWords(entry, review)}`;
    return { record, what, open: answer === null };
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

async function chosen(context: CaseContext): Promise<ToldTeam> {
  const { candidate, file, io, options } = context;
  const { record: word, yes } = options;
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
