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
      /due 2024-11-30 · candidate · ilp check noor-example year-1\/inquiry-ilp\n {2}candidates\/noor-example\/year-1\/inquiry-ilp\.yaml:\d+:\d+\n {4}.*Cell 4/,
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
    expect(november.findings.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/initial-goal/measures/results",
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

describe("ilp status and ilp next", () => {
  it("everyone, one line each", async () => {
    const { out, code } = await ilpBinary(folder, ["status", ...asOf]);
    expect(code).toBe(0);
    for (const name of ["Robin Sample", "Noor Example", "Teo Muster", "Jamie Specimen"]) expect(out).toContain(name);
    expect(out).toMatch(/Teo Muster.*transitional.*no minimum/);
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

  it("looking changes nothing", async () => {
    const before = snapshot(folder);
    for (const command of ["status", "next", "check"]) await ilp(folder, command);
    expect(snapshot(folder)).toEqual(before);
  });
});
