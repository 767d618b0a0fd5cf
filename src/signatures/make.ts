import { randomBytes } from "node:crypto";
import { CanonError } from "../core/basics/canonical.ts";
import { UserError } from "../core/problems/user-error.ts";
import {
  folderOf,
  messageOf,
  recordName,
  type Statement,
  shortId,
  statementId,
  statementText,
} from "../core/records/statement.ts";
import { alone } from "../git/lock.ts";
import type { Repository } from "../git/open.ts";
import { type Identity, recordFiles, repairIndex } from "../git/plumbing.ts";
import { recordText } from "./records.ts";
import type { Signer } from "./signer.ts";

/** What somebody wants to say; the rest of a statement is filled in here. */
export type Saying = Omit<Statement, "ilp" | "at" | "nonce">;

export interface Made {
  statement: Statement;
  id: string;
  /** From the program's folder. */
  path: string;
  /** Recorded, but Git's own list of files could not be told yet. */
  deferred: boolean;
}

/** A complete statement, now. To the second: that is what its file is named by. */
export const stated = (saying: Saying, now: Date, nonce = randomBytes(16).toString("hex")): Statement => ({
  ilp: "statement/1",
  ...saying,
  at: `${now.toISOString().slice(0, 19)}Z`,
  nonce,
});

/** A file of the program that is saved in the same step; `write: "new"` puts it into the folder first. */
export interface Saved {
  path: string;
  content: Uint8Array;
  write?: "new" | "there";
  /** Recorded byte for byte, as an attachment whose digest is signed has to be. */
  exact?: boolean;
}

interface Conditions {
  saved?: Saved[];
  /** Files that must still be as they were recorded when this was prepared (blob id; null: not there). */
  unchanged?: { path: string; blob: string | null }[];
  /** Asked last, when nobody else can record here any more. Throws UserError. */
  still?: () => Promise<void>;
}

/**
 * Writes a record and keeps it in Git in one step, alone in this repository. Throws UserError with nothing written.
 */
export async function makeRecord(
  repository: Repository,
  statement: Statement,
  signer: Signer | null,
  author: Identity,
  { saved = [], unchanged = [], still }: Conditions = {},
): Promise<Made> {
  const id = idOf(statement);
  const path = `${folderOf(statement)}/${recordName(statement, id)}`;
  const seal = signer ? await signer.sign(Buffer.from(statementText(statement))) : null;
  const { deferred } = await alone(repository.root, async () => {
    // Where Git's own list missed an earlier record, the person's next commit would take it out again.
    await repairIndex(repository, [folderOf(statement)]);
    await still?.();
    return recordFiles(repository, {
      files: [
        { path, content: Buffer.from(recordText(statement, seal)), write: "new" },
        ...saved.map((file) => ({ write: "there" as const, ...file })),
      ],
      message: messageOf(statement),
      author,
      when: new Date(statement.at),
      reflog: `ilp ${statement.act}: ${shortId(id)}`,
      expect: unchanged,
    });
  });
  return { statement, id, path, deferred };
}

/** Throws UserError for a reason or a sentence that cannot be signed. */
function idOf(statement: Statement): string {
  try {
    return statementId(statement);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    const isReason = error.pointer === "/reason";
    throw new UserError(
      `${isReason ? "The reason" : "The sentence in program.yaml"} holds ${error.reason}; it cannot be signed.`,
      `${isReason ? "Type it anew" : "Take that out"}, then run the command again. Nothing was written.`,
    );
  }
}
