import type { ProgramTranscript, Transcript, TranscriptAttempt, TranscriptRow } from "../core/reports/transcript.ts";
import { csvText } from "./csv.ts";

const yesNo = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no");

const partHeads = ["candidate", "name", "year", "program_year", "document", "section", "title"];
const partCells = ({ id, name }: { id: string; name: string }, row: Omit<TranscriptRow, "attempts">) => [
  ...[id, name, String(row.year), row.programYear, row.document, row.section, row.title],
];
const standHeads = ["state", "changed", "status", "standing", "due", "late", "not_counted", "attempts"];
const standCells = (row: Omit<TranscriptRow, "attempts"> & { attempts: unknown[] }) => [
  ...[row.state, yesNo(row.changed), row.status, row.standing, row.due ?? "", yesNo(row.late)],
  ...[String(row.notCounted), String(row.attempts.length)],
];
const attemptHeads = ["attempt", "submitted", "submission_due", "on_time", "coach", "coach_day"];
const attemptCells = (attempt: Pick<TranscriptAttempt, "number" | "submitted" | "due" | "onTime" | "coach">) => [
  ...[String(attempt.number), attempt.submitted, attempt.due ?? "", yesNo(attempt.onTime)],
  ...[attempt.coach.state, attempt.coach.day ?? ""],
];

/** One candidate: a line for each decision and each attempt without one, the newest first; one for what is still to come. */
export function transcriptCsv({ candidates }: Transcript): string {
  const proofs = ["submission_proof", "submission_record"];
  const decided = ["decision", "decided", "reviewer", "feedback", "resubmit_by", "reversed"];
  const heads = [...partHeads, ...standHeads, ...attemptHeads, ...proofs, ...decided];
  const lines = candidates.flatMap((candidate) =>
    candidate.rows.flatMap((row) => {
      const beginning = [...partCells(candidate, row), ...standCells(row)];
      if (row.attempts.length === 0) return [beginning];
      return [...row.attempts].reverse().flatMap((attempt) => {
        const begun = [...beginning, ...attemptCells(attempt), attempt.proof, attempt.record];
        const { decision, reversed } = attempt;
        return [
          [...begun, ...decisionCells(decision, decision ? "no" : "")],
          ...[...reversed].reverse().map((each) => [...begun, ...decisionCells(each, "yes")]),
        ];
      });
    }),
  );
  return filled([...heads, "decision_proof", "decision_record"], lines);
}

const decisionCells = (decision: TranscriptAttempt["decision"], reversed: string) =>
  decision
    ? [
        ...[decision.status, decision.day, decision.reviewer, decision.feedback, decision.resubmitBy ?? "", reversed],
        ...[decision.proof, decision.record],
      ]
    : [];

/** The whole program: a line for each part, with its last attempt. */
export function programTranscriptCsv({ candidates }: ProgramTranscript): string {
  const heads = [...partHeads, ...standHeads, ...attemptHeads, "decision", "decided", "resubmit_by"];
  const lines = candidates.flatMap((candidate) =>
    candidate.rows.map((row) => {
      const last = row.attempts.at(-1);
      const { status = "", day = "", resubmitBy = null } = last?.decision ?? {};
      const attempt = last ? [...attemptCells(last), status, day, resubmitBy ?? ""] : [];
      return [...partCells(candidate, row), ...standCells(row), ...attempt];
    }),
  );
  return filled(heads, lines);
}

/** Every line has as many cells as the first (RFC 4180, 2.4). */
const filled = (heads: string[], lines: string[][]): string =>
  csvText([heads, ...lines.map((line) => heads.map((_, index) => line[index] ?? ""))]);
