import { isMapping, type Mapping, type Value } from "../basics/values.ts";
import { stepOf } from "../forms/answers.ts";

/** One step down a document: a key, or an item of a list by its name (never its position, where it has a name). */
export type PathStep = { key: string } | { item: string; index: number };

/** A place where both sides say something else than before, and not the same. Absent where a side has nothing. */
export interface Clash {
  steps: PathStep[];
  base: Value | undefined;
  ours: Value | undefined;
  theirs: Value | undefined;
}

type Maybe = Value | undefined;

/** Equal, whatever the order of keys, or of items that have names. */
export function alike(a: Maybe, b: Maybe): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    const [mine, other] = [named(a), named(b)];
    if (mine && other) return [...mine].every(([name, item]) => other.has(name) && alike(item, other.get(name)));
    return a.every((item, at) => alike(item, b[at]));
  }
  if (!isMapping(a) || !isMapping(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && alike(a[key], b[key]));
}

/** Items by their names; null when one has none. */
function named(list: Value[]): Map<string, Value> | null {
  const items = new Map(list.map((item, index) => [stepOf(list, index), item]));
  return [...items.keys()].some((name, index) => name === String(index + 1)) ? null : items;
}

/**
 * What both sides changed from `base`, put together, and the places that clash. There `keep` decides what stands;
 * without it, ours. Items added by both to the same list are all kept.
 */
export function threeWay(
  base: Maybe,
  ours: Maybe,
  theirs: Maybe,
  keep: "ours" | "theirs" = "ours",
): { value: Maybe; clashes: Clash[] } {
  const clashes: Clash[] = [];
  return { value: joined(base, ours, theirs, []), clashes };

  function joined(before: Maybe, mine: Maybe, other: Maybe, steps: PathStep[]): Maybe {
    if (alike(mine, other) || alike(before, other)) return mine;
    if (alike(before, mine)) return other;
    if (isMapping(mine) && isMapping(other)) return mapping(isMapping(before) ? before : {}, mine, other, steps);
    if (Array.isArray(mine) && Array.isArray(other)) {
      const list = items(Array.isArray(before) ? before : [], mine, other, steps);
      if (list) return list;
    }
    clashes.push({ steps, base: before, ours: mine, theirs: other });
    return keep === "ours" ? mine : other;
  }

  function mapping(before: Mapping, mine: Mapping, other: Mapping, steps: PathStep[]): Mapping {
    const keys = new Set([...Object.keys(mine), ...Object.keys(other)]);
    const entries = [...keys].map((key) => [key, joined(before[key], mine[key], other[key], [...steps, { key }])]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  function items(before: Value[], mine: Value[], other: Value[], steps: PathStep[]): Value[] | null {
    const [known, ours, theirs] = [named(before), named(mine), named(other)];
    if (known && ours && theirs)
      return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((item, index) => {
        const value = joined(known.get(item), ours.get(item), theirs.get(item), [...steps, { item, index }]);
        return value === undefined ? [] : [value];
      });
    const begins = (list: Value[]) => before.every((item, at) => alike(item, list[at]));
    if (begins(mine) && begins(other) && mine.some((item) => typeof item === "object"))
      return [...mine, ...other.slice(before.length)];
    if (before.length !== mine.length || mine.length !== other.length || before.length === 0) return null;
    return mine.map(
      (item, index) =>
        joined(before[index], item, other[index], [...steps, { item: String(index + 1), index }]) ?? null,
    );
  }
}
