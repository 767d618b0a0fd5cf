/** What is owed, and from when: for who starts late, who is away, and what a program stops asking. Tables at the edges. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { turnsOf } from "../../src/core/findings/turns.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { transcriptOf } from "../../src/core/reports/transcript.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { viewsOf } from "../../src/core/review/year.ts";
import { transcriptText } from "../../src/views/transcript.ts";
import { journey } from "../../src/word/journey.ts";
import { plainText } from "../../src/word/scope.ts";
import { type Case, candidateOf, codesIn, findingsOf, profileOf, rulebookOf, statusOf } from "../build.ts";

const begun = (starts: string, more: Partial<Profile> = {}): Partial<Profile> => ({
  "program-start": starts,
  years: [{ year: 1, starts }],
  ...more,
});
const days = (status: ReturnType<typeof statusOf>) =>
  Object.fromEntries((status.years[0]?.milestones ?? []).map(({ id, due, moved }) => [id, moved ? [due, moved] : due]));
const startedOn = (starts: string, requirements: Case["requirements"] = {}) =>
  statusOf({ documents: {}, profile: begun(starts), today: starts, requirements });

describe("a fixed date less than late_start.days after the start", () => {
  it.each<[starts: string, november: unknown]>([
    ["2026-10-30", "2026-11-30"],
    ["2026-10-31", "2026-11-30"],
    ["2026-11-01", ["2026-12-01", "2026-11-30"]],
    ["2026-11-30", ["2026-12-30", "2026-11-30"]],
    ["2027-01-11", ["2027-02-10", "2026-11-30"]],
  ])("moves: started on %s", (starts, november) => {
    expect(days(startedOn(starts)).november).toEqual(november);
  });

  it.each<[starts: string, expected: object]>([
    ["2027-01-11", { "mid-year": ["2027-02-10", "2027-01-31"], "year-end": "2027-06-02", plan: "2027-04-11" }],
    ["2027-06-10", { november: "2027-11-30", "mid-year": "2028-01-31", "year-end": "2028-06-02", plan: "2027-09-08" }],
    [
      "2028-02-29",
      { november: ["2028-03-30", "2027-11-30"], "mid-year": ["2028-03-30", "2028-01-31"], "pd-hours": "2028-06-02" },
    ],
  ])("others stay: started on %s", (starts, expected) => {
    expect(days(startedOn(starts))).toMatchObject(expected);
  });

  it.each([
    [0, "2027-01-10", ["2027-01-10", "2026-11-30"]],
    [60, "2026-10-01", "2026-11-30"],
    [61, "2026-10-01", ["2026-12-01", "2026-11-30"]],
  ])("by %i days, as program.yaml says", (limit, starts, november) => {
    expect(days(startedOn(starts, { "late_start.days": limit })).november).toEqual(november);
  });

  const documents: Case["documents"] = {
    "year-1/inquiry-ilp": {
      "initial-goal": { "dop-results": null },
      inquiries: [{ id: "i1", "focus-question": "Why?" }],
    },
  };
  it("nobody is late for it before", () => {
    const late = (today: string) =>
      statusOf({ documents, profile: begun("2027-01-11"), today }).findings.filter(
        ({ severity, code }) => severity === "error" && code !== "no-coach",
      ).length;
    expect(["2027-01-11", "2027-02-10"].map(late)).toEqual([0, 0]);
    expect(late("2027-02-11")).toBeGreaterThan(0);
  });

  it("is said wherever the day is shown", () => {
    const profile = profileOf(begun("2027-01-11"));
    const rulebook = rulebookOf();
    const candidate = { ...candidateOf(documents, profile, rulebook), records: [] };
    const status = statusOf({ documents, profile: begun("2027-01-11"), today: "2027-01-11" });
    const open = status.findings.filter(({ milestone }) => milestone === "november");
    expect(open.length).toBeGreaterThan(0);
    for (const each of open) expect(each).toMatchObject({ due: "2027-02-10", moved: "2026-11-30" });
    expect(turnsOf(status, profile, rulebook, "2027-01-11")).toContainEqual(
      expect.objectContaining({ document: "year-1/inquiry-ilp", due: "2027-02-10", moved: "2026-11-30" }),
    );
    const rows = transcriptOf([standingOf(candidate, rulebook)], rulebook, "2027-01-11").candidates[0]?.rows ?? [];
    expect(rows.find(({ section }) => section === "initial-goal")).toMatchObject({
      due: "2027-02-10",
      moved: "2026-11-30",
    });
    const text = transcriptText(transcriptOf([standingOf(candidate, rulebook)], rulebook, "2027-01-11"), "", {
      columns: 100,
      colour: false,
    } as never);
    expect(text.replace(/\s+/g, " ")).toContain("due 2027-02-10 (moved from 2026-11-30)");
    const page = journey(rulebook.settings, viewsOf(candidate, rulebook));
    const november = page[rulebook.settings.milestones.findIndex(({ id }) => id === "november")];
    const said = [...(november?.entries.values() ?? [])].map((entry) =>
      entry.is === "fact" ? plainText(entry.spans) : "",
    );
    expect(said).toContain("02/10/2027");
    expect(said).toContain("assumed, confirm; year 1: moved from 11/30/2026, begun 01/11/2027");
  });
});

describe("who starts on or after late_start.next_year", () => {
  it.each([
    ["2027-04-30", "2026-27"],
    ["2027-05-01", "2027-28"],
    ["2027-06-10", "2027-28"],
    ["2027-06-30", "2027-28"],
    ["2027-07-01", "2027-28"],
    ["2028-02-29", "2027-28"],
  ])("begins with the next program year: %s is in %s", (starts, name) => {
    const status = startedOn(starts);
    expect(status.years[0]?.programYear).toBe(name);
    expect(codesIn(status).includes("starts-next-year")).toBe(name === "2027-28" && starts < "2027-07-01");
    expect(startedOn(starts, { "late_start.next_year": "" }).years[0]?.programYear).toBe(
      starts < "2027-07-01" ? "2026-27" : "2027-28",
    );
  });

  it("unless that day lies in the first half of a year: a whole year would be passed over", () => {
    const year = (from: string) => startedOn("2027-06-10", { "late_start.next_year": from }).years[0]?.programYear;
    expect(["07-01", "12-30", "01-02"].map(year)).toEqual(["2026-27", "2026-27", "2027-28"]);
  });

  it("unless the second year is that one already", () => {
    const years: Profile["years"] = [
      { year: 1, starts: "2027-06-10" },
      { year: 2, starts: "2027-07-01" },
    ];
    const status = statusOf({ documents: {}, profile: begun("2027-06-10", { years }) });
    expect(status.years.map(({ programYear }) => programYear)).toEqual(["2026-27", "2027-28"]);
  });

  it.each([
    ["2027-06-09", 0, "outside"],
    ["2027-06-10", 5, ""],
    ["2027-06-30", 5, ""],
    ["2027-07-01", 5, ""],
  ])("what is done before July 1 counts into it: on %s", (date, counted, said) => {
    const documents = { "year-1/pd-log": { entries: [{ id: "a", date, title: "A", hours: 5 }] } };
    const status = statusOf({ documents, profile: begun("2027-06-10"), today: "2027-08-01" });
    expect(status.years[0]?.hours.pd?.counted).toBe(counted);
    expect(codesIn(status).includes("pd-entry-outside")).toBe(said === "outside");
  });
});

const summary = (month: string, more: Mapping = {}): Case["documents"] => ({
  [`year-1/collaborative/${month}`]: { month, ...more },
});
const allMonths = ["2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"];
const blank = Object.assign({}, ...allMonths.map((month) => summary(month))) as Case["documents"];
const askedMonths = (given: Omit<Case, "documents">, documents = blank) => {
  const status = statusOf({ profile: begun("2026-08-10"), today: "2027-06-30", ...given, documents });
  const mine = status.documents.filter(({ form }) => form === "collaborative-summary");
  const open = new Set(status.findings.map(({ document }) => document));
  for (const { name, state } of mine) expect(open.has(name), name).toBe(state !== "not-asked");
  return mine.filter(({ state }) => state !== "not-asked").map(({ name }) => name.slice(-7));
};
const away = (...leave: Profile["leave"] & object) => ({ profile: begun("2026-08-10", { leave }) });

describe("a month is owed", () => {
  const without = (...months: string[]) => allMonths.filter((month) => !months.includes(month));
  it.each<[string, Omit<Case, "documents">, string[]]>([
    ["always, without a leave", {}, allMonths],
    ["but not in a leave", away({ from: "2026-11-01", to: "2027-01-31" }), without("2026-11", "2026-12", "2027-01")],
    [
      "nor where it ends a day late",
      away({ from: "2026-11-01", to: "2027-02-01" }),
      without("2026-11", "2026-12", "2027-01"),
    ],
    ["where it begins a day late", away({ from: "2026-11-02", to: "2027-01-31" }), without("2026-12", "2027-01")],
    ["where it ends a day early", away({ from: "2026-11-01", to: "2027-01-30" }), without("2026-11", "2026-12")],
    [
      "but not in two leaves that touch",
      away({ from: "2026-12-16", to: "2027-01-31" }, { from: "2026-11-01", to: "2026-12-15" }),
      without("2026-11", "2026-12", "2027-01"),
    ],
    [
      "nor in two that overlap",
      away({ from: "2026-11-01", to: "2027-01-31" }, { from: "2026-11-15", to: "2026-12-15" }),
      without("2026-11", "2026-12", "2027-01"),
    ],
    [
      "where a day lies between two",
      away({ from: "2026-11-01", to: "2026-12-14" }, { from: "2026-12-16", to: "2027-01-31" }),
      without("2026-11", "2027-01"),
    ],
    ["but not after a leave without an end", away({ from: "2027-01-15", to: null }), allMonths.slice(0, 5)],
    ["nor where nobody wrote the end", away({ from: "2027-02-01" } as never), allMonths.slice(0, 5)],
    ["but not before the start", { profile: begun("2027-01-11") }, allMonths.slice(4)],
    ["in the month of the start, to its last day", { profile: begun("2027-01-31") }, allMonths.slice(4)],
    ["but not when that was over", { profile: begun("2027-02-01") }, allMonths.slice(5)],
    [
      "where the program asks for it",
      { requirements: { "summaries.months": ["09", "10", "05"] } },
      ["2026-09", "2026-10", "2027-05"],
    ],
  ])("%s", (_, given, months) => {
    expect(askedMonths(given)).toEqual(months);
    // Of absent ones the same is said.
    const absent = statusOf({ profile: begun("2026-08-10"), today: "2027-06-30", ...given, documents: {} });
    const missing = findingsOf(absent, "document-missing").flatMap(
      ({ document = "" }) => document.match(/\d{4}-\d\d$/) ?? [],
    );
    expect(missing.sort()).toEqual(months);
  });

  it("one that nobody asks for, and that is filled, stays and counts; it may be unfinished, not wrong", () => {
    const filled = summary("2026-11", {
      sessions: [{ id: "s1", date: "2026-11-05", minutes: 60 }],
      successes: "Visits.",
    });
    const given = { ...away({ from: "2026-11-01", to: null }), today: "2027-06-30" };
    const status = statusOf({ ...given, documents: filled });
    expect(status.years[0]?.hours.coaching?.counted).toBe(1);
    const [document] = status.documents.filter(({ name }) => name.endsWith("2026-11"));
    expect(document).toMatchObject({ state: "in-progress", unasked: true, due: null, late: false });
    expect(codesIn(status, "year-1/collaborative/2026-11")).toEqual([]);
    const wrong = statusOf({
      ...given,
      documents: summary("2026-11", { sessions: [{ id: "s1", date: "2026-11-05", minutes: 1500 }] }),
    });
    expect(codesIn(wrong, "year-1/collaborative/2026-11")).toEqual(["session-too-long"]);
  });

  it("a self-assessment that the program asks for no more is not owed either", () => {
    const documents = { "year-1/self-assessment-benchmark": { administration: "benchmark" } };
    const state = (all: string[]) =>
      statusOf({ documents, requirements: { "self_assessment.administrations": all } }).documents.find(
        ({ name }) => name === "year-1/self-assessment-benchmark",
      )?.state;
    expect([["initial"], ["initial", "benchmark"]].map(state)).toEqual(["not-asked", "not-started"]);
  });
});
