import { policyOf } from "../../core/program/policy.ts";
import type { Candidate } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { proofWords } from "../../core/records/signature.ts";
import { addressOf, shortId } from "../../core/records/statement.ts";
import { titleOfAct } from "../../core/records/words.ts";
import { momentAfter } from "../../core/review/dry-run.ts";
import { openRepository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import { findRecord, type Known } from "../../signatures/find-record.ts";
import { makeRecord, type Saying, stated } from "../../signatures/make.ts";
import { registryAsCandidate } from "../../signatures/stand.ts";
import type { SheetLine } from "../../views/sheet.ts";
import { candidatesOf, clockOf, dayOf, openProgram } from "../program/open.ts";
import { type AskedSheet, agreed } from "./agreed.ts";
import { afterwards, beginSigning, proofFor, type Session, type SignerOptions } from "./session.ts";

export interface RecordOptions extends SignerOptions {
  record: string;
}

/** What is said about a record: in which role, under which sentence, and what it is asked with. */
export interface Word {
  act: "witness" | "revoke";
  sentence: "witness" | "withdraw";
  question: (target: Known) => string;
  done: (target: Known) => string;
  role: (session: Session, target: Known) => Saying["role"];
  /** Throws UserError when this person cannot say it with this proof. `candidates`: with all records that there are. */
  allowed: (session: Session, target: Known, keyed: boolean, candidates: Candidate[]) => void;
}

/** What a word about a record says of where that record belongs. */
export const aboutRecord = ({ id, statement }: Known) => {
  const { program, candidate, document, section, schema, digest } = statement;
  return { program, candidate, document, section, schema, digest, of: id };
};

/** Records a word about another record, once the person has seen it and agreed. False: they did not. Throws UserError. */
export async function sayAbout(options: RecordOptions, word: Word, io: Io): Promise<boolean> {
  const program = await openProgram(io, options);
  const candidates = await candidatesOf(io, program, dayOf(io, program, {}));
  const registry = await registryAsCandidate(program, clockOf(io, program), await openRepository(program.root));
  const all = [registry, ...candidates];
  const target = findRecord(
    all.flatMap(({ records }) => records ?? []),
    options.record,
  );
  const session = await beginSigning(io, program, options);
  const { person, identity, repository } = session;
  const role = word.role(session, target);
  const { statement } = target;
  word.allowed(session, target, true, candidates);
  const proof = await proofFor(session, role);
  word.allowed(session, target, proof.signer !== null, candidates);
  const intent = policyOf(program.settings).sentences[word.sentence];
  const saying: Saying = {
    ...aboutRecord(target),
    act: word.act,
    role,
    signer: person.id,
    intent,
  };
  const sheet: AskedSheet = {
    title: `Record ${shortId(target.id)}: ${addressOf(statement)}`,
    under: { is: "lines", lines: toldOf(target, nameIn(program.people, statement.signer)) },
    blocks: [
      {
        is: "word",
        person: nameIn(program.people, person.id),
        as: role,
        sentence: intent,
        proof: proof.says,
        brief: true,
      },
    ],
    question: word.question(target),
  };
  if (!(await agreed(sheet, options, io))) return false;
  const beside = all.find(({ id }) => id === target.statement.candidate)?.records ?? [];
  const moment = momentAfter(beside, io.now());
  const made = await makeRecord(repository, stated(saying, moment), proof.signer, identity);
  io.out(`${word.done(target)} Record ${shortId(made.id)}.\n${afterwards(made.deferred)}\nTo share it: ilp send\n`);
  return true;
}

/** A record, before something is said about it. */
const toldOf = ({ statement, day, assurance }: Known, name: string): SheetLine[] => [
  ...(statement.act === "sign" ? [] : [{ text: titleOfAct(statement), depth: 1 }]),
  { text: `${name} as ${statement.role}, ${day ?? ""}, ${proofWords[assurance]}`, depth: 1 },
  { text: `"${statement.intent}"`, depth: 1 },
];
