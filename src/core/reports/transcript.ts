import type { PartState } from "../acts/row.ts";
import type { Day } from "../basics/dates.ts";
import type { People, Rulebook } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { proofWords } from "../records/signature.ts";
import { shortId } from "../records/statement.ts";
import { appealWords } from "../review/appeals.ts";
import type { Attempt, Decision, Part } from "../review/attempts.ts";
import type { Standing } from "../review/standing.ts";
import { type Reviewed, reviewedParts } from "./transcript-parts.ts";

/** The Progress Tracking Transcript (seed 003): what was handed in, and what the Induction Team decided. Never a score. */
export interface Transcript {
  program: { id: string; name: string; district: string };
  asOf: Day;
  /** The program's word: Coach, Mentor. */
  coachLabel: string;
  candidates: TranscriptCandidate[];
}

export interface TranscriptCandidate {
  id: string;
  name: string;
  rows: TranscriptRow[];
}

/** YES and NO as they are printed; empty while nothing is decided. */
export type StatusWord = "YES (Complete)" | "NO (Incomplete)" | "";

/** A submitted cycle or document; also one that is still to come. */
export interface TranscriptRow {
  /** 1 or 2, and the program year: 2023-24. */
  year: number;
  programYear: string;
  document: string;
  /** As in an address; "." is the whole document. Of a cycle that is not there yet, as the form has it: inquiries/*. */
  section: string;
  /** "Inquiry ILP, Inquiry 1" */
  title: string;
  /** Whether anything is written there. */
  begun: boolean;
  state: PartState;
  /** The text is another than the one handed in, or decided on, last. */
  changed: boolean;
  status: StatusWord;
  /** Where it stands, for people: "waits for a decision since 2026-01-20". */
  standing: string;
  /** When it is to be handed in, for the first time or again; null when nobody has to. */
  due: Day | null;
  /** The day of the calendar it was due on, where that moved with a late start. */
  moved: Day | null;
  late: boolean;
  /** First to last; the last one is what counts. */
  attempts: TranscriptAttempt[];
  /** Submissions and decisions that do not count: proved less well than the program asks for, or out of turn. */
  notCounted: number;
}

export interface TranscriptAttempt {
  number: number;
  submitted: Day;
  due: Day | null;
  /** Null where nothing was due. */
  onTime: boolean | null;
  /** "on time", "late", "nothing was due" */
  timing: string;
  /** How the submission is proved. */
  proof: string;
  /** Short id of its record. */
  record: string;
  /** Days on which it was handed in before, and replaced before anybody decided. */
  replaced: Day[];
  /** The coach's signature as it stood then. */
  coach: CoachThen;
  decision: TranscriptDecision | null;
  /** Decisions that this one reversed, after an appeal. */
  reversed: TranscriptDecision[];
}

export interface CoachThen {
  /** none: the form asks for no signature of the coach there. */
  state: "signed" | "declined" | "missing" | "none";
  day: Day | null;
  /** "signed 2026-01-15", "did not sign 2026-01-15", "not signed when submitted", "not asked for" */
  words: string;
}

export interface TranscriptDecision {
  status: Exclude<StatusWord, "">;
  day: Day;
  /** The reviewer's name. */
  reviewer: string;
  proof: string;
  /** With a NO always; with a YES the note on progress, if there is one. */
  feedback: string;
  resubmitBy: Day | null;
  record: string;
}

/** The whole program: states, counts and dates, and not a word that anybody wrote. */
export interface ProgramTranscript extends Omit<Transcript, "candidates"> {
  candidates: { id: string; name: string; rows: ProgramTranscriptRow[] }[];
}

export interface ProgramTranscriptRow extends Omit<TranscriptRow, "attempts"> {
  attempts: ProgramTranscriptAttempt[];
}

export interface ProgramTranscriptAttempt {
  number: number;
  submitted: Day;
  due: Day | null;
  onTime: boolean | null;
  timing: string;
  coach: CoachThen;
  decision: { status: Exclude<StatusWord, "">; day: Day; resubmitBy: Day | null } | null;
}

/** What everybody of these candidates handed in by a day; of one program year, or of all. */
export function transcriptOf(
  standings: Standing[],
  { settings, people }: Rulebook,
  asOf: Day,
  year?: number,
): Transcript {
  return {
    program: { id: settings.id, name: settings.name, district: settings.district },
    asOf,
    coachLabel: settings.labels.coach,
    candidates: standings.map((standing) => ({
      id: standing.candidate.id,
      name: standing.candidate.profile?.name ?? standing.candidate.id,
      rows: reviewedParts(standing, year).map((each) => transcriptRow(each, people, asOf)),
    })),
  };
}

