import type { CaseAct } from "../../core/acts/rows.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { nameIn } from "../../core/program/registry.ts";
import { shortId } from "../../core/records/statement.ts";
import { isOf, type Told } from "../../core/review/case-file.ts";
import { findRecord } from "../../signatures/find-record.ts";
import type { CaseContext, CaseStep } from "./open-case.ts";

/** What `--corrects` adds: what stood there, and what the new file says of it. */
export interface Correction<Entry> {
  /** The earlier file; null where none is corrected. */
  earlier: Told<Entry> | null;
  before: Entry | null;
  step: CaseStep;
  entry: { corrects?: string };
  shown: [label: string, text: string][];
}

/** A new file of this kind; with `corrects`, one that stands for an earlier one of the same person. Throws UserError. */
export function correctionOf<Entry>(
  context: CaseContext,
  { corrects }: { corrects?: string },
  act: CaseAct,
  all: Told<Entry>[],
): Correction<Entry> {
  if (corrects === undefined) return { earlier: null, before: null, step: { act, entry: {} }, entry: {}, shown: [] };
  const earlier = earlierOf(context, corrects, act, all);
  const { record, role, day } = earlier;
  const entry = { corrects: record };
  const shown: [string, string][] = [["Stands for", `record ${shortId(record)} of ${day}, which is kept`]];
  return { earlier, before: earlier.entry, step: { act, entry, earlierRole: role }, entry, shown };
}

function earlierOf<Entry>(
  { candidate, program, session }: CaseContext,
  word: string,
  act: CaseAct,
  all: Told<Entry>[],
): Told<Entry> {
  const { id, statement } = findRecord(candidate.records, word);
  const help = `Records and their ids: ilp history ${candidate.id}`;
  if (statement.act !== act) throw new UserError(`Record ${shortId(id)} is of another kind (${statement.act}).`, help);
  if (statement.signer !== session.person.id)
    throw new UserError(
      `Record ${shortId(id)} is by ${nameIn(program.people, statement.signer)}, and nobody else corrects it.`,
      help,
    );
  const found = all.find((each) => isOf(each, id));
  if (found) return found;
  throw new UserError(`Record ${shortId(id)} does not count, or is over; it cannot be corrected.`, help);
}
