/** A small program in Git, and records made there as ilp sign makes them, with test keys. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { sectionDigest } from "../../src/core/forms/digest.ts";
import type { Role } from "../../src/core/forms/form.ts";
import {
  type Act,
  messageOf,
  recordFolder,
  recordName,
  type Statement,
  statementId,
  statementText,
} from "../../src/core/records/statement.ts";
import { ed25519FromSeed } from "../../src/signatures/native-key.ts";
import { recordText } from "../../src/signatures/records.ts";
import { signNatively } from "../../src/signatures/sshsig.ts";
import { soundProgram } from "../bad-input/program.ts";
import { git, plaindir, write } from "../cli.ts";

const seedOf = (person: string) => Buffer.alloc(32, person);
const emailOf = (person: string) => `${person.replace("-", ".")}@example.org`;

const roster = `schema: people@1
people:
  - id: coach-one
    name: Coach One
    emails: [${emailOf("coach-one")}]
    roles: [coach]
    keys: [{ key: "${ed25519FromSeed(seedOf("coach-one")).publicKey}", from: "2020-01-01" }]
  - { id: candidate-one, name: Candidate One, emails: [${emailOf("candidate-one")}], roles: [candidate] }
  - { id: reviewer-one, name: Reviewer One, emails: [${emailOf("reviewer-one")}], roles: [reviewer] }
`;

export const inquiry = "candidates/candidate-one/year-1/inquiry-ilp.yaml";
const answers = `schema: inquiry-ilp@1
initial-goal:
  focus:
    area: "Whose voices are heard?"
  question:
    question: "How can short visits help the quietest voices?"
inquiries:
  - id: cycle-1
    starts: "2026-09-01"
    entries:
      - id: entry-1
        date: "2026-09-10"
        strategy: |
          For two weeks I only counted. I had shown the sheet at the staff meeting and asked each teacher for permission to sit where the learners sit.

          New for me was *not helping*: no whispering, no tying of shoes.
        resources: "The counting sheet from the August training, changed to one question."
    reflection: |
      The quiet was made by the task. The rooms were calm and kind. In one room I wrote down every word.
application:
  practice: "I listen first."
`;

/** A small program with a coach who has a key, in Git since August 1. */
export function signedProgram(): string {
  const folder = plaindir({ ...soundProgram(), "people.yaml": roster, [inquiry]: answers });
  git(folder, "init", "--quiet", "--initial-branch=main");
  save(folder, "candidate-one", "Start", "2026-08-01T12:00:00Z");
  return folder;
}

/** Changes one passage of a file; a passage that is not there is a mistake of the test. */
export function edit(folder: string, path: string, passage: string, change: (text: string) => string) {
  const file = join(folder, path);
  const text = readFileSync(file, "utf8");
  if (text.split(passage).length !== 2) throw new Error(`not once in ${path}: ${passage}`);
  writeFileSync(
    file,
    text.replace(passage, () => change(passage)),
  );
}

/** Records everything there is, as one person, at a moment. */
export function save(folder: string, person: string, message: string, at: string): string {
  git(folder, "add", "--all");
  const who = { NAME: person, EMAIL: emailOf(person), DATE: at };
  const env = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const input = { input: message, env: { ...process.env, ...Object.fromEntries(env) } };
  execFileSync("git", ["commit", "--quiet", "--allow-empty", "-F", "-"], { cwd: folder, ...input });
  return git(folder, "rev-parse", "HEAD").trim();
}

export interface Signing extends Partial<Omit<Statement, "role" | "signer">> {
  document: string;
  at: string;
  role: Role;
  signer: string;
  act?: Act;
  /** Whether it is made with the signer's test key. */
  keyed?: boolean;
}

/** Signs what lies in the folder and records it, with all else that lies there. Gives the record's id. */
export function signIn(
  folder: string,
  { keyed = true, ...signing }: Signing,
): Statement & { id: string; commit: string } {
  const { candidate = "candidate-one", document, section = "." } = signing;
  const value = parse(readFileSync(join(folder, `candidates/${candidate}/${document}.yaml`), "utf8"));
  const context = { program: "test-program", candidate, document, section };
  const statement: Statement = {
    ilp: "statement/1",
    act: "sign",
    ...context,
    schema: value.schema,
    digest: sectionDigest(context, value) ?? "",
    intent: "I have read this.",
    nonce: randomBytes(16).toString("hex"),
    ...signing,
  };
  const id = statementId(statement);
  const { privateKey } = ed25519FromSeed(seedOf(statement.signer));
  const sshsig = keyed ? signNatively(privateKey, Buffer.from(statementText(statement))) : null;
  const path = `${recordFolder(candidate)}/${recordName(statement, id)}`;
  write(folder, { [path]: recordText(statement, sshsig) });
  return { ...statement, id, commit: save(folder, statement.signer, messageOf(statement), statement.at) };
}
