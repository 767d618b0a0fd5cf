import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { lintFile } from "./lint.ts";
import { type Printed, printedExamples } from "./printed.ts";
import { sdkErrors } from "./sdk.ts";

const folder = mkdtempSync(join(tmpdir(), "ilp-sdk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = await printedExamples("combined");
const onePerForm = [...new Map(all.map((file) => [file.form, file])).values()];

it("one file of each form passes the Open XML SDK", async () => {
  expect(onePerForm.length).toBe(12);
  const paths = onePerForm.map(({ form, bytes }) => {
    const path = join(folder, `${form}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  expect(await sdkErrors(paths)).toEqual([]);
}, 120_000);

it.each(all.map((file): [string, Printed] => [`${file.candidate}/${file.name}`, file]))(
  "%s passes our own lint",
  (_, { bytes }) => {
    expect(lintFile(bytes)).toEqual([]);
  },
);

it.each(all.map((file): [string, Printed] => [`${file.candidate}/${file.name}`, file]))(
  "%s: header rows repeat, and no row of such a table is split",
  (_, { bytes }) => {
    const parts = readContainer(bytes);
    if ("problem" in parts) throw new Error(parts.problem);
    const document = Buffer.from(parts.get("word/document.xml") ?? new Uint8Array()).toString("utf8");
    for (const [table] of document.matchAll(/<w:tbl>(?:(?!<w:tbl>).)*?<\/w:tbl>/gs)) {
      if (!table.includes("<w:tblHeader/>")) continue;
      for (const [row] of table.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)) expect(row).toContain("<w:cantSplit/>");
    }
  },
);
