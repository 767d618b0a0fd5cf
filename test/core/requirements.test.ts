import { describe, expect, it } from "vitest";
import { assess } from "../../src/core/findings/assess.ts";
import { isCertified } from "../../src/core/findings/facts.ts";
import type { Candidate, Settings } from "../../src/core/program/program.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { loadCandidate } from "../../src/data/candidate.ts";
import { readForms } from "../../src/forms/table.ts";
import { codesIn, statusOf } from "../build.ts";
import { asOf, program, signedCandidate } from "../examples/signed.ts";

/** Another value for each requirement, and the candidate on whom it shows. */
const others: Record<string, [value: unknown, candidate: string]> = {
  "program.years": [1, "year"],
  "cpsels.covered": [7, "jamie-specimen"],
  "cpsels.by_year": [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    "jamie-specimen",
  ],
  "goals.per_year": [4, "robin-sample"],
  "year_end.per_year": [4, "robin-sample"],
  "action_steps.min": [9, "robin-sample"],
  "planned_pd.min": [20, "robin-sample"],
  "levels.passing": [["exemplifies"], "robin-sample"],
  "self_assessment.administrations": [["initial", "benchmark", "final"], "robin-sample"],
  "self_assessment.evidence_levels": [["directed_toward", "approaches", "meets", "exemplifies"], "robin-sample"],
  "prior_roles.min": [30, "robin-sample"],
  "triad_steps.min": [30, "robin-sample"],
  "pd.hours": [23.5, "robin-sample"],
  "pd.exempt_kinds": [["induction"], "teo-muster"],
  "pd.day_hours": [1, "robin-sample"],
  "pd.review_each": [false, "noor-example"],
  "coaching.hours": [400, "robin-sample"],
  "coaching.match_days": [1, "robin-sample"],
  "coaching.session_hours": [0.5, "robin-sample"],
  "enrolment.days": [1, "robin-sample"],
  "summaries.months": [["09", "10", "11", "12", "01", "02", "03", "04", "05", "06"], "robin-sample"],
  "inquiries.min": [9, "robin-sample"],
  "inquiry.goal_required": [false, "noor-example"],
  "entries.min": [5, "robin-sample"],
  "entries.max": [3, "robin-sample"],
  "evidence.min": [9, "robin-sample"],
  "late_start.days": [200, "robin-sample"],
  "review.plan_after": [1, "noor-example"],
  "review.again_after_change": [true, "noor-example"],
};
/** These show in the tests below, and in those of next, appeals, late starts and the shared copy. */
const elsewhere = [
  ...["program.years", "cpsels.covered", "pd.first_choice", "coaching.certified_years"],
  ...["appeal.days", "exchange.days", "next.days", "triad.attendees", "late_start.next_year"],
];

function changed(key: string, value: unknown): typeof program {
  const settings = structuredClone(program.settings) as Settings;
  Object.assign(settings.requirements, { [key]: { value, source: "test" } });
  return { ...program, settings, forms: readForms(program.schemas, settings).forms };
}

const known = new Map<string, Promise<Candidate>>();
/** As program.yaml has it. The records are the same under any rule of these. */
function original(id: string): Promise<Candidate> {
  const found = known.get(id) ?? signedCandidate(program, id);
  known.set(id, found);
  return found;
}

const result = async (from: typeof program, id: string) => {
  const { records = [] } = await original(id);
  const candidate = from === program ? await original(id) : { ...(await loadCandidate(from, id)), records };
  const { findings, years, documents } = assess(standingOf(candidate, from), asOf);
  return { findings, years, documents };
};

describe("no number of a rule stands in the code", () => {
  it("every requirement of program.yaml is tried", () => {
    expect([...new Set([...Object.keys(others), ...elsewhere])].sort()).toEqual(
      Object.keys(program.settings.requirements).sort(),
    );
  });

  it.each(Object.entries(others).filter(([key]) => !elsewhere.includes(key)))(
    "%s moves the result",
    async (key, [value, candidate]) => {
      expect(await result(changed(key, value), candidate)).not.toEqual(await result(program, candidate));
    },
  );

  it.each(program.settings.milestones.map(({ id }) => id))("the day of %s moves the result", async (id) => {
    const settings = structuredClone(program.settings);
    for (const milestone of settings.milestones) if (milestone.id === id) milestone.due = "08-20";
    expect(await result({ ...program, settings }, "noor-example")).not.toEqual(await result(program, "noor-example"));
  });

  it("the standards to cover, and the years to cover them in", () => {
    const plan = (cpsels: number[]) => ({
      goals: cpsels.map((cpsel, index) => ({
        id: `goal-${index + 1}`,
        cpsel,
        target: "meets",
      })),
    });
    const uncovered = (requirements: Record<string, unknown>) =>
      codesIn(
        statusOf({
          requirements,
          documents: { "year-1/admin-ilp": plan([1, 2, 3]), "year-2/admin-ilp": plan([4, 5]) },
          profile: {
            years: [
              { year: 1, starts: "2023-08-14" },
              { year: 2, starts: "2024-08-12" },
            ],
          },
        }),
      ).includes("cpsels-uncovered");
    expect(uncovered({})).toBe(true);
    expect(uncovered({ "cpsels.covered": 5 })).toBe(false);
    expect(uncovered({ "program.years": 3 })).toBe(false);
  });

  it("the providers of first choice stand in the prompts", () => {
    const prompts = (from: typeof program) => JSON.stringify(from.forms.map(({ fields }) => fields));
    expect(prompts(program)).toContain("ACSA Academies come first");
    expect(prompts(changed("pd.first_choice", ["Sample County Office"]))).toContain("Sample County Office come first");
  });

  it("a coach is certified after two years of CNET and of local training, or as many as the program says", () => {
    const years = (program_: string, ...all: string[]) => all.map((year) => ({ program: program_, year }));
    const training = [...years("cnet", "2021-22", "2022-23"), ...years("local", "2021-22", "2022-23")];
    expect(isCertified(training, program.settings, "2026-11-28")).toBe(true);
    expect(isCertified(training, changed("coaching.certified_years", 3).settings, "2026-11-28")).toBe(false);
    expect(isCertified(years("cnet", "2021-22", "2022-23"), program.settings, "2026-11-28")).toBe(false);
    expect(
      isCertified(
        [...years("cnet", "2021-22", "2021-22"), ...years("local", "2021-22", "2022-23")],
        program.settings,
        "2026-11-28",
      ),
    ).toBe(false);
  });
});
