/** The case file as a folder: byte for byte what was recorded, and everything that history tells. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { git, ilp, plaindir, snapshot } from "../cli.ts";
import { contactOf, file, mail } from "../signatures/scenarios/case.ts";
import { edit, inquiry, newProgram, saveAll, textIn } from "../signatures/scenarios/program.ts";
import { type Put, put } from "../signatures/scenarios/records.ts";
import { partText, plain } from "../word/small.ts";

const candidate = { role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
const reviewer = { role: "reviewer", signer: "reviewer-one", key: "reviewer-one" } as const;
const caseFolder = "candidates/candidate-one/case";
const dossierFolder = "export/candidate-one/dossier";

let made: { folder: string; submission: Put; decision: Put; contact: string };

beforeAll(async () => {
  const folder = newProgram();
  const part = { section: "initial-goal", covers: [] };
  const submission = await put(folder, { ...candidate, ...part, act: "submit", at: "2026-10-01T18:00:00Z" });
  const decision = await put(folder, {
    ...{ ...reviewer, ...part, act: "review", decision: "NO", at: "2026-10-05T18:00:00Z" },
    ...{ covers: [submission.id], feedback: "Cell 3 needs a <measure>.", resubmit_by: "2026-10-30" },
  });
  const contact = await file(folder, { ...contactOf("coach-one"), key: "coach-one" });
  edit(folder, inquiry, "counted twice", "counted on four days");
  made = { folder, submission, decision, contact: contact.path };
});

/** A fresh copy of the program with its case. */
function copy(): string {
  const folder = plaindir();
  cpSync(made.folder, folder, { recursive: true });
  return folder;
}
const filesIn = (folder: string) => snapshot(join(folder, dossierFolder));
/** As Git has it, byte for byte. */
const bytesOf = (folder: string, ...args: string[]) => execFileSync("git", args, { cwd: folder });
const unwrapped = (text: string) => text.replace(/\n +|(?<=[a-z,.;]) ?\n(?=[a-z])/g, " ");
const sha256 = (latin1: string) => createHash("sha256").update(Buffer.from(latin1, "latin1")).digest("hex");

describe("ilp dossier", () => {
  let folder: string;
  let out: string;
  beforeAll(async () => {
    folder = copy();
    const ran = await ilp(folder, "dossier", "candidate-one");
    expect([ran.err, ran.code]).toEqual(["", 0]);
    out = unwrapped(ran.out);
  });

  it("copies records and attachments byte for byte, under their own names", () => {
    const files = filesIn(folder);
    const recorded = git(
      folder,
      "ls-tree",
      "-r",
      "--name-only",
      "HEAD",
      "candidates/candidate-one/signatures",
      caseFolder,
    );
    const paths = recorded.trim().split("\n");
    expect(paths).toHaveLength(5);
    for (const path of paths) {
      const place = path.endsWith(".yaml") ? "records" : "attachments";
      expect(files[`${place}/${path.split("/").at(-1)}`]).toBe(
        bytesOf(folder, "show", `HEAD:${path}`).toString("latin1"),
      );
    }
    expect(files["attachments/coach-one.eml"]).toBe(mail);
  });

  it("has the text that was handed in, not the one that is there now", () => {
    const texts = Object.keys(filesIn(folder)).filter((path) => path.startsWith("texts/"));
    expect(texts).toEqual([
      expect.stringMatching(/^texts\/year-1-inquiry-ilp-2026-08-01-[0-9a-f]{8}\.docx$/),
      expect.stringMatching(/^texts\/year-1-inquiry-ilp-2026-08-01-[0-9a-f]{8}\.yaml$/),
    ]);
    const then = textIn(folder, `${dossierFolder}/${texts[1]}`);
    expect(then).toContain("counted twice");
    expect(textIn(folder, inquiry)).not.toContain("counted twice");
    const word = readFileSync(join(folder, dossierFolder, texts[0] ?? ""));
    expect(plain(partText(word, "word/document.xml"))).toContain("counted twice");
  });

  it("lists every file with its digest, and every entry with its file", () => {
    const files = filesIn(folder);
    const { "sha256.txt": sums = "", ...others } = files;
    const lines = Object.entries(others).map(([path, bytes]) => `${sha256(bytes)}  ${path}`);
    expect(sums.trim().split("\n").sort()).toEqual(lines.sort());
    const index = textIn(folder, `${dossierFolder}/index.md`);
    for (const path of Object.keys(files).filter((each) => each.startsWith("records/")))
      expect(index).toContain(path.replaceAll("_", "\\_"));
    expect(index).toMatch(/\| 2 \| 2026-10-05 11:00 \| Review: NO \(Incomplete\) \| Reviewer One, reviewer \|/);
    expect(files["keys.txt"]).toMatch(
      /^candidate-one namespaces="ilp-signature" ssh-ed25519 \S+\ncoach-one .*\nreviewer-one .*\n$/,
    );
  });

  it("says it all in Word", () => {
    const word = plain(partText(readFileSync(join(folder, dossierFolder, "dossier.docx")), "word/document.xml"));
    for (const words of [
      "History tells of nothing that was changed or taken away",
      "2. 10/05/2026 11:00: Review: NO (Incomplete)",
      "Cell 3 needs a &lt;measure&gt;.",
      "attachments/coach-one.eml: as it was recorded",
      "Assistant Superintendent of Leadership",
      "verified by key; key SHA256:",
    ])
      expect(word).toContain(words);
  });

  it("says what was written, and that it is confidential", () => {
    expect(out).toMatch(/^export\/candidate-one\/dossier\/dossier\.docx\s/);
    expect(out).toContain(
      "3 entries, 2026-10-01 to 2026-11-21; 2 attachments; 1 text as signed, handed in or decided on",
    );
    expect(out).toMatch(/confidential.*whoever gets this folder can read it/i);
  });
});

