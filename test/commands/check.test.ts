import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ilp, ilpBinary, ilpWith, plaindir, snapshot, write } from "../cli.ts";

const asOf = ["--as-of", "2025-02-03"];
let folder: string;
beforeAll(() => {
  // A plain folder: looking needs no Git.
  folder = plaindir();
  cpSync("examples/combined", folder, { recursive: true });
});

describe("ilp check", () => {
  it("the complete candidate: nothing missing, 0", async () => {
    const ran = await ilpBinary(folder, ["check", "robin-sample", ...asOf]);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("Nothing missing.");
  });

  it("a gap is told with file, line, column, due day, turn and next command", async () => {
    const ran = await ilpBinary(folder, ["check", "noor-example", ...asOf]);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(
      /due 2025-02-14 · candidate · ilp check noor-example year-1\/inquiry-ilp\n {2}candidates\/noor-example\/year-1\/inquiry-ilp\.yaml:\d+:\d+\n {4}.*Cell 4/,
    );
  });

  it("as JSON: the fields others rely on", async () => {
    const report = JSON.parse((await ilp(folder, "check", "noor-example", "--json", ...asOf)).out);
    expect(report).toMatchObject({
      program: "sample-induction",
      asOf: "2025-02-03",
      ok: false,
      candidates: [
        {
          id: "noor-example",
          kind: "induction",
          year: 1,
          complete: false,
          hours: {
            pd: { counted: 11.5, late: 0, required: 20, remaining: 8.5, exempt: false, met: false },
            coaching: { required: 40, severity: "warning" },
          },
        },
      ],
    });
    const log = report.candidates[0].documents.find(({ name }: { name: string }) => name === "year-1/pd-log");
    expect(log).toMatchObject({
      address: "noor-example/year-1/pd-log",
      form: "pd-log",
      state: "in-progress",
      due: "2025-06-02",
      late: false,
      turn: "candidate",
      next: "ilp check noor-example year-1/pd-log",
      sections: [
        {
          section: ".",
          state: "in-progress",
          signatures: [
            { role: "candidate", required: true, state: "missing", assurance: null },
            { role: "director", required: false, state: "missing" },
          ],
        },
      ],
    });
    for (const finding of report.findings) {
      expect(finding).toMatchObject({
        code: expect.any(String),
        severity: expect.stringMatching(/^(error|warning|info)$/),
        message: expect.any(String),
        path: expect.stringMatching(/^candidates\//),
        line: expect.any(Number),
        column: expect.any(Number),
      });
      expect(finding.message).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  it("only a milestone, only a document", async () => {
    const november = JSON.parse(
      (await ilp(folder, "check", "noor-example", "--milestone", "november", "--json", ...asOf)).out,
    );
    expect(november.findings).toMatchObject([
      { code: "answer-missing", pointer: "/initial-goal/measures/results" },
      { code: "review-returned", pointer: "/initial-goal", section: "initial-goal", turn: "candidate" },
    ]);
    expect((await ilp(folder, "check", "robin-sample", "--milestone", "november", ...asOf)).code).toBe(0);
    const unknown = await ilp(folder, "check", "--milestone", "novembr", ...asOf);
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.err).toContain("november");
    const document = JSON.parse((await ilp(folder, "check", "noor-example", "pd-log", "--json", ...asOf)).out);
    expect(new Set(document.findings.map((each: { document: string }) => each.document))).toEqual(
      new Set(["year-1/pd-log"]),
    );
  });

  it("advice counts with --strict alone", async () => {
    const ambitious = plaindir();
    cpSync("examples/combined", ambitious, { recursive: true });
    const rules = readFileSync(join(ambitious, "program.yaml"), "utf8");
    write(ambitious, { "program.yaml": rules.replace("coaching.hours: { value: 40", "coaching.hours: { value: 400") });
    expect((await ilp(ambitious, "check", "robin-sample", ...asOf)).code).toBe(0);
    expect((await ilp(ambitious, "check", "robin-sample", "--strict", ...asOf)).code).toBe(1);
  });

  it("before the day nothing is overdue", async () => {
    const report = JSON.parse((await ilp(folder, "check", "noor-example", "--json", "--as-of", "2024-08-15")).out);
    expect(report.findings.filter(({ severity }: { severity: string }) => severity === "error")).toEqual([]);
  });

  it("stays within the width of the terminal, and is plain without colour", async () => {
    const narrow = await ilpWith({ columns: 80 }, folder, "check", "noor-example", ...asOf);
    const prose = narrow.out.split("\n").filter((line) => line.startsWith("    "));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
    // biome-ignore lint/complexity/useRegexLiterals: an escape is easier to read so
    expect(narrow.out).not.toMatch(new RegExp("\u001b"));
    expect((await ilpWith({ colour: true }, folder, "check", "noor-example", ...asOf)).out).toContain("\u001b[");
  });
});

// biome-ignore lint/complexity/useRegexLiterals: an escape is easier to read so
const stripped = (text: string) => text.replace(new RegExp("\u001b\\[[0-9;]*m", "g"), "");

describe("ilp status and ilp next", () => {
  it("everyone, one line each", async () => {
    const { out, code } = await ilpBinary(folder, ["status", ...asOf]);
    expect(code).toBe(0);
    for (const name of ["Robin Sample", "Noor Example", "Teo Muster", "Jamie Specimen"]) expect(out).toContain(name);
    expect(out).toMatch(/Teo Muster.*20 of 20 +5.5 +none/);
  });

  it("without a command it is the status", async () => {
    expect((await ilp(folder)).out).toBe((await ilp(folder, "status")).out);
  });

  it("one candidate: hours, due dates, documents", async () => {
    const { out } = await ilp(folder, "status", "noor-example", ...asOf);
    expect(out).toContain("11.5 of 20 hours");
    expect(out).toContain("(assumed, confirm)");
    expect(out).toMatch(/year-1\/pd-log +in progress/);
  });

  it("whose turn it is, for one person", async () => {
    const { out } = await ilp(folder, "next", "--for", "noor-example", ...asOf);
    expect(out).toContain("Noor Example");
    expect(out).not.toContain("Jamie");
    expect((await ilp(folder, "next", "--for", "nobody", ...asOf)).code).toBe(2);
  });

  it("where each reviewed part stands, beside each other or, on a narrow screen, below", async () => {
    const reviews = (out: string) => out.slice(out.indexOf("Review"), out.indexOf("things to do"));
    const wide = reviews((await ilpWith({ columns: 120 }, folder, "status", "noor-example", ...asOf)).out);
    expect(wide).toMatch(/^Review +Attempt +Submitted +Decided +Due$/m);
    expect(wide).toMatch(/#initial-goal +NO \(Incomplete\), appealed +1 +2024-12-12 +2024-12-18 +2025-02-14$/m);
    expect(wide).toMatch(/admin-ilp +YES \(Complete\), changed +1 +2024-11-08 +2024-11-14$/m);
    expect(wide).toMatch(/context +not submitted +2024-10-11 late$/m);
    const narrow = reviews((await ilpWith({ columns: 80 }, folder, "status", "noor-example", ...asOf)).out);
    expect(narrow).toMatch(
      /NO \(Incomplete\), appealed\n +attempt 1, submitted 2024-12-12, decided 2024-12-18, due 2025-02-14$/m,
    );
    for (const [text, columns] of [
      [wide, 120],
      [narrow, 80],
    ] as const)
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(columns);
    const coloured = await ilpWith({ columns: 120, colour: true }, folder, "status", "noor-example", ...asOf);
    expect(stripped(coloured.out)).toBe(
      (await ilpWith({ columns: 120 }, folder, "status", "noor-example", ...asOf)).out,
    );
  });

  it("who waits for a decision, and since when", async () => {
    const { out } = await ilp(folder, "status", ...asOf);
    expect(out).toContain("since 2025-01-29  ilp review jamie-specimen year-2/context");
    const { candidates } = JSON.parse((await ilp(folder, "status", "jamie-specimen", "--json", ...asOf)).out);
    const document = candidates[0].documents.find(({ name }: { name: string }) => name === "year-2/context");
    expect(document).toMatchObject({
      ...{ state: "submitted", turn: "reviewer", next: "ilp review jamie-specimen year-2/context" },
      reviews: [{ state: "submitted", attempts: 2, submitted: "2025-01-29", onTime: true, since: "2025-01-29" }],
    });
  });

  it("what was told to the Induction Team heads the list, with what it is about; then what is due first", async () => {
    const { out } = await ilpWith({ columns: 80 }, folder, "next", ...asOf);
    const [team, ...others] = out.split("\n\n");
    expect(team).toMatch(
      /^Rae Reviewer, Dana Direktor or Mina Manager\n {2}since 2025-01-30 +ilp concern answer noor-/,
    );
    expect(team).toMatch(
      /\n {6}Marcus Muestra told of a concern on 2025-01-30: What was agreed is not\n {6}done, again and again\./,
    );
    const listOf = (name: string) => others.find((each) => each.startsWith(`${name}\n`));
    expect(listOf("Rae Reviewer")).toMatch(/since 2025-01-29 +ilp review jamie-specimen year-2\/context/);
    expect(listOf("Mina Manager")).toMatch(
      /since 2025-01-22 +ilp appeal close noor-example[^\n]*\n[^$]*step\s+2,\s+Program/,
    );
    expect(listOf("Noor Example")).toMatch(
      /due 2025-02-14 +ilp submit noor-example year-1\/inquiry-ilp#initial-goal[^\n]*\n {6}since 2024-12-18\n {6}Part 1/,
    );
  });

  it("a request stands in nobody's way: by itself in check, and not in its exit code", async () => {
    const ran = await ilp(folder, "check", "teo-muster", "--strict", ...asOf);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/Also waiting \(1\)\n {2}Inquiry ILP · coach · since 2024-04-17 · ilp sign teo-muster/);
    const path = "candidates/noor-example/case/20250130T231500Z-coach-5c70067144ea.yaml";
    const { findings } = JSON.parse((await ilp(folder, "check", path, "--json", ...asOf)).out);
    expect(findings).toMatchObject([
      { path, code: "concern-open", severity: "info", orTurn: ["coordinator", "director", "manager"], first: true },
      { code: "appeal-running", turn: "manager", since: "2025-01-22", next: "ilp appeal close noor-example" },
    ]);
  });

  it("looking changes nothing", async () => {
    const before = snapshot(folder);
    for (const command of ["status", "next", "check"]) await ilp(folder, command);
    expect(snapshot(folder)).toEqual(before);
  });
});
