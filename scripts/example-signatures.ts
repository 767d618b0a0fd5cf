/** The records of the example programs: what people signed, handed in, decided and wrote into case files, as files. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { recordFolders } from "../src/core/records/statement.ts";
import { candidateIds, loadCandidate } from "../src/data/candidate.ts";
import type { Program } from "../src/data/load.ts";
import type { NewFile } from "../src/data/write.ts";
import { caseFiles } from "./example-case.ts";
import { exampleOf } from "./example-days.ts";
import { feedbackOf, reviewsOf, signaturesOf } from "./example-reviews.ts";
import { fileOf } from "./example-statements.ts";
import { toldOf } from "./example-told.ts";

export { exampleKey } from "./example-statements.ts";

/** Every record of an example program, and what is attached to them, as files. */
export async function exampleRecords(program: Program): Promise<NewFile[]> {
  const files: NewFile[] = [];
  for (const id of candidateIds(program.root)) {
    const example = exampleOf(program, await loadCandidate(program, id));
    const told = toldOf(example);
    const signed = signaturesOf(example);
    const statements = [...signed, ...reviewsOf(example, signed), ...feedbackOf(example, signed)];
    files.push(...[...statements, ...told.map(({ statement }) => statement)].map(fileOf), ...caseFiles(example, told));
  }
  return files;
}

/** Puts the records of this version in the place of those before. */
export function removeRecords(program: Program) {
  for (const folder of candidateIds(program.root).flatMap(recordFolders))
    rmSync(join(program.root, folder), { recursive: true, force: true });
}
