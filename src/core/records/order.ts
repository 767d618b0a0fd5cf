import type { Judged } from "./signature.ts";
import type { Statement } from "./statement.ts";

/** A record that can be read. */
export type Readable = Judged & { statement: Statement };

export const isReadable = (record: Judged): record is Readable => record.statement !== null;

/** By the time they say; the same for everybody, whatever the order they were read in. */
export const inTime = (one: Readable, other: Readable): number =>
  compare(one.statement.at, other.statement.at) || compare(one.id, other.id);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The earliest a record can have been made: as it says, and no earlier than what stood in Git's history when it came in.
 * A time that was written by hand, or a slow clock, does not put it before what was already there.
 */
export function momentOf({ statement, added }: Pick<Readable, "statement" | "added">): string {
  const before = added?.parentAt ?? "";
  return compare(before, statement.at) > 0 ? before : statement.at;
}

/** The records this one speaks of: whoever names a record had it. */
const namedIn = ({ covers = [], of, entry }: Statement): string[] => [
  ...covers,
  ...(of === undefined ? [] : [of]),
  ...(typeof entry?.corrects === "string" ? [entry.corrects] : []),
];

interface Place {
  moment: string;
  /** Whether it came in on top of something of that very moment. */
  onTop: number;
  said: string;
  depth: number;
}

const comparePlaces = (one: Place, other: Place): number =>
  compare(one.moment, other.moment) ||
  one.onTop - other.onTop ||
  compare(one.said, other.said) ||
  one.depth - other.depth;

/**
 * Records in the order in which they were made, as far as that can be told: after everything they name, whatever the
 * clocks say; after what stood in history when they came in; then by the time they say. Two clones with different clocks
 * come to the same order.
 */
export function inTurn(records: readonly Judged[]): Readable[] {
  const readable = records.filter(isReadable);
  const byId = new Map<string, Readable[]>();
  for (const each of readable) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);
  const places = new Map<Readable, Place>();
  const placeOf = (record: Readable): Place => {
    const found = places.get(record);
    if (found) return found;
    const { statement, added } = record;
    const moment = momentOf(record);
    const own = { moment, onTop: moment === added?.parentAt ? 1 : 0, said: statement.at, depth: 0 };
    // An id is made from the whole record, so nothing can name itself in a circle; a forged one ends here.
    places.set(record, own);
    const place = namedIn(statement)
      .flatMap((id) => byId.get(id) ?? [])
      .map(placeOf)
      .reduce(after, own);
    places.set(record, place);
    return place;
  };
  return [...readable].sort(
    (one, other) =>
      comparePlaces(placeOf(one), placeOf(other)) || compare(one.id, other.id) || compare(one.path, other.path),
  );
}

/** A place that is after another one, and no earlier than it was. */
const after = (own: Place, named: Place): Place => {
  const later = compare(named.moment, own.moment) || named.onTop - own.onTop;
  return {
    ...(later > 0 ? { moment: named.moment, onTop: named.onTop } : { moment: own.moment, onTop: own.onTop }),
    said: compare(named.said, own.said) > 0 ? named.said : own.said,
    depth: Math.max(own.depth, named.depth + 1),
  };
};
