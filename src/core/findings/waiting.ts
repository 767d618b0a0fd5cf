import type { Role } from "../forms/form.ts";
import { isInside } from "../problems/finding.ts";
import { blocks } from "../problems/messages.ts";
import type { Slot } from "../records/slots.ts";
import { type Assessed, type CandidateStatus, type DocumentStatus, isAnswered, type SectionStatus } from "./status.ts";

/** One signature a person could give. */
export interface SignaturePlace {
  candidate: string;
  document: DocumentStatus;
  section: SectionStatus;
  slot: Slot;
  /** What is missing in the section, apart from signatures. */
  open: Assessed[];
}

/** Every signature of a candidate's documents that these roles may give, signed already or not. */
export const placesFor = (status: CandidateStatus, mine: Role[]): SignaturePlace[] =>
  status.documents.flatMap((document) =>
    document.sections.flatMap((section) =>
      section.signatures
        .filter(({ role }) => mine.includes(role))
        .map((slot) => ({
          candidate: status.id,
          document,
          section,
          slot,
          open: status.findings.filter(
            (each) =>
              each.document === document.name &&
              each.section === undefined &&
              blocks(each) &&
              isInside(each.pointer, section.pointer),
          ),
        })),
    ),
  );

/** Whether a signature is asked for now: something is written, nothing is missing, and it is not there, or no longer holds. */
export const isWaiting = ({ document, section, slot, open }: SignaturePlace): boolean =>
  document.cells.answered > 0 &&
  open.length === 0 &&
  slot.required &&
  !slot.accepted &&
  slot.state !== "declined" &&
  isAnswered(section.state);
