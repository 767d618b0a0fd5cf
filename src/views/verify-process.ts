import type { Tally } from "../core/findings/tally.ts";
import type { People, Settings } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { roleLabel, shortAddress } from "../core/records/labels.ts";
import { type Attachment, proofWords } from "../core/records/signature.ts";
import { slotWords } from "../core/records/slots.ts";
import { isCaseAct, type Statement, shortId } from "../core/records/statement.ts";
import { decisionWords, titleOfAct } from "../core/records/words.ts";
import type { OutOfTurn, Readable } from "../core/review/attempts.ts";
import type { ChangedPart, ProcessNotes } from "../core/review/process-notes.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { stacked } from "./table.ts";

type Persons = People["people"];

const isCase = ({ statement }: Readable) => isCaseAct(statement.act);
const many = (count: number, one: string, more = `${one}s`) =>
  count === 0 ? "" : `${count} ${count === 1 ? one : more}`;

/** How much of the review and the case file is there, in the line of counts. */
export function processCounts({ told }: Tally): string[] {
  const cases = told.filter(isCase).length;
  return [
    many(told.length - cases, "record of the review", "records of the review"),
    many(cases, "of the case file", "of the case file"),
  ];
}

/** Files attached to the case file that are not what they were; the loudest first. */
export function attachmentLines(attachments: Attachment[], io: Io): string[] {
  const colour = paint(io);
  const width = widthOf(io);
  const lines = attachments.flatMap(({ path, record, state, here }) => {
    const words = state === "good" ? hereWords[here] : fileWords[state];
    if (words === "") return [];
    const line = `  ${safe(path)}:\n    ${wrap(`${words} (attached to record ${shortId(record)})`, width, "    ")}`;
    return state === "changed" || state === "missing" ? colour.red(line) : colour.yellow(line);
  });
  return [...new Set(lines)];
}

const fileWords = {
  changed: "not the file that was attached",
  missing: "not there any more",
  "line-ends": "the same but for the ends of its lines",
  unread: "this copy does not hold it, so it was not looked at",
};
const hereWords = {
  same: "",
  differs: "the file here differs from the recorded one, which was looked at",
  missing: "not here; the recorded one was looked at",
};

/** What the process does not allow, what was changed since, and what is proved too weakly. */
export function noteLines({ outOfTurn, changed, weak }: ProcessNotes, { unrecorded }: Tally, people: Persons, io: Io) {
  const colour = paint(io);
  const width = widthOf(io);
  const lines = [
    ...unrecorded.map(
      ({ path, statement, reason }) => `${path} (${nameIn({ people }, statement.signer)}): not recorded; ${reason}`,
    ),
    ...outOfTurn.map((each) => refusedWords(each, people)),
    ...changed.map(changedWords),
    ...weak.map(
      (record) =>
        `${saidBy(record, people)}: ${proofWords[record.assurance]}; this program asks for more, so it does not count`,
    ),
  ];
  return lines.map((line) => colour.yellow(`  ${wrap(safe(line), width, "    ")}`));
}

const saidBy = ({ statement, day, id }: Readable, people: Persons) =>
  `${titleOfAct(statement)} by ${nameIn({ people }, statement.signer)}, ${day ?? ""} (${shortId(id)})`;

const refusedWords = ({ record, refused }: OutOfTurn, people: Persons) =>
  `${saidBy(record, people)} is not counted: ${refused.rule} (${refused.source})`;

const changedWords = ({ document, section, after, day }: ChangedPart) =>
  `${shortAddress(document, section)}: changed after ${after === "YES" ? `${decisionWords(after)} of` : "it was handed in on"} ${day}`;

/** Every submission, decision, feedback and case file with its proof, as --all lists them. */
export function processTable({ told }: Tally, people: Persons, labels: Settings["labels"], io: Io): string[] {
  const listed = (title: string, records: Readable[]) => {
    if (records.length === 0) return [];
    const inTime = [...records].sort((one, other) => one.statement.at.localeCompare(other.statement.at));
    const rows = inTime.map(({ id, statement, state, assurance, day }) => [
      `  ${slotWords({ state, assurance })}`,
      statement.decision ? decisionWords(statement.decision) : titleOfAct(statement),
      safe(placeOf(statement)),
      safe(roleLabel(statement.role, labels)),
      safe(nameIn({ people }, statement.signer)),
      day ?? "",
      shortId(id),
    ]);
    return [`  ${title}`, ...stacked(rows, io.columns, 3)];
  };
  return [
    ...listed(
      "Submitted, decided, feedback",
      told.filter((each) => !isCase(each)),
    ),
    ...listed("Case file", told.filter(isCase)),
  ];
}

const placeOf = ({ document, section, entry }: Statement) =>
  typeof entry?.about === "string"
    ? entry.about.replace(/#\.$/, "")
    : document === "case"
      ? ""
      : shortAddress(document, section);
