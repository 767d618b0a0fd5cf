import type { Day } from "../basics/dates.ts";
import { policyOf } from "../program/policy.ts";
import { counts, doneBy, inTime, type OutOfTurn, type Part, type Readable } from "./attempts.ts";
import { isOfProcess } from "./out-of-turn.ts";
import type { Standing } from "./standing.ts";

/** A text that is another than the one handed in, or accepted, last. */
export interface ChangedPart {
  document: string;
  section: string;
  after: "submission" | "YES";
  day: Day;
  record: string;
}

/** What there is to say of the records of the review and the case file, beside what each is worth. */
export interface ProcessNotes {
  /** Records that the process does not allow: nothing counts them. */
  outOfTurn: OutOfTurn[];
  changed: ChangedPart[];
  /** Records that hold, and are proved less well than the program asks for. */
  weak: Readable[];
}

export const noNotes = (): ProcessNotes => ({ outOfTurn: [], changed: [], weak: [] });

/** Nothing where there is no submission, decision, feedback or case file. */
export function processNotes({ candidate, rulebook, parts, outOfTurn }: Standing): ProcessNotes {
  const told = (candidate.records ?? []).filter(isOfProcess);
  const policy = policyOf(rulebook.settings);
  return {
    outOfTurn,
    changed: [...parts.flatMap(changedPart), ...goneParts(told, parts)],
    weak: told.filter((each) => each.state === "valid" && !counts(each, policy)).sort(inTime),
  };
}

/** A NO asks for another text; a YES, and what waits for a decision, are about the text as it was. */
function changedPart({ document, section, state, changed, attempts }: Part): ChangedPart[] {
  const last = attempts.at(-1);
  if (!changed || !last || (state !== "accepted" && state !== "submitted")) return [];
  const { day, record } = last.decision ?? last.submission;
  return [{ document, section, after: last.decision ? "YES" : "submission", day, record }];
}

/** What was accepted, and is not in the document any more. */
function goneParts(told: Readable[], parts: Part[]): ChangedPart[] {
  const isThere = ({ document, section }: Readable["statement"]) =>
    parts.some((part) => part.document === document && part.section === section);
  const gone = told.filter(
    ({ state, statement }) => state === "stale" && statement.decision === "YES" && !isThere(statement),
  );
  return gone.map((each): ChangedPart => {
    const { document, section } = each.statement;
    const { day, record } = doneBy(each);
    return { document, section, after: "YES", day, record };
  });
}
