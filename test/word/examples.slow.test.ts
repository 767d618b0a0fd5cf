import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lintFile } from "./lint.ts";
import { bare, printedExamples } from "./printed.ts";
import { sdkErrors } from "./sdk.ts";

const folder = mkdtempSync(join(tmpdir(), "ilp-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = [...(await printedExamples("combined")), ...(await printedExamples("hart"))].map((file) => {
  const home = join(folder, file.candidate);
  mkdirSync(home, { recursive: true });
  const path = join(home, file.name);
  writeFileSync(path, file.bytes);
  return { ...file, path, pdf: path.replace(/\.docx$/, ".pdf") };
});

/** Pages a complete form of the example takes: more than this, and something has come apart. */
const mostPages: Record<string, number> = {
  "inquiry-ilp": 30,
  "admin-ilp": 9,
  context: 6,
  "self-assessment": 8,
  "pd-log": 6,
  "pd-summary": 8,
  "goal-guide": 5,
  "collaborative-summary": 4,
  "collaborative-final": 5,
  "year-end-summary": 4,
  evidence: 4,
  profile: 2,
};

const hasOffice =
  spawnSync("soffice", ["--version"]).error === undefined && spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasOffice) console.log("Skipped: pages and their text need LibreOffice (soffice) and poppler (pdftotext).");

it("every exported file passes the Open XML SDK and our own lint", async () => {
  expect(files.length).toBeGreaterThan(100);
  for (const { path, bytes } of files) expect({ path, faults: lintFile(bytes) }).toEqual({ path, faults: [] });
  expect(await sdkErrors(files.map(({ path }) => path))).toEqual([]);
}, 600_000);

describe.skipIf(!hasOffice)("on paper", () => {
  it("every file becomes a PDF that holds every answer, on no more pages than it should take", () => {
    const office = `-env:UserInstallation=file://${join(folder, "office")}`;
    for (const candidate of new Set(files.map((file) => file.candidate))) {
      const mine = files.filter((file) => file.candidate === candidate).map(({ path }) => path);
      execFileSync(
        "soffice",
        [office, "--headless", "--convert-to", "pdf", "--outdir", join(folder, candidate), ...mine],
        { stdio: "ignore" },
      );
    }
    const lost: string[] = [];
    for (const { name, form, candidate, pdf, texts } of files) {
      const printed = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" });
      const pages = printed.split("\f").slice(0, -1);
      expect(pages.length, `${candidate}/${name}: pages`).toBeLessThanOrEqual(mostPages[form] ?? 0);
      // An answer may go over a page: headers and footers in between are taken out.
      const text = bare(
        pages.flatMap((page) => page.split("\n").filter((line) => !/^.* – .*$|Page \d+ of \d+$/.test(line))).join("\n"),
      );
      lost.push(
        ...texts.filter((answer) => !text.includes(bare(answer))).map((answer) => `${candidate}/${name}: ${answer}`),
      );
    }
    expect(lost).toEqual([]);
  }, 600_000);
});
