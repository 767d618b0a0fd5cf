/** The combined example program, and its candidates with their records: as they lie in the folder, proved by key. */
import type { Candidate } from "../../src/core/program/program.ts";
import { loadCandidate } from "../../src/data/candidate.ts";
import { loadProgram, type Program } from "../../src/data/load.ts";
import { type Clock, withRecords } from "../../src/signatures/stand.ts";

export const asOf = "2025-02-03";
export const program = await loadProgram("examples/combined");
/** Any moment after the examples were signed; their days end in California before the day in UTC does. */
export const clock: Clock = { now: new Date("2025-02-04T12:00:00Z"), dayOf: (at) => at.slice(0, 10) };

export async function signedCandidate(from: Program, id: string): Promise<Candidate> {
  const [candidate] = await withRecords(from, [await loadCandidate(from, id)], clock, asOf, async () => null);
  if (!candidate) throw new Error(`there is no ${id}`);
  return candidate;
}
