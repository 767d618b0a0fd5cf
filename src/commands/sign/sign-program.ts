import { digestOf } from "../../core/forms/digest.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { nameIn } from "../../core/program/registry.ts";
import { slotsOf } from "../../core/records/slots.ts";
import { programId, shortId } from "../../core/records/statement.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { makeRecord, stated } from "../../signatures/make.ts";
import { registryAsCandidate } from "../../signatures/stand.ts";
import { clockOf, openProgram } from "../program/open.ts";
import { type AskedSheet, agreed } from "../recording/agreed.ts";
import { savedTextOf } from "../recording/saved-text.ts";
import { afterwards, beginSigning, proofFor } from "../recording/session.ts";
import type { SignOptions } from "./sign-section.ts";

const documents = ["people", "program"] as const;

/** A registrar signs people.yaml and program.yaml, so that nobody changes who is who unnoticed (signatures.md 7.7). */
export async function signProgram(options: SignOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const session = await beginSigning(io, program, options);
  const { person, repository, identity } = session;
  const policy = policyOf(program.settings);
  if (!policy.registrars.includes(person.id))
    throw new UserError(
      `${person.name} is no registrar of this program.`,
      "Registrars are named in program.yaml: signatures, registrars.",
    );
  const chosen = documents.filter((name) => options.document === undefined || options.document === name);
  if (chosen.length === 0)
    throw new UserError(`There is no "${options.document}" to sign.`, "There are: people, program.");
  const registry = await registryAsCandidate(program, clockOf(io, program), repository);
  for (const name of chosen) {
    const document = registry.documents.find((each) => each.name === name);
    if (!document) throw new UserError(`${name}.yaml cannot be read.`, "See why: ilp check");
    const { file, form, value } = document;
    const [slot] = slotsOf(form, name, { section: ".", declared: ".", pointer: "" }, registry.records ?? []);
    if (slot?.accepted) {
      io.out(`${file} is signed already, and nothing in it has changed since.\n`);
      continue;
    }
    const place = { program: program.settings.id, candidate: programId, document: name, section: "." };
    const schema = String(value.schema ?? "");
    const digest = digestOf({ ...place, schema }, value);
    const text = await savedTextOf(repository, { ...place, digest, file });
    if (!text.saved && !options.save)
      throw new UserError(`${file} has changes that are not saved in Git.`, "Save and sign in one step: --save");
    const proof = await proofFor(session, "registrar");
    const intent = policy.sentences.registry;
    const sheet: AskedSheet = {
      title: form.title,
      under: { is: "text", fields: [], data: value },
      blocks: [
        {
          is: "word",
          person: nameIn(program.people, person.id),
          as: "registrar",
          sentence: intent,
          proof: proof.says,
          brief: true,
        },
      ],
      question: "Sign?",
      no: "Not signed.",
      apart: true,
    };
    if (!(await agreed(sheet, options, io))) return 2;
    const made = await makeRecord(
      repository,
      stated({ act: "sign", ...place, schema, digest, role: "registrar", signer: person.id, intent }, io.now()),
      proof.signer,
      identity,
      {
        saved: text.saved ? [] : [{ path: file, content: text.content }],
        unchanged: [{ path: file, blob: text.blob }],
      },
    );
    io.out(`Signed: ${file}. Record ${shortId(made.id)}.\n${afterwards(made.deferred)}`);
  }
  return 0;
}
