/** `ilp transcript`: of one candidate with what was said, of the program without anybody's words. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { ilpWith, type Ran, snapshot, write } from "../cli.ts";
import { readCsv } from "../csv.ts";
import { fileOf } from "../signatures/scenarios/program.ts";
import { marker, reviewedProgram } from "./reviewed-program.ts";

let folder: string;
beforeAll(async () => {
  folder = await reviewedProgram();
});

const run = (...args: string[]): Promise<Ran> => ilpWith({ columns: 80 }, folder, "transcript", ...args);
const formats = ["text", "json", "csv", "md"];
const one = "candidate-one";

const before = new Map<string, string>();

/** What it prints; the same words print the same. */
async function printed(...args: string[]): Promise<string> {
  const known = before.get(args.join(" "));
  if (known) return known;
  const { code, out, err } = await run(...args);
  expect([code, err]).toEqual([0, ""]);
  before.set(args.join(" "), out);
  return out;
}

/** All text of every part of a Word file. */
function wordText(path: string): string {
  const parts = readContainer(readFileSync(path));
  if ("problem" in parts) throw new Error(parts.problem);
  return [...parts].map(([name, bytes]) => `${name}\n${Buffer.from(bytes).toString("utf8")}`).join("\n");
}

describe("the program's transcript", () => {
  it("has nobody's words, in any format", async () => {
    const written = Object.values(snapshot(join(folder, "candidates"))).join("\n");
    // In answers, a reason, feedback, a note, a concern, a contact, an appeal, sentences agreed to.
    expect(written.split(marker).length).toBeGreaterThan(20);
    for (const format of formats) {
      const out = await printed("--format", format);
      expect(out).not.toMatch(new RegExp(marker, "i"));
      expect(out).toContain("2026-10-16");
    }
  });

  it("has a line for each part, and holds 80 columns without a cut day", async () => {
    const lines = (await printed("--format", "text")).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain("  YES (Complete)   2026-10-12  2026-10-16  Inquiry ILP, Part 1: Initial Inquiry…");
    expect(lines.map((line) => line.trim()).join(" ")).toContain("2 attempts; submitted late, 3 days after 2026-10-09");
    expect(lines.filter((line) => line.includes("parts not submitted")).length).toBeGreaterThan(0);
  });

  it("has nobody's words in Word", async () => {
    const out = await printed("--word", "--out", join(folder, "print"));
    expect(readdirSync(join(folder, "print"))).toEqual(["transcript.docx"]);
    expect(out).toBe("print/transcript.docx\n");
    const text = wordText(join(folder, "print", "transcript.docx"));
    expect(text).toContain("YES (Complete)");
    expect(text).toContain("Candidate Two");
    expect(text).not.toMatch(new RegExp(marker, "i"));
  });

  it("leaves out whom it cannot read, and says so", async () => {
    const broken = await reviewedProgram();
    write(broken, { [fileOf("candidate-two", "profile")]: "name: [" });
    const { code, out, err } = await ilpWith({}, broken, "transcript");
    expect(code).toBe(0);
    expect(out).not.toContain("candidate-two");
    expect(err).toBe("Left out, because the profile cannot be read: candidate-two. See why: ilp check candidate-two\n");
  });
});

