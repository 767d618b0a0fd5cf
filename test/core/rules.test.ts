import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { type Case, codesIn, findingsOf, statusOf } from "../build.ts";

const log = (...entries: Mapping[]): Record<string, Mapping> => ({
  "year-1/pd-log": {
    entries: entries.map((entry, index) => ({ id: `activity-${index + 1}`, title: `Activity ${index + 1}`, ...entry })),
  },
});
const pd = (each: Case) => statusOf(each).years[0]?.hours.pd;

describe("hours of professional development (seed 004)", () => {
  it.each([
    [
      "19.99 is short",
      [
        { date: "2024-01-10", hours: 10 },
        { date: "2024-01-11", hours: 9.99 },
      ],
      { counted: 19.99, remaining: 0.01, met: false },
    ],
    [
      "20.00 is enough",
      [
        { date: "2024-01-10", hours: 10.1 },
        { date: "2024-01-11", hours: 9.9 },
      ],
      { counted: 20, remaining: 0, met: true },
    ],
    [
      "many thirds of tenths add up exactly",
      Array.from({ length: 200 }, () => ({ date: "2024-01-10", hours: 0.1 })),
      { counted: 20, met: true },
    ],
    ["June 2 counts", [{ date: "2024-06-02", hours: 20 }], { counted: 20, late: 0, met: true }],
    ["June 3 is too late", [{ date: "2024-06-03", hours: 20 }], { counted: 0, late: 20, met: false }],
    ["June 30 is before the program year", [{ date: "2023-06-30", hours: 20 }], { counted: 0, late: 20, met: false }],
    ["July 1 begins it", [{ date: "2023-07-01", hours: 20 }], { counted: 20, met: true }],
    ["a leap day is a day", [{ date: "2024-02-29", hours: 20 }], { counted: 20, met: true }],
    ["an activity without a date waits", [{ date: null, hours: 20 }], { counted: 0, met: false }],
  ])("%s", (_, entries, expected) => {
    expect(pd({ documents: log(...(entries as Mapping[])) })).toMatchObject(expected);
  });

  it("says what is short, once, with the source of the rule", () => {
    const [finding] = findingsOf(statusOf({ documents: log({ date: "2024-01-10", hours: 19.99 }) }), "pd-hours-short");
    expect(finding).toMatchObject({
      data: { counted: "19.99", required: "20", remaining: "0.01" },
      source: "a district program",
      due: "2024-06-02",
      severity: "error",
    });
  });

  it("lists a late activity with the day it was due by", () => {
    const [finding] = findingsOf(statusOf({ documents: log({ date: "2024-06-03", hours: 2 }) }), "pd-entry-late");
    expect(finding).toMatchObject({ severity: "info", data: { date: "2024-06-03", due: "2024-06-02", hours: "2" } });
  });

  it("there is no February 29 in 2023", () => {
    const status = statusOf({ documents: log({ date: "2023-02-29", hours: 1 }) });
    expect(findingsOf(status, "impossible-date")).toHaveLength(1);
  });

  it("a transitional administrator owes no hours, and everything else", () => {
    const documents = log({ date: "2024-01-10", hours: 1 });
    const exempt = statusOf({ documents, profile: { kind: "transitional" } });
    const other = statusOf({ documents });
    expect(exempt.years[0]?.hours.pd).toMatchObject({ exempt: true, required: 0, met: true });
    expect(codesIn(exempt)).not.toContain("pd-hours-short");
    const missing = (status: typeof exempt) => findingsOf(status, "document-missing").map((each) => each.document);
    expect(missing(exempt)).toEqual(missing(other));
    const asked = findingsOf(exempt, "answer-missing").map((each) => each.field);
    expect(asked).toContain("training-needed");
    expect(findingsOf(other, "answer-missing").map((each) => each.field)).not.toContain("training-needed");
  });

  it.each([
    [
      "more than eight hours in a day",
      log({ date: "2024-01-10", hours: 5 }, { date: "2024-01-10", hours: 3.01 }),
      "pd-long-day",
    ],
    [
      "the same activity twice",
      log({ date: "2024-01-10", hours: 1, title: "Same" }, { date: "2024-01-10", hours: 1, title: "Same" }),
      "pd-entry-twice",
    ],
    ["three decimals", log({ date: "2024-01-10", hours: 1.255 }), "hours-too-exact"],
    ["an end before its beginning", log({ date: "2024-01-10", end: "2024-01-09", hours: 1 }), "dates-backwards"],
    ["a type Other without a note", log({ date: "2024-01-10", hours: 1, type: "other" }), "answer-missing"],
  ])("points out %s", (_, documents, code) => {
    expect(codesIn(statusOf({ documents }), "year-1/pd-log")).toContain(code);
  });

  it("eight hours in a day are nothing to point out", () => {
    expect(codesIn(statusOf({ documents: log({ date: "2024-01-10", hours: 8 }) }))).not.toContain("pd-long-day");
  });
});

