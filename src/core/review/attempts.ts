import type { PartState } from "../acts/row.ts";
import type { Day } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import type { Form, Role } from "../forms/form.ts";
import type { Policy } from "../program/policy.ts";
import { inTime, type Readable } from "../records/order.ts";
import { isSigning, signedAs, signedBy } from "../records/paper.ts";
import { placesIn, type SectionPlace, sectionsOf, wholeDocument } from "../records/slots.ts";
import type { PartAppeal } from "./appeals.ts";
import {
  contains,
  type Deciding,
  type Decision,
  decisionOf,
  hadCounted,
  isHeard,
  type OutOfTurn,
  type Round,
  roundsOf,
  type Submission,
  stateOf,
} from "./rounds.ts";

export { inTime, type Readable } from "../records/order.ts";
export {
  barred,
  contains,
  counts,
  type Decision,
  type Done,
  doneBy,
  type OutOfTurn,
  personBar,
  type Submission,
} from "./rounds.ts";

/** What stood under a part when it was handed in or decided on. */
export interface SignatureThen {
  section: string;
  role: Role;
  required: boolean;
  state: "signed" | "declined" | "missing";
  by: string | null;
  day: Day | null;
  /** Of a decline. */
  reason: string;
  record: string | null;
}

/** One round: a submission, and the decision on it. */
export interface Attempt {
  number: number;
  submission: Submission;
  /** Handed in before, and replaced by this one before anybody decided. */
  replaced: Submission[];
  due: Day | null;
  /** Null where nothing was due. */
  onTime: boolean | null;
  signatures: SignatureThen[];
  decision: Decision | null;
  /** A decision that was reversed by this one, after an appeal. */
  reversed: Decision[];
}

/** A part of a document that is reviewed, and where it stands. */
export interface Part extends SectionPlace {
  document: string;
  state: PartState;
  /** The text is another than the one handed in, or decided on, last. */
  changed: boolean;
  attempts: Attempt[];
  /** Since when it stands so. */
  since: Day | null;
  /** When it is to be handed in: first, or again; nobody has to while a reviewer is to decide again. */
  due: Day | null;
  /** An appeal about the NO that is its last word. */
  appeal?: PartAppeal;
  /** Decisions that are proved less well than the program asks for. */
  unproved: Readable[];
  /** Records that the process does not allow: they are not counted. */
  outOfTurn: OutOfTurn[];
}

export interface Reviewing extends Deciding {
  /** When a part is due first, extensions counted. */
  due: Day | null;
  /** A day as extended by the Induction Team. */
  extended: (day: Day) => Day;
}

/** The parts of a document that are handed in and decided on. */
export const reviewedIn = (form: Form, value: Mapping): SectionPlace[] => placesIn(form.review, value);

/** The whole of a document, and the parts of it that are signed or decided on. */
export function partsIn({ form, value }: { form: Form; value: Mapping }): SectionPlace[] {
  const all: SectionPlace[] = [wholeDocument, ...sectionsOf(form, value), ...reviewedIn(form, value)];
  return all.filter(({ section }, index) => all.findIndex((each) => each.section === section) === index);
}

/** Where one part stands, told from records in turn: whatever the table of the process does not allow is set aside. */
export function partOf(
  form: Form,
  document: string,
  place: SectionPlace,
  ordered: Readable[],
  around: Reviewing,
): Part {
  const { rounds, outOfTurn, unproved } = roundsOf({ document, section: place.section }, ordered, around);
  const here = ordered.filter(
    ({ statement }) => statement.document === document && contains(place.section, statement.section),
  );
  const last = rounds.at(-1);
  const attempts = attemptsOf(rounds, form, place, { ...around, here, ordered });
  const done = last && (decisionOf(last) ?? last.submission);
  return {
    ...place,
    document,
    state: stateOf(last),
    changed: done?.stale === true,
    attempts,
    since: done?.day ?? null,
    due: nextDue(attempts, around),
    unproved,
    outOfTurn,
  };
}

/** How many NO of a part stand, and how many do not count since a reviewer decided again once an appeal was granted. */
export const refusalsIn = (attempts: Attempt[]): { standing: number; reversed: number } => ({
  standing: attempts.filter(({ decision }) => decision?.decision === "NO").length,
  reversed: attempts.flatMap(({ reversed }) => reversed).filter(({ decision }) => decision === "NO").length,
});

