import { join, relative, resolve } from "node:path";
import { dossierOf } from "../../core/reports/dossier.ts";
import { standingOf } from "../../core/review/standing.ts";
import { loadCandidate } from "../../data/candidate.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { dossierIndex, dossierText } from "../../views/dossier.ts";
import { dossierPage } from "../../word/dossier-page.ts";
import { clockOf, dayOf, knownCandidate, openProgram, type Where } from "../program/open.ts";
import { writeDossier } from "./dossier-folder.ts";
import { caseFiles, caseLook } from "./dossier-material.ts";
import { auditorsPage, caseTexts } from "./dossier-texts.ts";
import { printComputed } from "./print-computed.ts";

export interface DossierOptions extends Pick<Where, "program"> {
  candidate: string;
  out?: string;
}

/** Writes the case file of a candidate for an appeal. Always 0: it tells everything, it does not judge. */
export async function dossier(options: DossierOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const read = await loadCandidate(program, await knownCandidate(program, options.candidate));
  const clock = clockOf(io, program);
  const looked = await caseLook(program, read, clock);
  const { candidate, history, repository } = looked;
  const { files: copied, ...found } = await caseFiles(program, looked, clock);
  const standing = standingOf(candidate, program);
  const { files: texted, texts } = await caseTexts(repository, { program, standing, clock });
  const asOf = dayOf(io, program, {});
  const told = dossierOf({ standing, asOf, history, ...found, texts });
  const files = [...copied, ...texted, auditorsPage()];
  const { bytes } = await printComputed({ program, candidate, ...dossierPage(told) });
  const names = files.map(({ path }) => path);
  const out = resolve(io.cwd, options.out ?? join(program.root, "export"));
  const place = `${candidate.id}/dossier`;
  writeDossier(out, place, [
    { path: "dossier.docx", content: bytes },
    { path: "index.md", content: dossierIndex(told, names) },
    ...files,
  ]);
  io.out(dossierText(told, join(relative(io.cwd, out), place), names, io));
  return 0;
}
