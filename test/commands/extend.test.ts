import { afterEach, describe, expect, it } from "vitest";
import { ilp, ilpWith } from "../cli.ts";
import { put } from "../signatures/scenarios/records.ts";
import { caseProgram, caseRecords, copyOf, done, expectPlainWords, newest, refused } from "./case-parts.ts";
import { squeezed } from "./decided-program.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const goal = "inquiry-ilp#initial-goal";
const agreed = ["--agreed", "candidate-one", "Coach One"];
const extend = (what: string, to: string, ...more: string[]) => ["extend", one, what, "--to", to, ...agreed, ...more];
const withLaterGoal = () =>
  copyOf("extend", async () => {
    const folder = caseProgram();
    await done("reviewer-one", folder, ...extend(goal, "2026-12-10"));
    return folder;
  });

/** When something is due, as check has it. */
async function dueOf(folder: string, document: string, section?: string): Promise<(string | null)[]> {
  const { out } = await ilp(folder, "check", one, document, "--json");
  const findings: { section?: string; due?: string; message: string }[] = JSON.parse(out).findings;
  return [...new Set(findings.filter((each) => !section || each.section === section).flatMap(({ due }) => due ?? []))];
}

describe("a later due date", () => {
  it("a correction says its day again, and is not taken over unseen", async () => {
    const folder = await withLaterGoal();
    const again = ["extend", one, goal, "--corrects", newest(folder), "--reason", "Flu."];
    await refused("reviewer-one", folder, [...again, "--yes"], /needs one more answer: --to DATE/);
    expect(await done("reviewer-one", folder, ...again, "--to", "2026-12-11")).toContain("Due now: 2026-12-11");
  });

  it("is shown beside the old one and recorded with who agreed; check and lateness follow it", async () => {
    const folder = caseProgram();
    const out = await done("reviewer-one", folder, ...extend(goal, "2026-12-10", "--reason", "Flu."));
    for (const shown of [
      "About: Inquiry ILP, Part 1: Initial Inquiry Goal",
      "Due before: 2026-11-30",
      "Due now: 2026-12-10",
      "Agreed by: Candidate One, Coach One",
      "Reason: Flu.",
    ])
      expect(out).toContain(shown);
    expect(caseRecords(folder)).toMatchObject([
      {
        act: "extend",
        role: "reviewer",
        entry: {
          about: "year-1/inquiry-ilp#initial-goal",
          from: "2026-11-30",
          to: "2026-12-10",
          agreed: ["Candidate One", "Coach One"],
          reason: "Flu.",
        },
      },
    ]);
    expect(await dueOf(folder, "inquiry-ilp", "initial-goal")).toEqual(["2026-12-10"]);
    expect(squeezed((await ilp(folder, "check", one)).out)).toContain(
      "due on 2026-12-10 instead of 2026-11-30, as agreed with",
    );
    // Handed in between the two days: late without the extension, on time with it.
    const submission = { role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
    const at = "2026-12-05T18:00:00Z";
    const plain = caseProgram();
    const later = { now: () => new Date("2026-12-06T20:00:00Z") };
    for (const [where, late] of [
      [plain, true],
      [folder, false],
    ] as const) {
      await put(where, { ...submission, act: "submit", section: "initial-goal", covers: [], at });
      const { out: checked } = await ilpWith(later, where, "check", one);
      expect(checked.includes("handed in on 2026-12-05, after 2026-11-30")).toBe(late);
    }
  });
});

describe("is refused", () => {
  it("for a day that is not later, does not exist, or cannot be meant; and all that is missing is named", async () => {
    const folder = await withLaterGoal();
    const says: [string, RegExp][] = [
      ["2026-12-10", /not later than 2026-12-10/],
      ["2026-11-30", /not later/],
      ["2026-02-30", /no day 2026-02-30/],
      ["9999-01-01", /cannot be meant/],
      ["12/20/2026", /not a date/],
    ];
    for (const [day, words] of says) await refused("reviewer-one", folder, [...extend(goal, day), "--yes"], words);
    await refused("reviewer-one", folder, ["extend", one, goal, "--yes"], /--to DATE, --agreed NAME/);
    const nobody = ["extend", one, goal, "--to", "2026-12-20", "--agreed", " ", "--yes"];
    await refused("reviewer-one", folder, nobody, /--agreed NAME: it is empty/);
    const long = ["extend", one, goal, "--to", "2026-12-20", "--agreed", "x".repeat(301), "--yes"];
    await refused("reviewer-one", folder, long, /longer than 300/);
  });

  it("for whoever is not of the Induction Team", async () => {
    const folder = caseProgram();
    for (const person of ["candidate-one", "coach-one", "supervisor-one"] as const)
      await refused(
        person,
        folder,
        [...extend(goal, "2026-12-10"), "--yes"],
        /The Induction Team extends a due date\. \(default/,
      );
  });
});
