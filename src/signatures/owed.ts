import { expectedDocuments, isOwed } from "../core/findings/expected.ts";
import type { Role } from "../core/forms/form.ts";
import type { Candidate, Document } from "../core/program/program.ts";
import { isSigning, signedAs } from "../core/records/paper.ts";
import type { SectionSlot } from "../core/records/registry-forms.ts";
import type { Judged } from "../core/records/signature.ts";
import { slotOf } from "../core/records/slots.ts";
import { viewFor, viewsOf } from "../core/review/year.ts";
import type { Program } from "../data/load.ts";
import type { RecordedCandidate } from "./recorded.ts";

/** A candidate as recorded, for what is told of any candidate. */
export const asCandidate = ({ id, profile, documents }: RecordedCandidate): Candidate => ({
  id,
  profile,
  documents,
  problems: [],
  present: new Set(documents.map(({ name }) => name)),
  evidenceFiles: null,
});

/** Signatures of documents that are asked for, and are not there or cannot be read: they are open, whatever was signed. */
export function owedSlots(program: Program, recorded: RecordedCandidate): SectionSlot[] {
  const candidate = asCandidate(recorded);
  const { present } = candidate;
  return viewsOf(candidate, program).flatMap((view) =>
    program.forms
      .filter(({ optional }) => !optional)
      .flatMap((form) =>
        expectedDocuments(form, view)
          .filter(({ name }) => !present.has(name))
          .flatMap(({ name }) =>
            Object.entries(form.sections).flatMap(([section, { sign }]) =>
              (Object.entries(sign) as [Role, string][])
                .filter(([, need]) => need === "required" && !section.endsWith("/*"))
                .map(([role]) => ({ document: name, section, title: form.title, slot: slotOf(role, true, []) })),
            ),
          ),
      ),
  );
}

/** Lines of a document that is there and not owed are asked of nobody; what was signed there stands. */
export function askedOnly(slots: SectionSlot[], program: Program, recorded: RecordedCandidate): SectionSlot[] {
  const candidate = asCandidate(recorded);
  const views = viewsOf(candidate, program);
  const isAsked = (document: Document) => {
    const view = viewFor(views, document.year);
    return !view || isOwed(document, view);
  };
  const others = candidate.documents.filter((document) => !isAsked(document)).map(({ name }) => name);
  return slots.map((each) =>
    others.includes(each.document) ? { ...each, slot: { ...each.slot, required: false } } : each,
  );
}

/** Signatures of parts that are no longer there: nobody has to sign them again, and nobody should overlook them. */
export function goneSlots(slots: SectionSlot[], records: Judged[]): SectionSlot[] {
  const lines = new Set(slots.map(({ document, section }) => `${document}#${section}`));
  return records.flatMap((record): SectionSlot[] => {
    const { statement, state } = record;
    if (
      !statement ||
      !isSigning(statement) ||
      state !== "stale" ||
      lines.has(`${statement.document}#${statement.section}`)
    )
      return [];
    const { document, section } = statement;
    return [{ document, section, title: document, slot: slotOf(signedAs(statement), false, [record]) }];
  });
}
