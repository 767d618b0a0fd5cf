import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { findingsOf, statusOf } from "../build.ts";

const goals = (...cpsels: number[]): Mapping => ({
  goals: cpsels.map((cpsel, index) => ({ id: `goal-${index + 1}`, cpsel, elements: [`${cpsel}A`] })),
});
const file = (name: string) => `candidates/candidate-one/year-1/${name}.yaml`;

describe("a narrative names the goal of its own standard (seed 004)", () => {
  const found = (cpsel: number, goal: string | null, plan: Mapping | null = goals(1, 2, 3)) =>
    findingsOf(
      statusOf({
        documents: {
          ...(plan ? { "year-1/admin-ilp": plan } : {}),
          [`year-1/year-end/cpsel-${cpsel}`]: { cpsel, goal, growth: "g", actions: "a" },
        },
      }),
      "summary-goal-elsewhere",
    );
  it.each([
    ["its own goal", 2, "goal-2", []],
    ["another standard's goal", 2, "goal-3", [{ cpsel: 2, goal: "goal-3", planned: 3, fitting: "goal-2" }]],
    ["no goal yet", 2, null, []],
    ["a goal that is not there, which is said of the reference", 2, "goal-9", []],
    ["a standard that is no goal, which is said of the document", 5, "goal-3", []],
  ] as const)("%s", (_, cpsel, goal, data) => {
    expect(found(cpsel, goal).map((each) => each.data)).toEqual(data);
  });

  it("says both places, and nothing where there is no plan", () => {
    expect(found(2, "goal-3")).toMatchObject([
      {
        path: file("year-end/cpsel-2"),
        pointer: "/goal",
        severity: "error",
        also: [{ path: file("admin-ilp"), pointer: "/goals/2/cpsel" }],
      },
    ]);
    expect(found(2, "goal-3", null)).toEqual([]);
  });
});

it("two levels for one standard in the Final are told with both places", () => {
  const assessment = [2, 3, 2, null, null].map((cpsel) => ({ cpsel, level: "meets", rationale: "r" }));
  const documents = {
    "year-1/admin-ilp": goals(2, 3, 4),
    "year-1/collaborative/final": { successes: "s", assessment },
  };
  expect(findingsOf(statusOf({ documents }), "final-standard-twice")).toMatchObject([
    {
      pointer: "/assessment/2/cpsel",
      turn: "coach",
      data: { cpsel: 2 },
      also: [{ path: file("collaborative/final"), pointer: "/assessment/0/cpsel" }],
    },
  ]);
});

it("two goals on one standard are told with both places", () => {
  expect(findingsOf(statusOf({ documents: { "year-1/admin-ilp": goals(2, 3, 2) } }), "goals-same-cpsel")).toMatchObject(
    [{ pointer: "/goals/2/cpsel", also: [{ pointer: "/goals/0/cpsel" }] }],
  );
});

it.each([
  ["below", "meets", "approaches", ["Goal 1"]],
  ["the same", "meets", "meets", []],
  ["above", "approaches", "meets", []],
  ["not told yet", "meets", null, []],
])("a level reached in the plan, %s the start", (_, baseline, level, labels) => {
  const plan = { goals: [{ id: "goal-1", cpsel: 1, baseline, "end-result": { level } }] };
  const found = findingsOf(statusOf({ documents: { "year-1/admin-ilp": plan } }), "level-below-start");
  expect(found.map(({ data }) => data.label)).toEqual(labels);
  for (const each of found) expect(each).toMatchObject({ pointer: "/goals/0/end-result/level", severity: "warning" });
});
