import type { Policy } from "../program/policy.ts";
import type { Candidate } from "../program/program.ts";
import { move } from "../records/acts.ts";
import { isCaseAct } from "../records/statement.ts";
import { declaredSection } from "../records/words.ts";
import { barred, counts, inTime, type OutOfTurn, type Part, type Readable } from "./attempts.ts";
import type { CaseFile } from "./case-file.ts";

/** Submissions, decisions, feedback and case files: what is told beside signatures. */
export const isOfProcess = (record: { statement: Readable["statement"] | null }): record is Readable =>
  record.statement !== null &&
  (["submit", "review", "feedback"].includes(record.statement.act) || isCaseAct(record.statement.act));

/** Every record that the process does not allow: in a part, in the case file, or where nothing is reviewed. */
export function setAside(
  { documents, records = [] }: Candidate,
  policy: Policy,
  parts: Part[],
  caseFile: CaseFile,
): OutOfTurn[] {
  const counted = records.filter(isOfProcess).filter((each) => counts(each, policy));
  return [
    ...parts.flatMap((part) => part.outOfTurn),
    ...caseFile.outOfTurn,
    ...counted.flatMap((each) => strayOf(each, documents)),
  ].sort((one, other) => inTime(one.record, other.record));
}

/** Of a part that is not reviewed, or by somebody whose part it is not; what is gone may have been reviewed once. */
function strayOf(record: Readable, documents: Candidate["documents"]): OutOfTurn[] {
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