const entry = (number: number, more: Mapping = {}): Mapping => ({
  id: `entry-${number}`,
  date: "2023-10-10",
  strategy: "s",
  resources: "r",
  happened: "h",
  claim: "c",
  evidence: [],
  ...more,
});
const inquiry = (entries: Mapping[], more: Mapping = {}): Mapping => ({
  id: "inquiry-1",
  goal: "goal-1",
  "focus-question": "q",
  starts: "2023-09-01",
  ends: "2023-12-15",
  "action-plan": "p",
  reflection: "r",
  entries,
  ...more,
});
const ilp = (changes: Mapping): Record<string, Mapping> => ({
  "year-1/inquiry-ilp": { inquiries: [inquiry([entry(1), entry(2), entry(3)])], ...changes },
});

describe("entries of an inquiry (seed 000: three to four)", () => {
  it.each([
    [2, "list-too-short"],
    [3, null],
    [4, null],
    [5, "list-long"],
  ])("%i entries: %s", (many, code) => {
    const status = statusOf({
      documents: ilp({ inquiries: [inquiry(Array.from({ length: many }, (_, index) => entry(index + 1)))] }),
    });
    const found = status.findings.filter((each) => each.pointer === "/inquiries/0/entries").map((each) => each.code);
    expect(found).toEqual(code ? [code] : []);
  });

  it("a fifth entry does not block, a third one that is blank does", () => {
    const five = statusOf({ documents: ilp({ inquiries: [inquiry([1, 2, 3, 4, 5].map((number) => entry(number)))] }) });
    expect(findingsOf(five, "list-long")[0]?.severity).toBe("info");
    const blank = statusOf({
      documents: ilp({ inquiries: [inquiry([entry(1), entry(2), { id: "entry-3", date: null, strategy: "" }])] }),
    });
    expect(findingsOf(blank, "part-not-started").map((each) => each.pointer)).toContain("/inquiries/0/entries/2");
  });

  it("an entry outside its cycle is pointed out", () => {
    const status = statusOf({
      documents: ilp({ inquiries: [inquiry([entry(1, { date: "2024-01-02" }), entry(2), entry(3)])] }),
    });
    expect(findingsOf(status, "entry-outside-cycle")).toHaveLength(1);
  });

  it("the reflection is due when the cycle ends", () => {
    const status = statusOf({
      documents: ilp({ inquiries: [inquiry([entry(1), entry(2), entry(3)], { reflection: null })] }),
      today: "2023-12-16",
    });
    expect(findingsOf(status, "answer-missing").find((each) => each.field === "inquiries/*/reflection")).toMatchObject({
      due: "2023-12-15",
      severity: "error",
    });
  });
});

