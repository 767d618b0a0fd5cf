import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProse, writeProse } from "./prose.ts";

const shapes = (text: string) => readProse(text).map(({ is }) => is);

describe("prose", () => {
  it("reads paragraphs, lists and quotes", () => {
    expect(shapes("One.\n\nTwo\nstill two\n\n- a\n- b\n\n1. x\n2. y\n\n> said")).toEqual([
      "paragraph",
      "paragraph",
      "bullet",
      "bullet",
      "number",
      "number",
      "quote",
    ]);
  });

  it("reads bold, italic and links", () => {
    expect(readProse("**a** *b* [c](https://example.org/d) https://example.org/e.")[0]?.spans).toEqual([
      { text: "a", bold: true },
      { text: " " },
      { text: "b", italic: true },
      { text: " " },
      { text: "c", href: "https://example.org/d" },
      { text: " " },
      { text: "https://example.org/e", href: "https://example.org/e" },
      { text: "." },
    ]);
  });

  it.each(["[x](javascript:alert(1))", "[x](file:///a)", "2*3*4", "**", "{{key}}", "3. starts at three"])(
    "prints %s as it is",
    (text) => {
      expect(readProse(text)).toEqual([{ is: "paragraph", spans: [{ text }], tight: false }]);
    },
  );

  it("keeps line breaks that were typed", () => {
    expect(readProse("one\ntwo")[0]?.spans).toEqual([{ text: "one\ntwo" }]);
  });

  it("knows a list that follows its introduction without a blank line", () => {
    expect(readProse("Steps:\n- a\n- b").map(({ is, tight }) => [is, tight])).toEqual([
      ["paragraph", true],
      ["bullet", true],
      ["bullet", false],
    ]);
  });

  it("gives every text back as it was", () => {
    const word = fc.constantFrom(
      "a",
      "**b**",
      "*c*",
      "- ",
      "* ",
      "1. ",
      "2. ",
      "> ",
      ">",
      "\n",
      "\n\n",
      "\n\n\n",
      " ",
      "https://x.org/y",
      "[t](https://x.org)",
      "*",
      "[",
      "\t",
      "{{k}}",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        const text = words.join("");
        expect(writeProse(readProse(text))).toBe(text.replace(/\n+$/, ""));
      }),
      { numRuns: 2000 },
    );
  });
});
