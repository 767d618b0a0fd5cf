import type { Form } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { reviewPolicyOf } from "../../core/program/policy.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import type { Judged } from "../../core/records/signature.ts";
import { contains } from "../../core/review/attempts.ts";
import type { Standing } from "../../core/review/standing.ts";
import type { Program } from "../../data/load.ts";
import { type Exported, type ExportSource, exportCandidate } from "../../word/export.ts";
import { isPart, partDocument, partForm } from "../../word/part.ts";
import { printedSignatures } from "./printed-signatures.ts";

/** A form, or one part of it, that program.yaml lists for the supervisor. */
export interface Shown {
  /** As program.yaml has it: context#triad. */
  entry: string;
  /** Id of the form that the candidate fills in. */
  of: string;
  part: string;
  form: Form;
}

/** What program.yaml lists under review.supervisor, as far as the program uses those forms. Throws UserError when that is nothing. */
export function shownToSupervisor({ settings, forms }: Program): Shown[] {
  const entries = reviewPolicyOf(settings).supervisor;
  const shown = entries.flatMap((entry): Shown[] => {
    const [id = "", said = "."] = entry.split("#");
    const part = said.replace(/\/\*$/, "");
    const whole = forms.find((form) => form.id === id && form.word);
    const form = whole && part !== "." ? partForm(whole, part) : whole;
    return form ? [{ entry, of: id, part, form }] : [];
  });
  if (shown.length > 0) return shown;
  const listed = entries.length > 0 ? `, and lists ${entries.join(", ")} for the supervisor` : "";
  throw new UserError(
    `This program has nothing to print for a supervisor: it uses ${forms.map(({ id }) => id).join(", ")}${listed}.`,
    "Say what a supervisor may read in program.yaml, under review: supervisor: [ context#triad ]",
  );
}

/** Documents of a candidate that the supervisor may read, or a part of; `select` names some of them. Throws UserError. */
export function documentsShown(shown: Shown[], { documents }: Candidate, select?: string[]): Document[] {
  const all = documents.filter(({ form }) => shown.some(({ of }) => of === form.id));
  const other = select?.find((name) => !all.some((document) => document.name === name));
  if (other !== undefined)
    throw new UserError(
      `${other} is not for the supervisor: program.yaml lists ${shown.map(({ entry }) => entry).join(", ")} (under review).`,
      "Leave it out, or print it for somebody else: without --for.",
    );
  return all.filter(({ name }) => select?.includes(name) ?? true);
}

/** Prints what is shown of these documents, and nothing else: every source is cut before anything is printed from it. */
export function exportShown(
  shown: Shown[],
  program: Program,
  { candidate, years }: Standing,
  source: Pick<ExportSource, "asOf" | "readTemplate" | "readEvidence" | "allowMissing" | "keepUnknown">,
  only: Document[],
): Exported {
  const all: Exported = { files: [], problems: [] };
  for (const { of, part, form } of shown) {
    const documents = only
      .filter((document) => document.form.id === of)
      .map((document) => (isPart(form) ? partDocument(document, form) : document));
    const records = (candidate.records ?? []).filter(signersOnly(candidate.records ?? [], part));
    const { files, problems } = exportCandidate({
      ...source,
      rulebook: isPart(form) ? { ...program, forms: [...program.forms, form] } : program,
      views: years.map((view) => ({ ...view, all: documents })),
      ...printedSignatures({ ...candidate, records }, program),
    });
    all.files.push(...files.map((file) => (isPart(form) ? { ...file, name: named(file.name, form) } : file)));
    all.problems.push(...problems);
  }
  return all;
}

const named = (name: string, { part }: { part: string }) =>
  name.replace(/\.docx$/, `-${part.replaceAll("/", "-")}.docx`);

/** Records of those who sign the part, and what became of them; never what the Induction Team decided or said. */
function signersOnly(records: Judged[], part: string): (record: Judged) => boolean {
  const isSigning = ({ statement }: Judged) =>
    statement !== null && ["sign", "paper", "decline"].includes(statement.act) && contains(part, statement.section);
  const signing = new Set(records.filter(isSigning).map(({ id }) => id));
  return (record) =>
    signing.has(record.id) ||
    (["witness", "revoke"].includes(record.statement?.act ?? "") && signing.has(record.statement?.of ?? ""));
}
