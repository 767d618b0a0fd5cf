import type { Guard, PartState } from "../acts/row.ts";
import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Policy } from "../program/policy.ts";
import { type Bar, bars, move, type Refusal, transitionOf } from "../records/acts.ts";
import type { Readable } from "../records/order.ts";
import { isEnough, isSigning, signedAs, signedBy } from "../records/paper.ts";
import { type Assurance, type Judged, type RecordState, strength } from "../records/signature.ts";

/** Something somebody did, as a record tells it. */
export interface Done {
  record: string;
  at: string;
  day: Day;
  /** Id in people.yaml. */
  by: string;
  role: Role;
  assurance: Assurance;
}

export interface Submission extends Done {
  digest: string;
  covers: string[];
  /** The text is another now. */
  stale: boolean;
}

export interface Decision extends Done {
  decision: "YES" | "NO";
  /** With a NO always; with a YES the note on progress, if there is one. */
  feedback: string;
  resubmitBy: Day | null;
  stale: boolean;
}

export interface OutOfTurn {
  record: Readable;
  refused: Refusal;
}

/** A decision with the records it relied on. */
interface Verdict {
  decision: Decision;
  covers: string[];
}

/** A submission and what was decided on it; the last verdict stands, those before it were reversed. */
export interface Round {
  submission: Submission;
  record: Readable;
  /** The same text handed in once more before anybody decided, such as from another computer. */
  again: Readable[];
  verdicts: Verdict[];
}

export interface Rounds {
  rounds: Round[];
  /** Records that the process does not allow: they are not counted. */
  outOfTurn: OutOfTurn[];
  /** Decisions that are proved less well than the program asks for, and would count otherwise. */
  unproved: Readable[];
}

export interface Deciding {
  candidate: string;
  policy: Policy;
  /** Ids of decisions about which an appeal was closed, with the record that closed it. */
  appealed: ReadonlyMap<string, string>;
}

/** What a record was worth before somebody took it back. */
const stateBefore = ({ state, withdrawn }: Judged): RecordState =>
  state === "revoked" ? (withdrawn?.was ?? "revoked") : state;

const isProved = ({ assurance, statement }: Judged, policy: Policy): boolean =>
  statement !== null && isEnough(policy, statement, assurance);

const stands = (state: RecordState): boolean => state === "valid" || state === "stale";

/** Whether something was done, as far as its proof goes; that the text was changed since does not undo it. */
export const counts = (record: Judged, policy: Policy): boolean => stands(record.state) && isProved(record, policy);

/** As `counts`, before it was taken back: whether it could be taken back is for the process to say. */
export const hadCounted = (record: Judged, policy: Policy): boolean =>
  stands(stateBefore(record)) && isProved(record, policy);

/** Whether a word that somebody does not sign is heard: with any proof but a false one. */
export const isHeard = (record: Judged): boolean =>
  stands(stateBefore(record)) && strength[record.assurance] >= strength.none;

export const doneBy = ({ id, statement, day, assurance }: Readable): Done => ({
  record: id,
  at: statement.at,
  day: day ?? statement.at.slice(0, 10),
  by: statement.signer,
  role: statement.role,
  assurance,
});

export const barred = (bar: Bar): Refusal => bars[bar];

/** Whether a section lies in a part: "." holds all. */
export const contains = (part: string, section: string): boolean =>
  part === "." || section === part || section.startsWith(`${part}/`);

export const decisionOf = ({ verdicts }: Round): Decision | null => verdicts.at(-1)?.decision ?? null;

/** Where what was handed in last stands. */
export function stateOf(round: Round | undefined): PartState {
  if (!round) return "draft";
  const decision = decisionOf(round);
  return !decision ? "submitted" : decision.decision === "YES" ? "accepted" : "returned";
}

/**
 * What was handed in and decided in one part, told from records in turn (`inTurn`); whatever the table of the process does
 * not allow is set aside. A decision meets what it covers as that stands, whatever was handed in since.
 */