describe("whoever tampers with the case", () => {
  it("is told of at the head, and what history kept is there", async () => {
    const folder = copy();
    const { submission, decision, contact } = made;
    const before = {
      decision: textIn(folder, decision.path),
      submission: textIn(folder, submission.path),
    };
    rmSync(join(folder, decision.path));
    const changes = {
      [submission.path]: before.submission.replace("proficiently", "hardly"),
      [`${caseFolder}/coach-one.eml`]: "Another letter.",
    };
    saveAll(folder, changes, { person: "coach-two", at: "2026-11-21T21:30:00Z" });
    const { out: shown, code } = await ilp(folder, "dossier", "candidate-one");
    const out = unwrapped(shown);
    expect(code).toBe(0);
    expect(out).toContain("Not everything is as it was recorded");
    expect(out).toContain(`${decision.path}: taken away after it was recorded, by Coach Two, 2026-11-21 13:30`);
    expect(out).toContain(`${submission.path}: changed after it was recorded`);
    const files = filesIn(folder);
    const kept = (path: string) => files[`taken-away/${path.split("/").at(-1)}`];
    expect(kept(decision.path)).toBe(Buffer.from(before.decision).toString("latin1"));
    expect(kept(submission.path)).toBe(Buffer.from(before.submission).toString("latin1"));
    expect(kept("coach-one.eml")).toBe(mail);
    expect(kept(contact)).toBeUndefined();
    const word = plain(partText(readFileSync(join(folder, dossierFolder, "dossier.docx")), "word/document.xml"));
    expect(word).toContain("Not everything here is as it was recorded");
    expect(word).toContain("Cell 3 needs a &lt;measure&gt;.");
    expect(word).toContain("CHANGED since it was recorded; as it was recorded: taken-away/coach-one.eml");
  });

  it("is told of what nobody recorded yet, and of a folder without history", async () => {
    const folder = copy();
    rmSync(join(folder, ".git"), { recursive: true });
    const { out, code } = await ilp(folder, "dossier", "candidate-one");
    expect([code, out]).toEqual([0, expect.stringContaining("There is no Git here")]);
    expect(Object.keys(filesIn(folder)).filter((path) => path.startsWith("records/"))).toHaveLength(3);
  });
});

it("is refused for somebody nobody knows, with nothing written", async () => {
  const ran = await ilp(made.folder, "dossier", "candidate-oen");
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('There is no candidate "candidate-oen"')]);
  expect(existsSync(join(made.folder, "export"))).toBe(false);
});
