/** Records made by hand, as a forger or another program would make them, and what `ilp verify` says of them. */
import { cpSync } from "node:fs";
import { expect } from "vitest";
import { parse } from "yaml";
import { sectionDigest } from "../../../src/core/forms/digest.ts";
import type { Role } from "../../../src/core/forms/form.ts";
import {
  messageOf,
  recordFolder,
  recordName,
  type Statement,
  statementId,
  statementText,
} from "../../../src/core/records/statement.ts";
import { type Saying, stated } from "../../../src/signatures/make.ts";
import { recordText } from "../../../src/signatures/records.ts";
import { signNatively } from "../../../src/signatures/sshsig.ts";
import { git, ilpWith, plaindir, write } from "../../cli.ts";
import { keyOf, type PersonId } from "./people.ts";
import { as, importCommit, newProgram, textIn } from "./program.ts";

export const intent = "Cells 1 to 4 are proficiently complete.";

export interface Said extends Partial<Omit<Statement, "role" | "signer" | "at">> {
  role: Role;
  signer: PersonId;
  /** Whose key it is made with; none when left out. */
  key?: string;
  /** Whose name Git's history has; the signer's when left out. */
  by?: PersonId;
  at?: string;
}

/** The moment of every test, as test/cli.ts has it. */
export const now = "2026-11-21T20:00:00Z";

/** Everything somebody says about a part as it lies in the folder: with other words where the test has some. */
export function sayingOf(folder: string, { key: _, by: __, at: ___, ...said }: Said): Saying {
  const { candidate = "candidate-one", document = "year-1/inquiry-ilp", section = "initial-goal" } = said;
  const place = { program: "test-program", candidate, document, section };
  const value = parse(textIn(folder, `${candidate === "program" ? "" : `candidates/${candidate}/`}${document}.yaml`));
  const digest = sectionDigest(place, value) ?? "";
  return { act: "sign", ...place, schema: value.schema, digest, intent, ...said };
}

export interface Put {
  id: string;
  path: string;
  statement: Statement;
}

/** Makes a record and saves it in Git in one go, past everything that `ilp sign` asks; the message as the test has it. */
export async function put(folder: string, said: Said, message?: string): Promise<Put> {
  const { key, by = said.signer, at = now } = said;
  const statement = stated(sayingOf(folder, said), new Date(at));
  const id = statementId(statement);
  const path = `${recordFolder(statement.candidate)}/${recordName(statement, id)}`;
  const seal = key ? signNatively(keyOf(key).privateKey, Buffer.from(statementText(statement))) : null;
  const content = recordText(statement, seal);
  write(folder, { [path]: content });
  importCommit(folder, { [path]: content }, { person: by, at, message: message ?? messageOf(statement) });
  return { id, path, statement };
}

export const coach = { role: "coach", signer: "coach-one", key: "coach-one" } as const;

let signed: string | undefined;

/** The program, with part 1 of candidate one signed by coach one with a key, through the command. A fresh copy. */
export async function signedProgram(): Promise<string> {
  if (signed === undefined) {
    const folder = newProgram();
    const ran = await as("coach-one")(folder, "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
    if (ran.code !== 0) throw new Error(ran.err);
    signed = folder;
  }
  const copy = plaindir();
  cpSync(signed, copy, { recursive: true });
  return copy;
}

export interface Row {
  id: string;
  path: string;
  act: string;
  role: string;
  signer: string;
  address: string;
  state: string;
  assurance: string;
  accepted: boolean;
  reason: string;
  remarks: string[];
  commit: string;
}

export interface Looked {
  code: number;
  rows: Row[];
  slots: { document: string; section: string; role: string; state: string; accepted: boolean; record: string }[];
  damage: { path: string; status: string; by: string }[];
  attachments: { record: string; path: string; state: string; here: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is tested
  json: any;
}

/** `ilp verify --json`, whose code and shape go together. */
export async function look(folder: string, ...args: string[]): Promise<Looked> {
  return lookWith({}, folder, ...args);
}

export async function lookWith(changes: Parameters<typeof ilpWith>[0], folder: string, ...args: string[]) {
  const { code, out, err } = await ilpWith(changes, folder, "verify", "--json", ...args);
  if (out === "") throw new Error(err);
  const json = JSON.parse(out);
  expect([json.ok, json.tampered]).toEqual([code === 0, code === 4]);
  const of = (what: string) => json.candidates.flatMap((each: Record<string, unknown>) => each[what]);
  const lists = { rows: of("records"), slots: of("slots"), damage: of("damage"), attachments: of("attachments") };
  return { code, ...lists, json } as Looked;
}

/** What the only record, or the one of this id, is worth: "valid/key", "stale/name", with a star when it counts. */
export function worth({ rows }: Looked, id?: string): string {
  const found = id === undefined ? rows : rows.filter((each) => each.id === id);
  const [row] = found;
  if (!row || found.length > 1) return `${found.length} records`;
  return `${row.state}/${row.assurance}${row.accepted ? "*" : ""}`;
}

export const onlyRecord = (folder: string, candidate = "candidate-one"): string =>
  git(folder, "ls-tree", "-r", "--name-only", "HEAD", `candidates/${candidate}/signatures`)
    .trim()
    .replaceAll("\n", "|");
