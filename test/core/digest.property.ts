/** The digests of the parts of documents, however these are written and whatever changes. Used by the quick and the slow test. */
import fc from "fast-check";
import { expect } from "vitest";
import { isMapping, type Mapping, type Value } from "../../src/core/basics/values.ts";
import { digestOf, isSection, sectionData, sectionDigest } from "../../src/core/forms/digest.ts";
import { sectionsOf } from "../../src/core/records/slots.ts";
import { decode } from "../../src/data/decode.ts";
import { parseText } from "../../src/data/parse.ts";
import { readPlain } from "../../src/data/plain-yaml.ts";
import { any, documents, forms, generic, leaf, manner, ofForms, reordered, written } from "./documents.ts";

/** Every part of a document that could be signed, whatever its form says. */
function partsOf(value: Value, at: string[] = []): string[] {
  const below: [string, Value][] = isMapping(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.flatMap((item): [string, Value][] =>
          isMapping(item) && typeof item.id === "string" ? [[item.id, item]] : [],
        )
      : [];
  const here = at.length === 0 ? "." : at.join("/");
  return [...(isSection(here) ? [here] : []), ...below.flatMap(([key, inner]) => partsOf(inner, [...at, key]))];
}

const place = { program: "p", candidate: "c", document: "d" };
const digestsOf = (value: Mapping, sections: string[]) =>
  sections.map((section) => sectionDigest({ ...place, section }, value));

async function read(text: string): Promise<Mapping> {
  const decoded = decode(Buffer.from(text));
  const parsed = "text" in decoded ? await parseText(decoded.text) : decoded;
  if (!("value" in parsed)) throw new Error(`not read: ${JSON.stringify(parsed)}\n${text}`);
  return parsed.value as Mapping;
}

/** However a document is written, its parts keep their digests. */
export async function staysSame(runs: number, seed: number) {
  let quick = 0;
  await fc.assert(
    fc.asyncProperty(documents, manner, async (value, how) => {
      const text = written(value, how);
      if (readPlain(text)) quick++;
      const sections = partsOf(value);
      expect(digestsOf(await read(text), sections), text).toEqual(digestsOf(value, sections));
      expect(digestsOf(value, sections)).not.toContain(null);
    }),
    { numRuns: runs, seed },
  );
  // Some of them the quick reader has read.
  expect(quick).toBeGreaterThan(runs / 100);
}

interface Leaf {
  /** Keys and indexes. */
  path: (string | number)[];
  value: Value;
}
function leavesOf(value: Value, path: Leaf["path"] = []): Leaf[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : [];
  return inner.length === 0
    ? [{ path, value }]
    : inner.flatMap(([key, each]) => leavesOf(each as Value, [...path, key]));
}

/** Other values than this one, each nearly the same. */
function others(value: Value): Value[] {
  if (typeof value === "string")
    return [
      `${value}.`,
      `.${value}`,
      `${value} `,
      `${value}\n`,
      null,
      [value],
      value === "" ? "\u00a0" : [...value].slice(1).join(""),
    ];
  if (typeof value === "number")
    return [String(value), value === 0 ? 1e-9 : -value, value > 99 ? value - 1 : value + 1, null];
  if (typeof value === "boolean") return [!value, String(value), null];
  return value === null ? ["", false, 0, [], {}, "null"] : [null, "", Array.isArray(value) ? {} : []];
}

const put = (root: Value, [step, ...rest]: Leaf["path"], value: Value): Value => {
  if (step === undefined) return value;
  if (Array.isArray(root)) return root.map((each, at) => (at === step ? put(each, rest, value) : each));
  const mapping = root as Mapping;
  return { ...mapping, [step]: put(mapping[step] ?? null, rest, value) };
};

/** Which of these sections hold what lies at a path; by walking, not by the code under test. */
function holds(root: Value, path: Leaf["path"], section: string): boolean {
  if (section === ".") return true;
  const steps = section.split("/");
  const names = path.at(-1) === "id" && typeof path.at(-2) === "number";
  let node = root;
  for (const [at, step] of steps.entries()) {
    const key = path[at];
    // Whatever lies in an item goes by its id.
    if (names && at === path.length - 1) return true;
    if (key === undefined) return false;
    const next = (node as Record<string | number, Value>)[key] as Value;
    if (Array.isArray(node) ? !isMapping(next) || next.id !== step : key !== step) return false;
    node = next;
  }
  return true;
}

/** Any other answer gives other digests to the parts it is in, and to no others. */
export function tellsChanges(runs: number, seed: number) {
  let changes = 0;
  fc.assert(
    fc.property(documents, fc.nat(), (value, which) => {
      const sections = partsOf(value);
      const before = digestsOf(value, sections);
      const leaves = leavesOf(value);
      const { path, value: was } = leaves[which % leaves.length] as Leaf;
      for (const now of others(was)) {
        const changed = put(value, path, now) as Mapping;
        const after = digestsOf(changed, sections);
        for (const [at, section] of sections.entries()) {
          const inside = holds(value, path, section) || path[0] === "schema";
          expect(after[at] !== before[at], `${section} ${path.join("/")} ${JSON.stringify([was, now])}`).toBe(inside);
          changes++;
        }
      }
    }),
    { numRuns: runs, seed },
  );
  expect(changes).toBeGreaterThan(runs);
}

/** Lists in another order, items and keys more or fewer: always another digest. */
export function tellsShapes(runs: number, seed: number) {
  fc.assert(
    fc.property(fc.array(fc.oneof(leaf, generic), { minLength: 2, maxLength: 5 }), generic, (list, mapping) => {
      const context = { ...place, section: ".", schema: "x@1" };
      const all: Value[] = [
        list,
        list.slice(1),
        [...list, null],
        [list],
        mapping,
        { ...mapping, more: null },
        { mapping },
      ];
      const [one, other, ...rest] = list;
      if (JSON.stringify(one) !== JSON.stringify(other)) all.push([other as Value, one as Value, ...rest]);
      const [key] = Object.keys(mapping);
      if (key !== undefined) all.push(Object.fromEntries(Object.entries(mapping).filter(([each]) => each !== key)));
      const digests = all.map((each) => digestOf(context, each));
      expect(new Set(digests).size).toBe(new Set(all.map((each) => JSON.stringify(reordered(each, 1)))).size);
    }),
    { numRuns: runs, seed },
  );
}

/** The same words elsewhere are another thing: candidate, document, section, form, program. */
export function tellsPlaces(runs: number, seed: number) {
  const letters = fc.string({ unit: fc.constantFrom(..."ab/#.@-"), minLength: 1, maxLength: 5 });
  const context = fc.record({
    program: letters,
    candidate: letters,
    document: letters,
    section: letters,
    schema: letters,
  });
  fc.assert(
    fc.property(context, context, any, (one, other, data) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(digestOf(one, data) === digestOf(other, data)).toBe(same);
      for (const key of Object.keys(one) as (keyof typeof one)[])
        expect(digestOf({ ...one, [key]: `${one[key]}x` }, data)).not.toBe(digestOf(one, data));
    }),
    { numRuns: runs, seed },
  );
}

/** What forms declare as signed is among the parts. */
export function knowsDeclaredSections(runs: number, seed: number) {
  fc.assert(
    fc.property(ofForms, (value) => {
      const form = forms.find(({ id }) => value.schema === `${id}@1`);
      for (const { section } of form ? sectionsOf(form, value) : []) {
        const there = sectionData(value, section) !== undefined;
        expect(partsOf(value).includes(section)).toBe(there);
      }
    }),
    { numRuns: runs, seed },
  );
}