/** Where one part stands, as the transcript says it. */
export function transcriptRow(
  { view, document, part, title, begun, moved, standing }: Reviewed,
  people: People,
  asOf: Day,
): TranscriptRow {
  const { section, state, changed, attempts } = part;
  const last = attempts.at(-1);
  const due = dueNow(part);
  return {
    year: view.year,
    programYear: view.programYear.name,
    document,
    section,
    title,
    begun,
    state,
    changed,
    status: last?.decision ? statusWord(last.decision) : "",
    standing: standing || standsAt(part, begun),
    due,
    // Handed in before, it is due again on a day of its own.
    moved: due !== null && attempts.length === 0 ? moved : null,
    late: due !== null && due < asOf,
    attempts: attempts.map((each) => attemptOf(each, people)),
    notCounted: part.unproved.length + part.outOfTurn.length,
  };
}

const statusWord = ({ decision }: Decision) => (decision === "YES" ? "YES (Complete)" : "NO (Incomplete)");

/** The day the candidate has to hand it in by; null while others have it in hand, and once it is accepted. */
function dueNow({ state, changed, due, attempts }: Part): Day | null {
  if (state === "accepted" || (state === "submitted" && !changed)) return null;
  return state === "submitted" ? (attempts.at(-1)?.due ?? null) : due;
}

function standsAt({ state, changed, since, due, attempts, appeal }: Part, begun: boolean): string {
  if (state === "draft") return begun ? "not submitted yet" : "not started";
  if (state === "submitted")
    return changed ? `changed after it was handed in on ${since}` : `waits for a decision since ${since}`;
  if (state === "accepted") return changed ? "changed after YES (Complete)" : "";
  const again = due ?? attempts.at(-1)?.decision?.resubmitBy;
  if (appeal?.is === "granted") return appealWords(appeal);
  return `resubmission due ${again}${changed ? "; changed since" : ""}${appeal ? `; ${appealWords(appeal)}` : ""}`;
}

function attemptOf(attempt: Attempt, people: People): TranscriptAttempt {
  const { number, submission, replaced, due, onTime, decision, reversed } = attempt;
  return {
    number,
    submitted: submission.day,
    due,
    onTime,
    timing: onTime === null ? "nothing was due" : onTime ? "on time" : "late",
    proof: proofWords[submission.assurance],
    record: shortId(submission.record),
    replaced: replaced.map(({ day }) => day),
    coach: coachThen(attempt),
    decision: decision ? decisionOf(decision, people) : null,
    reversed: reversed.map((each) => decisionOf(each, people)),
  };
}

const decisionOf = (decision: Decision, people: People): TranscriptDecision => ({
  status: statusWord(decision),
  day: decision.day,
  reviewer: nameIn(people, decision.by),
  proof: proofWords[decision.assurance],
  feedback: decision.feedback,
  resubmitBy: decision.resubmitBy,
  record: shortId(decision.record),
});

/** What the coach's lines below a part said together when it was decided on, or handed in. */
function coachThen({ signatures, decision }: Attempt): CoachThen {
  const asked = signatures.filter(({ role }) => role === "coach");
  const days = (state: string) => asked.flatMap((each) => (each.state === state ? (each.day ?? []) : [])).sort();
  const signed = asked.filter(({ state }) => state === "signed").length;
  if (asked.length === 0) return { state: "none", day: null, words: "not asked for" };
  const declined = days("declined").at(-1) ?? null;
  if (asked.some(({ state }) => state === "declined"))
    return { state: "declined", day: declined, words: declined ? `did not sign ${declined}` : "did not sign" };
  if (signed < asked.length) {
    // Only of what still waits can a signature be to come.
    const none = decision ? "not signed when submitted" : "not signed yet";
    return { state: "missing", day: null, words: signed === 0 ? none : `${signed} of ${asked.length} parts` };
  }
  const day = days("signed").at(-1) ?? null;
  return { state: "signed", day, words: `signed ${day}` };
}

/** The same without anybody's words, whoever wrote them: each thing that is said here is named, so that nothing new slips in. */
export const withoutProse = ({ program, asOf, coachLabel, candidates }: Transcript): ProgramTranscript => ({
  program,
  asOf,
  coachLabel,
  candidates: candidates.map(({ id, name, rows }) => ({ id, name, rows: rows.map(bareRow) })),
});

const bareRow = (row: TranscriptRow): ProgramTranscriptRow => ({
  ...{ year: row.year, programYear: row.programYear, document: row.document, section: row.section, title: row.title },
  ...{ begun: row.begun, state: row.state, changed: row.changed, status: row.status, standing: row.standing },
  ...{ due: row.due, moved: row.moved, late: row.late, notCounted: row.notCounted },
  attempts: row.attempts.map(({ number, submitted, due, onTime, timing, coach, decision }) => ({
    ...{ number, submitted, due, onTime, timing },
    coach: { state: coach.state, day: coach.day, words: coach.words },
    decision: decision ? { status: decision.status, day: decision.day, resubmitBy: decision.resubmitBy } : null,
  })),
});
