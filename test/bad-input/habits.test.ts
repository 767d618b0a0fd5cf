import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Files } from "../cli.ts";
import { ilp } from "../cli.ts";
import { changed, soundProgram } from "./program.ts";

const log = "candidates/candidate-one/year-1/pd-log.yaml";
let sound: Files;
beforeAll(async () => {
  sound = await soundProgram();
});

async function checkWith(path: string, text: string) {
  const root = changed(sound, { [path]: text });
  const { findings } = JSON.parse((await ilp(root, "check", "candidate-one", "--json")).out);
  return findings.filter((each: { path: string }) => each.path === path);
}

const activity = (lines: string) => `schema: pd-log@1\nentries:\n  - id: "a"\n${lines}`;

describe("mistakes people naturally make", () => {
  it("a # in an answer without quotes cuts it off, and that is said", async () => {
    const found = await checkWith(log, activity("    title: Leading for Equity #3\n"));
    expect(found).toContainEqual(
      expect.objectContaining({
        code: "answer-cut",
        line: 4,
        column: 31,
        message: expect.stringContaining('"Leading for Equity"'),
      }),
    );
  });

  it("a comment behind a number, a date, a quoted answer or in prose is a comment", async () => {
    const lines = '    title: "A" # x\n    date: 2026-09-01 # x\n    hours: 2 # x\n    notes: |\n      a: b # c\n';
    const codes = (await checkWith(log, activity(lines))).map(({ code }: { code: string }) => code);
    expect(codes).not.toContain("answer-cut");
  });

  it("prose that is not moved in and has a colon is not taken for a field", async () => {
    const file = "candidates/candidate-one/year-1/collaborative/2026-09.yaml";
    const text = 'schema: collaborative-summary@1\nmonth: "2026-09"\nsuccesses: |\nWe had a great month: really.\n';
    const [found] = await checkWith(file, text);
    expect(found).toMatchObject({ code: "answer-as-key", help: expect.stringContaining("two spaces further in") });
  });

  it.each([
    ["hours: 2h", "without quotes: 2"],
    ['hours: "4"', "without quotes: 4"],
    ["cpsels: 2", "[2]"],
    ["date: 9/15/2026", "2026-09-15"],
    ["type: Workshop", 'Did you mean "workshop"'],
    ['cpsels: ["2"]', "without quotes: 2"],
  ])("%s", async (line, says) => {
    const found = await checkWith(log, activity(`    ${line}\n`));
    expect(
      found.map((each: { message: string; help?: string }) => `${each.message} ${each.help}`).join("\n"),
    ).toContain(says);
  });

  it.each(["1:30", '"1,5"', "1_0", "1 1/2"])("hours: %s is not guessed", async (written) => {
    const found = await checkWith(log, activity(`    hours: ${written}\n`));
    expect(found.map(({ code, help }: { code: string; help?: string }) => [code, help])).toContainEqual([
      "wrong-type",
      "Write it like this: 1.5.",
    ]);
  });

  it("whoever stops reading us is not shown a stack trace", () => {
    const binary = resolve("bin/ilp.js");
    const ran = spawnSync(
      "bash",
      ["-c", `"${process.execPath}" "${binary}" check --json --program examples/combined | head -c 10`],
      { encoding: "utf8" },
    );
    expect(ran.stderr).toBe("");
  });
});
