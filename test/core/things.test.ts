/** What there is to do is counted once: the last line of `ilp check`, its headings and `ilp status` agree. */
import { describe, expect, it } from "vitest";
import { overviewOf, totalsOf } from "../../src/core/findings/overview.ts";
import type { CandidateStatus } from "../../src/core/findings/status.ts";
import { turnsOf } from "../../src/core/findings/turns.ts";
import type { Finding } from "../../src/core/problems/finding.ts";
import type { Code } from "../../src/core/problems/messages.ts";
import type { Io } from "../../src/io.ts";
import { checkText } from "../../src/views/check.ts";
import { profileOf, rulebookOf, settingsOf, statusOf } from "../build.ts";

const today = "2024-07-01";
const io = { columns: 200, colour: false } as Io;
const base = statusOf({ documents: {} });

/** A status with just these findings, on documents of their own name. */
function found(...findings: [code: Code, document: string, due?: string][]): CandidateStatus {
  const told = findings.map(([code, document, due]) => {
    const late = due !== undefined && due < today;
    const data = { label: "Hours", title: document, count: 1 };
    const each: Finding = {
      code,
      document,
      data,
      path: document,
      pointer: "",
      turn: "candidate",
      ...(due ? { due } : {}),
    };
    return { ...each, candidate: "candidate-one", severity: late ? ("error" as const) : ("warning" as const) };
  });
  return { ...base, findings: told, documents: [] };
}

const overview = (status: CandidateStatus) =>
  overviewOf(status, turnsOf(status, profileOf(), rulebookOf(), today), today);

function printed(statuses: CandidateStatus[], strict = false): string {
  const report = { program: "p", asOf: today, ok: false, ofProgram: [], notLookedAt: "" };
  const standpoint = { pathOf: (path: string) => path, commandsIn: (text: string) => text };
  const shown = { all: true, strict, labels: settingsOf().labels, standpoint };
  return checkText({ ...report, candidates: statuses.map(overview) }, shown, io);
}

const headings = (text: string) =>
  text.split("\n").filter((line) => line.includes(" · ilp ") && !line.includes("counted above"));

const late = "2024-06-02";
const later = "2024-08-02";
const request: [Code, string] = ["feedback-open", "summary"];

describe("things to do", () => {
  it.each<[what: string, status: CandidateStatus, says: string, number: number]>([
    ["nothing", found(), "Nothing missing.", 0],
    ["a request alone", found(request), "Nothing missing.", 0],
    ["one, and a request", found(["answer-missing", "pd-log"], request), "1 thing to do.", 1],
    [
      "three answers of one form",
      found(["answer-missing", "a"], ["answer-missing", "a"], ["list-too-short", "a"]),
      "1 thing to do.",
      1,
    ],
    [
      "two forms, one late",
      found(["answer-missing", "a", late], ["answer-missing", "b", later]),
      "2 things to do, 1 late.",
      2,
    ],
    [
      "one form under two heads",
      found(["answer-missing", "a", late], ["answer-missing", "a", later]),
      "1 thing to do, 1 late.",
      1,
    ],
    [
      "wrong and missing in one form",
      found(["impossible-date", "a"], ["answer-missing", "a", later]),
      "1 thing to do.",
      1,
    ],
  ])("%s", (_, status, says, number) => {
    const text = printed([status]);
    expect(text).toContain(`\n\n${says}\n`);
    expect(overview(status).open).toBe(number);
    const above = text.split("Also waiting")[0] ?? "";
    expect(headings(above)).toHaveLength(number);
  });

  it.each([
    ["nothing else", found(["answer-wanted", "a"]), "Nothing missing; 1 piece of advice counts with --strict."],
    [
      "several",
      found(["answer-wanted", "a"], ["answer-wanted", "b"]),
      "Nothing missing; 2 pieces of advice count with --strict.",
    ],
    [
      "beside what is missing",
      found(["answer-wanted", "a"], ["answer-missing", "b", late]),
      "1 thing to do, 1 late; 1 piece of advice counts with --strict.",
    ],
    ["none", found(["answer-missing", "b"]), "1 thing to do."],
  ])("advice that counts is said: %s", (_, status, says) => {
    expect(printed([status], true)).toContain(`\n\n${says}\n`);
    expect(printed([status])).not.toContain("--strict");
  });

  it("of several candidates are added up in a line of their own", () => {
    const one = found(["answer-missing", "a", late], ["answer-missing", "b"], request);
    expect(printed([one, one])).toContain("\n\n2 candidates: 4 things to do, 2 late.\n");
    expect(printed([one])).not.toContain("candidates:");
    const many = { ...overview(one), open: 617, late: 200 };
    expect(totalsOf([many, many])).toMatchObject({ open: 1234, late: 400 });
  });
});
