import type { Day } from "../basics/dates.ts";
import { isReadable, momentOf, type Readable } from "../records/order.ts";
import type { Judged } from "../records/signature.ts";
import { type Statement, statementId } from "../records/statement.ts";

/** A statement as it will be read once it is recorded, on top of these: to see what the process makes of it. */
export function asRecorded(statement: Statement, day: Day, before: Judged[]): Readable {
  const parentAt = before.filter(isReadable).map(momentOf).sort().at(-1) ?? null;
  const added = { commit: "", email: "", at: statement.at, parentAt, names: true };
  return {
    ...{ path: "", id: statementId(statement), statement, problem: null, seal: null, recorded: true, added },
    ...{ state: "valid", assurance: "key", day, accepted: true, reason: "", remarks: [] },
  };
}

/** Clocks differ by a little, and records tell their moment to the second. */
const tolerance = 60_000;

/** Now, or just after the last record: what is written after reading it comes after it. */
export function momentAfter(records: Judged[], now: Date): Date {
  const times = records.flatMap(({ statement, state }) =>
    statement && state !== "invalid" ? new Date(statement.at).getTime() : [],
  );
  const last = Math.max(0, ...times);
  const behind = last - Math.floor(now.getTime() / 1000) * 1000;
  return behind >= 0 && behind <= tolerance ? new Date(last + 1000) : now;
}
