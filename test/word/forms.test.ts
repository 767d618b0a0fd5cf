import { describe, expect, it } from "vitest";
import { type Parts, readContainer } from "../../src/word/container.ts";
import { type ExportedFile, exportCandidate } from "../../src/word/export.ts";
import { readMap } from "../../src/word/map.ts";
import { readStamp } from "../../src/word/stamp.ts";
import { lintFile } from "./lint.ts";
import {
  allDocuments,
  documentFor,
  everyField,
  formOf,
  marksOf,
  png,
  rulebook,
  settings,
  templateOf,
  viewsWith,
  wordForms,
} from "./sample.ts";
import { partText, plain } from "./small.ts";

const exportAll = (rich: boolean) =>
  exportCandidate({
    rulebook,
    asOf: "2030-01-01",
    views: viewsWith(allDocuments(rich)),
    readTemplate: templateOf,
    readEvidence: () => png,
  });

const rich = exportAll(true);
const blank = exportAll(false);
const fileFor = (files: ExportedFile[], form: string) => files.find((file) => file.form === form) as ExportedFile;

describe("every form", () => {
  it("is printed without a problem, blank and filled", () => {
    expect(rich.problems).toEqual([]);
    expect(blank.problems).toEqual([]);
    expect(new Set(rich.files.map(({ form }) => form))).toEqual(new Set(wordForms.map(({ id }) => id)));
  });

  it("has names made of its documents", () => {
    const names = rich.files.map(({ name }) => name);
    expect(names).toContain("year-1-pd-log.docx");
    expect(names).toContain("year-1-collaborative-2023-10.docx");
    expect(names).toContain("inquiry-ilp.docx");
    expect(names).not.toContain("year-1-inquiry-ilp.docx");
    expect(names).toContain("evidence.docx");
  });

  it("comes out the same twice", () => {
    const again = exportAll(true);
    for (const [index, file] of rich.files.entries())
      expect(Buffer.compare(file.bytes, again.files[index]?.bytes as Uint8Array), file.name).toBe(0);
  });

  describe.each(wordForms.map(({ id }) => id))("%s", (id) => {
    it.each([
      ["filled", rich],
      ["blank", blank],
    ])("passes the lint, %s", (_, { files }) => {
      for (const file of files.filter(({ form }) => form === id)) expect(lintFile(file.bytes), file.name).toEqual([]);
    });

    it("holds every answer", () => {
      const file = fileFor(rich.files, id);
      const text = plain(partText(file.bytes, "word/document.xml"));
      const year = file.documents[0]?.startsWith("year-2") ? 2 : 1;
      const last = formOf(id).path.includes("{year}") ? year : 2;
      for (const mark of marksOf(formOf(id), last)) expect(text).toContain(mark);
    });

    it("marks every answer with a locked control that the map knows", () => {
      const file = fileFor(rich.files, id);
      const xml = partText(file.bytes, "word/document.xml");
      const tags = [...xml.matchAll(/<w:tag w:val="([^"]*)"\/><w:id [^>]*\/><w:lock w:val="sdtLocked"\/>/g)].map(
        ([, tag]) => tag ?? "",
      );
      expect(tags.filter((tag) => tag.length > 40)).toEqual([]);
      expect(tags).toHaveLength([...xml.matchAll(/<w:tag /g)].length);
      const map = readMap(readContainer(file.bytes) as Parts);
      const known = new Set(tags);
      for (const { key, bookmark, address, kind } of map?.answers ?? []) {
        const hasBoxes =
          tags.some((tag) => tag.startsWith(`${key}=`)) || kind === "yes-no" || kind === "choice" || kind === "choices";
        expect(known.has(key) || hasBoxes, address).toBe(true);
        if (known.has(key)) expect(xml).toContain(`w:name="${bookmark}"`);
      }
      const fields = everyField(formOf(id));
      const sometimes = fields.filter(({ applies }) => applies).map(({ path }) => path);
      const asked = fields.filter(
        ({ kind, print, path }) =>
          kind !== "group" &&
          kind !== "list" &&
          print !== "never" &&
          !sometimes.some((each) => path === each || path.startsWith(`${each}/`)) &&
          !path.includes("*"),
      );
      const addresses = new Set(map?.answers.map(({ address }) => address));
      for (const { path } of asked) expect(addresses.has(path), path).toBe(true);
    });

    it("carries a stamp that holds until it is changed", () => {
      const { bytes } = fileFor(rich.files, id);
      expect(readStamp(bytes)).toMatchObject({ intact: true });
    });
  });
});

