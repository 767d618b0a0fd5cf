import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lintFile } from "../../src/word/lint.ts";
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