describe("cells 1-4 and the November milestone (seed 000)", () => {
  const documents = ilp({ "initial-goal": { "dop-review": { results: "x", date: "2023-10-01" } } });
  const cell4 = (today: string) =>
    statusOf({ documents, today }).findings.find((each) => each.pointer === "/initial-goal/measures/results");
  it.each([
    ["2023-11-29", "warning"],
    ["2023-11-30", "warning"],
    ["2023-12-01", "error"],
  ])("on %s a blank cell is a %s", (today, severity) => {
    expect(cell4(today)).toMatchObject({ severity, due: "2023-11-30", milestone: "november" });
  });

  it("the district's own day moves it", () => {
    expect(
      statusOf({ documents, today: "2023-11-20", milestones: { november: "11-15" } }).findings.find(
        (each) => each.pointer === "/initial-goal/measures/results",
      ),
    ).toMatchObject({ severity: "error", due: "2023-11-15" });
  });
});

describe("evidence of the application (seed 000: two pieces from the year's entries)", () => {
  const evidence = {
    evidence: {
      items: ["e1", "e2", "e3"].map((id) => ({
        id,
        title: id,
        kind: "link",
        url: "https://example.org",
        date: "2023-10-01",
      })),
    },
  };
  const using = (...ids: string[]) =>
    statusOf({
      documents: {
        ...evidence,
        ...ilp({
          inquiries: [inquiry([entry(1, { evidence: ["e1"] }), entry(2, { evidence: ["e2"] }), entry(3)])],
          application: {
            practice: "p",
            stakeholders: "s",
            further: "f",
            elements: ["2A"],
            evidence: ids.map((item) => ({ item, claim: "growth", explanation: "x" })),
          },
        }),
      },
    });
  const about = (ids: string[]) =>
    codesIn(using(...ids), "year-1/inquiry-ilp").filter((code) =>
      ["list-too-short", "evidence-too-few", "evidence-not-cited", "unknown-reference"].includes(code),
    );
  it.each([
    [["e1"], ["list-too-short"]],
    [["e1", "e2"], []],
    [["e1", "e1"], ["evidence-too-few"]],
    [["e1", "e3"], ["evidence-not-cited"]],
    [
      ["e1", "nowhere"],
      ["unknown-reference", "evidence-not-cited"],
    ],
  ])("%j: %j", (ids, codes) => {
    expect(about(ids)).toEqual(codes);
  });
});

const goals = (...cpsels: (number | null)[]): Mapping => ({
  goals: cpsels.map((cpsel, index) => ({ id: `goal-${index + 1}`, cpsel, elements: [], target: "meets" })),
});

describe("goals and standards (seed 004)", () => {
  it("two goals on one standard", () => {
    const status = statusOf({ documents: { "year-1/admin-ilp": goals(2, 4, 2) } });
    expect(findingsOf(status, "goals-same-cpsel")).toMatchObject([{ pointer: "/goals/2/cpsel", data: { cpsel: 2 } }]);
  });

  it("two goals are too few, four are more than advised", () => {
    const short = findingsOf(statusOf({ documents: { "year-1/admin-ilp": goals(1, 2) } }), "list-too-short");
    expect(short.filter((each) => each.pointer === "/goals")).toMatchObject([{ data: { count: 2, min: 3 } }]);
    expect(codesIn(statusOf({ documents: { "year-1/admin-ilp": goals(1, 2, 3, 4) } }))).toContain("list-long");
  });

  it("an element of another standard", () => {
    const documents = { "year-1/admin-ilp": { goals: [{ id: "goal-1", cpsel: 2, elements: ["2A", "3C"] }] } };
    expect(findingsOf(statusOf({ documents }), "goal-element-elsewhere")).toMatchObject([
      { pointer: "/goals/0/elements/1" },
    ]);
  });

  it("year 2 repeats a standard of year 1", () => {
    const profile: Partial<Profile> = {
      years: [
        { year: 1, starts: "2023-08-14" },
        { year: 2, starts: "2024-08-12" },
      ],
    };
    const documents = { "year-1/admin-ilp": goals(1, 2, 3), "year-2/admin-ilp": goals(4, 5, 3) };
    expect(findingsOf(statusOf({ documents, profile, today: "2025-01-01" }), "cpsel-repeated")).toMatchObject([
      { document: "year-2/admin-ilp", pointer: "/goals/2/cpsel", data: { cpsel: 3, year: 1, free: "6" } },
    ]);
    expect(
      codesIn(statusOf({ documents: { ...documents, "year-2/admin-ilp": goals(4, 5, 6) }, profile })),
    ).not.toContain("cpsel-repeated");
  });

  it("a program may fix the standards of a year", () => {
    const documents = { "year-1/admin-ilp": goals(1, 2, 4) };
    expect(
      findingsOf(
        statusOf({
          documents,
          requirements: {
            "cpsels.by_year": [
              [1, 2, 3],
              [4, 5, 6],
            ],
          },
        }),
        "goal-cpsel-fixed",
      ),
    ).toMatchObject([{ data: { cpsel: 4 } }]);
  });
});

