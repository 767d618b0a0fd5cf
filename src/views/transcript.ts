import { lateBy } from "../core/basics/dates.ts";
import type {
  ProgramTranscript,
  ProgramTranscriptRow,
  StatusWord,
  Transcript,
  TranscriptAttempt,
  TranscriptDecision,
  TranscriptRow,
} from "../core/reports/transcript.ts";
import type { Io } from "../io.ts";
import { columnsOf, cut } from "./columns.ts";
import { footer } from "./footer.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { movedText } from "./turns.ts";

export const transcriptTitle = "Progress Tracking Transcript";

/** A line before it is wrapped: how far it is set in, and whether it is of an attempt that counts no more. */
interface Line {
  text: string;
  depth: number;
  quiet?: boolean;
}

/** Room for "NO (Incomplete)". */
const statusWidth = 17;

/** One candidate: every part, the attempt that counts, and the earlier ones below it, with all that was said. */
export function transcriptText({ program, asOf, coachLabel, candidates }: Transcript, notes: string, io: Io): string {
  const colour = paint(io);
  const lines = [colour.bold(transcriptTitle), `${safe(program.name)}, ${safe(program.district)}`];
  for (const { id, name, rows } of candidates) {
    lines.push("", `${colour.bold(safe(name))} (${safe(id)})`);
    if (rows.length === 0) lines.push("", "  Nothing is submitted for review here.");
    for (const [index, row] of rows.entries()) {
      if (row.year !== rows[index - 1]?.year)
        lines.push("", `  ${colour.bold(`Year ${row.year} (${row.programYear})`)}`);
      lines.push("", ...rowText(row, coachLabel, io));
    }
  }
  return `${lines.join("\n")}\n\n${footer(asOf, notes, io)}`;
}

function rowText(row: TranscriptRow, coachLabel: string, io: Io): string[] {
  const [last, ...earlier] = [...row.attempts].reverse();
  const isOne = row.attempts.length === 1;
  const page: Line[] = [
    ...standingLines(row).map((text) => ({ text, depth: 1 })),
    ...(last ? attemptLines(last, coachLabel, isOne) : []),
    ...earlier.flatMap((attempt) => attemptLines(attempt, coachLabel, isOne).map((line) => ({ ...line, quiet: true }))),
  ];
  const colour = paint(io);
  const indent = " ".repeat(2 + statusWidth);
  const title = wrap(
    `${safe(row.title)}${isOne || !last ? "" : ` (${row.attempts.length} attempts)`}`,
    widthOf(io),
    indent,
  );
  const [first = "", ...more] = title.split("\n");
  return [
    `  ${statusText(row.status, io)}${colour.bold(first)}`,
    ...more.map((line) => `${indent}${colour.bold(line.trimStart())}`),
    ...page.flatMap(({ text, depth, quiet }) => {
      const edge = indent + "  ".repeat(depth);
      const lines = wrap(safe(text), widthOf(io), `${edge}  `).split("\n");
      return lines.map((line, index) => {
        const shown = index === 0 ? `${edge}${line}` : line;
        return quiet ? colour.dim(shown) : shown;
      });
    }),
  ];
}

/** Where a part stands, and what is to be known beside its attempts. */
function standingLines(row: Omit<TranscriptRow, "attempts">): string[] {
  const due = row.state === "draft" && row.due ? `, due ${row.due}${movedText(row.moved)}` : "";
  const late = row.late ? ", late" : "";
  const records = row.notCounted === 1 ? "1 record is" : `${row.notCounted} records are`;
  return [
    ...(row.standing ? [`${row.standing}${due}${late}`] : []),
    ...(row.notCounted > 0 ? [`${records} not counted; ilp check says why`] : []),
  ];
}

function attemptLines(attempt: TranscriptAttempt, coachLabel: string, isOne: boolean): Line[] {
  const { number, submitted, due, timing, proof, record, replaced, coach, decision, reversed } = attempt;
  const late = lateBy(submitted, due);
  const when = late ? `late, ${late}` : due ? `${timing}, due ${due}` : timing;
  const before = replaced.length > 0 ? `; before that on ${replaced.join(", ")}` : "";
  const beginning = isOne ? "Submitted" : `Attempt ${number}: submitted`;
  const depth = isOne ? 1 : 2;
  return [
    { text: `${beginning} ${submitted} (${when})${before}; ${proof}, record ${record}`, depth: 1 },
    { text: `${coachLabel}: ${coach.words}`, depth },
    ...(decision ? decisionTexts(decision) : []).map((text) => ({ text, depth })),
    ...reversed.flatMap((each) => decisionTexts(each, "Before an appeal: ")).map((text) => ({ text, depth })),
  ];
}

function decisionTexts(decision: TranscriptDecision, before = ""): string[] {
  const { status, day, reviewer, proof, feedback, resubmitBy, record } = decision;
  const again = resubmitBy ? `, resubmission due ${resubmitBy}` : "";
  return [
    `${before}${status} ${day} by ${reviewer}${again}; ${proof}, record ${record}`,
    ...(feedback ? [`${status === "YES (Complete)" ? "Note" : "Feedback"}: ${feedback}`] : []),
  ];
}

