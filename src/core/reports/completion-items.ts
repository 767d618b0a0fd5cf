import type { Day } from "../basics/dates.ts";
import { absentDocument } from "../findings/absent-document.ts";
import { type DocumentStatus, type SectionStatus, type State, titleOf } from "../findings/status.ts";
import { unsignedWords } from "../findings/unsigned.ts";
import type { Finding } from "../problems/finding.ts";
import type { Document, People } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { sectionTitle } from "../records/labels.ts";
import { wholeDocument } from "../records/slots.ts";
import { contains, type Part } from "../review/attempts.ts";
import { dueOfPart } from "../review/due.ts";
import { partsOf, type Standing } from "../review/standing.ts";
import type { YearView } from "../review/year.ts";
import type { CompletionItem } from "./completion-record.ts";

/** What is required, and where it begins in its file. */
export interface Required {
  item: CompletionItem;
  pointer: string;
}

const standings: Record<State, string> = {
  "not-started": "not started",
  "in-progress": "in progress",
  ready: "complete",
  signed: "complete and signed",
  stale: "changed after signing",
  declined: "not signed",
  submitted: "submitted",
  returned: "NO (Incomplete)",
  accepted: "YES (Complete)",
  unreadable: "cannot be read",
  missing: "not there",
  "not-asked": "not asked for",
  optional: "optional",
};

/** Complete is what nobody has to sign any more. */
const standingWords = (state: State, sections: SectionStatus[]): string =>
  (state === "ready" && unsignedWords(sections)) || standings[state];

/** A document, and below it the parts of it that are decided on one by one. */
export function itemsOf(status: DocumentStatus, findings: Finding[], standing: Standing, view: YearView): Required[] {
  const { people } = standing.rulebook;
  const form = view.forms.find(({ id }) => id === status.form);
  const document = standing.candidate.documents.find(({ name }) => name === status.name);
  const parts = document ? partsOf(standing, document) : [];
  const open = findings.filter((each) => each.document === status.name);
  const common = {
    document: status.name,
    source: form?.source ?? "",
  };
  const whole = parts.find(({ section }) => section === ".");
  const documentItem: CompletionItem = {
    ...common,
    section: ".",
    // Of one that is missing the status says only which form it is.
    title: document || !form ? status.title : titleOf(form, absentDocument(form, status.name, view).value),
    requiredBy: (document ? dueOfPart(document, wholeDocument, view).due : status.due) ?? null,
    done: open.length === 0,
    standing: standingWords(status.state, status.sections),
    signed: signedOn(status, "."),
    ...decided(whole, people),
  };
  return [
    { item: documentItem, pointer: "" },
    ...parts.flatMap((part): Required[] =>
      !document || part === whole
        ? []
        : [
            {
              item: { ...common, ...partItem(part, { document, status, open, view }), ...decided(part, people) },
              pointer: part.pointer,
            },
          ],
    ),
  ];
}

function partItem(
  part: Part,
  { document, status, open, view }: { document: Document; status: DocumentStatus; open: Finding[]; view: YearView },
): Pick<CompletionItem, "section" | "title" | "requiredBy" | "done" | "standing" | "signed"> {
  const { section } = part;
  const mine = status.sections.filter((each) => each.section === section);
  return {
    section,
    title: `${status.title}, ${sectionTitle(document.form, part)}`,
    requiredBy: dueOfPart(document, part, view).due ?? null,
    done: part.state === "accepted" && !open.some((each) => isAbout(each, part)),
    standing: mine[0] ? standingWords(mine[0].state, mine) : "",
    signed: signedOn(status, section),
  };
}

/** Whether something that is open lies in a part. */
export const isAbout = (finding: Finding, { section, pointer }: Pick<Part, "section" | "pointer">): boolean =>
  finding.section !== undefined
    ? contains(section, finding.section)
    : finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`);

/** When the last required signature below a part was given; null while one is missing, and where none is asked for. */
function signedOn({ sections }: DocumentStatus, part: string): Day | null {
  const asked = sections
    .filter(({ section }) => contains(part, section))
    .flatMap(({ signatures }) => signatures)
    .filter(({ required }) => required);
  if (!asked.every(({ accepted }) => accepted)) return null;
  return (
    asked
      .flatMap(({ day }) => day ?? [])
      .sort()
      .at(-1) ?? null
  );
}

function decided(
  part: Part | undefined,
  people: People,
): Pick<CompletionItem, "reviewed" | "submitted" | "submittedDue" | "accepted" | "acceptedBy" | "attempts"> {
  const last = part?.attempts.at(-1);
  const yes = last?.decision?.decision === "YES" ? last.decision : null;
  return {
    reviewed: part !== undefined,
    submitted: last?.submission.day ?? null,
    submittedDue: last?.due ?? null,
    accepted: yes?.day ?? null,
    acceptedBy: yes ? nameIn(people, yes.by) : "",
    attempts: part?.attempts.length ?? 0,
  };
}
