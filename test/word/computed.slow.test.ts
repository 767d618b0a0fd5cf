import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ilp, plaindir } from "../cli.ts";
import { samples } from "./computed.ts";
import { bare } from "./printed.ts";
import { sdkErrors } from "./sdk.ts";

const folder = mkdtempSync(join(tmpdir(), "ilp-computed-"));
const paths = samples.map(({ name }) => join(folder, `${name}.docx`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  for (const { name, bytes } of samples) writeFileSync(join(folder, `${name}.docx`), bytes);
});

const hasOffice =
  spawnSync("soffice", ["--version"]).error === undefined && spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasOffice) console.log("Skipped: the PDF of computed forms needs LibreOffice (soffice) and poppler (pdftotext).");

const pagesOf = (pdf: string) =>
  execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);

it("the Open XML SDK finds nothing wrong with any computed form", async () => {
  expect(await sdkErrors(paths)).toEqual([]);
}, 300_000);

describe.skipIf(!hasOffice)("on paper", () => {
  it("every computed form holds all it was given, on no more pages than it should take", () => {
    const office = `-env:UserInstallation=file://${join(folder, "office")}`;
    execFileSync("soffice", [office, "--headless", "--convert-to", "pdf", "--outdir", folder, ...paths], {
      stdio: "ignore",
    });
    for (const { name, texts, mostPages } of samples) {
      const pages = pagesOf(join(folder, `${name}.pdf`));
      const lines = pages.flatMap((page) =>
        page.split("\n").filter((line) => !/^.* – .*$|Page \d+ of \d+$/.test(line)),
      );
      const text = bare(lines.join("\n"));
      expect({ name, lost: texts.filter((each) => !text.includes(bare(each))) }).toEqual({ name, lost: [] });
      expect(text).not.toMatch(/undefined|HYPERLINK/);
      expect(pages.length, name).toBeLessThanOrEqual(mostPages);
    }
  }, 300_000);

  it("ilp export --for supervisor makes a PDF of that part as well", async () => {
    const program = plaindir();
    cpSync("examples/combined", program, { recursive: true });
    const ran = await ilp(program, "export", "noor-example", "--for", "supervisor", "--pdf");
    expect(ran.code).toBe(0);
    const path = join(program, "export/noor-example/supervisor/year-1-context-triad");
    expect(await sdkErrors([`${path}.docx`])).toEqual([]);
    const pages = pagesOf(`${path}.pdf`);
    expect(pages.length).toBeLessThanOrEqual(2);
    expect(pages.join()).toContain("Supervisor triad summary");
    expect(readFileSync(`${path}.docx`).length).toBeGreaterThan(5000);
  }, 300_000);
});