describe("year-end summaries and the Final (seed 004)", () => {
  const plan = { "year-1/admin-ilp": goals(2, 3, 4) };
  const summary = (cpsel: number): Mapping => ({
    cpsel,
    goal: "goal-1",
    "start-level": "approaches",
    "end-level": "meets",
    actions: "a",
    growth: "g",
  });
  it("a summary for a standard that is no goal", () => {
    const status = statusOf({ documents: { ...plan, "year-1/year-end/cpsel-5": summary(5) } });
    expect(findingsOf(status, "document-not-expected")).toMatchObject([
      { document: "year-1/year-end/cpsel-5", data: { value: "5" } },
    ]);
    expect(findingsOf(status, "document-missing").map((each) => each.document)).toEqual(
      expect.arrayContaining(["year-1/year-end/cpsel-2", "year-1/year-end/cpsel-3", "year-1/year-end/cpsel-4"]),
    );
  });

  const final = (...rows: [number, string][]) => ({
    "year-1/collaborative/final": {
      successes: "s",
      assessment: rows.map(([cpsel, level]) => ({ cpsel, level, rationale: "r" })),
    },
  });
  it("a Final without one of the plan's standards", () => {
    const status = statusOf({ documents: { ...plan, ...final([2, "meets"], [3, "meets"], [5, "meets"]) } });
    expect(findingsOf(status, "final-standard-missing")).toMatchObject([{ data: { cpsel: 4 }, turn: "coach" }]);
    expect(findingsOf(status, "final-standard-extra")).toMatchObject([{ data: { cpsel: 5 } }]);
  });

  it.each<[string, [number, string][], number[], number]>([
    ["no row", [], [], 1],
    ["one of three", [[2, "meets"]], [3, 4], 0],
    [
      "two of three",
      [
        [2, "meets"],
        [3, "meets"],
      ],
      [4],
      0,
    ],
    [
      "two of three, one of them elsewhere",
      [
        [2, "meets"],
        [5, "meets"],
      ],
      [3, 4],
      0,
    ],
    [
      "three, one of them twice",
      [
        [2, "meets"],
        [2, "meets"],
        [3, "meets"],
      ],
      [4],
      0,
    ],
    [
      "all three",
      [
        [2, "meets"],
        [3, "meets"],
        [4, "meets"],
      ],
      [],
      0,
    ],
  ])("a gap in the Final is told once: %s", (_, rows, missing, short) => {
    const status = statusOf({ documents: { ...plan, ...final(...rows) } });
    expect(findingsOf(status, "final-standard-missing").map(({ data }) => data.cpsel)).toEqual(missing);
    const lists = findingsOf(status, "list-too-short").filter(({ pointer }) => pointer === "/assessment");
    expect(lists).toHaveLength(short);
  });

  it("narrative and Final that differ, and a level below the start", () => {
    const documents = {
      ...plan,
      ...final([2, "approaches"], [3, "meets"], [4, "meets"]),
      "year-1/year-end/cpsel-2": { ...summary(2), "start-level": "exemplifies" },
    };
    const codes = codesIn(statusOf({ documents }), "year-1/year-end/cpsel-2");
    expect(codes).toEqual(expect.arrayContaining(["levels-differ", "level-below-start"]));
  });
});

