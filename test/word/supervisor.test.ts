import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { documentsShown, exportShown, shownToSupervisor } from "../../src/commands/print/export-supervisor.ts";
import type { Form } from "../../src/core/forms/form.ts";
import type { Candidate, People, Profile } from "../../src/core/program/program.ts";
import type { Judged } from "../../src/core/records/signature.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import type { Program } from "../../src/data/load.ts";
import { type Parts, readContainer } from "../../src/word/container.ts";
import { readMap } from "../../src/word/map.ts";
import { starterTemplate } from "../../src/word/starter.ts";
import { type Files, ilp, plaindir, snapshot } from "../cli.ts";
import { statementOf } from "../core/records.ts";
import { lintFile } from "./lint.ts";
import { allDocuments, formOf, marksOf, png, profile, rulebook, settings, templateOf } from "./sample.ts";
import { partText, plain } from "./small.ts";

/** Every word in a file, whatever part of it: marks of answers, and marks of records. */
function marksIn(bytes: Uint8Array): string[] {
  const all = [...(readContainer(bytes) as Parts)].map(([name, part]) => `${name}\n${Buffer.from(part)}`).join("\n");
  return [...new Set([...all.matchAll(/\b(?:y\d(?:[.-][\w-]+)+|mark-[\w-]+)/g)].map(([mark]) => mark))];
}

const acts = ["sign", "decline", "submit", "review", "feedback", "witness", "revoke", "concern", "contact"] as const;
let serial = 0;

/** A record whose every free word is a mark of its own. */
function recordOf(
  act: (typeof acts)[number],
  document: string,
  section: string,
  more: Partial<Statement> = {},
): Judged {
  const mark = `mark-${act}-${document}-${section}`.replace(/[^\w-]/g, "-");
  const id = `sha256:${(++serial).toString(16).padStart(64, "0")}`;
  const statement = statementOf({
    act,
    document,
    section,
    signer: "signer-of-records",
    reason: `${mark}-reason`,
    feedback: `${mark}-feedback`,
    intent: `${mark}-sentence`,
    ...more,
  });
  return {
    ...{ path: "", id, statement, problem: null, seal: null, recorded: true, added: null },
    ...{ state: "valid", assurance: "name", day: "2023-11-28", reasons: [] },
  } as unknown as Judged;
}

const documents = allDocuments(true);
const candidate: Candidate & { profile: Profile } = {
  id: "candidate-one",
  profile,
  documents,
  problems: [],
  present: new Set(),
  evidenceFiles: null,
  records: [
    ...documents.flatMap(({ name, form }) =>
      [".", ...Object.keys(form.sections).map((each) => each.replace("*", "item-1"))].flatMap((section) =>
        acts.map((act) => recordOf(act, name, section)),
      ),
    ),
    recordOf("witness", "year-1/context", "triad", { of: "sha256:unknown" }),
  ],
};

/** The records of a section that have to do with its signers. */
const signing = (document: string, section: string) =>
  (candidate.records ?? []).filter(
    ({ statement }) => statement?.document === document && statement.section === section && statement.act === "sign",
  );
for (const name of ["year-1/context", "year-2/context"])
  for (const { id } of signing(name, "triad")) {
    candidate.records?.push(recordOf("witness", name, "triad", { of: id, intent: "mark-witness-of-triad" }));
  }

const people = {
  ...rulebook.people,
  people: [...rulebook.people.people, { id: "signer-of-records", name: "Signer", roles: ["coach"] }],
} as unknown as People;

/** As ilp finds them: those that come with it, and one made for a part. */
const templates = new Map<string, Uint8Array>();
const templateFor = (form: Form) => (form.part ? starterTemplate(form, settings) : templateOf(form.id));

async function exported(supervisor: string[]) {
  const program = {
    ...rulebook,
    people,
    settings: { ...settings, review: { ...settings.review, supervisor } },
    changedForms: [],
    root: "",
  } as unknown as Program;
  const shown = shownToSupervisor(program);
  for (const { form } of shown) templates.set(form.id, templates.get(form.id) ?? (await templateFor(form)));
  const { files, problems } = exportShown(
    shown,
    program,
    standingOf(candidate, program),
    { asOf: "2030-01-01", readTemplate: (form) => templates.get(form) ?? null, readEvidence: () => png },
    documentsShown(shown, candidate),
  );
  expect(problems).toEqual([]);
  for (const { bytes } of files) expect(lintFile(bytes)).toEqual([]);
  return files;
}

