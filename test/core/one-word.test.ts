/** One word for one state: status, completion record and transcript say the same of what nobody wrote or signed. */

import { describe, expect, it } from "vitest";
import { overviewOf } from "../../src/core/findings/overview.ts";
import type { CandidateStatus } from "../../src/core/findings/status.ts";
import { turnsOf } from "../../src/core/findings/turns.ts";
import { unsignedWords } from "../../src/core/findings/unsigned.ts";
import { completionRecordOf } from "../../src/core/reports/completion-year.ts";
import { transcriptRow } from "../../src/core/reports/transcript.ts";
import { reviewedParts } from "../../src/core/reports/transcript-parts.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import type { Io } from "../../src/io.ts";
import { cohortText } from "../../src/views/cohort.ts";
import { peopleText } from "../../src/views/people.ts";
import { candidateText } from "../../src/views/status.ts";
import { type Case, candidateOf, findingsOf, people, profileOf, rulebookOf, settingsOf, statusOf } from "../build.ts";

const day = "2024-03-01";
const io = { columns: 200, colour: false } as Io;
const overview = (status: CandidateStatus) => overviewOf(status, turnsOf(status, profileOf(), rulebookOf(), day), day);
const shown = (status: CandidateStatus, columns = 200) =>
  candidateText(overview(status), rulebookOf(), day, "", { columns, colour: false } as Io);
const statusWith = (documents: Case["documents"]) => statusOf({ documents, today: day });
const standingWith = (documents: Case["documents"]) =>
  standingOf({ ...candidateOf(documents), records: [] }, rulebookOf());
const recordWith = (documents: Case["documents"]) =>
  completionRecordOf(standingWith(documents), { year: 1, asOf: day, computedOn: day });

describe("what nobody touched", () => {
  const untouched = { "year-1/pd-log": { entries: [] }, "year-1/pd-summary": { reviews: [] } };

  it.each(["pd-log", "pd-summary"])("%s is not started, and not ready", (name) => {
    const status = statusWith(untouched);
    expect(status.documents.find((each) => each.name === `year-1/${name}`)).toMatchObject({ state: "not-started" });
    expect(recordWith(untouched)?.required.find((each) => each.document === `year-1/${name}`)?.standing).toBe(
      "not started",
    );
    expect(shown(status)).toMatch(new RegExp(`year-1/${name} +not started`));
    expect(overview(status).ready.done).toBe(0);
  });

  it("is a part by itself, beside one that is begun", () => {
    const plan = {
      "year-1/inquiry-ilp": { "initial-goal": { "area-of-focus": "Talk." }, inquiries: [{ id: "inquiry-1" }] },
    };
    const ofParts = recordWith(plan)?.required.filter(({ section }) => section !== ".");
    expect(ofParts?.map(({ section, standing }) => [section, standing])).toContainEqual([
      "inquiries/inquiry-1",
      "not started",
    ]);
    const told = JSON.stringify(reviewedParts(standingWith(plan)).map((part) => transcriptRow(part, people, day)));
    expect(told).toMatch(/inquiry-1[^}]*"standing":"not started"/);
  });
});

describe("what is written and not signed", () => {
  const slot = (accepted: boolean, required = true) => ({ accepted, required }) as never;
  it.each([
    ["by nobody", [slot(false), slot(false)], "not signed yet"],
    ["by one of two", [slot(true), slot(false)], "not signed by all yet"],
    ["by both", [slot(true), slot(true)], ""],
    ["by whom nobody asks", [slot(false, false)], ""],
  ])("%s", (_, signatures, words) => {
    expect(unsignedWords([{ signatures }])).toBe(words);
  });
});

describe("standards that are not met", () => {
  const base = statusWith({});
  const [year] = base.years;
  const notMet = { ...base, years: year ? [{ ...year, notMet: "0 of 3 standards met" }] : [] };
  const cohort = (status: CandidateStatus, flags = "", limit = 1) =>
    cohortText(
      {
        ...{ settings: settingsOf(), people, of: 2, mine: null, asOf: day, notLookedAt: "" },
        flags,
        limit,
        overviews: [overview(status), overview(base)],
      },
      io,
    );

  it("are said of the candidate, and marked among all", () => {
    expect(shown(notMet)).toContain("Not complete: 0 of 3 standards met");
    expect(cohort(notMet)).toMatch(/Standards\n.*0 of 3 met/);
    expect(cohort(base)).not.toContain("Standards");
  });

  it("what shows the rest keeps the filters", () => {
    expect(cohort(base, " --coach marta --late")).toContain("ilp status --coach marta --late --limit 2");
  });
});

describe("status of one candidate", () => {
  it("says that a log cannot be read, where its hours would be", () => {
    const base = statusWith({ "year-1/pd-log": { entries: [] } });
    const years = base.years.map((each) => ({
      ...each,
      hours: { ...each.hours, pd: each.hours.pd && { ...each.hours.pd, unreadable: true as const } },
    }));
    expect(shown({ ...base, years })).toContain("the log cannot be read");
    expect(shown({ ...base, years })).not.toContain("0 of 20 hours");
    expect(shown(base)).toContain("0 of 20 hours");
  });

  it("says a plan once, however many are told of it", () => {
    const told = {
      code: "plan-told" as const,
      data: { date: day, words: "Weekly visits.", command: "" },
      path: "r",
      pointer: "",
      document: "case",
    };
    const running = { ...told, code: "plan-running" as const };
    const base = statusWith({});
    const findings = [told, told, running].map((each) => ({
      ...each,
      candidate: base.id,
      severity: "info" as const,
      turn: "coach" as const,
    }));
    expect(shown({ ...base, findings }).match(/Assistance Plan/g)).toHaveLength(1);
  });

  it("keeps whose turn it is on 80 columns", () => {
    const text = shown(statusWith({ "year-1/self-assessment-initial": { administration: "initial" } }), 80);
    expect(text).toMatch(/self-assessment-initial +not started, late .*candidate/);
  });
});

it("a list of people gives up the training before an email", () => {
  const email = "a.person.with.a.long.name@district.example.org";
  const person = {
    id: "a-person",
    name: "A Person",
    emails: [email],
    roles: ["coach"],
    training: [],
    certified: false,
  };
  const text = (columns: number) => peopleText([person], settingsOf().labels, { columns, colour: false } as Io);
  expect(text(80)).toContain(email);
  expect(text(80)).not.toContain("training");
  expect(text(200)).toContain("no training logged");
});

it("an activity of several days is planned until its last", () => {
  const log = (more: object) => ({
    "year-1/pd-log": { entries: [{ id: "one", date: "2024-02-27", title: "Visit", hours: 3, ...more }] },
  });
  const said = (more: object) =>
    findingsOf(statusWith(log(more)), "pd-entry-planned").map(({ data }) => `${data.when} ${data.date}`);
  expect(said({ end: "2024-03-04" })).toEqual(["until 2024-03-04"]);
  expect(said({ date: "2024-03-04" })).toEqual(["on 2024-03-04"]);
  expect(said({ date: "2024-03-04", end: "2024-03-04" })).toEqual(["on 2024-03-04"]);
  expect(said({ end: "2024-03-01" })).toEqual([]);
});
