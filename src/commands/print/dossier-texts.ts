import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../core/basics/canonical.ts";
import { matches } from "../../core/forms/form.ts";
import type { Document } from "../../core/program/program.ts";
import { isOfProcess } from "../../core/review/out-of-turn.ts";
import type { Standing } from "../../core/review/standing.ts";
import { viewsOf } from "../../core/review/year.ts";
import type { Program } from "../../data/load.ts";
import { packageFolder } from "../../data/package-folder.ts";
import type { NewFile } from "../../data/write.ts";
import type { Repository } from "../../git/open.ts";
import { type SignedVersion, signedVersions } from "../../signatures/signed-versions.ts";
import { type Clock, judgeFor } from "../../signatures/stand.ts";
import { exportCandidate } from "../../word/export.ts";
import { findTemplate, readOrNull } from "./find-template.ts";
import { printedSignatures } from "./printed-signatures.ts";

/** Where a candidate's texts are printed from. */
interface Printing {
  program: Program;
  standing: Standing;
  clock: Clock;
}

/**
 * The documents as they were when somebody signed, handed in or decided, byte for byte; what was handed in or decided on
 * as a Word form too. `texts` names them by record id.
 */
export async function caseTexts(
  repository: Repository | null,
  printing: Printing,
): Promise<{ files: NewFile[]; texts: Map<string, string> }> {
  const files: NewFile[] = [];
  const texts = new Map<string, string>();
  const versions = repository ? await signedVersions(repository, printing.standing.candidate.records ?? []) : [];
  for (const version of versions) {
    const name = nameOf(version, printing.clock);
    const mine: NewFile[] = [{ path: `${name}.yaml`, content: version.bytes }];
    const word = version.records.some(isOfProcess) ? await printedThen(version, printing) : null;
    if (word) mine.push({ path: `${name}.docx`, content: word });
    files.push(...mine);
    for (const { id } of version.records) texts.set(id, mine.map(({ path }) => path).join(", "));
  }
  return { files, texts };
}

/** year-1-inquiry-ilp-2026-11-12-1a2b3c4d: in order of time for each document, one name for one content. */
const nameOf = ({ document, at, bytes }: SignedVersion, { dayOf }: Clock) =>
  `texts/${document.replaceAll("/", "-")}-${dayOf(at)}-${sha256(bytes).slice("sha256:".length).slice(0, 8)}`;

/** The Word form of a document as it was, with the signatures that hold for that text; null when it cannot be printed now. */
async function printedThen(
  { document: name, value, at }: SignedVersion,
  printing: Printing,
): Promise<Uint8Array | null> {
  const { program, standing, clock } = printing;
  const { candidate, caseFile } = standing;
  const form = program.forms.find((each) => matches(each, name));
  const template = form?.word && program.validatorOf(form.id)(value) ? await findTemplate(form, program) : null;
  if (!form || !template || !candidate.profile) return null;
  const now = candidate.documents.find((each) => each.name === name);
  const year = Number(/^year-(\d+)/.exec(name)?.[1]) || null;
  const then: Document = { form, name, year, value, file: now?.file ?? `candidates/${candidate.id}/${name}.yaml` };
  const documents = [...candidate.documents.filter((each) => each !== now), then];
  const judged = judgeFor(program, { ...candidate, documents }, candidate.records ?? [], clock);
  // What was said about another text does not stand on this one.
  const records = judged.filter(({ state }) => state !== "stale");
  const past = { ...candidate, documents, records };
  const { files } = exportCandidate({
    rulebook: program,
    asOf: clock.dayOf(at),
    views: viewsOf(past, program, caseFile.extensions),
    readTemplate: () => template,
    ...printedSignatures(past, program),
    readEvidence: (path) => readOrNull(join(program.root, "candidates", candidate.id, "evidence", path)),
    select: [name],
    allowMissing: true,
  });
  return files[0]?.bytes ?? null;
}

/** How to verify a record without ilp: the page of this package. */
export const auditorsPage = (): NewFile => ({
  path: "verifying-signatures.md",
  content: readFileSync(join(packageFolder(), "docs", "verifying-signatures.md")),
});
