import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dayIn,
  dayInYear,
  dueDay,
  isDay,
  monthInYear,
  nextMonth,
  programYearOf,
} from "../../src/core/basics/dates.ts";
import { hundredths, isExact, minutesBetween, sumHours } from "../../src/core/basics/hours.ts";

describe("days", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2024-02-30", false],
    ["2024-13-01", false],
    ["2024-1-1", false],
    ["", false],
  ])("%s: %s", (day, real) => expect(isDay(day)).toBe(real));

  it.each([
    ["one minute before midnight", "2024-06-03T06:59:00Z", "2024-06-02"],
    ["midnight", "2024-06-03T07:00:00Z", "2024-06-03"],
    ["in winter an hour later", "2024-01-15T07:30:00Z", "2024-01-14"],
  ])("in Los Angeles, %s", (_, moment, day) => expect(dayIn("America/Los_Angeles", new Date(moment))).toBe(day));

  it.each([
    ["2024-06-30", "2023-24", "2023-07-01", "2024-06-30"],
    ["2024-07-01", "2024-25", "2024-07-01", "2025-06-30"],
    ["2099-12-31", "2099-00", "2099-07-01", "2100-06-30"],
  ])("%s lies in %s", (day, name, starts, ends) => expect(programYearOf(day, "07-01")).toEqual({ name, starts, ends }));

  it("a program year may begin on any day", () => {
    expect(programYearOf("2024-02-01", "08-15")).toMatchObject({ starts: "2023-08-15", ends: "2024-08-14" });
    expect(programYearOf("2024-02-01", "01-01")).toMatchObject({ starts: "2024-01-01", ends: "2024-12-31" });
  });

  const year = programYearOf("2023-08-14", "07-01");
  it.each([
    ["06-02", undefined, "2024-06-02"],
    ["11-30", undefined, "2023-11-30"],
    ["07-01", undefined, "2023-07-01"],
    ["06-30", undefined, "2024-06-30"],
    ["02-29", undefined, "2024-02-29"],
    ["30 days after start", undefined, "2023-09-13"],
    ["day 10 of the next month", "2023-12", "2024-01-10"],
    ["day 31 of the next month", "2024-01", "2024-02-29"],
    ["day 10 of the next month", undefined, null],
  ])("due %s (month %s) is %s", (due, month, day) => expect(dueDay(due, year, "2023-08-14", month)).toBe(day));

  it("February 29 is the 28th in a year without one", () =>
    expect(dayInYear("02-29", programYearOf("2022-08-01", "07-01"))).toBe("2023-02-28"));
  it("months of the program year", () =>
    expect(["09", "12", "01", "06"].map((month) => monthInYear(month, year))).toEqual([
      "2023-09",
      "2023-12",
      "2024-01",
      "2024-06",
    ]));
  it("after December comes January", () => expect(nextMonth("2023-12")).toBe("2024-01"));

  it("every day lies in its own program year, and adding days goes back and forth", () => {
    const day = fc
      .date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const starts = fc.constantFrom("01-01", "07-01", "08-15", "12-31");
    fc.assert(
      fc.property(day, starts, fc.integer({ min: -800, max: 800 }), (each, begin, days) => {
        const { starts: first, ends } = programYearOf(each, begin);
        return first <= each && each <= ends && addDays(addDays(each, days), -days) === each;
      }),
      { seed: 1 },
    );
  });
});

describe("hours", () => {
  it("sums exactly, whatever the order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 })),
        (all) => sumHours(all.map((each) => each / 100)) === all.reduce((sum, each) => sum + each, 0) / 100,
      ),
      { seed: 1 },
    );
  });
  it("knows two decimals from three", () => {
    expect([19.99, 0.1, 1.255, 2.675].map(isExact)).toEqual([true, true, false, false]);
    expect(hundredths(1.15)).toBe(115);
  });
  it.each([
    ["15:30", "16:45", 75],
    ["16:45", "15:30", null],
    ["24:00", "25:00", null],
    ["9:00", "10:00", null],
  ])("%s to %s: %s minutes", (start, end, minutes) => expect(minutesBetween(start, end)).toBe(minutes));
});
