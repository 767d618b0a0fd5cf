import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answers } from "../../src/core/forms/answers.ts";
import type { Document } from "../../src/core/program/program.ts";
import { profileFacts, viewsOf } from "../../src/core/review/year.ts";
import { candidateIds, loadCandidate } from "../../src/data/candidate.ts";
import { loadProgram } from "../../src/data/load.ts";
import { type ExportedFile, exportCandidate } from "../../src/word/export.ts";
import { readProse } from "../../src/word/prose.ts";

/** A file of the example programs with the answers it must hold. */
export interface Printed extends ExportedFile {
  candidate: string;
  /** Answers in people's own words, without the marks for bold, lists and links. */
  texts: string[];
}

/** Everything `ilp export` makes of an example program. */
export async function printedExamples(program: "combined" | "hart"): Promise<Printed[]> {
  const read = await loadProgram(join("examples", program));
  const printed: Printed[] = [];
  for (const id of candidateIds(read.root)) {
    const candidate = await loadCandidate(read, id);
    if (!candidate.profile) throw new Error(`${id} cannot be read`);
    const views = viewsOf(candidate, read);
    const { files, problems } = exportCandidate({
      rulebook: read,
      asOf: "2030-01-01",
      views,
      readTemplate: (form) => readFileSync(join("templates", "word", `${form}.docx`)),
      readEvidence: (path) => readFileSync(join(read.root, "candidates", id, "evidence", path)),
    });
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
    const textsOf = (names: string[]) =>
      candidate.documents.filter(({ name }) => names.includes(name)).flatMap((document) => proseOf(document, views));
    printed.push(...files.map((file) => ({ ...file, candidate: id, texts: textsOf(file.documents) })));
  }
  return printed;
}

function proseOf(document: Document, views: ReturnType<typeof viewsOf>): string[] {
  const view = views.find(({ year }) => year === document.year) ?? views[0];
  if (!view) return [];
  return [...answers(document.form.fields, document.value, { settings: view.settings, profile: profileFacts(view) })]
    .filter(
      ({ field, value }) =>
        (field.kind === "text" || field.kind === "line") &&
        field.print !== "never" &&
        field.prefill !== "each" &&
        !field.ref &&
        !field.choices &&
        typeof value === "string" &&
        field.key !== "id",
    )
    .flatMap(({ value }) => readProse(String(value)).map(({ spans }) => spans.map(({ text }) => text).join("")));
}

/** Text as it is compared: no spaces, no ligatures. */
export const bare = (text: string) => text.normalize("NFKC").replace(/\s+/g, "");
