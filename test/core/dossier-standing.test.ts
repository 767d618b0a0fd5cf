/** Where a case stands: the steps of an appeal, and what waits. */
import { describe, expect, it } from "vitest";
import type { Rulebook } from "../../src/core/program/program.ts";
import { appealed, filed, lines, rulebook, story, told } from "./dossier-parts.ts";

describe("the steps of an appeal", () => {
  const row = ({ number, people: there, reached, by, here }: ReturnType<typeof told>["steps"][number]) => [
    number,
    there.join(),
    reached,
    by,
    here,
  ];

  it("are those of program.yaml, with who is there now, also where nobody appealed", () => {
    expect(told([]).steps.map(row)).toEqual([
      [1, "reviewer-one,reviewer-two", null, null, false],
      [2, "manager-one", null, null, false],
      [3, "superintendent-one", null, null, false],
    ]);
  });

  it("have their contacts with them, each step by itself and in order of days", () => {
    const contact = (filedOn: string, on: string, summary: string, step?: number) =>
      filed(filedOn, "candidate-one", "contact", {
        ...{ with: "Manager One", channel: "email", on, summary },
        ...(step ? { step } : {}),
      });
    const contacts = [
      contact("2026-02-01", "2026-02-01", "Third.", 2),
      contact("2026-02-02", "2026-01-30", "Second.", 1),
      contact("2026-02-03", "2026-01-28", "First.", 1),
      contact("2026-02-04", "2026-01-29", "Of no step."),
    ];
    const { standing } = told([...story, ...contacts]);
    expect(
      standing.filter(({ label }) => label.startsWith("Contacts")).map(({ label, text }) => [label, text]),
    ).toEqual([
      [
        expect.stringMatching(/^Contacts, step 1 \(/),
        "2026-01-28, E-mail, with Manager One: First.\n\n2026-01-30, E-mail, with Manager One: Second.",
      ],
      ["Contacts, step 2 (Program Manager)", "2026-02-01, E-mail, with Manager One: Third."],
    ]);
  });

  it("show which is reached, since when and by whom", () => {
    const next = filed(
      "2026-02-01",
      "candidate-one",
      "appeal-step",
      { step: 2, text: "No agreement." },
      { of: appealed.id },
    );
    const { steps, standing } = told([...story, next]);
    expect(steps.map(row)).toEqual([
      [1, "reviewer-one,reviewer-two", "2026-01-22", "candidate-one (candidate)", false],
      [2, "manager-one", "2026-02-01", "candidate-one (candidate)", true],
      [3, "superintendent-one", null, null, false],
    ]);
    expect(standing).toContainEqual({
      label: "Appeal about Inquiry ILP, Inquiry i1",
      text: "Opened on 2026-01-22. It is open, and at step 2 (Program Manager), reached on 2026-02-01.",
      ours: true,
    });
    const closed = filed(
      "2026-02-05",
      "manager-one",
      "appeal-close",
      { outcome: "Reviewed again." },
      { of: appealed.id },
    );
    const over = told([...story, next, closed]);
    expect(over.steps.some(({ here }) => here)).toBe(false);
    expect(over.standing.at(-2)?.text).toContain("Closed on 2026-02-05 at step 2");
    expect(over.standing.at(-1)).toEqual({ label: "How it ended", text: "Reviewed again." });
    expect(lines(over, 6)).toContain("How it ended: Reviewed again.");
  });

  it("say by when the step answers, where program.yaml does", () => {
    const { review } = rulebook.settings;
    const limited = { ...review, "appeal-steps": [{ role: "reviewer", title: "Team", days: 10 }] };
    const settings = { ...rulebook.settings, review: limited } as Rulebook["settings"];
    expect(told(story, {}, { ...rulebook, settings }).steps).toMatchObject([{ due: "2026-02-01", here: true }]);
  });
});

it("says where everything stands: parts, concerns, plan, appeals", () => {
  const notified = { candidate: "2026-02-01", coach: "2026-02-01" };
  const records = [
    ...story.filter((each) => each !== appealed),
    filed("2026-01-18", "coach-one", "concern", { reason: "other", note: "We never meet." }),
    filed("2026-02-01", "manager-one", "plan-open", { reason: "A NO.", actions: ["Visits", "A plan"], notified }),
  ];
  const { standing, plan: state, program: said, candidate } = told(records);
  expect([state, said.id, candidate.id]).toEqual(["open", "test-program", "candidate-one"]);
  expect(standing.map(({ label }) => label)).toEqual([
    "Inquiry ILP, Inquiry i1 (year 1)",
    "Concern of coach-one (coach)",
    "Inquiry ILP, Inquiry i1, not signed by coach-one (coach)",
    "Special Assistance Plan",
    "Appeal",
  ]);
  expect(standing[0]?.text).toMatch(/^Attempt 1; NO \(Incomplete\) on 2026-01-20 by reviewer-one; resubmission due/);
  expect(standing[1]?.text).toBe("Told on 2026-01-18; not answered yet.");
  expect(told([]).plan).toBe("none");
});
