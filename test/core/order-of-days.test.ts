/** Days that do not fit the candidate's years, or one another; and how late something was. Tables at the edges. */
import { describe, expect, it } from "vitest";
import { lateBy } from "../../src/core/basics/dates.ts";
import { type Case, findingsOf, statusOf } from "../build.ts";

const said = (documents: Case["documents"], code: string, more: Partial<Case> = {}) =>
  findingsOf(statusOf({ documents, today: "2024-07-01", ...more }), code).length;

describe("a day outside the candidate's years", () => {
  const years: Case["profile"] = {
    years: [
      { year: 1, starts: "2023-08-14" },
      { year: 2, starts: "2024-08-12" },
    ],
  };
  it.each([
    ["2023-08-13", 1, 1],
    ["2023-08-14", 0, 0],
    ["2024-06-30", 0, 0],
    ["2024-07-01", 1, 0],
    ["2025-06-30", 1, 0],
    ["2025-07-01", 1, 1],
    ["2024-02-30", 0, 0],
  ])("%s is pointed out %i times in one year, %i in two", (date, inOne, inTwo) => {
    const documents = {
      "year-1/self-assessment-initial": { administration: "initial", date, strengths: "Listening." },
    };
    expect([said(documents, "dated-outside"), said(documents, "dated-outside", { profile: years })]).toEqual([
      inOne,
      inTwo,
    ]);
  });

  it("is said once for a document, and of a month as well", () => {
    const goals = ["2019-01-01", "2019-01-02"].map((date, index) => ({
      id: `goal-${index}`,
      "mid-year": { date, progress: "P." },
    }));
    expect(said({ "year-1/admin-ilp": { goals } }, "dated-outside")).toBe(1);
    const month = (name: string) =>
      said({ [`year-1/collaborative/${name}`]: { month: name, successes: "S." } }, "dated-outside");
    expect(["2023-07", "2023-08", "2024-06", "2024-07"].map(month)).toEqual([1, 0, 0, 1]);
  });
});

describe("the mid-year check comes after the plan", () => {
  it.each([
    ["2023-10-01", "2023-09-30", 1],
    ["2023-10-01", "2023-10-01", 0],
    ["2023-10-01", "2023-10-02", 0],
    [null, "2023-08-14", 0],
    [null, "2023-08-13", 0], // outside the candidate's years, which is said instead
  ])("acknowledged %s, looked at on %s: %i", (agreed, date, times) => {
    const goals = [1, 2].map((id) => ({ id: `goal-${id}`, "mid-year": { date, progress: "P." } }));
    expect(said({ "year-1/admin-ilp": { goals, acknowledgement: { date: agreed } } }, "mid-year-before-plan")).toBe(
      times,
    );
  });
});

describe("the initial self-assessment comes before the final one", () => {
  it.each([
    ["2024-05-19", "2024-05-20", 0],
    ["2024-05-20", "2024-05-20", 0],
    ["2024-05-21", "2024-05-20", 1],
    ["2024-05-21", null, 0],
  ])("%s and %s: %i", (initial, final, times) => {
    const documents = {
      "year-1/self-assessment-initial": { administration: "initial", date: initial, strengths: "A." },
      "year-1/self-assessment-final": { administration: "final", date: final, strengths: "B." },
    };
    expect(said(documents, "initial-after-final")).toBe(times);
  });
});

it.each([
  ["2026-06-01", "2026-06-02", ""],
  ["2026-06-02", "2026-06-02", ""],
  ["2026-06-03", "2026-06-02", "1 day after 2026-06-02"],
  ["2026-11-27", "2026-06-02", "178 days after 2026-06-02"],
  ["2026-11-28", null, ""],
])("how late %s is where %s was due: %s", (day, due, words) => expect(lateBy(day, due)).toBe(words));
