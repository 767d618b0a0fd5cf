import type { Day } from "../../core/basics/dates.ts";
import { isReadable, momentOf, type Readable } from "../../core/records/order.ts";
import type { Judged } from "../../core/records/signature.ts";
import { type Statement, statementId } from "../../core/records/statement.ts";

/** A statement as it will be read once it is recorded, on top of these: to see what the process makes of it. */
export function asRecorded(statement: Statement, day: Day, before: Judged[]): Readable {
  const parentAt = before.filter(isReadable).map(momentOf).sort().at(-1) ?? null;
  const added = { commit: "", email: "", at: statement.at, parentAt, names: true };
  return {
    ...{ path: "", id: statementId(statement), statement, problem: null, seal: null, recorded: true, added },
    ...{ state: "valid", assurance: "key", day, accepted: true, reason: "", remarks: [] },
  };
}