const triadMarks = (year: number) =>
  marksOf(formOf("context"), year).filter((mark) => mark.startsWith(`y${year}.triad`));
const recordMark = /^mark-(sign|decline|witness)-year-\d-context-triad-|^mark-witness-of-triad$/;

describe("what a supervisor gets", () => {
  it("is the triad part alone: no other answer and no other record, in no part of the files", async () => {
    const files = await exported(["context#triad"]);
    expect(files.map(({ name }) => name)).toEqual(["year-1-context-triad.docx", "year-2-context-triad.docx"]);
    for (const [index, { bytes }] of files.entries()) {
      const marks = marksIn(bytes);
      expect(marks).toEqual(expect.arrayContaining(triadMarks(index + 1)));
      const strange = marks.filter((mark) => !mark.startsWith(`y${index + 1}.triad`) && !recordMark.test(mark));
      expect(strange).toEqual([]);
      const text = plain(partText(bytes, "word/document.xml"));
      expect(text).toContain("|Supervisor triad summary|");
      expect(text).toContain("This is what we agreed on.|Role|Name|Signature|Date|Candidate|Candidate One|");
      expect(text).not.toMatch(/Professional experience\||Current work context\|/);
      // Someone who signed, one who declined and a witness; neither submissions nor decisions nor the case.
      expect(text.match(/\|Proof: /g)).toHaveLength(3);
    }
  });

  it("has a map of that part alone, and a digest of nothing else", async () => {
    const [file] = await exported(["context#triad"]);
    const map = readMap(readContainer(file?.bytes as Uint8Array) as Parts);
    expect(map?.form).toBe("context-triad");
    expect(map?.answers.map(({ address }) => address.split("/")[0])).toEqual(map?.answers.map(() => "triad"));
    const other = structuredClone(candidate.documents.find(({ name }) => name === "year-1/context")?.value);
    const before = candidate.documents.map((each) => each);
    const changed = { ...before.find(({ name }) => name === "year-1/context"), value: { ...other, experience: null } };
    candidate.documents = before.map((each) => (each.name === "year-1/context" ? (changed as typeof each) : each));
    const [again] = await exported(["context#triad"]);
    candidate.documents = before;
    expect(readMap(readContainer(again?.bytes as Uint8Array) as Parts)?.documents).toEqual(map?.documents);
    expect(Buffer.compare(again?.bytes as Uint8Array, file?.bytes as Uint8Array)).toBe(0);
  });

  it("is more when the program says more: a whole form, a list, several parts of one form", async () => {
    const files = await exported(["context#triad", "context#work-context", "admin-ilp", "inquiry-ilp#inquiries/*"]);
    expect(files.filter(({ name }) => name.startsWith("year-1")).map(({ name }) => name)).toEqual([
      "year-1-context-triad.docx",
      "year-1-context-work-context.docx",
      "year-1-admin-ilp.docx",
      "year-1-inquiry-ilp-inquiries.docx",
    ]);
    const of = (name: string) => marksIn(files.find((file) => file.name === name)?.bytes as Uint8Array);
    expect(of("year-1-admin-ilp.docx")).toEqual(expect.arrayContaining(marksOf(formOf("admin-ilp"), 1)));
    expect(of("year-1-admin-ilp.docx").some((mark) => /mark-(review|submit|feedback)/.test(mark))).toBe(false);
    const inquiries = of("year-1-inquiry-ilp-inquiries.docx").filter((mark) => mark.startsWith("y1."));
    // Evidence that the inquiries name is listed with them.
    expect(inquiries.filter((mark) => !/^y1\.(inquiries|items)/.test(mark))).toEqual([]);
    expect(of("year-1-context-triad.docx").filter((mark) => mark.startsWith("y1.work-context"))).toEqual([]);
  });

  it("is the same twice", async () => {
    const [one, other] = [await exported(["context#triad"]), await exported(["context#triad"])];
    for (const [index, { bytes }] of one.entries())
      expect(Buffer.compare(bytes, other[index]?.bytes as Uint8Array)).toBe(0);
  });
});

