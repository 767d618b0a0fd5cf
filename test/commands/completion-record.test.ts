/** `ilp completion-record`: what a year asked for and what was accepted, for a candidate who goes on elsewhere. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { ilpWith, type Ran, snapshot } from "../cli.ts";
import { newProgram, rules, rulesText } from "../signatures/scenarios/program.ts";
import { put } from "../signatures/scenarios/records.ts";
import { marker, reviewedProgram } from "./reviewed-program.ts";

let folder: string;
beforeAll(async () => {
  folder = await reviewedProgram();
});

const run = (...args: string[]): Promise<Ran> => ilpWith({ columns: 80 }, folder, "completion-record", ...args);

describe("the record of a year that is not complete", () => {
  it("is printed all the same, headed so, and ends with 1", async () => {
    const { code, out, err } = await run("candidate-one");
    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(/^Not complete: completion record, year 1 \(2026-27\)\n/);
    expect(out.replace(/\s+/g, " ")).toContain(
      "Computed on 2026-11-21 from the files and records of Administrator Induction Program; it is no credential.",
    );
    expect(out).toContain(
      `  Inquiry ILP, Part 1: Initial Inquiry Goal: YES (Complete) 2026-10-16 by José
    Revisor; submitted 2026-10-12, attempt 2, 3 days after 2026-10-09;
    signatures complete 2026-10-13; required by 2026-11-30\n`,
    );
    expect(out).toContain("  Collaborative Summary, 2026-10: the file is missing (due 2026-11-10)\n");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("is the same as JSON, and holds nobody's words", async () => {
    const { code, out } = await run("candidate-one", "--format", "json");
    const record = JSON.parse(out);
    expect([code, record.complete]).toEqual([1, false]);
    expect(Object.keys(record).join(" ")).toBe(
      "complete title notMet about computedOn asOf program candidate year programYear began coachLabel coaches required pd coaching standards extensions open",
    );
    expect(out).not.toMatch(new RegExp(`${marker}|%|\\bscore|\\bgrade`, "i"));
  });

  it("is a Word file as well", async () => {
    const { code, out, err } = await run("candidate-one", "--word", "--out", join(folder, "print"));
    expect([code, out]).toEqual([1, "print/candidate-one/year-1-completion-record.docx\n"]);
    expect(err).toMatch(/^Not complete: \d+ open\. See them: ilp completion-record candidate-one --year 1\n$/);
    const parts = readContainer(readFileSync(join(folder, out.trim())));
    if ("problem" in parts) throw new Error(parts.problem);
    const text = [...parts.values()].map((bytes) => Buffer.from(bytes).toString("utf8")).join("\n");
    expect(text).toContain("it is no credential");
    expect(text).toContain("José Revisor");
    expect(text).not.toMatch(new RegExp(marker, "i"));
  });
});

it("ends with 0 when nothing of the year is open", async () => {
  const onlyLog = rulesText().replace(/(\nforms:\n)(?: {2}- .*\n)+/, "$1  - profile\n  - pd-log\n");
  const small = newProgram({ [rules]: onlyLog });
  const signer = { role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
  await put(small, { ...signer, document: "year-1/pd-log", section: "." });
  const { code, out, err } = await ilpWith({ columns: 120 }, small, "completion-record", "candidate-one");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Completion record, year 1 \(2026-27\)\n/);
  expect(out).toContain("Professional Development Log: complete and signed; signatures complete 2026-11-21;");
  expect(out).not.toContain("Open");
});

it("leaves out records of later days with --as-of", async () => {
  const { out } = await run("candidate-one", "--as-of", "2026-10-14");
  expect(out.replace(/\s+/g, " ")).toContain("Computed on 2026-11-21, as of 2026-10-14, from");
  expect(out).not.toContain("YES (Complete)");
});

it.each([
  [["candidate-one", "--year", "2"], /candidate-one has no year 2/],
  [["candidate-one", "--year", "x"], /not an induction year/],
  [["nobody"], /There is no candidate "nobody"/],
  [["candidate-one", "--json", "--word"], /Leave out one of the two/],
  [[], /missing required argument|Which candidate/i],
])("refuses %j", async (args, says) => {
  const before = snapshot(folder);
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
  expect(snapshot(folder)).toEqual(before);
});
