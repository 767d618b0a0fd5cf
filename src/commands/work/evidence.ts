import { isBlank, text } from "../../core/basics/values.ts";
import { records } from "../../core/findings/facts.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { evidenceMatrix as matrixOf } from "../../core/reports/evidence-matrix.ts";
import { loadCandidate } from "../../data/candidate.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { matrixText } from "../../views/matrix.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { chosenCandidate, openProgram, type Where } from "../program/open.ts";

export interface EvidenceOptions extends Where, ReportOptions {
  candidate?: string;
}

/** Which element, where is the evidence. */
export async function listEvidence(options: EvidenceOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const id = await chosenCandidate(program, options.candidate);
  const document = (await loadCandidate(program, id)).documents.find(({ form }) => form.id === "evidence");
  if (!document)
    throw new UserError(`The evidence index of ${id} cannot be read, or is not there.`, `See why: ilp check ${id}`);
  const all = records(document.value.items);
  const rows = matrixOf(all);
  const loose = all
    .filter((item) => isBlank(item.elements) && isBlank(item.cpsels))
    .map((item) => text(item.title) || text(item.id));
  await report(
    {
      text: () => matrixText(rows, loose, io),
      json: () => jsonText({ candidate: id, elements: rows, withoutElement: loose }),
    },
    options,
    io,
  );
  return 0;
}
