import { describe, expect, it } from "vitest";
import { lintFile } from "./lint.ts";
import { fill, paragraph, table, wordFile } from "./small.ts";

const goal = (id: string, statement: string, steps: string[] = []) => ({
  id,
  cpsel: 2,
  statement,
  target: "meets",
  "action-steps": steps.map((action, index) => ({ id: `step-${index + 1}`, action })),
});
const plan = { goals: [goal("goal-1", "One.", ["a", "b"]), goal("goal-2", "Two.")] };
const each = (...inside: string[]) =>
  ["{{#each goals}}", ...inside, "{{/each}}"].map((text) => (text.startsWith("<") ? text : paragraph(text))).join("");

describe("placeholders", () => {
  it("fills answers and facts", () => {
    expect(
      fill(paragraph("{{acknowledgement.comment}} by {{candidate.name}}"), { acknowledgement: { comment: "Good" } })
        .text,
    ).toBe("Good by Candidate One");
  });

  it("finds them split over runs, with marks between, and with what Word types", () => {
    const value = { acknowledgement: { comment: "Good" } };
    expect(fill(paragraph("a {", "{acknow", "ledgement.com", "ment}", "} b"), value).text).toBe("a Good b");
    expect(
      fill(
        '<w:p><w:r><w:t>{{acknowledgement</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>/comment}}</w:t></w:r></w:p>',
        value,
      ).text,
    ).toBe("Good");
    expect(fill(paragraph("{{\u00A0acknowledgement.comment\u200B }}"), value).text).toBe("Good");
    expect(fill(each("{{check target = “meets”}}"), plan).text).toBe("☒|☒");
  });

  it("keeps the look of the run it stands in", () => {
    const { xml } = fill("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x {{acknowledgement.comment}}</w:t></w:r></w:p>", {
      acknowledgement: { comment: "Good" },
    });
    expect(xml).toContain("<w:r><w:rPr><w:b/></w:rPr><w:t>Good</w:t></w:r>");
  });

  it("never reads a value as a template", () => {
    const value = { acknowledgement: { comment: "{{candidate.name}} {{#each x}} & <w:p> \u0001\uD800x\r\ny\tz" } };
    const { text, xml } = fill(paragraph("{{acknowledgement.comment}}"), value);
    expect(text).toBe("{{candidate.name}} {{#each x}} &amp; &lt;w:p&gt; x/y→z");
    expect(xml).toContain("<w:br/>");
  });

  it("looks names up in the row first, then outwards", () => {
    expect(
      fill(each("{{statement}} {{acknowledgement.comment}} {{candidate.name}}"), {
        ...plan,
        acknowledgement: { comment: "Good" },
      }).text,
    ).toBe("One. Good Candidate One|Two. Good Candidate One");
  });

  it("prints an answer that stands twice in full, with one control", () => {
    const { xml, text } = fill(paragraph("{{acknowledgement.comment}}, {{acknowledgement.comment}}"), {
      acknowledgement: { comment: "Good" },
    });
    expect(text).toBe("Good, Good");
    expect(xml.match(/<w:tag /g)).toHaveLength(1);
  });

  it("shows the prompt of an empty answer, marked as empty", () => {
    const { xml } = fill(each("{{statement}}"), { goals: [goal("goal-1", "")] });
    expect(xml).toContain("<w:showingPlcHdr/>");
    expect(xml).toContain("What will be different");
    expect(xml).not.toContain("undefined");
  });
});

describe("blocks", () => {
  it("repeats rows and keeps the header row of an empty list", () => {
    const body = each(table(["Action", "By"], ["{{#rows action-steps}}{{action}}", "{{by}}{{/rows}}"]));
    const { text, xml } = fill(body, plan);
    expect(text.replaceAll("\u00A0", "")).toBe("Action|By|a||b||Action|By|None");
    expect(xml).toContain('<w:gridSpan w:val="2"/>');
  });

  it("repeats several rows as one, with a table of nested blocks inside a cell", () => {
    const cell = `${paragraph("{{#each action-steps}}")}${paragraph("- {{action}}")}${paragraph("{{/each}}")}${paragraph("end")}`;
    const { text } = fill(table(["{{#rows goals}}{{statement}}", "x"], [cell, "y{{/rows}}"]), plan);
    expect(text).toBe("One.|x|- a|- b|end|y|Two.|x|end|y");
  });

  it("repeats rows inside rows: those of an inner list that is empty leave none", () => {
    const own = table(
      ["{{#rows goals}}{{statement}}", "x"],
      ["{{#rows action-steps}}{{action}}", "y{{/rows}}{{/rows}}"],
    );
    const { text, bytes } = fill(own, plan);
    expect(text).toBe("One.|x|a|y|b|y|Two.|x");
    expect(lintFile(bytes)).toEqual([]);
    const open = table(["{{#rows goals}}{{statement}}", "x"], ["{{#rows action-steps}}{{action}}", "y{{/rows}}"]);
    expect(fill(open, plan).problems).toEqual([
      { code: "unclosed", message: "In the document, table 1, row 1: {{#rows goals}} has no {{/rows}} in its table." },
    ]);
  });

  it("chooses with if and else", () => {
    const choose = ["{{#if action-steps}}", "some", "{{else}}", "none", "{{/if}}"];
    expect(fill(each(...choose), plan).text).toBe("some|none");
    const asked = ["{{#if asked training-needed}}", "asked", "{{else}}", "not asked", "{{/if}}"]
      .map((text) => paragraph(text))
      .join("");
    expect(fill(asked, {}, "pd-log").text).toBe("not asked");
  });

  it("gives everything that is repeated its own id", () => {
    const body = each(
      "{{rich statement}}",
      '<w:p><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/><w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>k</w:t></w:r></w:sdtContent></w:sdt></w:p>',
    );
    expect(lintFile(fill(body, plan).bytes)).toEqual([]);
  });
});

