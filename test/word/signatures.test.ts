import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printedSignatures } from "../../src/commands/print/printed-signatures.ts";
import type { Mapping } from "../../src/core/basics/values.ts";
import type { Form } from "../../src/core/forms/form.ts";
import type { Candidate } from "../../src/core/program/program.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { type Parts, readContainer } from "../../src/word/container.ts";
import { exportCandidate, exportDocument } from "../../src/word/export.ts";
import { readMap } from "../../src/word/map.ts";
import { type RecordReader, recordKeys, type SignatureRecordEntry } from "../../src/word/signature-records.ts";
import { signatureKeys } from "../../src/word/signers.ts";
import { readStamp } from "../../src/word/stamp.ts";
import { judged, recordOf, reviewOf } from "../core/records.ts";
import { lintFile } from "./lint.ts";
import { allDocuments, documentFor, formOf, rulebook, templateOf, viewsWith, wordForms } from "./sample.ts";
import { fingerprint, recordWith, signaturesFrom } from "./signed.ts";
import { paragraph, partText, plain, table, wordFile } from "./small.ts";

/** All forms, or one, with the records of some documents. */
function print(records: Record<string, SignatureRecordEntry[]>, form?: string) {
  const recordsOf: RecordReader = (document) => records[document] ?? [];
  const { files, problems } = exportCandidate({
    rulebook,
    asOf: "2030-01-01",
    views: viewsWith(allDocuments(false)),
    readTemplate: templateOf,
    recordsOf,
    signatureOf: signaturesFrom(recordsOf),
  });
  expect(problems).toEqual([]);
  return files.filter((file) => form === undefined || file.form === form);
}

const textOf = ([file]: { bytes: Uint8Array }[]) =>
  plain(partText(file?.bytes as Uint8Array, "word/document.xml")).replace(/\|\|$/, "|");
const lastPage = (files: { bytes: Uint8Array }[]) => textOf(files).replace(/^.*(?=Signature record\|)/s, "");

const hours = recordWith({
  role: "candidate",
  name: "Candidate One",
  sentence: "The hours and activities listed here are accurate.",
  id: "1a2b3c4d5e6f",
});

const judgedRecord = (said: Partial<Statement>, key: string) => judged(recordOf(said, { key }));

describe("the line of a signer", () => {
  it("says who signed, when, how sure that is, and which record it is", () => {
    expect(textOf(print({ "year-1/pd-log": [hours] }, "pd-log"))).toContain(
      "|Candidate|Candidate One|Signed electronically · verified by key/Record 1a2b3c4d5e6f|11/28/2023|" +
        "Director (optional)||||",
    );
  });

  it("stays empty, to be signed by hand, where nobody signed", () => {
    const text = textOf(print({ "year-1/pd-log": [{ ...hours, state: "no longer matches the text" }] }, "pd-log"));
    expect(text).toContain("|Candidate|Candidate One|||Director (optional)||||");
    expect(text).not.toContain("Signed electronically");
  });

  it("offers its parts to a form of one's own", () => {
    const body = ["proof", "id"].map((what) => paragraph(`{{signature.document.candidate.${what}}}`)).join("");
    expect(fillLog(body, [hours]).text).toBe("verified by key|1a2b3c4d5e6f");
  });
});

/** A body filled with a log that has these records. */
function fillLog(body: string, records: SignatureRecordEntry[], form: Form = formOf("pd-log"), answered: Mapping = {}) {
  const blank = documentFor(form, 1, false);
  const document = { ...blank, value: { ...blank.value, ...answered } };
  const [view] = viewsWith([document]);
  const recordsOf = () => records;
  const parts = view ? [{ view, document }] : [];
  const source = {
    rulebook,
    asOf: "2030-01-01",
    form,
    parts,
    recordsOf,
    signatureOf: signaturesFrom(recordsOf),
    allowMissing: true,
  };
  const result = exportDocument(source, wordFile(body));
  return "problems" in result
    ? { text: "", problems: result.problems.map(({ message }) => message) }
    : { text: plain(partText(result.bytes, "word/document.xml")), problems: [] };
}

