import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Mapping, Value } from "../../src/core/basics/values.ts";
import { isUserError, type UserError } from "../../src/core/problems/user-error.ts";
import { appendItem, type ItemMatch, pointerToItem, setValue } from "../../src/data/edit.ts";
import { inlineText, itemLines } from "../../src/data/edit-text.ts";

const day = "2026-01-15";
/** Sets keys of one item of a list, one after the other. */
function setInItem(source: string, list: string, where: ItemMatch, changes: Mapping, file: string): string {
  const item = pointerToItem(source, list, where, file);
  return Object.entries(changes).reduce((text, [key, value]) => setValue(text, `${item}/${key}`, value, file), source);
}
const end = (source: string) => setInItem(source, "people", { id: "b" }, { to: day }, "people.yaml");
const read = (source: string) => parse(source.replace(/^\uFEFF/, ""));

function problemOf(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (isUserError(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("one key of one item is set; every other byte stays", () => {
  it.each([
    ["null", "people:\n  - id: a\n    to: null\n  - id: b\n    to: null # open\n", "null", `"${day}"`],
    ["nothing", "people:\n  - id: b\n    to:\n    x: 1\n", "to:", `to: "${day}"`],
    ["nothing, and a comment", "people:\n  - id: b\n    to:   # open\n    x: 1\n", "to:", `to: "${day}"`],
    ["nothing at the end of the file", "people:\n  - id: b\n    to:", "to:", `to: "${day}"`],
    ["a day in quotes", "people:\n- id: b\n  to: '2026-02-01'\n", "'2026-02-01'", `"${day}"`],
    ["a plain day", "people:\n- to: 2026-02-01 # x\n  id: b\n", "2026-02-01", `"${day}"`],
    ["a value on a line of its own", "people:\n- id: b\n  to: # why\n    null # x\n", "null", `"${day}"`],
    ["a question mark", "people:\n  - id: b\n    ? to\n    : null\n", "null", `"${day}"`],
    ["a list in brackets", "people:\n- id: b\n  to: [1, 2]\n", "[1, 2]", `"${day}"`],
    ["absent", "people:\n  - id: b # x\n  - id: c\n", "b # x\n", `b # x\n    to: "${day}"\n`],
    ["absent, Windows", "people:\r\n  - id: b\r\n  - id: c\r\n", "b\r\n", `b\r\n    to: "${day}"\r\n`],
    ["absent, no line end", "people:\n  - id: b", "b", `b\n    to: "${day}"\n`],
    ["absent behind text", "people:\n  - id: b\n    n: |\n      x\n\nz: 1\n", "x\n", `x\n    to: "${day}"\n`],
    ["absent behind nothing", "people:\n  - id: b\n    n: # x\nz: 1\n", "# x\n", `# x\n    to: "${day}"\n`],
    ["absent behind a list", "people:\n  - id: b\n    n:\n    - 1\nz: 1\n", "1\nz", `1\n    to: "${day}"\nz`],
    ["braces, null", "people:\n  - { id: b, to: null, x: 1 }\n", "null", `"${day}"`],
    ["braces, nothing", "people:\n  - { id: b, to: , x: 1 }\n", "to:", `to: "${day}"`],
    ["braces, no colon", "people:\n  - { id: b, to }\n", "to", `to: "${day}"`],
    ["braces, absent", "people:\n  - { id: b } # x\n", "b }", `b, to: "${day}" }`],
    ["braces, a last comma", "people: [{ id: b, },]\n", "b, }", `b, to: "${day}" }`],
    ["braces in lines", "people:\n  - {\n      id: b # x\n    }\n", "b #", `b, to: "${day}" #`],
    ["a byte-order mark", "\uFEFFpeople:\r\n  - id: b\r\n", "b\r\n", `b\r\n    to: "${day}"\r\n`],
  ])("%s", (_, source, old, by) => {
    const at = source.lastIndexOf(old);
    expect(end(source)).toBe(source.slice(0, at) + by + source.slice(at + old.length));
  });

  it.each([
    ["text in lines", "people:\n  - id: b\n    to: |\n      x\n"],
    ["a list in lines", "people:\n  - id: b\n    to:\n      - 1 # kept\n"],
    ["quotes over two lines", 'people:\n  - id: b\n    to: "a\n      b"\n'],
    ["a tag", "people:\n  - id: b\n    to: !!null null\n"],
  ])("refuses %s, and says what to write", (_, source) => {
    const error = problemOf(() => end(source));
    expect(error.message).toBe("people.yaml is laid out in a way that ilp cannot change safely.");
    expect(error.help).toBe(`Write this under people, b yourself:\n  to: "${day}"`);
  });

  it("sets several keys, and groups and lists in one line", () => {
    const source = "people:\n  - id: b\n    to: null # x\nother: 1\n";
    const changes = { to: day, revoked: { reason: "retired", since: day }, tags: ["a", "it's: #1"], empty: {} };
    expect(setInItem(source, "people", { id: "b" }, changes, "f")).toBe(
      `people:\n  - id: b\n    to: "${day}" # x\n    revoked: { reason: "retired", since: "${day}" }\n    tags: ["a", "it's: #1"]\n    empty: {}\nother: 1\n`,
    );
  });

  it("sets a key of the file itself, and none in a place that is not there", () => {
    expect(setValue("a: 1\n# end\n", "/b", true, "f")).toBe("a: 1\nb: true\n# end\n");
    expect(setValue("a: {}\n", "/a/b", 1, "f")).toBe("a: { b: 1 }\n");
    expect(problemOf(() => setValue("a: 1\n", "/a/b", 1, "f")).help).toContain("under a yourself:\n  b: 1");
    expect(problemOf(() => setValue("a: []\n", "/a/0/b", 1, "f")).message).toContain("safely");
    expect(problemOf(() => setValue("a: [\n", "/a", 1, "f")).findings).toHaveLength(1);
  });
});

describe("the item that is meant", () => {
  const source =
    "people:\n  - id: a\n    keys: [{ key: k }, { key: l }]\n  - id: b\n  - id: c\n    x: 1\n  - id: c\n    x: 2\n";
  it("is found by what it holds, in lists further in as well", () => {
    expect(pointerToItem(source, "people", { id: "c", x: 2 }, "f")).toBe("/people/3");
    expect(pointerToItem(source, "people", (each) => each.x === 1, "f")).toBe("/people/2");
    expect(pointerToItem(source, "/people/0/keys", { key: "l" }, "f")).toBe("/people/0/keys/1");
  });
  it("is refused when there is none, or more than one", () => {
    expect(problemOf(() => pointerToItem(source, "people", { id: "z" }, "f")).message).toBe(
      'f has no entry under people with { id: "z" }.',
    );
    expect(problemOf(() => pointerToItem(source, "people", { id: "c" }, "f")).message).toContain("more than one");
    expect(problemOf(() => pointerToItem(source, "/people/1/keys", () => true, "f")).message).toContain("no entry");
  });
});

describe("an item in a list further in", () => {
  const key = { key: "ssh-ed25519 AAAA", from: day };
  const add = (source: string) =>
    appendItem(source, `${pointerToItem(source, "people", { id: "b" }, "f")}/keys`, key, itemLines(key), "f");
  const lines = (pad: string) => `${pad}- key: "ssh-ed25519 AAAA"\n${pad}  from: "${day}"\n`;
  const inline = `{ key: "ssh-ed25519 AAAA", from: "${day}" }`;
  it.each([
    ["keys: []\n", `keys:\n${lines("      ")}`],
    ["keys: null # x\n", `keys: # x\n${lines("      ")}`],
    ["keys:\n      - key: old # x\n", `keys:\n      - key: old # x\n${lines("      ")}`],
    ["keys:\n    - key: old\n", `keys:\n    - key: old\n${lines("    ")}`],
    ["keys: [{ key: old }]\n", `keys: [{ key: old }, ${inline}]\n`],
    ["x: 1\n", `x: 1\n    keys:\n${lines("      ")}`],
  ])("%j", (before, after) => {
    const [head, tail] = ["people:\n  - id: b\n    ", "    # end\n  - id: c\n"];
    expect(add(head + before + tail)).toBe(head + after + tail);
  });
  it("of an item in braces", () => {
    expect(add("people: [{ id: b }]\n")).toBe(`people: [{ id: b, keys: [${inline}] }]\n`);
    expect(add("people: [{ id: b, keys: [] }]\n")).toBe(`people: [{ id: b, keys: [${inline}] }]\n`);
    expect(add("people: [{ id: b, keys: null }]\n")).toBe(`people: [{ id: b, keys: [${inline}] }]\n`);
  });
});

it("property: a value on one line is read as it was meant", () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("", "null", "2026-01-15", "# x", "a: b", "[", "'", '"', "\\", "\n", "- "),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9 :#-]{0,8}$/), tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value as fc.Arbitrary<Value>;
  fc.assert(
    fc.property(value, (each) => {
      expect(parse(`a: ${inlineText(each)}\n`).a).toEqual(each);
    }),
    { seed: 3, numRuns: 500 },
  );
});

/** Entries as hands make them. Each has one place for `to`: absent, empty or filled, in any style. */
const note = fc.constantFrom("", "", " # note", "   # é: [x] 'y'", " #");
const olds = ["null", "~", '"2026-02-01"', "'it''s'", "plain text", "[1, 2]", "{ a: 1 }", "|\n      x", '"a\n      b"'];
const to = fc.oneof(fc.constant(null), fc.constant(""), fc.constantFrom(...olds));
const more = fc.constantFrom(
  "",
  "x: 1",
  "n: |\n      one\n\n      two",
  "k:\n      - 1\n      - { z: 2 }",
  "e:",
  'q: "# no"',
);
const entry = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    to,
    more,
    toFirst: fc.boolean(),
    c: note,
    d: note,
    gap: note,
    flow: fc.nat(3),
  })
  .map(({ id, to, more, toFirst, c, d, gap, flow }) => {
    const mine = to === null ? [] : [to === "" ? "to:" : `to: ${to}`];
    if (flow === 0 && !/\n/.test(`${to}${more}`)) {
      const inner = [`id: ${id}`, ...mine, ...(more ? [more] : [])];
      return `  - { ${(toFirst ? inner.reverse() : inner).join(", ")} }${c}\n`;
    }
    if (flow === 1 && !/\n/.test(`${to}${more}`))
      return `  - {${c}\n      id: ${id},${d}\n${mine.map((each) => `      ${each},${c}\n`).join("")}    }${gap}\n`;
    const rest = [...(more ? [more] : []), `id: ${id}${c}`];
    const keys = toFirst ? [...mine, ...rest] : [...rest, ...mine.map((each) => (/\n/.test(each) ? each : each + d))];
    const between = gap ? `   ${gap}\n` : "";
    return `  - ${keys.join(`\n${between}    `)}\n`;
  });
