import type { Finding } from "../problems/finding.ts";
import { caseFolder, casePlace } from "../records/statement.ts";
import type { Standing } from "../review/standing.ts";

/** A record of the case file, as the place of what is found in it: the very file that says so. */
export const inCase = (
  record: string,
  { candidate }: Standing,
): Required<Pick<Finding, "path" | "pointer" | "document">> => ({
  path: candidate.records?.find(({ id }) => id === record)?.path ?? caseFolder(candidate.id),
  pointer: "",
  document: casePlace.document,
});