function statusText(status: StatusWord, io: Io): string {
  const colour = paint(io);
  const padded = (status || "–").padEnd(statusWidth);
  return status === "YES (Complete)" ? colour.green(padded) : status === "" ? colour.dim(padded) : colour.red(padded);
}

/**
 * The whole program: a line for each part that was submitted, one for all of a year that were not, and not a word that
 * anybody wrote.
 */
export function programTranscriptText({ program, asOf, candidates }: ProgramTranscript, notes: string, io: Io): string {
  const colour = paint(io);
  const lines = [colour.bold(transcriptTitle), `${safe(program.name)}, ${safe(program.district)}`];
  if (candidates.length === 0) return `${lines.join("\n")}\n\nNo candidates yet. To set one up: ilp new "Full Name"\n`;
  for (const { id, name, rows } of candidates) {
    const counts = rows.length > 0 ? countsText(rows) : "Nothing is submitted for review here.";
    lines.push("", wrap(`${colour.bold(safe(name))} (${safe(id)}): ${counts}`, widthOf(io), "  "));
    for (const year of new Set(rows.map((row) => row.year))) lines.push(...yearLines(rows, year, io));
  }
  return `${lines.join("\n")}\n\n${footer(asOf, `With feedback, for one of them: ilp transcript ID\n${notes}`, io)}`;
}

function yearLines(all: ProgramTranscriptRow[], year: number, io: Io): string[] {
  const rows = all.filter((row) => row.year === year);
  const head = `Year ${year} (${rows[0]?.programYear})`;
  // What is not submitted has only a day to tell; a record that is not counted is something of its own.
  const waiting = rows.filter((row) => row.attempts.length === 0 && row.notCounted === 0);
  const told = rows.filter((row) => !waiting.includes(row));
  const columns = told.length > 0 ? "Submitted   Decided     Part" : "";
  return [
    paint(io).dim(`  ${head.padEnd(statusWidth)}${columns}`.trimEnd()),
    ...told.flatMap((row) => rowLines(row, io)),
    ...(waiting.length > 0 ? [`  ${statusText("", io)}${wrap(waitingText(waiting), widthOf(io), besideStatus)}`] : []),
  ];
}

const besideStatus = " ".repeat(2 + statusWidth);

/** "6 parts not submitted, the first due 2024-10-11, late" */
function waitingText(rows: ProgramTranscriptRow[]): string {
  const [first] = rows.filter(({ due }) => due !== null).sort((a, b) => String(a.due).localeCompare(String(b.due)));
  const what =
    rows.length === 1 ? `${safe(rows[0]?.title ?? "")}: not submitted` : `${rows.length} parts not submitted`;
  if (!first) return what;
  const late = rows.filter((row) => row.late).length;
  const due = `${rows.length === 1 ? "" : "the first "}due ${first.due}${movedText(first.moved)}`;
  return `${what}, ${due}${late === 0 ? "" : late === rows.length ? ", late" : `, ${late} late`}`;
}

/** A title that fits: its form gives way before the end, which tells one part from another. */
function shortTitle(title: string, room: number): string {
  const end = title.slice(title.lastIndexOf(", "));
  if (columnsOf(title) <= room || columnsOf(end) > room / 2) return cut(title, room);
  return cut(title.slice(0, -end.length), room - columnsOf(end)) + end;
}

/** "YES (Complete)  2024-06-01  2024-06-06  Inquiry ILP, Inquiry 1", and below it what else is to be known. */
function rowLines(row: ProgramTranscriptRow, io: Io): string[] {
  const last = row.attempts.at(-1);
  const days = [last?.submitted, last?.decision?.day].map((day) => (day ?? "").padEnd(12)).join("");
  const more = [
    row.attempts.length > 1 ? `${row.attempts.length} attempts` : "",
    last?.onTime === false ? `submitted late, ${lateBy(last.submitted, last.due)}` : "",
    ...standingLines(row),
  ].filter(Boolean);
  const indent = `${besideStatus}${" ".repeat(24)}`;
  const title = shortTitle(safe(row.title), widthOf(io) - indent.length);
  const rest = more.length > 0 ? [`${indent}${wrap(safe(more.join("; ")), widthOf(io), indent)}`] : [];
  return [`  ${statusText(row.status, io)}${days}${title}`, ...rest];
}

/** How many stand where: states and counts, never one number for a person. */
export function countsText(rows: Pick<TranscriptRow, "state">[]): string {
  const many = (state: TranscriptRow["state"]) => rows.filter((row) => row.state === state).length;
  const said: [number, string][] = [
    [many("accepted"), "YES (Complete)"],
    [many("returned"), "NO (Incomplete)"],
    [many("submitted"), "waiting for a decision"],
    [many("draft"), "not submitted"],
  ];
  return said.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(", ");
}