describe("a candidate's transcript", () => {
  it("has what was said, in every format", async () => {
    for (const format of formats) {
      const out = (await printed(one, "--format", format)).replace(/\s+/g, " ");
      for (const words of [`=${marker}: say`, `${marker} is clear now.`, "José Revisor", "verified by key"])
        expect(out).toContain(words);
      // The coach's reason stays between coach and Induction Team, and with the candidate's own records.
      expect(out).not.toContain("too thin");
    }
  });

  it("reads so at 80 columns", async () => {
    const out = (await printed(one, "--format", "text")).replace(/\b[0-9a-f]{12}\b/g, "1ee0cf0d2ee8");
    expect(out).toBe(`Progress Tracking Transcript
Administrator Induction Program, Test District

Candidate One (candidate-one)

  Year 1 (2026-27)

  YES (Complete)   Inquiry ILP, Part 1: Initial Inquiry Goal (2 attempts)
                     Attempt 2: submitted 2026-10-12 (late, 3 days after
                       2026-10-09); verified by key, record 1ee0cf0d2ee8
                       Coach: signed 2026-10-13
                       YES (Complete) 2026-10-16 by José Revisor; verified by
                         key, record 1ee0cf0d2ee8
                       Note: ${marker} is clear now.
                     Attempt 1: submitted 2026-09-26 (on time, due
                       2026-11-30); verified by key, record 1ee0cf0d2ee8
                       Coach: did not sign 2026-09-24
                       NO (Incomplete) 2026-09-30 by José Revisor,
                         resubmission due 2026-10-09; verified by key, record
                         1ee0cf0d2ee8
                       Feedback: =${marker}: say | what you *counted*,
                         and "where".

  –                Inquiry ILP, Inquiry 1
                     waits for a decision since 2026-11-20
                     Submitted 2026-11-20 (on time, due 2026-12-11); verified
                       by key, record 1ee0cf0d2ee8
                     Coach: not signed yet

  –                Inquiry ILP, Part 3: Reflection / Application
                     not submitted yet, due 2027-06-02

As of 2026-11-21.
`);
  });

  it("is a table for spreadsheets, in which nothing is a formula", async () => {
    const [heads = [], ...rows] = readCsv(await printed(one, "--format", "csv"));
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => heads.length));
    const told = rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index]])));
    expect(told.map(({ attempt, on_time, decision, feedback }) => [attempt, on_time, decision, feedback])).toEqual([
      ["2", "no", "YES (Complete)", `${marker} is clear now.`],
      ["1", "yes", "NO (Incomplete)", `'=${marker}: say | what you *counted*,\nand "where".`],
      ["1", "yes", "", ""],
      ["", "", "", ""],
    ]);
  });

  it("is a table in Markdown", async () => {
    const lines = (await printed(one, "--format", "md")).split("\n").filter((line) => line.startsWith("|"));
    expect(lines).toHaveLength(6);
    expect(new Set(lines.map((line) => line.replace(/\\./g, "").split("|").length))).toEqual(new Set([13]));
  });

  it("keeps its shape as JSON", async () => {
    const told = JSON.parse(await printed(one, "--format", "json"));
    const keys = (value: object) => Object.keys(value).join(" ");
    const [row] = told.candidates[0].rows;
    expect([
      keys(told),
      keys(told.candidates[0]),
      keys(row),
      keys(row.attempts[0]),
      keys(row.attempts[0].decision),
    ]).toEqual([
      "scope program asOf coachLabel candidates",
      "id name rows",
      "year programYear document section title begun state changed status standing due moved late attempts notCounted",
      "number submitted due onTime timing proof record replaced coach decision reversed",
      "status day reviewer proof feedback resubmitBy record",
    ]);
  });

  it("is printed with everything as a Word file, into the candidate's folder", async () => {
    expect(await printed(one, "--word")).toBe("export/candidate-one/transcript.docx\n");
    const text = wordText(join(folder, "export/candidate-one/transcript.docx"));
    expect(text).toContain(`${marker} is clear now.`);
    expect(text).not.toContain("too thin");
  });

  it("knows nothing of later records with --as-of", async () => {
    const out = await printed(one, "--as-of", "2026-10-01");
    expect(out).toContain("resubmission due 2026-10-09");
    expect(out).not.toMatch(/YES|2026-10-1\d/);
    expect(out).toContain("As of 2026-10-01.");
  });
});

describe("every transcript", () => {
  it("is without a number or a letter for anybody", async () => {
    for (const format of formats)
      for (const who of [[], [one]])
        expect(await printed(...who, "--format", format)).not.toMatch(/%|\bscore|\bgrade[sd]?\b|\bpoints\b|percent/i);
  });

  it("is no wider than the terminal, and shows only colours on it", async () => {
    for (const columns of [80, 120])
      for (const who of [[], [one]]) {
        const { out } = await ilpWith({ columns, colour: true }, folder, "transcript", ...who);
        const plain = out.replace(/\u001b\[\d+m/g, "");
        expect(Math.max(...plain.split("\n").map((line) => line.length))).toBeLessThanOrEqual(columns);
        if (columns === 80) expect(plain).toBe(await printed(...who, "--format", "text"));
      }
  });

  it.each([
    [["--year", "two"], /"two" is not an induction year/],
    [[one, "--year", "2"], /candidate-one has no year 2[\s\S]*There is year 1\./],
    [["nobody"], /There is no candidate "nobody"/],
    [["--word", "--format", "csv"], /Leave out one of the two/],
    [["--out", "print"], /Add --word/],
  ])("refuses %j", async (args, says) => {
    const state = snapshot(folder);
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(snapshot(folder)).toEqual(state);
  });

  it("is of nobody for a year that nobody has begun", async () => {
    expect(JSON.parse(await printed("--year", "2", "--json")).candidates).toEqual([]);
  });
});
