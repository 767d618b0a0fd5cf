import type { Day } from "../basics/dates.ts";
import { policyOf, reviewPolicyOf } from "../program/policy.ts";
import type { Candidate, Rulebook } from "../program/program.ts";
import { move } from "../records/acts.ts";
import { isCaseAct } from "../records/statement.ts";
import { declaredSection } from "../records/words.ts";
import { barred, counts, doneBy, inTime, type OutOfTurn, type Part, type Readable } from "./attempts.ts";
import { caseFileOf } from "./case-file.ts";
import { partsOf } from "./parts.ts";
import { viewsOf } from "./year.ts";

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

/** Submissions, decisions, feedback and case files: what is told beside signatures. */
export const isOfProcess = (record: { statement: Readable["statement"] | null }): record is Readable =>
  record.statement !== null &&
  (["submit", "review", "feedback"].includes(record.statement.act) || isCaseAct(record.statement.act));

/** Where every reviewed part of a candidate stands. */
export function allParts(candidate: Candidate, rulebook: Rulebook): Part[] {
  const views = candidate.profile ? viewsOf(candidate, candidate.profile, rulebook) : [];
  return candidate.documents.flatMap((document) => {
    const view = views.find(({ year }) => year === document.year) ?? views[0];
    return view ? partsOf(document, { candidate, rulebook, view }) : [];
  });
}

/** Nothing where there is no submission, decision, feedback or case file. `parts` are those of `allParts`. */
export function processNotes(
  candidate: Pick<Candidate, "documents" | "records">,
  rulebook: Pick<Rulebook, "settings">,
  parts: Part[],
): ProcessNotes {
  const records = (candidate.records ?? []).filter((each): each is Readable => each.statement !== null);
  const told = records.filter(isOfProcess);
  if (told.length === 0) return noNotes();
  const policy = policyOf(rulebook.settings);
  const caseFile = caseFileOf(records, policy, reviewPolicyOf(rulebook.settings));
  const outOfTurn = [
    ...parts.flatMap((part) => part.outOfTurn),
    ...caseFile.outOfTurn,
    ...told.filter((each) => counts(each, policy)).flatMap((each) => strayOf(each, candidate)),
  ];
  return {
    outOfTurn: outOfTurn.sort((one, other) => inTime(one.record, other.record)),
    changed: [...parts.flatMap(changedPart), ...goneParts(told, parts)],
    weak: told.filter((each) => each.state === "valid" && !counts(each, policy)).sort(inTime),
  };
}

/** Of a part that is not reviewed, or by somebody whose part it is not; what is gone may have been reviewed once. */
function strayOf(record: Readable, { documents }: Pick<Candidate, "documents">): OutOfTurn[] {
  const { act, document, section, role } = record.statement;
  if (act === "feedback") {
    const moved = move("feedback", "draft", [role], () => true);
    return "refused" in moved ? [{ record, refused: moved.refused }] : [];
  }
  if (act !== "submit" && act !== "review") return [];
  const form = documents.find(({ name }) => name === document)?.form;
  const declared = form && declaredSection(form, section);
  return form && !form.review.includes(section) && !form.review.includes(declared ?? "")
    ? [{ record, refused: barred("not-reviewed") }]
    : [];
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