describe("looks", () => {
  it("repeats header rows and keeps rows whole", () => {
    const xml = partText(fileFor(rich.files, "pd-log").bytes, "word/document.xml");
    expect(xml).toContain("<w:tblHeader/>");
    expect(xml).toContain("<w:cantSplit/>");
    expect(plain(xml)).toContain("Total hours: ");
  });

  it("keeps the header of an empty list and says none", () => {
    const text = plain(partText(fileFor(blank.files, "pd-log").bytes, "word/document.xml"));
    expect(text).toContain("Provider|");
    expect(text).toContain("|None|");
  });

  it("links evidence, and shows its pictures once", () => {
    const documents = allDocuments(true);
    const evidence = documents.find(({ form }) => form.id === "evidence");
    const [first, second] = (evidence?.value.items ?? []) as Record<string, string>[];
    Object.assign(first ?? {}, { title: "A chart", path: "chart.png", url: "" });
    Object.assign(second ?? {}, { title: "A page", path: "", url: "https://example.org/?a=1&b=2" });
    const source = {
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(documents),
      readTemplate: templateOf,
      readEvidence: () => png,
      select: ["year-1/inquiry-ilp"],
    };
    const { files } = exportCandidate(source);
    const [file] = files;
    const xml = partText(file?.bytes as Uint8Array, "word/document.xml");
    expect(xml.match(/<wp:docPr /g)).toHaveLength(1);
    expect(xml).toMatch(/<w:hyperlink w:anchor="ilp_evidence_\w{12}"/);
    expect(partText(file?.bytes as Uint8Array, "word/_rels/document.xml.rels")).toContain(
      'Target="https://example.org/?a=1&amp;b=2"',
    );
    expect(lintFile(file?.bytes as Uint8Array)).toEqual([]);
  });

  it("prints both years in one document", () => {
    const text = plain(partText(fileFor(rich.files, "inquiry-ilp").bytes, "word/document.xml"));
    expect(text).toContain("Year 1 (2023-24)");
    expect(text).toContain("Year 2 (2024-25)");
    expect(text).toContain("November Milestone (cells 1-4)|11/30/2023|11/30/2024|assumed, confirm");
    expect(text.match(/This inquiry cycle is proficiently complete\./g)).toHaveLength(4);
  });

  it("prints earlier self-assessments beside the present one", () => {
    const [initial, final] = ["initial", "final"].map((administration) => {
      const document = documentFor(formOf("self-assessment"), 1, false);
      document.name = `year-1/self-assessment-${administration}`;
      document.value = {
        ...document.value,
        administration,
        "cpsel-1": { ratings: { "1A": { level: administration === "final" ? "meets" : "approaches" } } },
      };
      return document;
    });
    const documents = [initial, final].flatMap((document) => document ?? []);
    const { files } = exportCandidate({
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(documents),
      readTemplate: templateOf,
    });
    const later = files.find(({ name }) => name.includes("final")) as ExportedFile;
    expect(plain(partText(later.bytes, "word/document.xml"))).toContain("|☐ |☐ I1|☒ |☐ |");
    expect(plain(partText(later.bytes, "word/document.xml"))).toContain("Earlier marks: I1 = Initial, year 1");
  });
});

describe("templates", () => {
  it("are what the forms make of themselves today (else: npm run templates)", async () => {
    const { starterTemplate } = await import("../../src/word/starter.ts");
    for (const form of wordForms) {
      const [made, kept] = [await starterTemplate(form, settings), templateOf(form.id)].map(
        (bytes) => readContainer(bytes) as Parts,
      );
      const texts = (parts: Parts | undefined) =>
        [...(parts ?? [])].map(([name, content]) => [name, Buffer.from(content).toString("utf8")]);
      expect(texts(made), form.id).toEqual(texts(kept));
    }
  });
});

describe("a selection", () => {
  it("names what is not there", () => {
    const { files, problems } = exportCandidate({
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(allDocuments(false)),
      readTemplate: templateOf,
      select: ["year-1/pd-lgo"],
    });
    expect(files).toEqual([]);
    expect(problems[0]?.message).toContain('Did you mean "year-1/pd-log"?');
  });

  it("says when a form has no template", () => {
    const { problems } = exportCandidate({
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(allDocuments(false)),
      readTemplate: () => null,
      select: ["year-1/pd-log"],
    });
    expect(problems).toMatchObject([{ code: "no-template", file: "year-1-pd-log.docx", form: "pd-log" }]);
  });
});

describe("a template compiled before", () => {
  it("gives the same bytes as its Word file", async () => {
    const { compileTemplate } = await import("../../src/word/template.ts");
    const { packTemplate, unpackTemplate } = await import("../../src/word/packed-template.ts");
    const readTemplate = (form: string) => {
      const { template } = compileTemplate(templateOf(form));
      return template ? unpackTemplate(packTemplate(template)) : null;
    };
    const { files } = exportCandidate({
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(allDocuments(true)),
      readTemplate,
      readEvidence: () => png,
    });
    expect(files.map(({ name }) => name)).toEqual(rich.files.map(({ name }) => name));
    for (const [index, { name, bytes }] of files.entries())
      expect(Buffer.compare(bytes, rich.files[index]?.bytes as Uint8Array), name).toBe(0);
  });
});

describe("a form with a field of the district's own", () => {
  it("is told to need a place for it, and gets one from a new starter", async () => {
    const { starterTemplate } = await import("../../src/word/starter.ts");
    const own = { ...formOf("pd-log") };
    own.fields = [
      ...own.fields,
      {
        key: "approved-by",
        path: "approved-by",
        kind: "line",
        label: "Approved by",
        prompt: "Who approved it?",
        fields: [],
      },
    ];
    const document = { ...documentFor(own, 1, true), form: own };
    const source = { asOf: "2030-01-01", rulebook: { ...rulebook, forms: [own] }, views: viewsWith([document]) };
    const { problems } = exportCandidate({ ...source, readTemplate: templateOf });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        "answer-left-out",
        'The template has no place for "Approved by" (approved-by in year-1/pd-log). Add {{approved-by}} to it.',
      ],
    ]);
    const starter = await starterTemplate(own, settings);
    const { files } = exportCandidate({ ...source, readTemplate: () => starter });
    expect(plain(partText(files[0]?.bytes as Uint8Array, "word/document.xml"))).toContain("y1.approved-by");
  });
});