export function roundsOf(place: { document: string; section: string }, ordered: Readable[], around: Deciding): Rounds {
  const here = ordered.filter(
    ({ statement }) => statement.document === place.document && contains(place.section, statement.section),
  );
  const inPart = new Set(here.filter(({ statement }) => statement.section === place.section).map(({ id }) => id));
  const exact = ordered.filter(({ id, statement: { act, of = "" } }) => inPart.has(act === "revoke" ? of : id));
  const rounds: Round[] = [];
  const outOfTurn: OutOfTurn[] = [];
  const steps = { submit: handIn, review: decide, revoke: takeBack };
  for (const record of exact) {
    const { act } = record.statement;
    if (act !== "submit" && act !== "review" && act !== "revoke") continue;
    if (act !== "revoke" && !hadCounted(record, around.policy)) continue;
    const refused = steps[act](record, rounds, { ...around, ordered, here, exact });
    if (refused) outOfTurn.push({ record, refused });
  }
  const { when: rule, source } = transitionOf("submit");
  for (const { again } of rounds) outOfTurn.push(...again.map((record) => ({ record, refused: { rule, source } })));
  const isUnproved = (record: Readable) =>
    record.statement.act === "review" && record.state === "valid" && !hadCounted(record, around.policy);
  const unproved = exact.filter(
    (record) => isUnproved(record) && "round" in meeting(record, rounds.slice(-1), { ...around, ordered, here, exact }),
  );
  return { rounds, outOfTurn, unproved };
}

interface Around extends Deciding {
  /** In turn: all records, those in the part, and those about the part itself. */
  ordered: Readable[];
  here: Readable[];
  exact: Readable[];
}

type StepInPart = (record: Readable, rounds: Round[], around: Around) => Refusal | null;

const handIn: StepInPart = (record, rounds) => {
  const { statement } = record;
  const last = rounds.at(-1);
  const isSame = statement.digest === last?.submission.digest;
  const moved = move("submit", stateOf(last), [statement.role], (guard) => guard === "changed" && !isSame);
  if ("refused" in moved) {
    // It may be the very one that somebody decides on: then that is the one that counts, and the other was too many.
    const isAgain = isSame && stateOf(last) === "submitted" && transitionOf("submit").by.includes(statement.role);
    if (!isAgain || !last) return moved.refused;
    last.again.push(record);
    return null;
  }
  rounds.push({ submission: submissionOf(record), record, again: [], verdicts: [] });
  return null;
};

const submissionOf = (record: Readable): Submission => ({
  ...doneBy(record),
  digest: record.statement.digest,
  covers: record.statement.covers ?? [],
  stale: stateBefore(record) === "stale",
});

const decide: StepInPart = (record, rounds, around) => {
  const met = meeting(record, rounds, around);
  if ("refused" in met) return met.refused;
  const { round } = met;
  const { statement } = record;
  const { decision = "NO", covers = [], feedback = "", resubmit_by: resubmitBy = null } = statement;
  const named = round.again.find(({ id }) => covers.includes(id));
  // What was decided on before stays what that decision was about.
  if (named && round.verdicts.length === 0 && !covers.includes(round.record.id)) takeInstead(round, named);
  const stale = stateBefore(record) === "stale";
  round.verdicts.push({ decision: { ...doneBy(record), decision, feedback, resubmitBy, stale }, covers });
  return null;
};

function takeInstead(round: Round, record: Readable) {
  const others = [round.record, ...round.again].filter(({ id }) => id !== record.id);
  Object.assign(round, { submission: submissionOf(record), record, again: others });
}

/** What a decision is about, or why it cannot be made. */
function meeting(record: Readable, rounds: Round[], around: Around): { round: Round } | { refused: Refusal } {
  const { statement } = record;
  const { covers = [], digest, decision = "NO", role } = statement;
  const bar = decisionBar(record, around);
  if (bar) return { refused: bar };
  const round = [...rounds]
    .reverse()
    .find(
      (each) => each.submission.digest === digest && [each.record, ...each.again].some(({ id }) => covers.includes(id)),
    );
  if (!round) return { refused: barred("not-handed-in") };
  const closed = around.appealed.get(decisionOf(round)?.record ?? "");
  const isAppealed = (guard: Guard) => guard === "appealed" && isBefore(closed, record, around);
  const moved = move(decision === "YES" ? "review-yes" : "review-no", stateOf(round), [role], isAppealed);
  return "refused" in moved ? moved : { round };
}

