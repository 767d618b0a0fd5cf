/** When hours count: on the day they end, asked on that day or later. Tables at the edges: the day before, the day, the day after. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { type Case, codesIn, findingsOf, statusOf } from "../build.ts";

const log = (...entries: Mapping[]): Case["documents"] => ({
  "year-1/pd-log": {
    entries: entries.map((entry, index) => ({ id: `activity-${index + 1}`, title: `Activity ${index + 1}`, ...entry })),
  },
});
const profile: Case["profile"] = {
  "program-start": "2026-08-10",
  years: [{ year: 1, starts: "2026-08-10" }],
};
const asked = (documents: Case["documents"], today: string) => statusOf({ documents, profile, today });
const pd = (documents: Case["documents"], today: string) => asked(documents, today).years[0]?.hours.pd;
const month = (...sessions: Mapping[]): Case["documents"] => ({
  "year-1/collaborative/2026-10": {
    month: "2026-10",
    sessions: sessions.map((session, index) => ({ id: `s${index + 1}`, date: "2026-10-05", ...session })),
  },
});

describe("an activity counts on the day it ends", () => {
  const beyond = log({ date: "2027-05-20", end: "2027-06-20", hours: 20 });
  const inTime = log({ date: "2027-05-20", end: "2027-06-02", hours: 20 });
  const oneDay = log({ date: "2027-05-20", hours: 20 });
  it.each([
    ["starts before the deadline and ends after it", beyond, "2026-12-01", [0, 20, 0]],
    ["starts before the deadline and ends after it", beyond, "2027-06-19", [0, 20, 0]],
    ["starts before the deadline and ends after it", beyond, "2027-06-20", [0, 0, 20]],
    ["starts before the deadline and ends after it", beyond, "2027-06-21", [0, 0, 20]],
    ["ends on the deadline", inTime, "2027-06-01", [0, 20, 0]],
    ["ends on the deadline", inTime, "2027-06-02", [20, 0, 0]],
    ["ends on the deadline", inTime, "2027-06-03", [20, 0, 0]],
    ["takes one day", oneDay, "2027-05-19", [0, 20, 0]],
    ["takes one day", oneDay, "2027-05-20", [20, 0, 0]],
    ["ends a day too late", log({ date: "2027-06-02", end: "2027-06-03", hours: 20 }), "2027-06-30", [0, 0, 20]],
    [
      "ends in the next program year",
      log({ date: "2027-06-30", end: "2027-07-01", hours: 20 }),
      "2027-06-30",
      [0, 0, 20],
    ],
    ["began in the year before", log({ date: "2026-06-29", end: "2026-07-01", hours: 20 }), "2026-07-01", [20, 0, 0]],
    ["ends on a day that is none", log({ date: "2027-01-10", end: "2027-02-30", hours: 20 }), "2027-03-01", [20, 0, 0]],
    ["has an end and no beginning", log({ date: null, end: "2027-01-10", hours: 20 }), "2027-03-01", [0, 0, 0]],
  ])("one that %s, asked on %3$s", (_, documents, today, [counted, planned, late]) => {
    expect(pd(documents, today)).toMatchObject({ counted, planned, late, remaining: 20 - (counted ?? 0) });
  });

  it("what is planned is told apart: planned, or late already", () => {
    const codes = (documents: Case["documents"]) =>
      codesIn(asked(documents, "2026-12-01"), "year-1/pd-log").filter((code) => code.startsWith("pd-entry"));
    expect([inTime, beyond, oneDay].map(codes)).toEqual([
      ["pd-entry-planned"],
      ["pd-entry-late"],
      ["pd-entry-planned"],
    ]);
    const apart = (today: string) => findingsOf(asked(beyond, today), "pd-hours-short")[0]?.data;
    expect(apart("2026-12-01")).toMatchObject({ counted: "0", apart: " (20 planned)" });
    expect(apart("2027-06-21")).toMatchObject({ counted: "0", apart: " (20 late)" });
  });

  it("and needs no review before", () => {
    const documents = { ...oneDay, "year-1/pd-summary": { reviews: [] } };
    const isAsked = (today: string) => codesIn(asked(documents, today)).includes("pd-not-reviewed");
    expect(["2027-05-19", "2027-05-20"].map(isAsked)).toEqual([false, true]);
  });
});

describe("a session counts on its day", () => {
  const planned = month({ date: "2026-10-04", minutes: 60 }, { date: "2026-10-05", minutes: 90 });
  it.each([
    ["2026-10-03", 0, 2.5],
    ["2026-10-04", 1, 1.5],
    ["2026-10-05", 2.5, 0],
  ])("asked on %s", (today, counted, later) => {
    expect(asked(planned, today).years[0]?.hours.coaching).toMatchObject({ counted, planned: later });
    expect(findingsOf(asked(planned, today), "session-planned")).toHaveLength(later === 0 ? 0 : later === 1.5 ? 1 : 2);
  });
  it("one without a day waits", () => {
    expect(asked(month({ date: null, minutes: 60 }), "2027-01-01").years[0]?.hours.coaching).toMatchObject({
      counted: 0,
    });
  });
});

describe("hours before the program start", () => {
  it.each([
    ["2026-08-09", true],
    ["2026-08-10", false],
    ["2026-08-11", false],
  ])("on %s", (date, said) => {
    const status = asked(log({ date, hours: 2 }), "2027-01-01");
    expect(codesIn(status).includes("pd-entry-before-start")).toBe(said);
    expect(status.years[0]?.hours.pd?.counted).toBe(2);
  });
});

describe("more hours than the days have room for", () => {
  it.each([
    ["24 in three days", [{ date: "2026-10-05", end: "2026-10-07", hours: 24 }], []],
    ["24.01 in three days", [{ date: "2026-10-05", end: "2026-10-07", hours: 24.01 }], ["pd-long-days"]],
    ["30 in three days", [{ date: "2026-10-05", end: "2026-10-07", hours: 30 }], ["pd-long-days"]],
    ["600 in one month", [{ date: "2026-10-01", end: "2026-10-31", hours: 600 }], ["pd-long-days"]],
    ["600 in one day", [{ date: "2026-10-01", hours: 600 }], ["pd-long-day"]],
    ["600 until a slip of a year", [{ date: "2026-10-01", end: "9999-10-31", hours: 600 }], []],
    [
      "a full course, and an hour on its last day",
      [
        { date: "2026-10-05", end: "2026-10-07", hours: 24 },
        { date: "2026-10-07", hours: 1 },
      ],
      ["pd-long-day"],
    ],
    [
      "a full course, and an hour on the day after",
      [
        { date: "2026-10-05", end: "2026-10-07", hours: 24 },
        { date: "2026-10-08", hours: 1 },
      ],
      [],
    ],
    [
      "one cause is said once",
      [
        { date: "2026-10-05", end: "2026-10-07", hours: 30 },
        { date: "2026-10-07", hours: 1 },
      ],
      ["pd-long-days"],
    ],
    ["thirds of an hour", [{ date: "2026-10-05", end: "2026-10-07", hours: 8 }], []],
  ])("%s", (_, entries, codes) => {
    const found = codesIn(asked(log(...(entries as Mapping[])), "2027-03-01"), "year-1/pd-log");
    expect(found.filter((code) => code.startsWith("pd-long"))).toEqual(codes);
  });
});

describe("a session", () => {
  const codes = (...sessions: Mapping[]) =>
    codesIn(asked(month(...sessions), "2027-03-01"), "year-1/collaborative/2026-10").filter((code) =>
      ["session-too-long", "sessions-overlap", "session-twice", "session-times"].includes(code),
    );
  it.each([
    [{ minutes: 719 }, []],
    [{ minutes: 720 }, []],
    [{ minutes: 721 }, ["session-too-long"]],
    [{ minutes: 1500 }, ["session-too-long"]],
    [{ start: "08:00", end: "20:00" }, []],
    [{ start: "08:00", end: "20:01" }, ["session-too-long"]],
    [{ start: "16:00", end: "15:00" }, ["session-times"]],
  ])("%j", (session, expected) => expect(codes(session)).toEqual(expected));

  it("of any length, where the program sets no limit", () => {
    const status = statusOf({
      documents: month({ minutes: 1500 }),
      profile,
      requirements: { "coaching.session_hours": 0 },
    });
    expect(codesIn(status)).not.toContain("session-too-long");
  });

  const first = { start: "15:00", end: "16:00" };
  it.each([
    ["ends as the other begins", { start: "14:00", end: "15:00" }, []],
    ["ends a minute later", { start: "14:00", end: "15:01" }, ["sessions-overlap"]],
    ["lies inside", { start: "15:15", end: "15:30" }, ["sessions-overlap"]],
    ["is the same", first, ["sessions-overlap"]],
    ["begins a minute before its end", { start: "15:59", end: "17:00" }, ["sessions-overlap"]],
    ["begins as it ends", { start: "16:00", end: "17:00" }, []],
    ["is on another day", { ...first, date: "2026-10-06" }, []],
    ["runs backwards", { start: "15:30", end: "15:10" }, ["session-times"]],
  ])("that %s", (_, second, expected) => expect(codes(first, second)).toEqual(expected));

  it("at the same time as another is wrong, with both places", () => {
    const [found] = findingsOf(
      asked(month({ minutes: 5 }, first, { ...first, start: "15:30" }), "2027-03-01"),
      "sessions-overlap",
    );
    expect(found).toMatchObject({
      severity: "error",
      pointer: "/sessions/2",
      also: [{ pointer: "/sessions/1" }],
      data: { label: "Session 3", other: "Session 2", start: "15:30", from: "15:00", date: "2026-10-05" },
    });
  });
});
