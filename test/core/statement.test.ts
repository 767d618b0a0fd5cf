import { readFileSync } from "node:fs";
import type { ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import {
  messageOf,
  readTrailers,
  recordFolder,
  recordName,
  type Statement,
  shortId,
  statementId,
  statementText,
} from "../../src/core/records/statement.ts";
import { parseText } from "../../src/data/parse.ts";
import { readPlain } from "../../src/data/plain-yaml.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import * as validators from "../../src/generated/validators.js";
import { readRecord, recordText } from "../../src/signatures/records.ts";
import { digest, statementOf } from "./records.ts";

const vector = JSON.parse(readFileSync(new URL("../signatures/vectors.json", import.meta.url), "utf8")).statement as {
  canonical: string;
  id: string;
  sshsig: string;
};
const given = JSON.parse(vector.canonical) as Statement;

describe("the statement of the specification", () => {
  it("has these bytes, this id and this file name", () => {
    expect(statementText(given)).toBe(vector.canonical);
    expect(statementId(given)).toBe(vector.id);
    expect(shortId(vector.id)).toBe("1ee0cf0d2ee8");
    expect(recordName({ ...given, role: "coach" }, vector.id)).toBe("20260115T182205Z-coach-1ee0cf0d2ee8.yaml");
  });

  it("keeps them, whatever order its fields stand in", () => {
    expect(statementId(Object.fromEntries(Object.entries(given).reverse()) as unknown as Statement)).toBe(vector.id);
  });

  it("lies with its candidate, or with the program", () => {
    expect(recordFolder("c-7f3k2")).toBe("candidates/c-7f3k2/signatures");
    expect(recordFolder("program")).toBe("signatures");
  });
});

const statement = statementOf();
const message = messageOf(statement);
const trailers = {
  "ILP-Sign": "coach candidate-one/year-1/inquiry-ilp#inquiries/i1",
  "ILP-Digest": digest,
  "ILP-Signer": "coach-one",
  "ILP-Record": statementId(statement),
};
const block = message.trim().split("\n\n").at(-1) ?? "";

describe("a message", () => {
  it("says who signed what, and reads back", () => {
    expect(message.split("\n")[0]).toBe("Sign candidate-one/year-1/inquiry-ilp#inquiries/i1 as coach");
    expect(message.split("\n\n")[1]).toBe("I agree.");
    expect(readTrailers(message)).toEqual(trailers);
  });

  it("names any other act", () => {
    const declined = messageOf(statementOf({ act: "decline" }));
    expect(declined).toMatch(/^Decline to sign candidate-one/);
    expect(readTrailers(declined)?.["ILP-Sign"]).toMatch(/^decline coach candidate-one\//);
  });

  it("never lets the sentence pose as anything else", () => {
    const intent = `I agree.\n\n---\n${block.replaceAll("coach-one", "coach-two")}\n\n`;
    const posing = messageOf(statementOf({ intent }));
    expect(posing.split("\n\n")).toHaveLength(3);
    expect(posing).not.toMatch(/^---$/m);
    expect(readTrailers(posing)?.["ILP-Signer"]).toBe("coach-one");
  });

  it.each([
    ["picked from elsewhere", `${message.trim()}\n(cherry picked from commit ${"a".repeat(40)})\n`],
    ["signed off", `${message.trim()}\nSigned-off-by: Coach One <coach-one@example.org>\n`],
    ["with empty lines after it", `${message}\n\n`],
    ["with a longer text", `Merge\n\nMany words.\nMore: words\n\n\n\n${block}\n`],
  ])("is still read: %s", (_, text) => {
    expect(readTrailers(text)).toEqual(trailers);
  });

  const line = "ILP-Signer: coach-one";
  it.each([
    ["1 words in the same paragraph", message.replace(block, `I did it.\n${block}`)],
    ["2 a folded line", message.replace(line, "ILP-Signer:\n coach-one")],
    ["3 other letters", message.replace(line, "ilp-signer: coach-one")],
    ["4 a line twice", message.replace(line, `${line}\nILP-Signer: coach-two`)],
    ["5 an earlier paragraph", `${message}\nSigned-off-by: Coach One <coach-one@example.org>\n`],
    ["6 a line without value", message.replace(line, "ILP-Signer:")],
    ["no space after the colon", message.replace(line, "ILP-Signer:coach-one")],
    ["a space before the colon", message.replace(line, "ILP-Signer : coach-one")],
    ["a line that goes on", message.replace(line, `${line}\n  and others`)],
    ["a line missing", message.replace(`${line}\n`, "")],
    ["an unknown line of ours", message.replace(line, `${line}\nILP-Witness: coach-two`)],
    ["a comment of Git", `${message.trim()}\n# On branch main\n`],
    ["a line of spaces before", message.replace(`\n\n${block}`, `\n \n${block}`)],
    ["a line of dashes", message.replace(block, `---\n${block}`)],
    ["other line ends", message.replaceAll("\n", "\r\n")],
    ["a carriage return", message.replace(line, `${line}\r`)],
    ["an odd line end", message.replace(line, `ILP-Signer: x\u2028${line}`)],
    ["look-alike letters", message.replace("ILP-Signer", "\u0406LP-Signer")],
    ["nothing", ""],
    ["words alone", "Sign everything\n"],
  ])("is not read with %s", (_, text) => {
    expect(text).not.toBe(message);
    expect(readTrailers(text)).toBeNull();
  });
});

/** Every field a statement can have: the compiler asks for each. */
const complete: Required<Statement> = {
  ...statement,
  wording: digest,
  reason: "It is not finished.",
  of: digest,
  decision: "NO",
  feedback: "More about the goal.",
  resubmit_by: "2026-03-01",
  covers: [digest],
  entry: { text: "More." },
  paper: { signer: "p-two", role: "supervisor", on: "2026-01-14", scan: { path: "scan.pdf", sha256: digest } },
};

const validate = (validators as unknown as Record<string, ValidateFunction>).validate_record as ValidateFunction;
const without = (value: object, key: string) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

describe("a record's schema", () => {
  it("has the fields of a statement and the proof, no more and no fewer", () => {
    const { properties } = builtInSchemas["record.schema.json"] as Mapping;
    expect(Object.keys(properties as Mapping).sort()).toEqual([...Object.keys(complete), "sshsig"].sort());
  });

  const { decision, feedback, resubmit_by, covers } = complete;
  const review = { ...statement, act: "review", role: "reviewer", decision, feedback, resubmit_by, covers };
  const decline = { ...statement, act: "decline", reason: "Not yet." };
  const witness = { ...statement, act: "witness", of: digest };
  const good = { statement, review, decline, witness, revoke: { ...witness, act: "revoke" } };
  it.each(Object.entries(good))("takes a %s", (_, value) => {
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  });
  it("takes a YES with nothing but what was relied on", () => {
    expect(validate(without(without({ ...review, decision: "YES" }, "feedback"), "resubmit_by"))).toBe(true);
  });

  it.each<[string, object]>([
    ["a NO without feedback", without(review, "feedback")],
    ["a NO with empty feedback", { ...review, feedback: "" }],
    ["a NO without a day", without(review, "resubmit_by")],
    ["a NO with a day that is none", { ...review, resubmit_by: "soon" }],
    ["a review without decision", without(review, "decision")],
    ["a review without what it relied on", without(review, "covers")],
    ["a review that relied on one thing twice", { ...review, covers: [digest, digest] }],
    ["another decision", { ...review, decision: "MAYBE" }],
    ["a decision with a signature", { ...statement, decision: "YES" }],
    ["a decline without reason", without(decline, "reason")],
    ["a decline with an empty reason", { ...decline, reason: "" }],
    ["a witness of nothing", without(witness, "of")],
    ["a withdrawal of nothing", without(good.revoke, "of")],
    ["a signature of a record", { ...statement, of: digest }],
    ["another act", { ...statement, act: "approve" }],
    ["another role", { ...statement, role: "mentor" }],
    ["another version", { ...statement, ilp: "statement/2" }],
    ["a field of its own", { ...statement, comment: "hello" }],
    ["a path that leads elsewhere", { ...statement, document: "../people" }],
    ["a section that leads elsewhere", { ...statement, section: "inquiries/../x" }],
    ["a digest of another kind", { ...statement, digest: "sha1:abc" }],
    ["a time of another zone", { ...statement, at: "2026-01-15T18:22:05+01:00" }],
    ["a day alone", { ...statement, at: "2026-01-15" }],
    ["a short nonce", { ...statement, nonce: "00" }],
    ["an empty proof", { ...statement, sshsig: "" }],
    ["a folded proof", { ...statement, sshsig: "AAAA\nBBBB" }],
    ...Object.keys(statement).map((key): [string, object] => [`no ${key}`, without(statement, key)]),
  ])("refuses %s", async (_, value) => {
    expect(validate(value)).toBe(false);
    // And so does the reading of records, with a sentence.
    const { statement: read, problem } = await readRecord(
      Buffer.from(recordText(value as Statement, null)),
      "x",
      about,
    );
    expect(read).toBeNull();
    expect(problem).toMatch(/\w/);
  });
});

const about = { program: "test-program", candidate: "candidate-one" };
const pathOf = (each: Statement) => `${recordFolder(each.candidate)}/${recordName(each, statementId(each))}`;

describe("a record's text", () => {
  const odd = statementOf({
    act: "decline",
    reason: 'He said: "no" # really\n- yes\t{é} \\ \u{1f600}\n',
    at: "2026-01-15T18:22:05Z",
    nonce: "00112233445566778899001122334455",
  });
  it("reads back as it was, by either reader", async () => {
    const text = recordText(odd, "AAAA");
    expect(await parseText(text)).toEqual({ value: { ...odd, sshsig: "AAAA" } });
    const plain = recordText(statement, "AAAA");
    expect(readPlain(plain)).toEqual({ ...statement, sshsig: "AAAA" });
    const read = await readRecord(Buffer.from(recordText(odd, null)), pathOf(odd), about);
    expect(read).toMatchObject({ id: statementId(odd), problem: null, seal: null, statement: odd });
  });

  it.each<[string, (text: string) => string]>([
    ["other line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["a byte-order mark", (text) => `\ufeff${text}`],
    ["another order", (text) => text.trim().split("\n").reverse().join("\n")],
    ["comments", (text) => `# mine\n${text.replaceAll("\n", " # x\n")}`],
  ])("is the same with %s", async (_, change) => {
    const read = await readRecord(Buffer.from(change(recordText(odd, null))), pathOf(odd), about);
    expect(read).toMatchObject({ id: statementId(odd), problem: null });
  });

  it("does not fit its name once any field is another", async () => {
    for (const key of ["act", "document", "section", "schema", "digest", "role", "signer", "intent", "at", "nonce"]) {
      const was = (statement as unknown as Record<string, string>)[key] ?? "";
      const other = { act: "submit", role: "supervisor", at: "2026-01-16T18:00:00Z", schema: "other@1" } as Record<
        string,
        string
      >;
      const changed = {
        ...statement,
        [key]: other[key] ?? was.replace(/\w(?=\W*$)/, (letter) => (letter === "1" ? "2" : "1")),
      };
      const read = await readRecord(Buffer.from(recordText(changed, null)), pathOf(statement), about);
      expect(read.problem, key).toMatch(/edited after it was made/);
    }
  });

  it("is refused with another candidate, in another program, in another folder", async () => {
    const bytes = Buffer.from(recordText(statement, null));
    expect((await readRecord(bytes, pathOf(statement), about)).problem).toBeNull();
    const elsewhere = pathOf(statement).replace("candidate-one", "candidate-two");
    for (const [path, where, words] of [
      [elsewhere, { ...about, candidate: "candidate-two" }, /made for candidate-one/],
      [elsewhere, about, /made for candidate-one/],
      [pathOf(statement), { ...about, program: "sandbox" }, /for the program "test-program"/],
      [pathOf(statement).replace("-coach-", "-reviewer-"), about, /edited after it was made/],
    ] as const)
      expect((await readRecord(bytes, path, where)).problem).toMatch(words);
  });
});
