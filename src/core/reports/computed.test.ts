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
      );
    expect(outcome("meets", "exemplifies")).toBe("CPSEL 1: yes; CPSEL 2: yes; all met or exemplified");
    expect(outcome("meets", "approaches")).toBe("CPSEL 1: yes; CPSEL 2: not yet; not all met or exemplified yet");
    expect(outcome("meets", null)).toBe("CPSEL 1: yes; CPSEL 2: open; not all met or exemplified yet");
    expect(outcome()).toBe("");
  });

  it("add a summary's sessions to hours", () => {
    const sessions = [{ minutes: 45 }, { start: "15:30", end: "16:45" }];
    expect(computedText("coaching.document", view, document({ sessions }))).toBe("2");
  });

  it("are null under a name nobody computes", () => {
    expect(computedText("no.such", view, document({}))).toBeNull();
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
