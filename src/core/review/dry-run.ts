import type { Day } from "../basics/dates.ts";
import type { Refusal } from "../records/acts.ts";
import { momentOf, type Readable } from "../records/order.ts";
import type { Judged } from "../records/signature.ts";
import type { Statement } from "../records/statement.ts";
import { type Standing, standingOf } from "./standing.ts";

/**
 * Why the process would set a statement aside; null when it counts. Told by reading it as it will be read once it is
 * recorded: a second standing, with this one on top of everything that is there, whatever the clocks say.
 */
export function refusedOnceRecorded(standing: Standing, statement: Statement, day: Day): Refusal | null {
  const { candidate, rulebook, ordered } = standing;
  const parentAt = ordered.map(momentOf).sort().at(-1) ?? null;
  const added = { commit: "", email: "", at: statement.at, parentAt, names: true };
  const written: Readable = {
    ...{ path: "", id: "to be recorded", statement, problem: null, seal: null, recorded: true, added },
    ...{ state: "valid", assurance: "key", day, accepted: true, reason: "", remarks: [] },
  };
  const before = (candidate.records ?? []).map((each) => withdrawnBy(written, each));
  const { outOfTurn } = standingOf({ ...candidate, records: [...before, written] }, rulebook);
  return outOfTurn.find(({ record }) => record === written)?.refused ?? null;
}

const withdrawnBy = ({ id, statement: { act, of } }: Readable, record: Judged): Judged =>
  act === "revoke" && of === record.id
    ? { ...record, state: "revoked", withdrawn: { by: [id], was: record.state } }
    : record;

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
