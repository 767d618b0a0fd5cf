/** The completion record of a year, from documents and records alone. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import type { Profile } from "../../src/core/program/program.ts";
import type { CompletionRecord } from "../../src/core/reports/completion-record.ts";
import { completionRecordOf } from "../../src/core/reports/completion-year.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { plan, settingsWith } from "./asking.ts";
import { otherDigest, recordOf } from "./records.ts";
import { decidedOn, declinedOn, filedOn, handedIn, inYearOne, reviewedCandidate, rulebookWith } from "./reviews.ts";

/** A program of these forms, in which the log is decided on as well. */
function rulebookOf(...forms: string[]) {
  const settings = settingsWith();
  const review = { ...settings.review, parts: { "pd-log": { ".": true } } };
  return rulebookWith({ ...settings, forms: ["profile", ...forms], review } as typeof settings);
}
const small = rulebookOf("pd-log");
const large = rulebookOf("admin-ilp", "inquiry-ilp", "pd-log", "collaborative-summary", "collaborative-final");

const activity = (id: string, date: string, hours: number): Mapping => ({
  id,
  date,
  title: "Counting turns",
  provider: "ACSA Academies",
  type: "training",
  hours,
  cpsels: [2],
  location: "Online",
});
const log = (...hours: number[]): Record<string, Mapping> => ({
  "year-1/pd-log": { entries: hours.map((each, index) => activity(`activity-${index}`, `2025-09-1${index}`, each)) },
});

const inLog = { document: "year-1/pd-log", section: ".", schema: "pd-log@1" };
const signed = recordOf(
  { ...inLog, role: "candidate", signer: "candidate-one", at: "2026-05-20T18:00:00Z" },
  { key: "candidate-one" },
);
const submitted = handedIn("2026-05-21", [signed], inLog);
const accepted = decidedOn("2026-05-28", [submitted, signed], { feedback: "A note that stays here." });
const yes = [signed, submitted, accepted];

interface Asked {
  documents?: Record<string, Mapping>;
  records?: typeof yes;
  profile?: Partial<Profile>;
  rulebook?: typeof small;
  asOf?: string;
}

function recordIn({ documents = log(12.25, 7.75), records = yes, profile, rulebook = small, asOf }: Asked = {}) {
  const candidate = reviewedCandidate(documents, records, { profile: inYearOne(profile), rulebook });
  const days = { asOf: asOf ?? "2026-07-01", computedOn: "2026-07-01" };
  return completionRecordOf(standingOf(candidate, rulebook), { year: 1, ...days }) as CompletionRecord;
}

describe("a year in which nothing is open", () => {
  it("is complete: what was asked for, what was accepted, when and by whom", () => {
    const record = recordIn();
    expect(record).toMatchObject({
      complete: true,
      title: "Completion record, year 1 (2025-26)",
      about: expect.stringMatching(/^Computed on 2026-07-01 from the files and records of .+; it is no credential\.$/),
      candidate: { name: "Candidate One", kindLabel: "Induction candidate", site: "School" },
      programYear: { name: "2025-26", starts: "2025-07-01", ends: "2026-06-30" },
      coaches: [{ name: "coach-one", from: "2025-08-14", to: null }],
      open: [],
    });
    expect(record.required).toEqual([
      {
        document: "year-1/pd-log",
        section: ".",
        title: "Professional Development Log",
        requiredBy: "2026-06-02",
        source: "the program's rule",
        done: true,
        standing: "YES (Complete)",
        signed: "2026-05-20",
        reviewed: true,
        submitted: "2026-05-21",
        submittedDue: "2026-06-02",
        accepted: "2026-05-28",
        acceptedBy: "reviewer-one",
        attempts: 1,
      },
    ]);
  });

  it("says when records of later days were left out", () => {
    expect(recordIn({ asOf: "2026-06-05" }).about).toMatch(/^Computed on 2026-07-01, as of 2026-06-05, from /);
  });

  it("is null for a year that was not begun", () => {
    const candidate = reviewedCandidate({}, [], { rulebook: small });
    const days = { asOf: "2026-07-01", computedOn: "2026-07-01" };
    expect(completionRecordOf(standingOf(candidate, small), { year: 2, ...days })).toBeNull();
  });
});

