import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../test/csv.ts";
import { csvText } from "./csv.ts";

const cellOf = (text: string) => readCsv(csvText([[text]]))[0]?.[0];

describe("a cell of CSV", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\n=1"],
    ["＝1", "'＝1"],
    ["a = b", "a = b"],
    ["2026-01-31", "2026-01-31"],
  ])("%j is read as %j", (text, expected) => {
    expect(cellOf(text)).toBe(expected);
  });

  it("holds any text, and never begins a formula", () => {
    const some = fc.array(fc.constantFrom(...'=+-@,"\n\r\t;é数 ab'.split("")), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(some, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }), (rows) => {
        const texts = rows.map((row) => row.map((letters) => letters.join("")));
        const read = readCsv(csvText(texts));
        const plain = read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\n])/, "")));
        expect(plain).toEqual(texts.map((row) => row.map((text) => text.replace(/\r\n?/g, "\n"))));
        expect(read.flat().filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
      }),
    );
  });

  it("holds nothing that moves a terminal", () => {
    expect(csvText([["a\u001b[2Jb\u202ec"]])).toBe("\ufeffa[2Jbc\r\n");
  });
});
