/** More of later due dates; the quick half is extend.test.ts. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { git, ilp } from "../cli.ts";
import { saveAll } from "../signatures/scenarios/program.ts";
import { caseProgram, caseRecords, copyOf, decided, done, expectPlainWords, newest, refused } from "./case-parts.ts";

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

it("of a whole document, and of one that is not begun yet", async () => {
  const folder = caseProgram();
  await done("reviewer-one", folder, ...extend("pd-log", "2027-06-20"));
  expect(await dueOf(folder, "pd-log")).toEqual(["2027-06-20"]);
  await done("reviewer-one", folder, ...extend("collaborative/2026-10", "2026-12-01"));
  expect(caseRecords(folder).at(-1)?.entry).toMatchObject({
    about: "year-1/collaborative/2026-10#.",
    from: "2026-11-10",
  });
  expect((await ilp(folder, "check", one)).out).toMatch(/due 2026-12-01[^\n]*\n[^\n]*2026-10\.yaml/);
});

it("of the day that came with a NO", async () => {
  const folder = caseProgram();
  await decided(folder, "NO", { on: "2026-10-02", by: "2026-11-10" });
  const out = await done("manager-one", folder, ...extend("initial-goal".replace(/^/, "inquiry-ilp#"), "2026-12-05"));
  expect(out).toContain("Due before: 2026-11-10");
  expect(await dueOf(folder, "inquiry-ilp", "initial-goal")).toContain("2026-12-05");
});

it("can be put off once more, and the last one be corrected", async () => {
  const folder = await withLaterGoal();
  const first = newest(folder);
  expect(await done("reviewer-one", folder, ...extend(goal, "2026-12-18"))).toContain("Due before: 2026-12-10");
  const second = newest(folder);
  const correct = (record: string, to: string) => [...extend(goal, to), "--corrects", record];
  await refused("reviewer-one", folder, [...correct(first, "2026-12-12"), "--yes"], /extended once more, in record/);
  expect(await done("reviewer-one", folder, ...correct(second, "2026-12-15"))).toContain("Due before: 2026-12-10");
  expect(await dueOf(folder, "inquiry-ilp", "initial-goal")).toEqual(["2026-12-15"]);
  await refused("manager-one", folder, [...correct(second, "2026-12-20"), "--yes"], /nobody else corrects it/);
  const other = ["extend", one, "pd-log", "--to", "2027-07-01", "--corrects", second, "--yes"];
  await refused("reviewer-one", folder, other, /is not about Professional Development Log/);
});

it("where nothing is due, with the parts that are", async () => {
  const folder = caseProgram();
  await refused(
    "reviewer-one",
    folder,
    [...extend("profile", "2027-01-01"), "--yes"],
    /Nothing is due for/,
    /ilp status|parts/,
  );
  await refused(
    "reviewer-one",
    folder,
    [...extend("inquiry-ilp#nothing", "2027-01-01"), "--yes"],
    /no part "nothing"/,
    /initial-goal/,
  );
});

it("where the profile cannot be read, or a merge is under way, nothing is recorded", async () => {
  const folder = caseProgram();
  const words = [...extend(goal, "2026-12-10"), "--yes"];
  git(folder, "update-ref", "MERGE_HEAD", "HEAD");
  await refused("reviewer-one", folder, words, /\S/);
  git(folder, "update-ref", "-d", "MERGE_HEAD");
  rmSync(join(folder, "candidates/candidate-one/profile.yaml"));
  saveAll(folder);
  await refused("reviewer-one", folder, words, /profile of candidate-one cannot be read/);
});
