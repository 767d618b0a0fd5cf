/** The signature records of the example programs: throw-away keys from named seeds, fixed times and nonces, so that they come out the same each time. */
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { dueOfSection } from "../src/core/asked-signatures.ts";
import { assess } from "../src/core/assess.ts";
import { addDays, type Day } from "../src/core/dates.ts";
import { sectionDigest } from "../src/core/digest.ts";
import { wordingOf } from "../src/core/digests.ts";
import type { Role } from "../src/core/form.ts";
import { policyOf } from "../src/core/policy.ts";
import type { Candidate } from "../src/core/program.ts";
import { sectionsOf } from "../src/core/slots.ts";
import { recordFolder, recordName, type Statement, statementId, statementText } from "../src/core/statement.ts";
import { isAnswered } from "../src/core/status.ts";
import { holdersOf } from "../src/core/turns.ts";
import { viewsOf, type YearView } from "../src/core/view.ts";
import { placesFor, rolesOf } from "../src/core/waiting.ts";
import { candidateIds, loadCandidate } from "../src/data/candidate.ts";
import type { Program } from "../src/data/load.ts";
import type { NewFile } from "../src/data/write.ts";
import { ed25519FromSeed } from "../src/signatures/native-key.ts";
import { recordText } from "../src/signatures/records.ts";
import { signNatively } from "../src/signatures/sshsig.ts";

/** The day up to which people of the examples have signed. */
const asOf = "2025-02-03";
const hash = (text: string) => createHash("sha256").update(text).digest();

/** The throw-away key of an example person. Its private half can be made again by anyone: it proves nothing elsewhere. */
export const exampleKey = (person: string) => ed25519FromSeed(hash(`ilp example key of ${person}`));

/** What somebody of the examples did not sign, and why. */
const declines = [
  {
    candidate: "noor-example",
    document: "year-1/inquiry-ilp",
    section: "initial-goal",
    role: "coach" as Role,
    day: "2024-12-04",
    reason: "Cell 3 does not say yet which result would show growth. We talk about it on Friday.",
  },
];

/** Every record of an example program, as files. */
export async function exampleRecords(program: Program): Promise<NewFile[]> {
  const files: NewFile[] = [];
  for (const id of candidateIds(program.root)) {
    const candidate = await loadCandidate(program, id);
    const status = assess({ ...candidate, records: [] }, program, asOf);
    const views = candidate.profile ? viewsOf(candidate, candidate.profile, program) : [];
    const everyone = program.people.people.flatMap((person) =>
      rolesOf(person.id, id, candidate.profile, program.people, asOf),
    );
    for (const { document, section, slot } of placesFor(status, [
      ...new Set([...everyone, "coach", "supervisor"] as Role[]),
    ])) {
      const due = dueOf(candidate, views, document.name, section.section);
      if (
        !isAnswered(section.state) ||
        due > asOf ||
        (!slot.required && slot.role === "director" && document.form !== "admin-ilp")
      )
        continue;
      const order = { candidate: 0, coach: 1 }[slot.role as string] ?? 2;
      const day = addDays(due, order - 4);
      const statement = statementFor(program, candidate, {
        document: document.name,
        section: section.section,
        role: slot.role,
        day,
      });
      if (statement) files.push(fileOf(statement));
    }
    for (const { reason, ...place } of declines.filter((each) => each.candidate === id)) {
      const statement = statementFor(program, candidate, place, reason);
      if (statement) files.push(fileOf(statement));
    }
  }
  return files;
}

function dueOf(candidate: Candidate, views: YearView[], name: string, section: string): Day {
  const document = candidate.documents.find((each) => each.name === name);
  const view = views.find(({ year }) => year === document?.year);
  const place = document && sectionsOf(document.form, document.value).find((each) => each.section === section);
  return (document && view && place && dueOfSection(document, place, view).due) || asOf;
}

/** Puts the records of this version in the place of those before. */
export function removeRecords(program: Program) {
  for (const id of candidateIds(program.root))
    rmSync(join(program.root, recordFolder(id)), { recursive: true, force: true });
}

function statementFor(
  program: Program,
  candidate: Candidate,
  { document: name, section, role, day }: { document: string; section: string; role: Role; day: Day },
  reason?: string,
): Statement | null {
  const { settings, people } = program;
  const document = candidate.documents.find((each) => each.name === name);
  const [signer] = holdersOf(role, candidate.id, candidate.profile, people, day);
  const declared =
    document && sectionsOf(document.form, document.value).find((each) => each.section === section)?.declared;
  if (!document || !declared || !signer) return null;
  const place = { program: settings.id, candidate: candidate.id, document: name, section };
  const digest = sectionDigest(place, document.value);
  const sentence = settings.statements?.[document.form.sections[declared]?.statement ?? ""];
  if (!digest || !sentence) throw new Error(`${name}#${section} cannot be signed`);
  const act = reason ? "decline" : "sign";
  return {
    ilp: "statement/1",
    act,
    ...place,
    schema: String(document.value.schema),
    digest,
    wording: wordingOf(document.form, section),
    role,
    signer,
    intent: reason ? policyOf(settings).sentences.decline : sentence,
    ...(reason ? { reason } : {}),
    at: `${day}T23:15:00Z`,
    nonce: hash(`ilp example nonce ${candidate.id}/${name}#${section} ${act} ${role}`).toString("hex").slice(0, 32),
  };
}

function fileOf(statement: Statement): NewFile {
  const { privateKey } = exampleKey(statement.signer);
  const seal = signNatively(privateKey, Buffer.from(statementText(statement)));
  const path = `${recordFolder(statement.candidate)}/${recordName(statement, statementId(statement))}`;
  return { path, content: recordText(statement, seal) };
}
