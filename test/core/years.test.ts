/** A candidate of two years: each document is looked at once, in its own year, and counts for that year alone. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { expectedDocuments } from "../../src/core/findings/expected.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { viewsOf } from "../../src/core/review/year.ts";
import { candidateOf, findingsOf, profileOf, rulebookOf, statusOf } from "../build.ts";

const one = { year: 1, starts: "2023-08-14" };
const two = { year: 2, starts: "2024-07-01" };
const years: Profile["years"] = [one, two];
const log = (date: string, hours: number): Mapping => ({ entries: [{ id: "one", date, title: "One", hours }] });
const documents = {
  "year-1/pd-log": log("2024-01-10", 9),
  "year-2/pd-log": log("2025-01-10", 12),
  evidence: { items: [{ id: "a", title: "Notes", path: "../notes.md" }] },
};
const status = statusOf({ documents, profile: { years }, today: "2025-02-03" });

describe("two years", () => {
  it("have each their own findings, once", () => {
    expect(findingsOf(status, "pd-long-day").map(({ document, data }) => [document, data.hours])).toEqual([
      ["year-1/pd-log", "9"],
      ["year-2/pd-log", "12"],
    ]);
    expect(
      findingsOf(status, "pd-hours-short").map(({ document, data, due }) => [document, data.counted, due]),
    ).toEqual([
      ["year-1/pd-log", "9", "2024-06-02"],
      ["year-2/pd-log", "12", "2025-06-02"],
    ]);
    expect(findingsOf(status, "pd-entry-outside")).toEqual([]);
  });

  it("have each their own hours and documents", () => {
    expect(status.years.map(({ year, programYear, hours }) => [year, programYear, hours.pd?.counted])).toEqual([
      [1, "2023-24", 9],
      [2, "2024-25", 12],
    ]);
    const logs = status.documents.filter(({ form }) => form === "pd-log");
    expect(logs.map(({ name, year, due }) => [name, year, due])).toEqual([
      ["year-1/pd-log", 1, "2024-06-02"],
      ["year-2/pd-log", 2, "2025-06-02"],
    ]);
  });

  it("share what belongs to no year, which is looked at once", () => {
    expect(findingsOf(status, "evidence-path-outside")).toHaveLength(1);
    expect(findingsOf(status, "document-missing").filter(({ document }) => !document?.startsWith("year-"))).toEqual([]);
    const without = statusOf({ documents: {}, profile: { years } });
    expect(findingsOf(without, "document-missing").filter(({ document }) => document === "evidence")).toHaveLength(1);
  });

  it.each([
    ["2023-01-01", 1],
    ["2024-06-30", 1],
    ["2024-07-01", 2],
    ["2030-01-01", 2],
  ])("on %s it is year %s", (today, year) => {
    expect(statusOf({ documents, profile: { years }, today }).year).toBe(year);
  });

  it("are told in their order, however the profile lists them", () => {
    const profile = profileOf({ years: [two, one] });
    const rulebook = rulebookOf();
    const views = viewsOf(candidateOf(documents, profile, rulebook), rulebook);
    expect(views.map(({ year, documents: mine, all }) => [year, mine.map(({ name }) => name), all.length])).toEqual([
      [1, ["profile", "year-1/pd-log", "evidence"], 4],
      [2, ["profile", "year-2/pd-log", "evidence"], 4],
    ]);
    const form = rulebook.forms.find(({ id }) => id === "pd-log")!;
    expect(views.map((view) => expectedDocuments(form, view).map(({ name }) => name))).toEqual([
      ["year-1/pd-log"],
      ["year-2/pd-log"],
    ]);
  });
});
