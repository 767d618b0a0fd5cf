import { basename, dirname } from "node:path";
import type { ValidateFunction } from "ajv";
import { canonicalText } from "../core/basics/canonical.ts";
import type { Mapping } from "../core/basics/values.ts";
import { isMapping } from "../core/basics/values.ts";
import { words } from "../core/problems/messages.ts";
import { entryDigest } from "../core/records/entry.ts";
import type { SignatureRecord } from "../core/records/signature.ts";
import { folderOf, isAct, recordName, type Statement, statementId } from "../core/records/statement.ts";
import { decode } from "../data/decode.ts";
import { parseText } from "../data/parse.ts";
import { schemaFindings } from "../data/validate.ts";
import { builtInSchemas } from "../generated/schemas.ts";
import * as validators from "../generated/validators.js";
import { verifySshsig } from "./sshsig.ts";

/** What a record says of itself, before anyone asks Git or people.yaml. */
export type ReadRecord = Omit<SignatureRecord, "recorded" | "added">;

const validate = (validators as unknown as Record<string, ValidateFunction>).validate_record as ValidateFunction;

/**
 * Reads one record file: its shape, its name, its place and its key proof. What is wrong becomes `problem`; nothing is
 * thrown. `path` is from the program's folder.
 */
export async function readRecord(
  bytes: Uint8Array,
  path: string,
  about: { program: string; candidate: string },
): Promise<ReadRecord> {
  const none: ReadRecord = { path, id: "", statement: null, problem: null, seal: null };
  const value = await mappingIn(bytes);
  if (typeof value === "string") return { ...none, problem: value };
  if (typeof value.act === "string" && !isAct(value.act))
    return { ...none, problem: `it is of a kind ("${value.act.slice(0, 40)}") that this version of ilp does not know` };
  const schema = builtInSchemas["record.schema.json"] ?? {};
  const [wrong] = schemaFindings(value, validate, schema, builtInSchemas);
  if (wrong) return { ...none, problem: words({ code: wrong.code, data: wrong.data }).message.replace(/\.$/, "") };
  const { sshsig, ...fields } = value;
  const statement = fields as unknown as Statement;
  const text = canonicalOrNull(fields);
  if (text === null) return { ...none, problem: "it holds characters that cannot be signed safely" };
  const id = statementId(statement);
  const read = { ...none, id, statement, problem: misplaced(statement, id, path, about) };
  return typeof sshsig === "string" && read.problem === null ? { ...read, seal: sealOf(sshsig, text) } : read;
}

async function mappingIn(bytes: Uint8Array): Promise<Mapping | string> {
  const decoded = decode(bytes);
  if ("problem" in decoded) return words(decoded.problem).message.replace(/\.$/, "");
  const parsed = await parseText(decoded.text);
  if ("problem" in parsed) return words(parsed.problem).message.replace(/\.$/, "");
  return isMapping(parsed.value) ? parsed.value : "it is no record";
}

function canonicalOrNull(fields: Mapping): string | null {
  try {
    return canonicalText(fields);
  } catch {
    return null;
  }
}

/** A record must lie where it says, under the name its content gives, in the program it was made for. */
function misplaced(
  statement: Statement,
  id: string,
  path: string,
  { program, candidate }: { program: string; candidate: string },
): string | null {
  if (statement.program !== program) return `it was made for the program "${statement.program}", not for "${program}"`;
  if (statement.candidate !== candidate) return `it was made for ${statement.candidate}, and lies with ${candidate}`;
  if (dirname(path) !== folderOf(statement))
    return `it was made for ${candidate}, and belongs into ${folderOf(statement)}`;
  if (basename(path) !== recordName(statement, id))
    return "it was edited after it was made: its content does not fit its name";
  if (statement.entry && entryDigest(statement, statement.entry) !== statement.digest)
    return "its digest is not that of what it says";
  return null;
}

function sealOf(sshsig: string, text: string): ReadRecord["seal"] {
  const verdict = verifySshsig(sshsig, Buffer.from(text));
  return verdict.good ? { fingerprint: verdict.key.fingerprint } : { problem: verdict.reason };
}

/** The text of a record file. Everything that YAML could read as something else is in quotes. */
export function recordText(statement: Statement, sshsig: string | null): string {
  const all = { ...statement, ...(sshsig ? { sshsig } : {}) };
  const fields = Object.entries(all).filter(([, value]) => value !== undefined);
  // JSON is YAML; the quick reader takes both.
  return fields.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join("");
}
