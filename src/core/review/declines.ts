import type { AnswerEntry } from "../../generated/entries.ts";
import type { Policy } from "../program/policy.ts";
import type { Readable } from "../records/order.ts";
import { isSigning, signedAs, signedBy } from "../records/paper.ts";
import type { Told } from "./amended.ts";
import { type Done, doneBy, hadCounted, isHeard } from "./rounds.ts";

/** Somebody who does not sign, told to the Induction Team (seed 003). */
export interface Declined extends Done {
  document: string;
  section: string;
  reason: string;
  answer: Told<AnswerEntry> | null;
  /** It was taken back, or the same person signed since. */
  settled: boolean;
  /** The text is another now. */
  stale: boolean;
}

/** Every word that somebody does not sign, of records in turn. */
export const declinesIn = (ordered: Readable[], policy: Policy): Declined[] =>
  ordered.flatMap((record, index) => {
    const { act, document, section, reason = "" } = record.statement;
    if (act !== "decline" || !isHeard(record)) return [];
    const isSigned = ordered.slice(index).some((each) => isSignedInstead(each, record) && hadCounted(each, policy));
    const settled = record.state === "revoked" || isSigned;
    return { ...doneBy(record), document, section, reason, answer: null, settled, stale: record.state === "stale" };
  });

const isSignedInstead = ({ statement: one }: Readable, { statement: other }: Readable): boolean =>
  isSigning(one) &&
  one.document === other.document &&
  one.section === other.section &&
  signedBy(one) === other.signer &&
  signedAs(one) === other.role;
