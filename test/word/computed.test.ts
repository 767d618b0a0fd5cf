import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { isUserError } from "../../src/core/problems/user-error.ts";
import { compiler } from "../../src/data/compile.ts";
import { editorSchemas } from "../../src/forms/editor-schemas.ts";
import { computedForms, readForms } from "../../src/forms/table.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import { type Parts, readContainer } from "../../src/word/container.ts";
import { readMap } from "../../src/word/map.ts";
import { readStamp } from "../../src/word/stamp.ts";
import { programTranscriptPage, transcriptPage } from "../../src/word/transcript-page.ts";
import { ilp, plaindir } from "../cli.ts";
import { candidate, computedFormsRead, fill, type Sample, samples } from "./computed.ts";
import { programTranscript, transcript } from "./computed-samples.ts";
import { lintFile } from "./lint.ts";
import { settings, templateOf } from "./sample.ts";
import { paragraph, partText, plain, table, wordFile } from "./small.ts";

const bodyOf = (bytes: Uint8Array) => partText(bytes, "word/document.xml");
/** As a reader sees it, with the marks of XML read. */
const readable = (bytes: Uint8Array) =>
  plain(bodyOf(bytes)).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const textOf = (bytes: Uint8Array, part: string) =>
  partText(bytes, part)
    .replace(/<\?.*?\?>|<[^>]*>/g, "")
    .trim();

const bytesOf = (name: string) => samples.find((each) => each.name === name)?.bytes as Uint8Array;