const layout = fc
  .record({
    head: fc.constantFrom("", "# top\n", "schema: people@1\n\n", "---\n"),
    entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
    between: fc.constantFrom("", "\n", "    # set in\n", "# alone\n"),
    tail: fc.constantFrom("", "\n", "# end\n", "other: 1\n", "...\n", "\nother:\n  - z\n"),
    windows: fc.boolean(),
    mark: fc.boolean(),
    chop: fc.boolean(),
  })
  .map(({ head, entries, between, tail, windows, mark, chop }) => {
    const body = `${head}people:\n${entries.join(between)}${tail}`;
    const chopped = chop ? body.replace(/\n+$/, "") : body;
    return (mark ? "\uFEFF" : "") + (windows ? chopped.replaceAll("\n", "\r\n") : chopped);
  });

it("property: in any layout the key is set and nothing else changes, or it is refused", () => {
  const done = { set: 0, refused: 0 };
  fc.assert(
    fc.property(layout, (source) => {
      const before = read(source);
      const meant = before.people.filter(({ id }: { id: string }) => id === "b");
      let written: string;
      try {
        written = end(source);
      } catch (error) {
        expect(isUserError(error)).toBe(true);
        const lines = meant.length === 1 && (/\n/.test(String(meant[0].to)) || /"a\r?\n/.test(source));
        const tooMuch = meant.length !== 1 || lines || /\|\r?\n {6}x|to:,/.test(source);
        if (!tooMuch) done.refused++;
        return;
      }
      done.set++;
      expect(meant).toHaveLength(1);
      expect(read(written)).toEqual({
        ...before,
        people: before.people.map((each: { id: string }) => (each.id === "b" ? { ...each, to: day } : each)),
      });
      let start = 0;
      while (start < source.length && source[start] === written[start]) start++;
      let rest = 0;
      while (rest < source.length - start && source.at(-1 - rest) === written.at(-1 - rest)) rest++;
      const gone = source.slice(start, source.length - rest);
      expect(gone).not.toMatch(/[\n\r]/);
      expect(["", ...olds].some((old) => old.includes(gone))).toBe(true);
      expect(/\r\n/.test(source) && /[^\r]\n/.test(written)).toBe(false);
    }),
    { seed: 11, numRuns: 600 },
  );
  expect(done.set).toBeGreaterThan(150);
  // Nothing that people ordinarily write is refused.
  expect(done.refused).toBe(0);
});
