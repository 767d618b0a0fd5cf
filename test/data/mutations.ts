import fc from "fast-check";
import { expect } from "vitest";
import { parseDocument } from "yaml";
import type { Value } from "../../src/core/basics/values.ts";
import { readPlain } from "../../src/data/plain-yaml.ts";

/** What the full parser makes of a text; undefined when it finds fault. */
export function full(text: string): Value | undefined {
  const document = parseDocument(text, { merge: false });
  return document.errors.length > 0 ? undefined : (document.toJS() as Value);
}

/** Changes that people and accidents make. */
const change = fc.oneof(
  fc.record({
    kind: fc.constant("insert"),
    what: fc.constantFrom(
      " ",
      "  ",
      "\n",
      "#",
      " #",
      ":",
      ": ",
      "- ",
      '"',
      "'",
      "|",
      ">",
      "&a",
      "*a",
      "[",
      "]",
      "{",
      "}",
      ",",
      "!",
      "\t",
      "x",
      "0",
      "1_0",
      "null",
      "~",
      "<<: ",
      "\n\n",
      "\n  ",
      "é",
    ),
  }),
  fc.record({ kind: fc.constant("delete"), what: fc.constantFrom("1", "2", "5") }),
);

function mutate(text: string, changes: { at: number; change: { kind: string; what: string } }[]): string {
  let result = text;
  for (const { at, change: each } of changes) {
    const spot = at % (result.length + 1);
    result =
      each.kind === "insert"
        ? result.slice(0, spot) + each.what + result.slice(spot)
        : result.slice(0, spot) + result.slice(spot + Number(each.what));
  }
  return result;
}

/** Never another value than the full parser, and never a value where that one finds fault. */
export function agrees(texts: string[], runs: number, seed: number) {
  const some = fc.constantFrom(...texts.map((text) => text.slice(0, 2500).replace(/[^\n]*$/, "")));
  const changes = fc.array(fc.record({ at: fc.nat(5000), change }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(some, changes, (text, all) => {
      const changed = mutate(text, all);
      const quick = readPlain(changed);
      if (quick !== undefined) expect(quick).toEqual(full(changed));
    }),
    { numRuns: runs, seed },
  );
}
