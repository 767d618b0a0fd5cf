import { type CaseAct, rowOf } from "../../core/acts/rows.ts";
import type { Mapping } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { nameIn } from "../../core/program/registry.ts";
import { shortId } from "../../core/records/statement.ts";
import { type CaseFile, isOf } from "../../core/review/case-file.ts";
import { findRecord } from "../../signatures/find-record.ts";
import type { CaseContext } from "./open-case.ts";

/** A file of the case, as it reads now. */
export type Earlier = CaseFile["told"][number];

/** The earlier file of the same person that a new one stands for; null where none is named. Throws UserError. */
export function earlierFile(context: CaseContext, act: CaseAct, word: string | undefined): Earlier | null {
  if (word === undefined || !rowOf(act).correctable) return null;
  const { candidate, program, session, file } = context;
  const { id, statement } = findRecord(candidate.records, word);
  const help = `Records and their ids: ilp history ${candidate.id}`;
  if (statement.act !== act) throw new UserError(`Record ${shortId(id)} is of another kind (${statement.act}).`, help);
  if (statement.signer !== session.person.id)
    throw new UserError(
      `Record ${shortId(id)} is by ${nameIn(program.people, statement.signer)}, and nobody else corrects it.`,
      help,
    );
  const found = file.told.find((each) => each.act === act && isOf(each, id));
  if (found) return found;
  throw new UserError(`Record ${shortId(id)} does not count, or is over; it cannot be corrected.`, help);
}

/** What a file says of the earlier one that it stands for. */
export const standsFor = (earlier: Earlier | null): { entry: Mapping; shown: [label: string, text: string][] } =>
  earlier
    ? {
        entry: { corrects: earlier.record },
        shown: [["Stands for", `record ${shortId(earlier.record)} of ${earlier.day}, which is kept`]],
      }
    : { entry: {}, shown: [] };
