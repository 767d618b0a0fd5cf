import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isUserError } from "../../src/core/problems/user-error.ts";
import { appendItem } from "../../src/data/edit.ts";

const item = { id: "new", name: "New" };
const lines = ["id: new", 'name: "New"'];
const add = (source: string) => appendItem(source, "people", item, lines, "people.yaml");
const added = (indent: string, eol = "\n") => `${indent}- id: new${eol}${indent}  name: "New"${eol}`;

describe("an item added at the end of a list; every other byte stays", () => {
  const cases: [name: string, before: string, after: string, rest: string][] = [
    ["after the last item", "people:\n  - id: a\n", added("  "), ""],
    ["without indent", "people:\n- id: a\n", added(""), ""],
    ["deep indent", "people:\n      - id: a\n", added("      "), ""],
    ["comments behind and below", "# top\npeople:   # all\n  - id: a # one\n", added("  "), "  # the end\n"],
    ["keys below", "people:\n  - id: a\n", added("  "), "other: 1 # x\n"],
    ["a blank line below", "people:\n  - id: a\n", added("  "), "\n\nother: 1\n"],
    ["items in one line", "people:\n  - { id: a,   name: b }\n", added("  "), ""],
    ["a last answer in lines", "people:\n  - id: a\n    note: |\n      x\n      y\n", added("  "), "other: 1\n"],
    ["CRLF", "people:\r\n  - id: a\r\n", added("  ", "\r\n"), "other: 1\r\n"],
    ["CRLF above, LF at the list", "x: 1\r\npeople:\n  - id: a\n", added("  "), ""],
    ["a byte-order mark", "\uFEFFpeople:\n  - id: a\n", added("  "), "other: 1\n"],
    ["a byte-order mark and CRLF", "\uFEFFpeople:\r\n  - id: a\r\n", added("  ", "\r\n"), ""],
  ];
  it.each(cases)("%s", (_, before, middle, rest) => {
    expect(add(before + rest)).toBe(before + middle + rest);
  });

  it.each([
    ["people: []\n", `people:\n${added("  ")}`],
    ["people: [ ] # nobody\nx: 1\n", `people: # nobody\n${added("  ")}x: 1\n`],
    ["people:\nx: 1\n", `people:\n${added("  ")}x: 1\n`],
    ["people: null\r\nx: 1\r\n", `people:\r\n${added("  ", "\r\n")}x: 1\r\n`],
    ["people:\n  - id: a", `people:\n  - id: a\n${added("  ")}`],
    ["people: ~", `people:\n${added("  ")}`],
    ["people: [{ id: a }] # all\n", 'people: [{ id: a }, { id: "new", name: "New" }] # all\n'],
    ["people: [\n  { id: a }, # one\n]\n", 'people: [\n  { id: a }, { id: "new", name: "New" } # one\n]\n'],
    ["people: # why\n  []\n", 'people: # why\n  [{ id: "new", name: "New" }]\n'],
    ["other: 1\n# end\n", `other: 1\npeople:\n${added("  ")}# end\n`],
    ["{ other: 1 }\n", '{ other: 1, people: [{ id: "new", name: "New" }] }\n'],
    ["{ people: , other: 1 }\n", '{ people: [{ id: "new", name: "New" }] , other: 1 }\n'],
  ])("%j", (before, after) => {
    expect(add(before)).toBe(after);
  });

  it.each([
    "people: text\n",
    "people: { a: 1 }\n",
    "people: |\n  text\n",
    "{ people: text }\n",
    "- people\n",
    "people: [\n",
    "people:\n  - &x a\n  - *x\n",
    "",
  ])("refuses %j, with what to write by hand", (source) => {
    expect(() => add(source)).toThrow(/people\.yaml/);
  });
});

/** Layouts as hands make them: any indent, comments anywhere, items in any style, any line end. */
const comment = fc.constantFrom("", "", " # note", " #", "   # é: [x] 'y'");
const between = fc.constantFrom("", "", "\n", "# alone\n", "    # set in\n", "\n\n# two: [\n");
const oneItem = fc.constantFrom(
  (pad: string, c: string) => `${pad}- id: a${c}\n${pad}  name: "b: c"\n`,
  (pad: string, c: string) => `${pad}-   id: a\n${pad}    name: 'it''s'${c}\n`,
  (pad: string, c: string) => `${pad}- { id: a, name: b }${c}\n`,
  (pad: string) => `${pad}- id: a\n${pad}  note: |\n${pad}    one\n\n${pad}    # not a comment\n`,
  (pad: string) => `${pad}- id: a\n${pad}  note: >-\n${pad}    one\n${pad}    two\n`,
  (pad: string, c: string) => `${pad}- name: plain text\n${pad}    that goes on${c}\n`,
  (pad: string, c: string) => `${pad}-\n${pad}  id: a${c}\n`,
  (pad: string, c: string) => `${pad}- "quoted\n${pad}  text"${c}\n`,
  (pad: string, c: string) => `${pad}-${c}\n`,
  (pad: string) => `${pad}- - a\n${pad}  - b\n`,
);
const layout = fc
  .record({
    pad: fc.constantFrom("", " ", "  ", "    ", "\t"),
    head: fc.constantFrom("", "# top\n", "schema: people@1\n\n", "---\n", '"x": [1,\n 2]\n'),
    key: fc.constantFrom("people:", "people :", '"people":', "? people\n:", "people: !!seq"),
    items: fc.array(fc.tuple(between, oneItem, comment), { maxLength: 4 }),
    tail: fc.constantFrom("", "\n", "# end\n", "  # end\n", "other: 1\n", "...\n", "\nother:\n  - z\n"),
    c: comment,
    windows: fc.boolean(),
    mark: fc.boolean(),
    chop: fc.boolean(),
  })
  .map(({ pad, head, key, items, tail, c, windows, mark, chop }) => {
    const list = items.map(([gap, write, note]) => gap + write(pad, note)).join("");
    const body = `${head}${key}${c}\n${list}${tail}`;
    const chopped = chop ? body.replace(/\n+$/, "") : body;
    return (mark ? "\uFEFF" : "") + (windows ? chopped.replaceAll("\n", "\r\n") : chopped);
  });

it("property: any layout is refused, or changed by the added item alone", () => {
  let done = 0;
  fc.assert(
    fc.property(layout, (source) => {
      let written: string;
      try {
        written = add(source);
      } catch (error) {
        expect(isUserError(error)).toBe(true);
        return;
      }
      done++;
      const start = [...source].findIndex((_, index) => source[index] !== written[index]);
      const common = start === -1 ? source.length : start;
      const grown = written.length - source.length;
      const rest = source.slice(common);
      const nothingWasThere =
        /people"?\s*:/.test(source) && (parse(source.replace(/^\uFEFF/, ""))?.people ?? null) === null;
      if (!nothingWasThere) expect(written.slice(common + grown)).toBe(rest);
      const before = parse(source.replace(/^\uFEFF/, ""));
      expect(parse(written.replace(/^\uFEFF/, ""))).toEqual({ ...before, people: [...(before.people ?? []), item] });
      if (!source.replaceAll("\r\n", "").includes("\n") && source.includes("\n"))
        expect(written.replaceAll("\r\n", "")).not.toContain("\n");
    }),
    { seed: 7, numRuns: 600 },
  );
  expect(done).toBeGreaterThan(200);
});