describe("collaborative summaries", () => {
  const month = (value: Mapping) =>
    statusOf({ documents: { "year-1/collaborative/2023-10": { month: "2023-10", "check-in": "c", ...value } } });
  const fields = (value: Mapping) => findingsOf(month(value), "answer-missing").map((each) => each.field);
  it("a month without sessions needs a reason", () => {
    expect(fields({ sessions: [] })).toContain("no-sessions-reason");
  });
  it("a reason beside sessions is pointed out", () => {
    const sessions = [{ id: "s1", date: "2023-10-02", minutes: 60, mode: "phone" }];
    expect(codesIn(month({ sessions, "no-sessions-reason": "None." }))).toContain("reason-beside-sessions");
    expect(fields({ sessions })).not.toContain("no-sessions-reason");
  });
  it("with a reason the narrative is not asked for", () => {
    const asked = fields({ sessions: [], "no-sessions-reason": "Winter break." });
    expect(asked).not.toContain("no-sessions-reason");
    expect(asked).not.toContain("successes");
    expect(
      findingsOf(month({ sessions: [], "no-sessions-reason": "Winter break." }), "part-not-started").map(
        (each) => each.field,
      ),
    ).toEqual(["on-track"]);
  });
  it("a session in another month", () => {
    expect(codesIn(month({ sessions: [{ id: "s1", date: "2023-11-01", minutes: 60, mode: "phone" }] }))).toContain(
      "session-outside-month",
    );
  });
  it.each([
    ["16:00", "15:00", "session-times"],
    ["9:00", "10:00", "session-times"],
    ["09:00", "10:30", null],
  ])("from %s to %s", (start, end, code) => {
    const codes = codesIn(month({ sessions: [{ id: "s1", date: "2023-10-02", start, end, mode: "phone" }] }));
    expect(codes.includes("session-times")).toBe(code !== null);
  });
  it("coaching hours are added over the year, as advice", () => {
    const documents = {
      "year-1/collaborative/2023-10": {
        month: "2023-10",
        sessions: [{ id: "s1", date: "2023-10-02", start: "09:00", end: "10:30", mode: "phone" }],
      },
      "year-1/collaborative/2023-11": {
        month: "2023-11",
        sessions: [{ id: "s1", date: "2023-11-02", minutes: 50, mode: "phone" }],
      },
      "year-1/collaborative/final": { successes: "x" },
    };
    const status = statusOf({ documents });
    expect(status.years[0]?.hours.coaching).toMatchObject({ counted: 2.33, required: 40 });
    expect(findingsOf(status, "coaching-hours-low")[0]?.severity).toBe("warning");
    expect(codesIn(statusOf({ documents, requirements: { "coaching.hours": 0 } }))).not.toContain("coaching-hours-low");
  });
  it("months before the start, and months of leave, are not asked for", () => {
    const owed = (profile: object) =>
      findingsOf(statusOf({ documents: {}, profile }), "document-missing")
        .map((each) => each.document)
        .filter((name) => name?.includes("collaborative/20"));
    expect(owed({})).toHaveLength(9);
    expect(owed({ years: [{ year: 1, starts: "2023-11-06" }] })).not.toContain("year-1/collaborative/2023-10");
    expect(owed({ leave: [{ from: "2024-01-08", to: "2024-02-29" }] })).not.toContain("year-1/collaborative/2024-02");
    expect(owed({ leave: [{ from: "2024-01-08", to: "2024-02-29" }] })).toContain("year-1/collaborative/2024-01");
  });
});

