import type {
  CoachThen,
  ProgramTranscript,
  Transcript,
  TranscriptAttempt,
  TranscriptDecision,
  TranscriptRow,
} from "../core/reports/transcript.ts";
import { markdownTable, plainIn } from "./markdown.ts";
import { countsText, transcriptTitle } from "./transcript.ts";
import { movedText } from "./turns.ts";

type Row = Omit<TranscriptRow, "attempts">;

/** A table for each year. */
function page<One extends Row>(
  { program, asOf, candidates }: Pick<Transcript, "program" | "asOf"> & PagesOf<One>,
  table: (rows: One[]) => string,
): string {
  const blocks = candidates.flatMap(({ id, name, rows }) => [
    `## ${plainIn(name)} (${plainIn(id)})`,
    ...(rows.length === 0 ? ["Nothing is submitted for review here."] : []),
    ...[...new Set(rows.map(({ year }) => year))].flatMap((year) => {
      const mine = rows.filter((row) => row.year === year);
      return [`### Year ${year} (${mine[0]?.programYear})`, table(mine), countsText(mine)];
    }),
  ]);
  const first = `${plainIn(program.name)}, ${plainIn(program.district)}. As of ${asOf}.`;
  return `${[`# ${transcriptTitle}`, first, ...blocks].join("\n\n")}\n`;
}
interface PagesOf<One> {
  candidates: { id: string; name: string; rows: One[] }[];
}

const standingCell = (row: Row) =>
  [
    row.standing,
    row.due ? `due ${row.due}${movedText(row.moved)}` : "",
    row.late ? "late" : "",
    row.notCounted > 0 ? `records that are not counted: ${row.notCounted}` : "",
  ]
    .filter(Boolean)
    .join("; ");
const coachCell = ({ state, words }: CoachThen) => (state === "none" ? "" : words);

/** One candidate, with all that was said: the attempt that counts, and the earlier ones below it. */
export function transcriptMarkdown(transcript: Transcript): string {
  const heads = ["What", "Status", "Attempt", "Submitted", "Due", transcript.coachLabel, "Decided", "By"];
  return page(transcript, (rows) =>
    markdownTable(
      [...heads, "Feedback or note", "Resubmission due", "Now"],
      rows.flatMap((row) => {
        const last = row.attempts.at(-1);
        if (!last) return [[row.title, row.status, "", "", "", "", "", "", "", "", standingCell(row)]];
        return [...row.attempts]
          .reverse()
          .flatMap((attempt) => attemptRows(attempt))
          .map((cells, index) => [index === 0 ? row.title : "", ...cells, index === 0 ? standingCell(row) : ""]);
      }),
    ),
  );
}

function attemptRows(attempt: TranscriptAttempt): string[][] {
  const { number, submitted, timing, proof, record, replaced, due, coach, decision, reversed } = attempt;
  const handedIn = [`${submitted}, ${timing}`, ...replaced.map((day) => `before that ${day}`), proof, record];
  const common = [String(number), handedIn.join("\n"), due ?? "", coachCell(coach)];
  const decided = (each: TranscriptDecision, before = "") => [
    `${before}${each.status}`,
    ...common,
    `${each.day}\n${each.proof}\n${each.record}`,
    ...[each.reviewer, each.feedback, each.resubmitBy ?? ""],
  ];
  return [
    decision ? decided(decision) : ["", ...common, "", "", "", ""],
    ...[...reversed].reverse().map((each) => decided(each, "Before an appeal: ")),
  ];
}

/** The whole program: states, counts and dates. */
export function programTranscriptMarkdown(transcript: ProgramTranscript): string {
  const heads = [
    "What",
    "Status",
    "Attempts",
    "Submitted",
    transcript.coachLabel,
    "Decided",
    "Resubmission due",
    "Now",
  ];
  return page(transcript, (rows) =>
    markdownTable(
      heads,
      rows.map((row) => {
        const last = row.attempts.at(-1);
        const { day = "", resubmitBy = null } = last?.decision ?? {};
        const attempts = row.attempts.length === 0 ? "" : String(row.attempts.length);
        return [
          ...[row.title, row.status, attempts, last?.submitted ?? "", last ? coachCell(last.coach) : ""],
          ...[day, resubmitBy ?? "", standingCell(row)],
        ];
      }),
    ),
  );
}
