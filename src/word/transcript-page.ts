import { lateBy } from "../core/basics/dates.ts";
import type {
  ProgramTranscript,
  ProgramTranscriptRow,
  Transcript,
  TranscriptAttempt,
  TranscriptDecision,
  TranscriptRow,
} from "../core/reports/transcript.ts";
import type { ComputedSource } from "./computed.ts";
import { dateText, daysOnPaper } from "./shown.ts";

type Page = Pick<ComputedSource, "form" | "value" | "asOf">;

/** One candidate's transcript as its Word form says it, with every attempt. */
export function transcriptPage({ asOf, candidates }: Transcript): Page {
  const rows = candidates.flatMap((each) => each.rows);
  const value = { rows: rows.map((row) => ({ ...rowOf(row), attempts: row.attempts.map(attemptOf) })) };
  return { form: "transcript", value, asOf };
}

/** Everybody's: states, counts and dates alone. */
export const programTranscriptPage = ({ asOf, candidates }: ProgramTranscript): Page => ({
  form: "transcript",
  value: { candidates: candidates.map(({ name, rows }) => ({ name, rows: rows.map(rowOf) })) },
  asOf,
});

function rowOf(row: TranscriptRow | ProgramTranscriptRow) {
  const last = row.attempts.at(-1);
  return {
    year: row.programYear,
    part: row.title,
    status: statusOf(row),
    number: row.attempts.length || null,
    "handed-in": last?.submitted ?? null,
    decided: last?.decision?.day ?? null,
    due: row.due,
  };
}

/** YES or NO, as the seed has it; before that how far it is. */
function statusOf({
  status,
  standing,
  changed,
  moved,
  late,
  notCounted,
}: TranscriptRow | ProgramTranscriptRow): string {
  const first = status ? `${status}${changed ? ", changed since" : ""}` : daysOnPaper(standing);
  const records = notCounted === 1 ? "1 record does not count" : `${notCounted} records do not count`;
  const all = [
    `${first}${late ? ", late" : ""}`,
    ...(moved ? [`due day moved from ${dateText(moved)}`] : []),
    ...(notCounted > 0 ? [records] : []),
  ].join("; ");
  return all.replace(/^./u, (letter) => letter.toUpperCase());
}

function attemptOf({ submitted, due, timing, replaced, proof, record, coach, decision, reversed }: TranscriptAttempt) {
  const before = replaced.length > 0 ? `; before that on ${replaced.map(dateText).join(", ")}` : "";
  const late = lateBy(submitted, due);
  const timed = late ? `late, ${daysOnPaper(late)}` : due ? `${timing}, due ${dateText(due)}` : timing;
  return {
    "handed-in": `${dateText(submitted)} (${timed})${before}`,
    coach: daysOnPaper(coach.words),
    decision: decision ? decisionWords(decision) : null,
    "again-by": decision?.resubmitBy ?? null,
    proof: [`submitted: ${proof}, record ${record}`, ...(decision ? [`decided: ${proofOf(decision)}`] : [])].join("; "),
    feedback: decision?.feedback ?? null,
    reversed: reversed.map((each) => `${decisionWords(each)}; ${proofOf(each)}\n\n${each.feedback}`).join("\n\n"),
  };
}

const decisionWords = ({ status, day, reviewer }: TranscriptDecision) => `${status}, ${dateText(day)}, ${reviewer}`;
const proofOf = ({ proof, record }: TranscriptDecision) => `${proof}, record ${record}`;
