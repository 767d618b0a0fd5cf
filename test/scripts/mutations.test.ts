import { describe, expect, test } from "vitest";
import { drawn, mutated, mutationsIn } from "../../scripts/mutations.ts";

/** What a text becomes, change by change; without the brackets that are put around an operator. */
const become = (text: string) => mutationsIn("core/sample.ts", text).map((each) => mutated(text, each));

describe("small changes of a program", () => {
  test.each([
    ["ends of a range", "x = a < b;", ["x = (a <= b);", "x = (a > b);"]],
    ["and, or", "x = a && b;", ["x = (a || b);"]],
    ["not", "x = !a;", ["x = a;"]],
    ["sums", "x = a + b;", ["x = (a - b);"]],
    ["0 and 1, true and false", "x = [0, true, 7];", ["x = [1, true, 7];", "x = [0, false, 7];"]],
    ["what is taken by default", 'x = a ?? "b";', ['x = "b";']],
    ["a filter", "x = a.filter(b).map(c);", ["x = a.map(c);"]],
    ["either, or", "x = a ? b : c;", ["x = a ? c : b;"]],
    [
      "coming back at once",
      "function f() { g(); }",
      ["function f() { return []; g(); }", "function f() { return null; g(); }"],
    ],
  ])("%s", (_, before, after) => expect(become(before)).toEqual(after));

  test("types, imports, comments and texts stay as they are", () => {
    const text = [
      'import a from "0 < 1";',
      "type B = 0 | true;",
      "interface C { d: 1 }",
      "// e < f && 0",
      'const g: 0 | 1 | "!h" = "i + 0";',
    ];
    expect(become(text.join("\n"))).toEqual([]);
  });

  test("a change knows its line", () => {
    expect(mutationsIn("core/sample.ts", "a();\n\nb(0);\n")).toMatchObject([{ line: 3, from: "0", to: "1" }]);
  });

  test("the same seed draws the same, each once; another seed draws another order", () => {
    const all = mutationsIn("core/sample.ts", "a(0, 0, 0, true, 1, !b);");
    const [one, again, other] = [1, 1, 2].map((seed) => drawn(all, seed));
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(new Set(one)).toEqual(new Set(all));
  });

  test("a change elsewhere leaves the order of the others", () => {
    const [short, long] = ["a(0, !b);", "a(0, !b, c && d);"].map((text) => mutationsIn("core/sample.ts", text));
    const words = (all = short) => drawn(all ?? [], 1).map(({ from }) => from);
    expect(words(long).filter((word) => word !== "c && d")).toEqual(words(short));
  });
});
