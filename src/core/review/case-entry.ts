import type { Mapping } from "../basics/values.ts";
import { digestOf } from "../forms/digest.ts";
import { casePlace, type Statement } from "../records/statement.ts";

/** The digest of what an act of the case file says, in its context. Throws CanonError for text that cannot be signed safely. */
export const entryDigest = ({ program, candidate }: Pick<Statement, "program" | "candidate">, entry: Mapping): string =>
  digestOf({ program, candidate, ...casePlace }, entry);

interface Correcting {
  /** The id of an earlier file that this one stands for. */
  corrects?: string;
}

/** A coach's word that a candidate makes too little progress (seed 003). `reason` is a key of program.yaml's `review.concerns`. */
export interface ConcernEntry extends Correcting {
  reason: string;
  note?: string;
  about?: string;
}

export interface AnswerEntry extends Correcting {
  text: string;
}

/** Seed 003: candidate and coach are both notified, by the Program Manager. */
export interface PlanOpenEntry extends Correcting {
  reason: string;
  actions: string[];
  notified: { candidate: string; coach: string };
  about?: string;
}

export interface PlanUpdateEntry extends Correcting {
  text: string;
}

export interface ClosingEntry extends Correcting {
  outcome: string;
}

/** What was due on `from` is due on `to`. `about` is document#section. */
export interface ExtensionEntry extends Correcting {
  about: string;
  from: string;
  to: string;
  agreed: string[];
  reason?: string;
}

/** A contact with somebody of the program (seed 003: keep records of contact). Files lie beside the record, in case/. */
export interface ContactEntry extends Correcting {
  step?: number;
  with: string;
  position?: string;
  channel: "email" | "phone" | "meeting" | "letter" | "other";
  on: string;
  summary: string;
  files?: { path: string; sha256: string }[];
  about?: string;
}

export interface AppealOpenEntry extends Correcting {
  about: string;
  text: string;
}

export interface AppealStepEntry extends Correcting {
  step: number;
  text: string;
}
