/** Standards over the years: what another program covered counts, and a further year asks only for what is left. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { coveredBefore, uncoveredBefore } from "../../src/core/review/coverage.ts";
import { type Case, candidateOf, codesIn, findingsOf, profileOf, rulebookOf, settingsOf, statusOf } from "../build.ts";

const plan = (...cpsels: (number | null)[]): Mapping => ({
  goals: cpsels.map((cpsel, index) => ({ id: `goal-${index + 1}`, cpsel, statement: "Grow." })),
});
const final = (levels: Record<number, string | null>): Mapping => ({
  assessment: Object.entries(levels).map(([cpsel, level]) => ({ cpsel: Number(cpsel), level })),
});
type Standards = NonNullable<NonNullable<Profile["covered-elsewhere"]>["cpsels"]>;
const transferred = (cpsels: Standards | null): Partial<Profile> => ({
  "transferred-in": true,
  years: [{ year: 2, starts: "2026-08-10" }],
  ...(cpsels ? { "covered-elsewhere": { program: "Hill County Induction", cpsels } } : {}),
});
const codes = (given: Case) =>
  codesIn(statusOf({ today: "2026-09-01", ...given })).filter((code) =>
    ["covered-unknown", "cpsel-covered-elsewhere", "cpsel-repeated", "cpsels-uncovered"].includes(code),
  );

describe("who did year 1 elsewhere", () => {
  it.each<[string, Partial<Profile>, Mapping, string[]]>([
    ["says what that covered", transferred(null), plan(1, 2, 3), ["covered-unknown"]],
    ["or an empty list, which says nothing", transferred([]), plan(1, 2, 3), ["covered-unknown"]],
    ["then the others are left", transferred([1, 3, 6]), plan(2, 4, 5), []],
    ["and not the same again", transferred([1, 3, 6]), plan(2, 3, 4), ["cpsel-covered-elsewhere"]],
    ["nor fewer than there are", transferred([1, 3]), plan(2, 4, 5), ["cpsels-uncovered"]],
    ["while a goal is open, nothing is told of all of them", transferred([1, 3]), plan(2, 4, null), []],
    ["not who began here", { years: [{ year: 2, starts: "2026-08-10" }] }, plan(1, 2, 3), []],
    [
      "not who began in year 1",
      { ...transferred(null), years: [{ year: 1, starts: "2026-08-10" }] },
      plan(1, 2, 3),
      [],
    ],
  ])("%s", (_, profile, goals, expected) => {
    expect(codes({ documents: { "year-2/admin-ilp": goals }, profile })).toEqual(expected);
  });

  it("is asked nothing where no plan is in use", () => {
    expect(codes({ documents: {}, profile: transferred(null), preset: "hart" })).toEqual([]);
  });

  it("where less is left than a year asks for, it asks for that", () => {
    const few = (cpsels: Standards) =>
      findingsOf(
        statusOf({ documents: { "year-2/admin-ilp": plan(5) }, profile: transferred(cpsels) }),
        "list-too-short",
      )
        .filter(({ pointer }) => pointer === "/goals")
        .map(({ data }) => data.min);
    expect([few([1, 2, 3]), few([1, 2, 3, 4]), few([1, 2, 3, 4, 6])]).toEqual([[3], [2], []]);
  });
});

describe("a third year", () => {
  const years: Profile["years"] = [
    { year: 1, starts: "2023-08-14" },
    { year: 2, starts: "2024-08-12" },
    { year: 3, starts: "2025-08-11" },
  ];
  const documents: Case["documents"] = {
    "year-1/admin-ilp": plan(1, 2, 3),
    "year-1/collaborative/final": final({ 1: "meets", 2: "exemplifies", 3: "meets" }),
    "year-2/admin-ilp": plan(4, 5, 6),
    "year-2/collaborative/final": final({ 4: "meets", 5: "approaches", 6: null }),
  };
  const before = (year: number, preset = "combined") => {
    const rulebook = rulebookOf(settingsOf(preset));
    const profile = profileOf({ years });
    const candidate = candidateOf(documents, profile, rulebook);
    const covering = { profile, documents: candidate.documents, settings: rulebook.settings, forms: rulebook.forms };
    return [coveredBefore(year, covering), uncoveredBefore(year, covering)];
  };

  it.each([
    [1, [], [1, 2, 3, 4, 5, 6]],
    [2, [1, 2, 3], [4, 5, 6]],
    [3, [1, 2, 3, 4], [5, 6]],
  ])("before year %i", (year, covered, left) => expect(before(year)).toEqual([covered, left]));

  it("asks only for standards not covered yet", () => {
    const third = (...cpsels: number[]) =>
      statusOf({
        documents: { ...documents, "year-3/admin-ilp": plan(...cpsels) },
        profile: { years },
        today: "2025-09-01",
      });
    const asked = (...cpsels: number[]) =>
      third(...cpsels)
        .findings.filter(
          ({ document, pointer }) => document === "year-3/admin-ilp" && /^\/goals(\/\d\/cpsel)?$/.test(pointer),
        )
        .map(({ code, data }) => `${code} ${data.min ?? data.cpsel ?? data.missing}`);
    expect(asked(5, 6)).toEqual([]);
    expect(asked(5)).toEqual(["list-too-short 2", "cpsels-uncovered 6"]);
    expect(asked(4, 5)).toEqual(["cpsel-repeated 4"]);
    expect(findingsOf(third(5), "documents-too-few").map(({ document, data }) => [document, data.min])).toContainEqual([
      "year-3/admin-ilp",
      2,
    ]);
  });
});