describe("the page Signature record", () => {
  const decline = recordWith({
    act: "Decline",
    section: "inquiries/inquiry-1",
    sectionTitle: "Inquiry 1",
    date: "2024-02-10",
    sentence: "I do not sign this section.",
    reason: "Question 2 & {{candidate.name}}\nis open.",
    proof: "unverified (name only)",
  });
  const goal = recordWith({
    section: "initial-goal",
    sectionTitle: "initial goal",
    fingerprint,
    state: "no longer matches the text",
  });

  it("lists every record of all years, the earliest first", () => {
    const withdrawn = recordWith({ act: "Withdrawn", role: "Some role", date: "2024-01-01", time: "09:00 UTC" });
    const records = {
      "year-1/inquiry-ilp": [decline, { ...decline, time: "07:00 UTC", id: "000000000000" }, goal],
      "year-2/inquiry-ilp": [withdrawn],
    };
    const [head, ...rows] = lastPage(print(records, "inquiry-ilp")).split("|What, and how it was verified|");
    expect(head).toMatch(/^Signature record\|This is the electronic signature record .*\|Who and when$/);
    const declined = (time: string, id: string) =>
      `Decline|valid|Inés Ejemplo, Coach|02/10/2024, ${time}|Inquiry 1 · Year 1 (2023-24)|“I do not sign this section.”|` +
      `Reason: Question 2 &amp; {{candidate.name}}/is open.|Proof: unverified (name only) · record ${id}|${decline.digest}|`;
    expect(rows.join()).toBe(
      `Signature|no longer matches the text|Inés Ejemplo, Coach|11/28/2023, 18:22 UTC|Initial goal · Year 1 (2023-24)|` +
        `“What is written here is accurate.”|Proof: verified by key · record ${goal.id}|Key ${fingerprint}|${goal.digest}|` +
        declined("07:00 UTC", "000000000000") +
        declined("18:22 UTC", decline.id) +
        `Withdrawn|valid|Inés Ejemplo, Some role|01/01/2024, 09:00 UTC|Whole document · Year 2 (2024-25)|` +
        `“What is written here is accurate.”|Proof: verified by key · record ${withdrawn.id}|${withdrawn.digest}|`,
    );
  });

  it("has a submission, decisions with what was said and until when, and feedback", () => {
    const said = { section: "initial-goal", sectionTitle: "initial goal", state: "on record" };
    const records = [
      recordWith({ ...said, act: "Submission", role: "candidate", sentence: "I hand this in for review." }),
      recordWith({
        ...said,
        act: "Review: NO (Incomplete)",
        date: "2023-12-01",
        role: "reviewer",
        feedback: "Cell 3 needs a measure.",
        resubmitBy: "2024-01-15",
      }),
      recordWith({ ...said, act: "Review: YES (Complete)", date: "2024-01-20", role: "reviewer", note: "Clear now." }),
      recordWith({ ...said, act: "Feedback", date: "2024-01-21", role: "director", feedback: "Well done." }),
    ];
    const page = lastPage(print({ "year-1/inquiry-ilp": records }, "inquiry-ilp"));
    const sentence = "“What is written here is accurate.”";
    for (const words of [
      "|Submission|on record|Inés Ejemplo, Candidate|11/28/2023, 18:22 UTC|Initial goal · Year 1 (2023-24)|“I hand this in",
      `${sentence}|Feedback: Cell 3 needs a measure.|Resubmission due 01/15/2024|Proof: verified by key`,
      `|Review: YES (Complete)|on record|`,
      `${sentence}|Note on progress: Clear now.|Proof: verified by key`,
      `${sentence}|Feedback: Well done.|Proof: verified by key`,
    ])
      expect(page).toContain(words);
  });

  it("takes what was handed in, decided and said of a document from its records, and no case file", () => {
    const [document] = allDocuments(false).filter(({ name }) => name === "year-1/inquiry-ilp");
    const place = { section: "initial-goal" };
    const submitted = judgedRecord(
      { ...place, act: "submit", role: "candidate", signer: "candidate-one" },
      "candidate-one",
    );
    const no = { decision: "NO", feedback: "Cell 3 needs a measure.", resubmit_by: "2026-03-01" } as const;
    const yes = { decision: "YES", feedback: "Clear now." } as const;
    const records = [
      submitted,
      ...[no, yes].map((said) => judged(reviewOf([submitted], { ...place, ...said }), [submitted])),
      judgedRecord(
        { act: "contact", document: "case", section: ".", schema: "case@1", entry: { summary: "x" } },
        "coach-one",
      ),
    ];
    const candidate = { documents: [document], records } as unknown as Candidate;
    const { recordsOf } = printedSignatures(candidate, rulebook);
    expect(recordsOf("year-1/inquiry-ilp")).toMatchObject([
      { act: "Submission", state: "on record", proof: "verified by key" },
      {
        act: "Review: NO (Incomplete)",
        feedback: no.feedback,
        resubmitBy: "2026-03-01",
        digest: submitted.statement?.digest,
      },
      { act: "Review: YES (Complete)", note: "Clear now." },
    ]);
    expect(recordsOf("case")).toEqual([]);
  });

  it("begins a new page in every form that has a record, and passes the lint", () => {
    const names = allDocuments(false).map(({ name }) => name);
    const files = print(Object.fromEntries(names.map((name) => [name, [decline, goal]])));
    expect(new Set(files.map(({ form }) => form))).toEqual(new Set(wordForms.map(({ id }) => id)));
    for (const { name, bytes, documents } of files) {
      const xml = partText(bytes, "word/document.xml");
      const [heading = ""] = xml.match(/<w:p>(?:(?!<w:p>).)*>Signature record</s) ?? [];
      expect(heading, name).toContain("<w:pageBreakBefore/>");
      expect(xml.split(goal.digest), name).toHaveLength(documents.length + 1);
      expect(lintFile(bytes), name).toEqual([]);
      expect(readStamp(bytes), name).toMatchObject({ intact: true });
    }
  });

  it("is not there without a record: such a file is the same as when nobody looks for records", () => {
    const looked = print({});
    const { files } = exportCandidate({
      rulebook,
      asOf: "2030-01-01",
      views: viewsWith(allDocuments(false)),
      readTemplate: templateOf,
    });
    for (const [index, { name, bytes }] of looked.entries()) {
      const xml = partText(bytes, "word/document.xml");
      expect(xml, name).not.toContain("Signature record");
      expect(xml, name).not.toContain("<w:p/>");
      expect(Buffer.compare(bytes, files[index]?.bytes as Uint8Array), name).toBe(0);
    }
  });

  it("changes nothing of what travels with the file for reading it back", () => {
    const mapOf = ([file]: { bytes: Uint8Array }[]) => readMap(readContainer(file?.bytes as Uint8Array) as Parts);
    const plainMap = mapOf(print({}, "context"));
    expect(plainMap?.answers.length).toBeGreaterThan(0);
    expect(mapOf(print({ "year-1/context": [{ ...hours, section: "triad" }] }, "context"))).toEqual(plainMap);
  });
});