/** What is said of a NO that does not count; empty where there is none. */
export const reversedWords = (reversed: number): string =>
  reversed === 0
    ? ""
    : reversed === 1
      ? " (one more does not count: it was decided again after an appeal)"
      : ` (${reversed} more do not count: they were decided again after an appeal)`;

interface Around extends Reviewing {
  here: Readable[];
  ordered: Readable[];
}

function attemptsOf(rounds: Round[], form: Form, place: SectionPlace, around: Around): Attempt[] {
  const attempts: Attempt[] = [];
  let replaced: Submission[] = [];
  for (const [index, round] of rounds.entries()) {
    const { submission, verdicts } = round;
    const decision = decisionOf(round);
    if (!decision && index < rounds.length - 1) {
      replaced.push(submission);
      continue;
    }
    const due = nextDue(attempts, around);
    attempts.push({
      number: attempts.length + 1,
      submission,
      replaced,
      due,
      onTime: due === null ? null : submission.day <= due,
      signatures: signaturesThen(form, place, around.here, reliedOn(round, around), around.policy),
      decision,
      reversed: verdicts.slice(0, -1).map((each) => each.decision),
    });
    replaced = [];
  }
  return attempts;
}

/** The records that stood under a round: what was relied on and not taken back before; while it waits, what stands now. */
function reliedOn({ submission, record, verdicts }: Round, { here, ordered }: Around): string[] {
  const last = verdicts.at(-1);
  const placeOf = (id: string | undefined) => ordered.findIndex((each) => each.id === id);
  const decided = last ? placeOf(last.decision.record) : ordered.length;
  const isTakenBack = ({ withdrawn }: Readable) => withdrawn?.by.some((id) => placeOf(id) < decided) === true;
  const named = new Set([...submission.covers, ...(last?.covers ?? [])]);
  // Of the very part, only what is about the text as it was handed in.
  const isOfText = ({ statement: { section, digest } }: Readable) =>
    section !== record.statement.section || digest === submission.digest;
  return here
    .filter((each) => named.has(each.id) || (!last && each.state === "valid"))
    .filter((each) => !isTakenBack(each) && isOfText(each))
    .map(({ id }) => id);
}

/** When the next submission is due: as the form says, by the day that came with a NO, or as the one that is in hand was. */
function nextDue(attempts: Attempt[], { due, extended }: Reviewing): Day | null {
  const last = attempts.at(-1);
  if (!last) return due;
  if (!last.decision) return last.due;
  // After a YES nothing is due any more.
  return last.decision.resubmitBy && last.decision.decision === "NO" ? extended(last.decision.resubmitBy) : null;
}

/** Every signature line below a part, as these records filled it. */
export function signaturesThen(
  form: Form,
  place: SectionPlace,
  here: Readable[],
  ids: string[],
  policy: Policy,
): SignatureThen[] {
  const covered = here.filter((each) => ids.includes(each.id) && saysSo(each, policy));
  const declared = Object.entries(form.sections).filter(
    ([section]) => place.section === "." || section === place.declared,
  );
  return declared.flatMap(([section, { sign }]) =>
    (Object.entries(sign) as [Role, string][]).map(([role, need]): SignatureThen => {
      const mine = covered.filter(
        ({ statement }) =>
          signedAs(statement) === role &&
          (place.section !== "." || section === "." || contains(section.replace(/\/\*$/, ""), statement.section)),
      );
      const best = [...mine].sort(inTime).at(-1);
      const told = best?.statement;
      return {
        section,
        role,
        required: need === "required",
        state: told && isSigning(told) ? "signed" : told ? "declined" : "missing",
        by: told ? signedBy(told) : null,
        day: told?.paper?.on ?? best?.day ?? null,
        reason: told?.reason ?? "",
        record: best?.id ?? null,
      };
    }),
  );
}

/** A signature counts when it is proved as the program asks; that somebody does not sign is heard with any proof but a false one. */
const saysSo = (record: Readable, policy: Policy): boolean =>
  isSigning(record.statement) ? hadCounted(record, policy) : record.statement.act === "decline" && isHeard(record);
