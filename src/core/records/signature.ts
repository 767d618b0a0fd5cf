import type { Day } from "../basics/dates.ts";
import type { Statement } from "./statement.ts";

/** key: made with the signer's key. witnessed: confirmed by somebody with a key. paper: on paper, and somebody saw it. name: only the name in Git's history. */
export type Assurance = "key" | "witnessed" | "paper" | "name" | "none" | "unknown-key" | "rejected-key";

export type RecordState = "uncommitted" | "valid" | "stale" | "wrong-person" | "revoked" | "invalid";

/** What Git's history tells of the moment a record came into it. */
export interface Added {
  commit: string;
  email: string;
  /** Author's time, UTC. */
  at: string;
  /** The newest time recorded before it; null when it is the first. */
  parentAt: string | null;
  /** Whether the message names this record; false: it contradicts it; null: it says nothing. */
  names: boolean | null;
}

/** A record as read, before it is judged. */
export interface SignatureRecord {
  /** From the program's folder. */
  path: string;
  id: string;
  /** Null when it cannot be understood. */
  statement: Statement | null;
  /** Why it is no record, whoever made it. */
  problem: string | null;
  /** The key it was made with, when that proof is good; else why not. Null: made without a key. */
  seal: { fingerprint: string } | { problem: string } | null;
  /** Whether Git has it; null where there is no Git. */
  recorded: boolean | null;
  added: Added | null;
  /** Git has it, and what lies here under its name is something else, or nothing: what Git has was looked at. */
  differs?: true;
}

/** A file that was attached to a case file, held against the digest in that record. */
export interface Attachment {
  /** The record that names it. */
  record: string;
  /** From the program's folder. */
  path: string;
  /** "line-ends": the same but for the ends of its lines. "unread": this copy does not hold what was recorded. */
  state: "good" | "line-ends" | "changed" | "missing" | "unread";
  /** How the file in the folder stands to what Git has; the same where there is no Git. */
  here: "same" | "differs" | "missing";
}

/** Something odd about a record that holds all the same. */
export type Remark =
  | { code: "backdated"; data: { at: string; parentAt: string } }
  | { code: "recorded-then"; data: { at: string; addedAt: string } }
  | { code: "reworded" };

/** A record with what it is worth now. */
export interface Judged extends SignatureRecord {
  state: RecordState;
  assurance: Assurance;
  /** The day it says it was made, where the program is; null when it cannot be read. */
  day: Day | null;
  /** Valid, and proved as the program asks for that role. */
  accepted: boolean;
  /** In plain words, why it is not valid, or not proved; empty when all is well. */
  reason: string;
  remarks: Remark[];
  /** Of one that was taken back: the records that say so, and what it was worth before. */
  withdrawn?: { by: string[]; was: RecordState };
  /** Of a signature on paper: the names of whoever signed, and saw it. */
  onPaper?: { signer: string; seenBy: string };
  /** For a stale one, where somebody asked: what changed, such as "cell 7, two sentences". */
  changed?: string;
}

/** How well something is proved, to compare. */
export const strength: Record<Assurance, number> = {
  "unknown-key": -1,
  "rejected-key": -1,
  none: 0,
  name: 1,
  paper: 2,
  witnessed: 3,
  key: 4,
};

/** What a level of proof is called. Everything below a key or a witness is unverified. */
export const proofWords: Record<Assurance, string> = {
  key: "verified by key",
  witnessed: "witnessed",
  paper: "signed on paper",
  name: "unverified (name only)",
  none: "unverified (no proof of the name)",
  "unknown-key": "unverified (a key nobody registered)",
  "rejected-key": "not accepted (its key did not count)",
};
