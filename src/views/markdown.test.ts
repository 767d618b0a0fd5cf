import { describe, expect, it } from "vitest";
import { markdownTable, plainIn } from "./markdown.ts";

describe("text inside Markdown", () => {
  it.each([
    ["a | b", "a \\| b"],
    ["a\\| b", "a\\\\\\| b"],
    ["**bold** and `code`", "\\*\\*bold\\*\\* and \\`code\\`"],
    ["<b>&amp;</b>", "&lt;b\\>&amp;amp;&lt;/b\\>"],
    ["[x](http://a.b)", "\\[x\\](http://a.b)"],
    ["one\n\ntwo\r\nthree", "one<br>two<br>three"],
    ["- no list", "\\- no list"],
    ["1. no list", "1\\. no list"],
    ["https://example.org/a_b_c, see *there*", "https://example.org/a_b_c, see \\*there\\*"],
    ["\u001b[2J\u202e", "\\[2J"],
  ])("%j", (text, expected) => {
    expect(plainIn(text)).toBe(expected);
  });

  it("keeps a table whole, whatever stands in it", () => {
    const lines = markdownTable(
      ["a", "b"],
      [
        ["| --- |\n|", "\\"],
        ["", "`|`"],
      ],
    ).split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.replace(/\\./g, "").split("|")).toHaveLength(4);
  });
});