describe("boxes", () => {
  it("ticks the choices made", () => {
    expect(fill(each("{{boxes target}}"), { goals: [goal("g", "x")] }).text.replaceAll("\u00A0", " ")).toBe(
      "☐ Directed Toward   ☐ Approaches   ☒ Meets   ☐ Exemplifies",
    );
    expect(fill(each("{{checklist cpsel}}"), { goals: [goal("g", "x")] }).text.split("|")).toHaveLength(6);
    expect(
      fill(
        paragraph("{{check on-track.answer}} {{check on-track.answer=no}}"),
        { "on-track": { answer: false } },
        "collaborative-summary",
      ).text,
    ).toBe("☐ ☒");
  });

  it("makes them real check boxes", () => {
    expect(fill(each("{{check target=meets}}"), { goals: [goal("g", "x")] }).xml).toContain(
      '<w14:checkbox><w14:checked w14:val="1"/>',
    );
  });
});

describe("controls of a template", () => {
  const control = (tag: string, inner: string, kind = "") =>
    `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/><w:id w:val="5"/>${kind}</w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;

  it("are filled by their tag, in a line, as paragraphs and as boxes", () => {
    const value = { acknowledgement: { date: "2023-10-31", comment: "A\n\nB" } };
    expect(fill(`<w:p>${control("acknowledgement/date", "<w:r><w:t>x</w:t></w:r>")}</w:p>`, value).text).toBe(
      "10/31/2023",
    );
    expect(fill(control("acknowledgement/comment", paragraph("old")), value).text).toBe("A|B");
    const box = control("target=meets", "<w:r><w:t>☐</w:t></w:r>", "<w14:checkbox/>");
    expect(fill(each(`<w:p>${box}</w:p>`), { goals: [goal("g", "x")] }).text).toBe("☒");
  });

  it("stay as they are without a tag, or with one of another program", () => {
    expect(
      fill(
        `<w:p>${control("", "<w:r><w:t>kept</w:t></w:r>")}${control("goog_rdk_1", "<w:r><w:t>too</w:t></w:r>")}</w:p>`,
        {},
      ).text,
    ).toBe("kepttoo");
  });
});

describe("mistakes in a template", () => {
  const codes = (body: string, more = {}) => fill(body, plan, "admin-ilp", more).problems;

  it.each([
    ["{{goal}}", "unknown-key"],
    ["{{goals}}", "wrong-use"],
    ["{{acknowledgement}}", "wrong-use"],
    ["{{#each acknowledgement}}", "unclosed"],
    ["{{/each}}", "unmatched"],
    ["{{else}}", "unmatched"],
    ["{{ }}", "unknown-words"],
    ["{{two words here}}", "unknown-words"],
    ["{{acknowledgement.comment", "stray-braces"],
    ["x {{rich acknowledgement.comment}}", "not-alone"],
    ["x {{#each goals}}", "not-alone"],
    ["{{#rows goals}}", "not-alone"],
    ["{{check acknowledgement.comment}}", "wrong-use"],
  ])("%s is %s", (text, code) => {
    expect(codes(paragraph(text)).map((problem) => problem.code)).toContain(code);
  });

  it("come all at once, with their place and the nearest name", () => {
    const body = paragraph("{{acknowledgement.coment}}") + table(["a", "b"], ["c", "{{candidate.nam}}"]);
    expect(codes(body)).toEqual([
      {
        code: "unknown-key",
        message:
          'In the document, paragraph 1: there is no "acknowledgement/coment" in this form. Did you mean "acknowledgement/comment"?',
      },
      {
        code: "unknown-key",
        message:
          'In the document, table 1, row 2, cell 2: there is no "candidate/nam" in this form. Did you mean "candidate/name"?',
      },
    ]);
  });

  it("an unknown choice names the nearest", () => {
    expect(codes(each("{{check target=meet}}"))[0]?.message).toContain('Did you mean "meets"?');
  });

  it("an unknown name can be kept", () => {
    expect(fill(paragraph("{{goal}} x"), {}, "admin-ilp", { keepUnknown: true }).text).toBe("{{goal}} x");
  });

  it("an answer without a place is one, unless that is allowed", () => {
    const value = { acknowledgement: { comment: "Good" } };
    expect(fill(paragraph("x"), value, "admin-ilp", { allowMissing: false }).problems[0]).toMatchObject({
      code: "answer-left-out",
    });
    expect(fill(paragraph("x"), value).problems).toEqual([]);
    const half = { goals: [{ id: "g", target: "meets" }] };
    expect(fill(each("{{check target=approaches}}"), half, "admin-ilp", { allowMissing: false }).problems).toHaveLength(
      1,
    );
  });
});

describe("files that are no forms", () => {
  const refused = (bytes: Uint8Array) => bytes;
  it.each([
    ["macros", { "word/vbaProject.bin": "x" }, "macros"],
    ["an embedded file", { "word/embeddings/a.bin": "x" }, "embedded"],
    ["a document type", { "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }, "document type"],
    [
      "strict Open XML",
      { "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>' },
      "Strict",
    ],
    ["broken XML", { "word/document.xml": "<w:document>" }, "well-formed"],
  ])("%s", async (_, more, reason) => {
    const { compileTemplate } = await import("../../src/word/template.ts");
    const { problems } = compileTemplate(refused(wordFile("", more as Record<string, string>)));
    expect(problems?.[0]?.message).toContain(reason);
  });
});
