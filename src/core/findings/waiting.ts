import type { Role } from "../forms/form.ts";
import { isInside } from "../problems/finding.ts";
import { blocks } from "../problems/messages.ts";
import type { Slot } from "../records/slots.ts";
import type { Assessed, CandidateStatus, DocumentStatus, SectionStatus } from "./status.ts";
import { isOpen } from "./turns.ts";

/** One signature a person could give. */
export interface SignaturePlace {
  candidate: string;
  document: DocumentStatus;
  section: SectionStatus;
  slot: Slot;
  /** What is missing in the section, apart from signatures. */
  open: Assessed[];
  /** Whether it is asked for now: it is the turn of whoever holds the role, in `ilp next` as in `ilp sign`. */
  asked: boolean;
}

/** Every signature of a candidate's documents that these roles may give, signed already or not. */
export const placesFor = (status: CandidateStatus, mine: Role[]): SignaturePlace[] =>
  status.documents.flatMap((document) =>
    document.sections.flatMap((section) =>
      section.signatures
        .filter(({ role }) => mine.includes(role))
        .map((slot) => {
          const here = status.findings.filter((each) => each.document === document.name);
          return {
            candidate: status.id,
            document,
            section,
            slot,
            open: here.filter(
              (each) => each.section === undefined && blocks(each) && isInside(each.pointer, section.pointer),
            ),
            asked: here.some((each) => asksFor(each, section, slot)),
          };
        }),
    ),
  );

const asksFor = (each: Assessed, { section }: SectionStatus, { role }: Slot): boolean =>
  each.code.startsWith("signature-") &&
  isOpen(each) &&
  each.next !== undefined &&
  each.section === section &&
  each.turn === role;