describe("who is new (seed 000: only new candidates)", () => {
  const asked = (profile: object, name = "year-1/inquiry-ilp") =>
    statusOf({ documents: { [name]: { inquiries: [inquiry([entry(1)])] } }, profile }).findings.some((each) =>
      each.field?.startsWith("initial-assessment"),
    );
  it("a new candidate does the initial assessment", () => expect(asked({})).toBe(true));
  it("one who transferred in does not", () => expect(asked({ "transferred-in": true })).toBe(false));
  it("in year 2 nobody does", () =>
    expect(asked({ years: [{ year: 2, starts: "2024-08-12" }] }, "year-2/inquiry-ilp")).toBe(false));
});

describe("people and time", () => {
  const people = [
    { role: "coach" as const, person: "coach-one", from: "2023-08-14", to: null },
    { role: "supervisor" as const, person: "supervisor-one", from: "2023-08-14", to: null },
  ];
  const [coach, supervisor] = people;
  const codes = (assignments: unknown[], more: object = {}) =>
    codesIn(statusOf({ documents: {}, profile: { assignments, ...more } as Partial<Profile> }), "profile");
  it("a coach and a supervisor are enough", () => expect(codes(people)).toEqual([]));
  it("the supervisor is missing", () => expect(codes([coach])).toEqual(["no-coach"]));
  it("the coach left, and nobody followed", () =>
    expect(codes([{ ...coach, to: "2024-01-31" }, supervisor])).toEqual(["coach-ended"]));
  it("the coach left, and another followed", () =>
    expect(codes([{ ...coach, to: "2024-01-31" }, { ...coach, from: "2024-02-01" }, supervisor])).toEqual([]));
  it("nobody is their own supervisor", () =>
    expect(codes([coach, { ...supervisor, person: "candidate-one" }])).toContain("own-supporter"));
  it("leave and assignments run forward", () => {
    expect(codes(people, { leave: [{ from: "2024-02-01", to: "2024-01-01" }] })).toEqual(["dates-backwards"]);
    expect(codes([coach, { ...supervisor, to: "2023-01-01" }])).toEqual(["dates-backwards"]);
  });
});

describe("small slips are pointed out", () => {
  it("the same session twice", () => {
    const session = { date: "2023-10-02", minutes: 60, mode: "phone" };
    const documents = {
      "year-1/collaborative/2023-10": {
        month: "2023-10",
        sessions: [
          { id: "a", ...session },
          { id: "b", ...session },
        ],
      },
    };
    expect(codesIn(statusOf({ documents }))).toContain("session-twice");
  });
  it("a target below the level now", () => {
    const documents = {
      "year-1/admin-ilp": { goals: [{ id: "goal-1", cpsel: 2, baseline: "meets", target: "approaches" }] },
    };
    expect(codesIn(statusOf({ documents }))).toContain("target-below-start");
  });
  it("a cycle in another year", () => {
    const cycle = inquiry([entry(1), entry(2), entry(3)], { starts: "2019-09-01", ends: "2019-12-01" });
    expect(codesIn(statusOf({ documents: ilp({ inquiries: [cycle] }) }))).toContain("cycle-outside");
  });
});

describe("a milestone asks for what is not there at all", () => {
  it("the inquiry ILP is missing in November", () => {
    const status = statusOf({ documents: {}, today: "2023-12-20" });
    expect(
      findingsOf(status, "document-missing").find((each) => each.document === "year-1/inquiry-ilp")?.milestones,
    ).toContain("november");
    expect(status.years[0]?.milestones.find(({ id }) => id === "november")?.state).not.toBe("clear");
  });
});

describe("the coach", () => {
  it("is missing", () =>
    expect(codesIn(statusOf({ documents: {}, profile: { assignments: [] } }))).toContain("no-coach"));
  it.each([
    ["2023-09-13", false],
    ["2023-09-14", true],
  ])("matched on %s: late %s", (matched, late) => {
    expect(
      codesIn(statusOf({ documents: {}, profile: { "coach-matched": matched } })).includes("coach-matched-late"),
    ).toBe(late);
  });
});
