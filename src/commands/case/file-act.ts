import { CanonError } from "../../core/basics/canonical.ts";
import type { Mapping } from "../../core/basics/values.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { nameIn } from "../../core/program/registry.ts";
import { entryDigest } from "../../core/records/entry.ts";
import { roleLabel } from "../../core/records/labels.ts";
import { caseFolder, shortId } from "../../core/records/statement.ts";
import { sentenceOf } from "../../core/records/words.ts";
import { momentAfter } from "../../core/review/dry-run.ts";
import type { ExitCode } from "../../main.ts";
import { makeRecord, type Saved, type Saying, stated } from "../../signatures/make.ts";
import { readRecord, recordText } from "../../signatures/records.ts";
import { safe, wrap } from "../../views/paint.ts";
import { type AskedSheet, agreed } from "../recording/agreed.ts";
import { refusal } from "../recording/refusal.ts";
import { afterwards, proofFor } from "../recording/session.ts";
import { type CaseContext, type CaseStep, refusalOf, sayingOf, withNewRecords } from "./open-case.ts";

/** What is put into the case file. */
export interface Filing extends CaseStep {
  role: Role;
  title: string;
  /** What is shown before it is recorded: what it is called, and what was said. */
  shown: [label: string, text: string | undefined][];
  /** Files that are kept with it. */
  saved?: Saved[];
  /** What to do next, once it is recorded. */
  next?: string[];
}

const readers = "Everybody who can read this repository reads this, the candidate and the coach included.";

/** Shows what is recorded, and who can read it; asks once, and records. Throws UserError with nothing written. */
export async function fileCase(context: CaseContext, filing: Filing): Promise<ExitCode> {
  const { io, program, session, candidate, options } = context;
  const { person, identity, repository } = session;
  const { act, role, entry, of } = filing;
  const intent = sentenceOf(act, policyOf(program.settings));
  const digest = digestOrRefuse(context, entry);
  const saying = sayingOf(context, { act, role, intent, entry, digest, ...(of ? { of } : {}) });
  await refuseUnreadable(context, saying);
  const proof = await proofFor(session, role);
  const title = safe(`${filing.title}, ${nameIn(program.people, candidate.id, candidate.profile.name)}`);
  const lines = filing.shown.flatMap(([label, text]) => (text ? { text: `${label}: ${text}`, depth: 1, hang: 1 } : []));
  const as = roleLabel(role, program.settings.labels);
  const sheet: AskedSheet = {
    title,
    under: { is: "lines", lines },
    blocks: [
      {
        is: "word",
        person: nameIn(program.people, person.id),
        as,
        sentence: intent,
        proof: proof.says,
        notes: [readers],
      },
    ],
    question: "Record it?",
    apart: true,
  };
  if (!(await agreed(sheet, options, io))) return 2;
  // Somebody may have been quicker while this was read.
  const now = io.interactive ? await withNewRecords(context) : context;
  refuseLate(now, filing, role);
  const statement = stated(saying, momentAfter(now.candidate.records, io.now()));
  const still = async () => refuseLate(await withNewRecords(context), filing, role);
  const made = await makeRecord(repository, statement, proof.signer, identity, { saved: filing.saved ?? [], still });
  const next = [...(filing.next ?? []), "To share it: ilp send"].map((line) => nextLine(safe(line), io.columns));
  const recorded = wrap(`Recorded: ${title}. Record ${shortId(made.id)}.`, io.columns);
  io.out(`${recorded}\n${afterwards(made.deferred)}\n${next.join("\n")}\n`);
  return 0;
}

/** Throws UserError for what would not count beside the records that are there by now. */
function refuseLate(now: CaseContext, filing: Filing, role: Role) {
  const refused = refusalOf(now, filing, role, now.io.now());
  if (refused) throw refusal(refused, filing.help ?? `See: ilp status ${now.candidate.id}`);
}

/** Commands are not broken: they are copied. */
const nextLine = (line: string, width: number) => {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return /\bilp [a-z]/.test(line) ? line : indent + wrap(line.trimStart(), width, `${indent}   `);
};

function digestOrRefuse({ program, candidate }: CaseContext, entry: Mapping): string {
  try {
    return entryDigest({ program: program.settings.id, candidate: candidate.id }, entry);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    throw new UserError(
      `This holds ${error.reason} (${error.pointer.slice(1)}); it cannot be signed.`,
      "Take that out, then run the command again. Nothing was written.",
    );
  }
}

/** What could not be read again afterwards is not written. Throws UserError. */
async function refuseUnreadable({ io, candidate, program }: CaseContext, saying: Saying) {
  const bytes = Buffer.from(recordText(stated(saying, io.now()), null));
  const about = { program: program.settings.id, candidate: candidate.id };
  const { statement, problem } = await readRecord(bytes, `${caseFolder(candidate.id)}/x.yaml`, about);
  // The name of the file is given later.
  if (statement === null && problem)
    throw new UserError(
      `This cannot be recorded: ${problem.replace(/^This file/, "it")}.`,
      "Change that, then run the command again. Nothing was written.",
    );
}