describe.each(samples.map((each): [string, Sample] => [each.name, each]))("%s", (_, { source, bytes, texts }) => {
  it("passes the lint, and comes out the same twice", () => {
    expect(lintFile(bytes)).toEqual([]);
    expect(Buffer.compare(bytes, fill(source).bytes)).toBe(0);
  });

  it("holds everything it was given", () => {
    const text = readable(bytes);
    expect(texts.length).toBeGreaterThan(3);
    for (const each of texts) expect(text).toContain(each);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it("is nothing to fill in or to sign, and says what it was computed from", () => {
    const xml = bodyOf(bytes);
    expect(xml.includes("<w:sdt>")).toBe(false);
    expect(plain(xml)).not.toMatch(/Signature record|No answer yet/);
    expect(textOf(bytes, "word/footer1.xml")).toMatch(
      /^Computed as of \d\d\/\d\d\/\d{4} from the records of Administrator Induction Program\.\s+Page/,
    );
    expect(readMap(readContainer(bytes) as Parts)).toMatchObject({ form: source.form, answers: [] });
    expect(readStamp(bytes)).toMatchObject({ intact: true });
  });

  it("repeats header rows, and is printed upright", () => {
    const xml = bodyOf(bytes);
    expect(xml.includes("<w:tblHeader/>")).toBe(true);
    expect(xml.includes('w:orient="portrait"')).toBe(true);
  });
});

describe("the values of the pages", () => {
  const validatorOf = compiler(builtInSchemas);
  const known = samples.filter(({ name }) => !name.endsWith("-full"));
  it.each(known.map((each): [string, Sample] => [each.name, each]))("%s fits its schema", (_, { source }) => {
    const validate = validatorOf(source.form);
    validate(JSON.parse(JSON.stringify(source.value)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("the transcript", () => {
  it("has a row for each part, its attempts below, and none where there are none", () => {
    const text = readable(bytesOf("transcript-one"));
    const order = [
      "|2|12/15/2023|12/20/2023||",
      "Attempt 1  Submitted: 11/28/2023",
      "Attempt 2  Submitted: 12/15/2023",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(text).toContain("|Not submitted yet, late||||02/01/2024|2024-25|Inquiry ILP, Inquiry 2|Not started||||");
  });

  it("of one candidate says who it is about; of the program, that there is no one candidate", () => {
    const [one, all] = ["transcript-one", "transcript-all"].map((name) => readable(bytesOf(name)));
    expect(one).toContain("|Candidate|Candidate One|Coach|");
    expect(one).toContain("|As of|02/15/2024|");
    expect(all).toContain("|District|Sample & Sons <District>|As of|02/15/2024|");
    expect(all).not.toMatch(/\|Coach\||\|Site\||\|Position\|/);
    expect(textOf(bytesOf("transcript-all"), "word/header1.xml")).toBe(
      "Administrator Induction Program – Progress Tracking Transcript",
    );
  });

  it("of the whole program holds nothing that anybody wrote, in no part of the file", () => {
    const { bytes } = fill(programTranscriptPage(programTranscript));
    const all = [...(readContainer(bytes) as Parts).values()].map((part) => Buffer.from(part).toString("utf8")).join();
    expect(all).not.toMatch(/end-of-feedback|note-of-the-yes|reversed-words|Modelo|1ee0cf0d2ee8|0cf0d2ee81e1/);
    expect(all).toContain("Candidate Number 10");
  });

  it("of nobody says so", () => {
    const { bytes, name } = fill(programTranscriptPage({ ...programTranscript, candidates: [] }));
    expect(name).toBe("transcript.docx");
    expect(readable(bytes)).toContain("|Candidates|");
    expect(readable(bytes)).toContain("|None yet.|");
    const none = fill({ candidate, ...transcriptPage({ ...transcript, candidates: [] }) });
    expect(readable(none.bytes)).toContain("|Due|None|");
  });
});

describe("the completion record", () => {
  it("is named after its year, and leaves out what there is nothing of", () => {
    const { name } = fill(samples.find((each) => each.name === "completion")?.source as Sample["source"]);
    expect(name).toBe("year-1-completion-record.docx");
    expect(readable(bytesOf("completion"))).not.toContain("What is open");
    expect(readable(bytesOf("completion-open"))).not.toContain("Extended due dates");
    expect(readable(bytesOf("completion-open"))).toContain("|Coaching|–|");
  });
});

describe("a computed form", () => {
  it("is asked of nobody: it is no form that a program could list, and no editor sees it", () => {
    for (const id of computedForms(builtInSchemas)) {
      const { forms, missing } = readForms(builtInSchemas, { ...settings, forms: [...settings.forms, id] });
      expect(forms.map((form) => form.id)).not.toContain(id);
      expect(missing).toEqual([id]);
      expect(Object.keys(editorSchemas(builtInSchemas, settings))).not.toContain(`${id}.schema.json`);
    }
    expect(computedForms(builtInSchemas)).toEqual(expect.arrayContaining(["transcript", "completion-record"]));
  });

  it("in program.yaml, and as a form of the program's own, is told from those that people fill in", async () => {
    const example = (path: string) => readFileSync(join("examples", "combined", path), "utf8");
    const program = parseDocument(example("program.yaml"));
    program.addIn(["forms"], "transcript");
    program.setIn(["fields", "completion-record"], { ".": { cost: { title: "Cost", type: "number" } } });
    const { form, ...rest } = builtInSchemas["transcript.schema.json"] as { form: object };
    const own = { ...rest, form: { ...form, computed: undefined } };
    const folder = plaindir({
      "program.yaml": program.toString(),
      "people.yaml": example("people.yaml"),
      "forms/transcript.schema.json": JSON.stringify(own),
    });
    const { code, err } = await ilp(folder, "check");
    expect(code).toBe(2);
    expect(err).toContain('ilp computes what transcript says, so it needs "computed": true');
    expect(err).toContain('Added fields: there is no "completion-record" in the forms that people fill in.');
    program.deleteIn(["fields"]);
    const listed = plaindir({ "program.yaml": program.toString(), "people.yaml": example("people.yaml") });
    const last = (await ilp(listed, "check")).err;
    expect(last).toContain('Forms in use: there is no "transcript" in the forms that people fill in.');
    expect(last).toContain("It is computed: every program has it, and nobody fills it in. Take the line out.");
  });

  it("has the template that it makes of itself today (else: npm run templates)", async () => {
    const { starterTemplate } = await import("../../src/word/starter.ts");
    for (const form of computedFormsRead) {
      const [made, kept] = [await starterTemplate(form, settings), templateOf(form.id)].map(
        (bytes) => new Map([...(readContainer(bytes) as Parts)].map(([name, part]) => [name, `${Buffer.from(part)}`])),
      );
      expect(made, form.id).toEqual(kept);
    }
  });

  it("is printed through a Word form of the district's own, which may leave things out", () => {
    const own = wordFile(
      paragraph("{{document.about}}, {{document.as-of}}, {{candidate.name}}") +
        table(
          ["What", "Status"],
          ["{{#rows rows}}{{part}}", "{{status}}"],
          ["{{#rows attempts}}{{item.name}}", "{{handed-in}}{{/rows}}{{/rows}}"],
        ),
    );
    const { bytes } = fill({ candidate, ...transcriptPage(transcript) }, own);
    expect(lintFile(bytes)).toEqual([]);
    expect(readable(bytes)).toMatch(
      /^Candidate One, 02\/15\/2024, Candidate One\|What\|Status\|Inquiry ILP, Initial ILP: goal and plan of the first weeks\|YES \(Complete\)\|Attempt 1\|10\/12\/2023/,
    );
    expect(readable(bytes)).toContain("|Not submitted yet, late|Inquiry ILP, Inquiry 2|Not started");
  });

  it("says what is wrong with such a form", () => {
    const said = (() => {
      try {
        fill({ candidate, ...transcriptPage(transcript) }, wordFile(paragraph("{{statsu}}, {{item.line}}")));
      } catch (error) {
        return isUserError(error) ? error.message : String(error);
      }
      return "";
    })();
    expect(said).toContain('transcript.docx: In the document, paragraph 1: there is no "statsu" in this form.');
  });
});
