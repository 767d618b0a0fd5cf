import { describe, expect, it } from "vitest";
import { type Parts, pack, readContainer, writeContainer } from "../../src/word/container.ts";
import { lintFile } from "./lint.ts";
import { wordFile } from "./small.ts";

const control = (id: number, tag: string) =>
  `<w:p><w:sdt><w:sdtPr><w:tag w:val="${tag}"/><w:id w:val="${id}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>`;
const cells = (...inner: string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>${inner.map((each) => `<w:tc>${each}</w:tc>`).join("")}</w:tr></w:tbl>`;
const without = (name: string) => {
  const parts = readContainer(wordFile("<w:p/>")) as Parts;
  return writeContainer([...parts].filter(([part]) => part !== name).map(([part, content]) => pack(part, content)));
};

describe("lint", () => {
  it("finds nothing in a good file", () => {
    expect(lintFile(wordFile(control(1, "a") + cells("<w:p/>")))).toEqual([]);
  });

  it.each([
    ["a cell without a paragraph", cells(""), "does not end in a paragraph"],
    ["a cell that ends in a table", cells(cells("<w:p/>")), "does not end in a paragraph"],
    ["a row that is too wide", cells("<w:p/>", "<w:p/>"), "wider than its table"],
    ["a span that is too wide", cells('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/>'), "wider than its table"],
    ["two controls with one id", control(1, "a") + control(1, "b"), "the id 1"],
    ["two controls with one tag", control(1, "a") + control(2, "a"), "the tag a"],
    ["a long tag", control(1, "a".repeat(65)), "64 characters"],
    ["a bookmark without an end", '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>', "does not end once"],
    ["a link to nowhere", '<w:p><w:hyperlink w:anchor="a"/></w:p>', "leads to the bookmark a"],
    [
      "a link without relationship",
      '<w:p><w:hyperlink r:id="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:p>',
      "rId9",
    ],
    ["an undefined list", '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:p>', "list 3"],
    ["an undefined style", '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr></w:p>', "style Own"],
    ["text in the body", "<w:r><w:t>x</w:t></w:r>", "directly in the body"],
    ["a bare ampersand", "<w:p><w:r><w:t>a & b</w:t></w:r></w:p>", "well-formed"],
    ["a control character", "<w:p><w:r><w:t>\u0001</w:t></w:r></w:p>", "well-formed"],
  ])("finds %s", (_, body, found) => {
    expect(lintFile(wordFile(body)).join(" ")).toContain(found);
  });

  it("finds a part that is not there, and one without a type", () => {
    expect(lintFile(without("word/document.xml")).join(" ")).toContain("is not there");
    expect(lintFile(without("[Content_Types].xml")).join(" ")).toContain("[Content_Types].xml");
    expect(lintFile(wordFile("<w:p/>", { "word/a.bin": "x" })).join(" ")).toContain("no content type");
  });

  it("finds a file that was cut off", () => {
    expect(lintFile(wordFile("<w:p/>").subarray(0, 200))).toHaveLength(1);
  });
});
