/** How people of the examples make records: throw-away keys from named seeds, fixed times and nonces, so that they come out the same each time. */

import { createHash } from "node:crypto";
import type { CaseAct } from "../src/core/acts/rows.ts";
import type { Day } from "../src/core/basics/dates.ts";
import type { Mapping } from "../src/core/basics/values.ts";
import { sectionDigest } from "../src/core/forms/digest.ts";
import type { Role } from "../src/core/forms/form.ts";
import { holdersOf } from "../src/core/program/holders.ts";
import { policyOf, type Sentence } from "../src/core/program/policy.ts";
import type { Candidate } from "../src/core/program/program.ts";
import { wordingOf } from "../src/core/records/digests.ts";
import { entryDigest } from "../src/core/records/entry.ts";
import { placesIn } from "../src/core/records/slots.ts";
import {
  type Act,
  casePlace,
  folderOf,
  recordName,
  type Statement,
  statementId,
  statementText,
} from "../src/core/records/statement.ts";
import { sentenceOf } from "../src/core/records/words.ts";

import type { Program } from "../src/data/load.ts";
import type { NewFile } from "../src/data/write.ts";
import { ed25519FromSeed } from "../src/signatures/native-key.ts";
import { recordText } from "../src/signatures/records.ts";
import { signNatively } from "../src/signatures/sshsig.ts";

const hash = (text: string) => createHash("sha256").update(text).digest();

/** The throw-away key of an example person. Its private half can be made again by anyone: it proves nothing elsewhere. */
export const exampleKey = (person: string) => ed25519FromSeed(hash(`ilp example key of ${person}`));

/** Something a person of the examples did, as `statementOf` needs it. */
export interface Deed {
  act: Act;
  role: Role;
  day: Day;
}

/** Something done with a part of a document. `text`: the document as it was then, where it is another now. */
export interface PartDeed extends Deed {
  document: string;
  section: string;
  text?: Mapping;
  reason?: string;
  decision?: "YES" | "NO";
  feedback?: string;
  resubmitBy?: Day;
  covers?: string[];
}

/** Something written into the case file. */
export interface CaseDeed extends Deed {
  act: CaseAct;
  entry: Mapping;
  of?: string;
}

interface About {
  program: Program;
  candidate: Candidate;
}

/** What somebody of the examples said about a part; null where the part, or whoever holds the role, is not there. */
export function partStatement(about: About, deed: PartDeed): Statement | null {
  const { program, candidate } = about;
  const { document: name, section, act, role, day, text, reason, decision, feedback, resubmitBy, covers } = deed;
  const document = candidate.documents.find((each) => each.name === name);
  const signer = signerOf(about, deed);
  const { form, value } = document ?? {};
  const parts = form ? [...Object.keys(form.sections), ...form.review, ...form.feedback] : [];
  const declared = value && placesIn(parts, value).find((each) => each.section === section)?.declared;
  if (!form || !value || !declared || !signer) return null;
  const place = { program: program.settings.id, candidate: candidate.id, document: name, section };
  const digest = sectionDigest(place, text ?? value);
  const { sentences } = policyOf(program.settings);
  const intent =
    act === "sign"
      ? program.settings.statements?.[form.sections[declared]?.statement ?? ""]
      : sentences[decision ? (decision === "YES" ? "review-yes" : "review-no") : (act as Sentence)];
  if (!digest || !intent) throw new Error(`${name}#${section} cannot be signed`);
  const again = text || (act !== "sign" && act !== "decline") ? ` ${day}` : "";
  return {
    ilp: "statement/1",
    act,
    ...place,
    schema: String(value.schema),
    digest,
    wording: wordingOf(form, section),
    role,
    signer,
    intent,
    ...(reason ? { reason } : {}),
    ...(decision ? { decision } : {}),
    ...(feedback ? { feedback } : {}),
    ...(resubmitBy ? { resubmit_by: resubmitBy } : {}),
    ...(covers ? { covers } : {}),
    at: `${day}T23:15:00Z`,
    nonce: nonceOf(`${candidate.id}/${name}#${section} ${act} ${role}${again}`),
  };
}

/** What somebody of the examples wrote into the case file. */
export function caseStatement(about: About, deed: CaseDeed): Statement {
  const { program, candidate } = about;
  const { act, role, day, entry, of } = deed;
  const place = { program: program.settings.id, candidate: candidate.id };
  const signer = signerOf(about, deed);
  if (!signer) throw new Error(`nobody is ${role} of ${candidate.id} on ${day}`);
  return {
    ilp: "statement/1",
    act,
    ...place,
    ...casePlace,
    digest: entryDigest(place, entry),
    role,
    signer,
    intent: sentenceOf(act, policyOf(program.settings)),
    ...(of ? { of } : {}),
    entry,
    at: `${day}T23:15:00Z`,
    nonce: nonceOf(`${candidate.id}/case ${act} ${role} ${day}`),
  };
}

const signerOf = ({ program, candidate }: About, { role, day }: Deed): string | undefined =>
  holdersOf(role, candidate.id, candidate.profile, program.people, day)[0];

const nonceOf = (what: string) => hash(`ilp example nonce ${what}`).toString("hex").slice(0, 32);

/** The record of a statement, made with the signer's throw-away key. */
export function fileOf(statement: Statement): NewFile {
  const { privateKey } = exampleKey(statement.signer);
  const seal = signNatively(privateKey, Buffer.from(statementText(statement)));
  const path = `${folderOf(statement)}/${recordName(statement, statementId(statement))}`;
  return { path, content: recordText(statement, seal) };
}
