/** Case files and what is attached to them, made as the commands make them, by anybody and at any time. */
import { createHash } from "node:crypto";
import { cpSync } from "node:fs";
import type { CaseAct } from "../../../src/core/acts/rows.ts";
import type { Mapping } from "../../../src/core/basics/values.ts";
import { entryDigest } from "../../../src/core/records/entry.ts";
import { caseFolder, casePlace } from "../../../src/core/records/statement.ts";

import { openRepository } from "../../../src/git/open.ts";
import { type Made, makeRecord, stated } from "../../../src/signatures/make.ts";
import type { Signer } from "../../../src/signatures/signer.ts";
import { signNatively } from "../../../src/signatures/sshsig.ts";
import { plaindir } from "../../cli.ts";
import { emailOf, keyOf, nameOf, type PersonId } from "./people.ts";
import { newProgram } from "./program.ts";
import { now, type Said } from "./records.ts";

const digestOf = (bytes: string | Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A letter as mail programs keep it: CR and LF at every end of a line. */
export const mail = "From: coach.one@example.org\r\nSubject: Our talk\r\n\r\nSee you on Friday.\r\n";
export const note = "Asked twice.\nNo answer.\n";

export interface Filed extends Omit<Said, "entry" | "act"> {
  act: CaseAct;
  entry: Mapping;
  /** Attached: by name, as it is recorded. */
  files?: Record<string, string | Uint8Array>;
}

/** A contact with two files beside it, one with CRLF and one with LF. */
export const contactOf = (signer: PersonId, candidate = "candidate-one"): Filed => {
  const files = { [`${signer}.eml`]: mail, [`${signer}.txt`]: note };
  return {
    act: "contact",
    candidate,
    signer,
    role: "coach",
    files,
    entry: {
      step: 2,
      with: "Dana Muster",
      position: "Director of Human Resources",
      channel: "email",
      on: "2026-11-20",
      summary: "Asked for the reasons of the decision.",
      files: Object.entries(files).map(([path, bytes]) => ({ path, sha256: digestOf(bytes) })),
    },
  };
};

export const concernOf = (signer: PersonId, candidate = "candidate-one"): Filed => ({
  act: "concern",
  candidate,
  signer,
  role: "coach",
  entry: { reason: "cancelled-meetings", note: "Three in a row." },
});

const statementOf = ({ key: _, by: __, at = now, files: ___, entry, candidate = "candidate-one", ...said }: Filed) => {
  const place = { program: "test-program", candidate, ...casePlace };
  const digest = entryDigest(place, entry);
  return stated({ ...place, digest, intent: "I keep this on record.", entry, ...said }, new Date(at));
};

/** Files it as its command does, in one step with what is attached. */
export async function file(folder: string, filed: Filed): Promise<Made> {
  const { key, by = filed.signer, files = {} } = filed;
  const statement = statementOf(filed);
  const saved = Object.entries(files).map(([name, text]) => ({
    path: `${caseFolder(statement.candidate)}/${name}`,
    content: Buffer.from(text),
    write: "new" as const,
    exact: true,
  }));
  const sign = async (message: Uint8Array) => signNatively(keyOf(key ?? "").privateKey, Buffer.from(message));
  const signer = key ? ({ sign } as Signer) : null;
  const repository = await openRepository(folder);
  if (!repository) throw new Error("no repository");
  return makeRecord(repository, statement, signer, { name: nameOf(by), email: emailOf(by) }, { saved });
}

let kept: { folder: string; contact: Made; concern: Made } | undefined;

/** The program with a contact, its two files, and a concern, both by coach one with a key. A fresh copy. */
export async function programWithCase() {
  if (!kept) {
    const folder = newProgram();
    const contact = await file(folder, { ...contactOf("coach-one"), key: "coach-one" });
    const concern = await file(folder, { ...concernOf("coach-one"), key: "coach-one", at: "2026-11-21T20:00:01Z" });
    kept = { folder, contact, concern };
  }
  const folder = plaindir();
  cpSync(kept.folder, folder, { recursive: true });
  return { ...kept, folder };
}