describe("ilp export --for supervisor", () => {
  const id = "noor-example";
  const example = (path: string) => readFileSync(join("examples", "combined", path), "utf8");
  /** One candidate of the example, with few documents; `supervisor` stands in program.yaml. */
  function small(supervisor = ["context#triad"], more: Files = {}): string {
    const settings = parseDocument(example("program.yaml"));
    settings.setIn(["review", "supervisor"], supervisor);
    const names = ["profile", "evidence", "year-1/context", "year-1/pd-log"].map(
      (name) => `candidates/${id}/${name}.yaml`,
    );
    return plaindir({
      "program.yaml": settings.toString(),
      "people.yaml": example("people.yaml"),
      ...Object.fromEntries(names.map((name) => [name, example(name)])),
      ...more,
    });
  }

  it("writes into a folder of its own", async () => {
    const folder = small();
    const ran = await ilp(folder, "export", id, "--for", "supervisor", "--out", "print");
    expect(ran).toMatchObject({ code: 0, out: `print/${id}/supervisor/year-1-context-triad.docx\n` });
    expect(Object.keys(snapshot(join(folder, "print")))).toEqual([`${id}/supervisor/year-1-context-triad.docx`]);
    const all = await ilp(folder, "export", "--all", "--for", "supervisor");
    expect(all.out).toBe(`export/${id}: 1 Word file\n`);
    const named = await ilp(folder, "export", id, "context", "--for", "supervisor", "--out", "named");
    expect(snapshot(join(folder, "named"))).toEqual(snapshot(join(folder, "print")));
    expect(named.code).toBe(0);
  });

  it("fills a Word form of the district's own for that part, and no other", async () => {
    const own = small(["context#triad"], {
      "templates/context-triad.docx": readFileSync("templates/word/context.docx"),
    });
    const ran = await ilp(own, "export", id, "--for", "supervisor");
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain("context-triad.docx: In the document");
    expect(ran.err).toContain('there is no "experience" in this form');
  });

  it.each([
    [["--for", "coach"], "Allowed choices are supervisor"],
    [
      [id, "pd-log", "--for", "supervisor"],
      "year-1/pd-log is not for the supervisor: program.yaml lists context#triad",
    ],
    [[id, "context", "--for", "supervisor", "--template", "x.docx"], "templates/context-triad.docx"],
  ])("%j is refused", async (args, says) => {
    const folder = small();
    const before = snapshot(folder);
    const ran = await ilp(folder, "export", ...args);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(says);
    expect(snapshot(folder)).toEqual(before);
  });

  it("names every line of program.yaml that lists what is not there", async () => {
    const wrong: [string, string][] = [
      ["context#triat", 'there is no "triat" in the form context.\n    Did you mean "triad"?'],
      ["contxt", 'there is no "contxt" in the forms ilp knows.\n    Did you mean "context"?'],
      ["transcript", 'there is no "transcript" in the forms ilp knows.'],
      ["inquiry-ilp#inquiries/inquiry-1", 'there is no "inquiries/inquiry-1" in the form inquiry-ilp.'],
    ];
    const folder = small([...wrong.map(([entry]) => entry), "context#triad", "inquiry-ilp#inquiries/*", "pd-log#."]);
    const lines = readFileSync(join(folder, "program.yaml"), "utf8").split("\n");
    const ran = await ilp(folder, "export", id, "--for", "supervisor");
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err.match(/For the supervisor/g)).toHaveLength(wrong.length);
    for (const [entry, says] of wrong) {
      const line = lines.findIndex((each) => each.includes(entry)) + 1;
      expect(ran.err).toMatch(new RegExp(`program\\.yaml:${line}:\\d+\n    For the supervisor: `));
      expect(ran.err).toContain(`For the supervisor: ${says}`);
    }
  });

  it("says so where the program has nothing for a supervisor, or the candidate no such document", async () => {
    const nothing = await ilp(small([]), "export", id, "--for", "supervisor");
    expect(nothing).toMatchObject({ code: 2, out: "" });
    expect(nothing.err).toContain("This program has nothing to print for a supervisor");
    const missing = await ilp(small(["self-assessment"]), "export", id, "--for", "supervisor");
    expect(missing).toMatchObject({ code: 2, out: "" });
    expect(missing.err).toContain("There is no document yet of which a supervisor may read self-assessment.");
  });
});