describe("hours", () => {
  it.each<[string, number[], Partial<Profile>, object]>([
    ["are exact", [0.1, 0.2, 19.7], {}, { counted: 20, met: true, words: "20 of 20 hours" }],
    ["are exact when a little is missing", [19.99], {}, { counted: 19.99, met: false, words: "19.99 of 20 hours" }],
    [
      "are not prescribed for transitional administrators",
      [4],
      { kind: "transitional" },
      {
        counted: 4,
        required: null,
        exempt: true,
        met: true,
        words: expect.stringMatching(
          /^4 hours; no number is prescribed for this kind of candidate \(a district program/,
        ),
      },
    ],
  ])("%s", (_, hours, profile, expected) => {
    expect(recordIn({ documents: log(...hours), profile }).pd).toMatchObject(expected);
  });

  it("of a late activity are listed and not counted", () => {
    const late = { "year-1/pd-log": { entries: [activity("a", "2025-09-10", 20), activity("b", "2026-06-10", 1.5)] } };
    expect(recordIn({ documents: late }).pd?.words).toBe("20 of 20 hours; 1.5 more are listed and not counted");
  });
});

describe("a year in which something is open", () => {
  const open = (asked: Asked) => recordIn(asked).open.map(({ title, what }) => `${title}: ${what}`);

  it.each<[string, Asked, string]>([
    ["hours", { documents: log(19.5) }, "19.5 of 20 hours; 0.5 to go"],
    ["a signature", { records: [] }, "not signed by the candidate; not handed in for review"],
    ["a decision", { records: [signed, submitted] }, "handed in on 2026-05-21, and waits for a decision"],
    [
      "a NO",
      {
        records: [
          signed,
          submitted,
          decidedOn("2026-05-28", [submitted, signed], { again: "2026-06-20", feedback: "Secret." }),
        ],
      },
      "NO (Incomplete) on 2026-05-28, to be handed in again",
    ],
    [
      "a change after handing in",
      { records: [signed, handedIn("2026-05-21", [signed], { ...inLog, digest: otherDigest })] },
      "changed after it was handed in on 2026-05-21",
    ],
    ["the file", { documents: {} }, "the file is missing"],
    [
      "an answer",
      { documents: { "year-1/pd-log": { entries: [{ ...activity("a", "2025-09-10", 20), title: null }] } } },
      "1 answer is missing",
    ],
    [
      "a mistake",
      { documents: { "year-1/pd-log": { entries: [activity("a", "2025-09-10", 20.001)] } } },
      "1 thing is wrong in the file",
    ],
  ])("says so: %s", (_, asked, what) => {
    const record = recordIn(asked);
    expect(record).toMatchObject({ complete: false, title: "Not complete: completion record, year 1 (2025-26)" });
    expect(record.open.map((each) => each.title)).toEqual(["Professional Development Log"]);
    expect(record.open[0]?.what).toContain(what);
    expect(record.required[0]?.done).toBe(false);
  });

  it("says it part by part, of documents with several", () => {
    const cycle = handedIn("2025-12-12");
    const record = recordIn({
      rulebook: large,
      documents: { ...log(20), "year-1/inquiry-ilp": plan },
      records: [...yes, cycle],
    });
    const titles = record.required.map(({ title }) => title);
    expect(titles.slice(0, 5)).toEqual([
      "Individual Leadership Plan",
      "Inquiry ILP",
      "Inquiry ILP, Part 1: Initial Inquiry Goal",
      "Inquiry ILP, Inquiry i1",
      "Inquiry ILP, Inquiry i2",
    ]);
    expect(titles).toContain("Collaborative Summary, 2025-09");
    expect(record.required[3]).toMatchObject({
      standing: "submitted",
      submitted: "2025-12-12",
      requiredBy: "2025-12-15",
    });
    expect(record.open.find(({ title }) => title === "Inquiry ILP, Inquiry i1")?.what).toMatch(
      /^\d+ answers are missing; handed in on 2025-12-12, and waits for a decision$/,
    );
    expect(record.open.filter(({ what }) => what === "the file is missing").length).toBeGreaterThan(5);
  });

  it("is not held up by another year", () => {
    const profile: Partial<Profile> = {
      years: [
        { year: 1, starts: "2025-08-14" },
        { year: 2, starts: "2026-08-14" },
      ],
    };
    expect(recordIn({ profile, asOf: "2026-07-01" }).complete).toBe(true);
  });

  it("does not hold anybody's words", () => {
    const documents = { ...log(20), "year-1/inquiry-ilp": { ...plan, "initial-goal": { question: "MARKER" } } };
    const declined = declinedOn("2025-12-10", "MARKER");
    const cycle = handedIn("2025-12-12", [declined]);
    const no = decidedOn("2026-01-10", [cycle, declined], { again: "2026-07-20", feedback: "MARKER" });
    const told = JSON.stringify(recordIn({ rulebook: large, documents, records: [...yes, declined, cycle, no] }));
    expect(told).toContain("NO (Incomplete) on 2026-01-10");
    expect(told).not.toContain("MARKER");
    expect(JSON.stringify(recordIn())).not.toContain("A note that stays here.");
    expect(open({ rulebook: large, documents, records: [declined] }).join()).not.toMatch(/MARKER|%|\bscore/i);
  });
});

it("has the standards of the year's goals, with the level of the Final in words", () => {
  const { standards } = recordIn({
    rulebook: large,
    documents: {
      ...log(20),
      "year-1/admin-ilp": { goals: [2, 3, 5].map((cpsel) => ({ id: `g${cpsel}`, cpsel })) },
      "year-1/collaborative/final": {
        assessment: [
          { cpsel: 2, level: "exemplifies", rationale: "Seen." },
          { cpsel: 3, level: "approaches" },
        ],
      },
    },
  });
  expect(standards).toEqual([
    { cpsel: 2, title: "Instructional Leadership", level: "Exemplifies", met: true },
    { cpsel: 3, title: "Management and Learning Environment", level: "Approaches", met: false },
    { cpsel: 5, title: "Ethics and Integrity", level: "", met: null },
  ]);
});

it("has the extensions that were agreed, without the reason", () => {
  const entry = {
    about: "year-1/pd-log",
    from: "2026-06-02",
    to: "2026-06-16",
    agreed: ["Candidate One", "Director One"],
    reason: "Private.",
  };
  const extended = filedOn("2026-05-01", { act: "extend", entry, role: "director", signer: "director-one" });
  const record = recordIn({ records: [...yes, extended] });
  expect(record.extensions).toEqual([
    {
      title: "Professional Development Log",
      from: "2026-06-02",
      to: "2026-06-16",
      agreed: "Candidate One, Director One",
    },
  ]);
  expect(record.required[0]?.requiredBy).toBe("2026-06-16");
});

it("names the coaches of the year, with their days", () => {
  const assignments = [
    { role: "coach", person: "coach-one", from: "2025-08-14", to: "2025-12-31" },
    { role: "coach", person: "coach-two", from: "2026-01-01", to: null },
    { role: "coach", person: "reviewer-two", from: "2026-08-01", to: null },
    { role: "supervisor", person: "director-one", from: "2025-08-14", to: null },
  ] as Profile["assignments"];
  expect(recordIn({ profile: { assignments } }).coaches).toEqual([
    { name: "coach-one", from: "2025-08-14", to: "2025-12-31" },
    { name: "coach-two", from: "2026-01-01", to: null },
  ]);
});
