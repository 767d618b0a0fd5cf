import type { SectionSlot } from "./registry-forms.ts";
import type { Judged } from "./signature.ts";

/** What a look at signatures came to, for one candidate. */
export interface Tally {
  /** Required signatures: in order, and not given or no longer holding. */
  good: SectionSlot[];
  open: SectionSlot[];
  /** Records that cannot be what they say. */
  broken: Judged[];
  /** In order, and worth a second look. */
  remarked: Judged[];
}

export const tallyOf = ({ slots, records }: { slots: SectionSlot[]; records: Judged[] }): Tally => ({
  good: slots.filter(({ slot }) => slot.accepted),
  open: slots.filter(({ slot }) => slot.required && !slot.accepted),
  broken: records.filter(({ state }) => state === "invalid" || state === "wrong-person"),
  remarked: records.filter(({ state, remarks }) => state === "valid" && remarks.length > 0),
});
