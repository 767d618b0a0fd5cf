import { describe, expect, it } from "vitest";
import type { Document } from "../program/program.ts";
import type { YearView } from "../review/year.ts";
import { computedText } from "./computed.ts";
import { evidenceMatrix } from "./evidence-matrix.ts";

const view = {
  settings: { requirements: { "levels.passing": { value: ["meets", "exemplifies"], source: "x" } } },
} as unknown as YearView;
const document = (value: object) => ({ value }) as unknown as Document;

describe("computed facts", () => {
  it("say for each standard whether it is met, and for all", () => {
    const outcome = (...levels: (string | null)[]) =>
      computedText(
        "final.outcome",
        view,
        document({ assessment: levels.map((level, index) => ({ cpsel: index + 1, level })) }),
        "2030-01-01",
      );
    expect(outcome("meets", "exemplifies")).toBe("CPSEL 1: yes; CPSEL 2: yes; all met or exemplified");
    expect(outcome("meets", "approaches")).toBe("CPSEL 1: yes; CPSEL 2: not yet; not all met or exemplified yet");
    expect(outcome("meets", null)).toBe("CPSEL 1: yes; CPSEL 2: open; not all met or exemplified yet");
    expect(outcome()).toBe("");
  });

  it("add a summary's sessions to hours", () => {
    const [one, other] = ["2026-10-05", "2026-10-06"];
    const sessions = [
      { date: one, minutes: 45 },
      { date: other, start: "15:30", end: "16:45" },
    ];
    const hours = (asOf: string) =>
      ["coaching.document", "coaching.planned"].map((name) => computedText(name, view, document({ sessions }), asOf));
    expect(["2026-10-04", one, other].map(hours)).toEqual([
      ["0", "2"],
      ["0.75", "1.25"],
      ["2", "0"],
    ]);
  });

  it("are null under a name nobody computes", () => {
    expect(computedText("no.such", view, document({}), "2030-01-01")).toBeNull();
  });
});

describe("evidence by element", () => {
  it("has a row for each of the 19 elements, and one for a standard named as a whole", () => {
    const rows = evidenceMatrix([
      { id: "a", title: "Chart", elements: ["2A", "2C"], cpsels: [2] },
      { id: "b", elements: null, cpsels: [3] },
    ]);
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ items }) => items.length > 0).map(({ id, items }) => [id, ...items])).toEqual([
      ["2A", "Chart"],
      ["2C", "Chart"],
      ["3", "b"],
    ]);
  });
});