describe("signature-records in a form of one's own", () => {
  const each = (...lines: string[]) =>
    ["{{#each signature-records}}", ...lines, "{{/each}}"].map((words) => paragraph(words)).join("");

  it("can be repeated, counted, put in a table, and left out", () => {
    expect(fillLog(each("{{year}} {{document}}#{{section}}"), [hours, hours]).text).toBe(
      "Year 1 (2023-24) year-1/pd-log#.|Year 1 (2023-24) year-1/pd-log#.",
    );
    const counted = table(["{{#rows signature-records}}{{name}}", "{{count signature-records}}{{/rows}}"]);
    expect(fillLog(counted, [hours]).text).toBe("Candidate One|1");
    expect(fillLog(paragraph("Nothing of it"), [hours])).toEqual({ text: "Nothing of it", problems: [] });
  });

  it("has only the names that docs/adding-a-form.md has, and says which one was meant", () => {
    const page = readFileSync("docs/adding-a-form.md", "utf8");
    for (const key of recordKeys) expect(page).toContain(`\`{{${key}}}\``);
    for (const key of signatureKeys) expect(page).toContain(`\`{{signature.document.coach.${key}}}\``);
    expect(fillLog(each(...recordKeys.map((key) => `{{${key}}}`)), [hours]).problems).toEqual([]);
    expect(fillLog(each("{{sentense}}"), []).problems.join()).toMatch(/no "sentense".*Did you mean "sentence"\?/);
    expect(fillLog(paragraph("{{digest}}"), []).problems.join()).toContain('no "digest"');
  });

  it("never prints an answer of the form in the place of what a record does not say", () => {
    const base = formOf("pd-log");
    const own = { key: "reason", path: "reason", kind: "line" as const, label: "Reason", prompt: "", fields: [] };
    const group = { ...own, key: "section", path: "section", kind: "group" as const };
    const form = { ...base, fields: [...base.fields, own, group] };
    const body = each("{{#if reason}}", "Reason", "{{else}}", "{{section}}", "{{/if}}");
    expect(fillLog(body, [hours], form, { reason: "An answer" })).toEqual({ text: ".", problems: [] });
  });
});
