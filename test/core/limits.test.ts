/** Where a number of program.yaml sets a limit: nothing is said at it, and a limit of 0 is none. And what things are called. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { type Case, codesIn, findingsOf, statusOf } from "../build.ts";

const log = (...entries: Mapping[]): Case => ({ documents: { "year-1/pd-log": { entries } } });
const activity = (changes: Mapping): Mapping => ({ id: "one", date: "2024-01-10", title: "One", hours: 9, ...changes });

const matched: Case = { documents: {}, profile: { "coach-matched": "2023-09-13" } };
const inquiry: Case = {
  documents: {
    "year-1/inquiry-ilp": {
      inquiries: [{ id: "i1", entries: ["e1", "e2", "e3"].map((id) => ({ id, strategy: "Visit." })) }],
    },
  },
};
const coached: Case = {
  documents: {
    "year-1/collaborative/2023-10": { month: "2023-10", sessions: [{ id: "s1", date: "2023-10-02", minutes: 180 }] },
    "year-1/collaborative/final": { successes: "Visits." },
  },
};

describe("a limit", () => {
  it.each<[requirement: string, code: string, given: Case, at: number]>([
    ["coaching.match_days", "coach-matched-late", matched, 30],
    ["pd.day_hours", "pd-long-day", log(activity({})), 9],
    ["entries.max", "list-long", inquiry, 3],
  ])("%s: %s is said beyond it, not at it, and never when it is 0", (requirement, code, given, at) => {
    const isSaid = (limit: number) =>
      codesIn(statusOf({ ...given, requirements: { [requirement]: limit } })).includes(code);
    expect([at - 1, at, at + 1, 0].map(isSaid)).toEqual([true, false, false, false]);
  });

  it("coaching.hours: coaching-hours-low is said below it", () => {
    const isSaid = (hours: number) =>
      codesIn(statusOf({ ...coached, requirements: { "coaching.hours": hours } })).includes("coaching-hours-low");
    expect([4, 3, 2, 0].map(isSaid)).toEqual([true, false, false, false]);
  });

  it("the hours of a day are added up, and said once, at the activity that goes beyond", () => {
    const day = log(
      activity({ hours: 5 }),
      activity({ id: "two", title: "Two", hours: 4 }),
      activity({ id: "three", title: "Three", hours: 1 }),
    );
    expect(findingsOf(statusOf(day), "pd-long-day")).toMatchObject([
      { pointer: "/entries/1/hours", data: { hours: "9", limit: "8" } },
    ]);
  });

  it("an activity of several days has no limit of a day", () => {
    expect(codesIn(statusOf(log(activity({ hours: 16, end: "2024-01-11" }))))).not.toContain("pd-long-day");
  });
});

describe("what has no name of its own is called by its number", () => {
  const label = (given: Case, code: string) => findingsOf(statusOf(given), code).map(({ data }) => data.label);

  it("an activity without a title", () => {
    const named = activity({ date: "2020-01-10" });
    const nameless = { ...named, id: "two", title: null };
    expect(label(log(named, nameless), "pd-entry-outside")).toEqual(["One", "Activity 2"]);
  });

  it("evidence without a title", () => {
    const items = [
      { id: "a", title: "Notes", path: "../a.md" },
      { id: "b", title: null, path: "../b.md" },
    ];
    expect(label({ documents: { evidence: { items } } }, "evidence-path-outside")).toEqual(["Notes", "Item 2"]);
  });

  it("assignments, and times away", () => {
    const back = { from: "2024-02-01", to: "2024-01-01" };
    const assignments = [
      { role: "coach" as const, person: "coach-one", from: "2023-08-14", to: null },
      { role: "coach" as const, person: "coach-one", ...back },
    ];
    expect(label({ documents: {}, profile: { assignments, leave: [back] } }, "dates-backwards")).toEqual([
      "Assignment 2",
      "Leave 1",
    ]);
  });
});

describe("narratives at the end of the year", () => {
  const narrative = { "year-1/year-end/cpsel-5": { cpsel: 5, actions: "Visits." } };
  const goals = (...cpsels: number[]) => ({
    "year-1/admin-ilp": { goals: cpsels.map((cpsel, index) => ({ id: `goal-${index + 1}`, cpsel, statement: "s" })) },
  });
  const unexpected = (documents: Record<string, Mapping>) =>
    findingsOf(statusOf({ documents }), "document-not-expected").map(({ document }) => document);

  it("are not unexpected while there is no plan, or no goal in it", () => {
    expect(unexpected(narrative)).toEqual([]);
    expect(unexpected({ ...narrative, ...goals() })).toEqual([]);
  });
  it("are unexpected as soon as one goal is another", () => {
    expect(unexpected({ ...narrative, ...goals(4) })).toEqual(["year-1/year-end/cpsel-5"]);
    expect(unexpected({ ...narrative, ...goals(5) })).toEqual([]);
  });
});

describe("a form that two people write", () => {
  it("not begun, says so of each one's part, with its own number of answers", () => {
    const final = { assessment: [1, 2, 3].map((cpsel) => ({ cpsel })) };
    const found = findingsOf(statusOf({ documents: { "year-1/collaborative/final": final } }), "document-not-started");
    expect(found.map(({ turn, pointer, data }) => [turn, pointer, data.count])).toEqual([
      ["candidate", "/successes", 5],
      ["coach", "/assessment/0", 9],
    ]);
  });
});
