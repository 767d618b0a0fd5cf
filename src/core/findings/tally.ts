import type { SectionSlot } from "../records/registry-forms.ts";
import type { Attachment, Judged } from "../records/signature.ts";
import type { Readable } from "../review/attempts.ts";
import { isOfProcess } from "../review/out-of-turn.ts";
import type { ProcessNotes } from "../review/process-notes.ts";

/** What a look at signatures came to, for one candidate. */
export interface Tally {
  /** Required signatures: in order, and not given or no longer holding. */
  good: SectionSlot[];
  open: SectionSlot[];
  /** Records that cannot be what they say. */
  broken: Judged[];
  /** In order, and worth a second look. */
  remarked: Judged[];
  /** Submissions, decisions, feedback and case files that are what they say. */
  told: Readable[];
  /** Of these, those that never came into Git. */
  unrecorded: Readable[];
  /** Files attached to the case file that are not what they were, or are gone. */
  lost: Attachment[];
}

export interface TallySource {
  slots: SectionSlot[];
  records: Judged[];
  attachments: Attachment[];
}

export const tallyOf = ({ slots, records, attachments }: TallySource): Tally => {
  const told = records.filter(isOfProcess);
  return {
    good: slots.filter(({ slot }) => slot.accepted),
    open: slots.filter(({ slot }) => slot.required && !slot.accepted),
    broken: records.filter(({ state }) => state === "invalid" || state === "wrong-person"),
    remarked: records.filter(({ state, remarks }) => state === "valid" && remarks.length > 0),
    told: told.filter(({ state }) => state === "valid" || state === "stale" || state === "revoked"),
    unrecorded: told.filter(({ state }) => state === "uncommitted"),
    lost: attachments.filter(({ state }) => state === "changed" || state === "missing"),
  };
};

/** What only --strict minds: a remark, a name alone, what the process does not allow, a text changed since. */
export const isDoubtful = (
  { slots, notes, attachments }: TallySource & { notes: ProcessNotes },
  { remarked, told, unrecorded }: Tally,
): boolean =>
  remarked.length + unrecorded.length > 0 ||
  slots.some(({ slot }) => slot.accepted && (slot.assurance === "name" || slot.assurance === "paper")) ||
  told.some(({ state, assurance }) => state === "valid" && assurance === "name") ||
  notes.outOfTurn.length + notes.changed.length + notes.weak.length > 0 ||
  attachments.some(({ state }) => state === "unread" || state === "line-ends");