const isBefore = (id: string | undefined, record: Readable, { ordered }: Around): boolean =>
  id !== undefined && ordered.slice(0, ordered.indexOf(record)).some((each) => each.id === id);

/** Why a decision cannot count, wherever the part stands: by whom it is, and what it lacks. */
function decisionBar(record: Readable, { here, candidate }: Around): Refusal | null {
  const { signer, decision = "NO", covers = [], feedback = "", resubmit_by: resubmitBy = "" } = record.statement;
  // What somebody signs afterwards does not undo what they decided before.
  const now = here.indexOf(record);
  const before = here.filter((each, index) => index < now || covers.includes(each.id));
  const bar = personBar(signer, before, candidate);
  if (bar || decision === "YES") return bar;
  if (feedback.trim() === "" || resubmitBy === "") return barred("no-feedback");
  return resubmitBy <= doneBy(record).day ? barred("past-day") : null;
}

/** Why a person cannot decide on a part, whatever their roles; null when they can. `here`: the records in that part. */
export function personBar(person: string, here: Readable[], candidate: string): Refusal | null {
  if (person === candidate) return barred("own-work");
  const signed = here.some(
    ({ statement, state, assurance }) =>
      (isSigning(statement) || statement.act === "decline") &&
      signedBy(statement) === person &&
      ["coach", "supervisor"].includes(signedAs(statement)) &&
      state !== "invalid" &&
      state !== "wrong-person" &&
      strength[assurance] >= strength.none,
  );
  return signed ? barred("own-signature") : null;
}

/** A withdrawal that holds for itself (core/judge.ts): whether it comes in time. */
const takeBack: StepInPart = (record, rounds, around) => {
  const target = around.exact.find(
    ({ id, withdrawn }) => id === record.statement.of && withdrawn?.by.includes(record.id),
  );
  if (!target || !hadCounted(target, around.policy)) return null;
  const { role } = record.statement;
  if (target.statement.act === "review") {
    const round = rounds.find(({ verdicts }) => verdicts.some(({ decision }) => decision.record === target.id));
    if (!round) return null;
    const isLast = decisionOf(round)?.record === target.id && round === rounds.at(-1);
    const moved = move("withdraw-review", stateOf(round), [role], (guard) => guard === "last" && isLast);
    if ("refused" in moved) return moved.refused;
    round.verdicts.pop();
    return null;
  }
  const round = rounds.find((each) => [each.record, ...each.again].some(({ id }) => id === target.id));
  if (target.statement.act !== "submit" || !round) return null;
  // A withdrawal that says an earlier time than a decision does not undo the decision.
  const isDecided = decidedLater(target, record, around);
  const isMain = target.id === round.record.id;
  const state = isMain ? stateOf(round) : "submitted";
  const moved = move("withdraw-submit", state, [role], (guard) => guard === "undecided" && !isDecided);
  if ("refused" in moved) return moved.refused;
  const [next] = round.again;
  if (isMain && next) takeInstead(round, next);
  else if (isMain) rounds.splice(rounds.indexOf(round), 1);
  round.again = round.again.filter(({ id }) => id !== target.id);
  return null;
};

const decidedLater = (submission: Readable, withdrawal: Readable, around: Around): boolean =>
  around.exact.some(
    (each, index) =>
      index > around.exact.indexOf(withdrawal) &&
      each.statement.act === "review" &&
      each.statement.digest === submission.statement.digest &&
      each.statement.covers?.includes(submission.id) &&
      transitionOf("review-yes").by.includes(each.statement.role) &&
      hadCounted(each, around.policy) &&
      decisionBar(each, around) === null,
  );
