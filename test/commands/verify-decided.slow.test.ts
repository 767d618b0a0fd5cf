/** What `ilp verify` and `ilp history` say of submissions, decisions, feedback and case files. */
import { beforeAll, describe, expect, it } from "vitest";
import { git, ilp, ilpWith } from "../cli.ts";
import { mail } from "../signatures/scenarios/case.ts";
import { edit, inquiry } from "../signatures/scenarios/program.ts";
import { look, worth } from "../signatures/scenarios/records.ts";
import { copyOf, cycle, decidedProgram, type Made, short, squeezed } from "./decided-program.ts";

let folder: string;
let made: Made;
beforeAll(async () => {
  ({ folder, made } = await decidedProgram());
});

describe("ilp verify", () => {
  it("tells with its rule what the process does not allow, which only --strict minds", async () => {
    const told = `Review: YES (Complete) by Reviewer One, 2026-11-21 (${short(made.twice)}) is not counted: A decision is made once`;
    const { code, out } = await ilpWith({ columns: 400 }, folder, "verify", "candidate-one");
    expect(code).toBe(1);
    expect(squeezed(out)).toContain(told);
    expect(out).toContain("(the program's rule)");
    const { json } = await look(folder, "candidate-one");
    expect(json.candidates[0].outOfTurn).toMatchObject([{ record: made.twice, source: "the program's rule" }]);
  });

  it("lists them with --all, with their proof", async () => {
    const out = squeezed((await ilp(folder, "verify", "candidate-one", "--all")).out);
    expect(out).toContain("6 records of the review, 1 of the case file");
    const place = "year-1/inquiry-ilp#inquiries/inquiry-1";
    for (const line of [
      `valid Submission ${place} candidate Candidate One 2026-11-21 ${short(made.submitted)}`,
      `valid NO (Incomplete) ${place} reviewer Reviewer One 2026-11-21 ${short(made.no)}`,
      `valid Feedback year-1/collaborative/2026-09 director Director One 2026-11-21 ${short(made.feedback)}`,
      `valid Contact coach Coach One 2026-11-21 ${short(made.contact)}`,
    ])
      expect(out).toContain(line);
  });

  it("says that a text was changed after the YES, and nothing of the NO before it", async () => {
    const copy = copyOf(folder);
    edit(copy, inquiry, "Who speaks?", "Who is silent?");
    const found = await look(copy, "candidate-one");
    expect(found.json.candidates[0].changed).toEqual([
      { document: "year-1/inquiry-ilp", section: cycle.section, after: "YES", day: "2026-11-21", record: made.yes },
    ]);
    const { out } = await ilp(copy, "verify", "candidate-one");
    expect(out).toContain("year-1/inquiry-ilp#inquiries/inquiry-1: changed after YES (Complete) of 2026-11-21");
    expect(out).not.toContain("the NO");
  });

  it("does not believe a decision that relied on a record which is gone", async () => {
    const copy = copyOf(folder);
    git(copy, "rm", "--quiet", `*${short(made.signed)}.yaml`);
    git(copy, "commit", "--quiet", "-m", "Work");
    const found = await look(copy, "candidate-one");
    expect([found.code, worth(found, made.yes), worth(found, made.submitted)]).toEqual([
      4,
      "invalid/key",
      "invalid/key",
    ]);
  });
});

describe("ilp history", () => {
  it("tells what each of them says", async () => {
    const { out } = await ilpWith({ columns: 80 }, folder, "history", "candidate-one");
    for (const words of [
      "handed it in as candidate\n                  Inquiry ILP: Inquiry 1\n",
      "Attempt 1, on time (due 2026-12-11)",
      "Reviewer One reviewed it as reviewer: NO (Incomplete)",
      "Feedback: Tell more of the children.",
      "Resubmission due: 2026-12-05",
      "Attempt 2, on time (due 2026-12-05)",
      "Note on progress: Now it is clear.",
      "Not counted: A decision is made once",
      "Director One wrote feedback as director",
      "Coach One logged a contact as coach\n                  Case file\n",
      "With: Dana Muster.\n",
      "Position: Director of Human Resources.\n",
      "File: coach-one.eml\n",
    ])
      expect(out).toContain(words);
    expect(out.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("has all of it as JSON, or the case file alone", async () => {
    const { records } = JSON.parse((await ilp(folder, "history", "candidate-one", "case", "--json")).out);
    expect(records).toMatchObject([
      { id: made.contact, act: "contact", title: "Case file", notCounted: "", entry: { channel: "email", step: 2 } },
    ]);
    expect(records[0].files).toEqual(
      ["eml", "txt"].map((end) => ({
        path: `candidates/candidate-one/case/coach-one.${end}`,
        state: "good",
        here: "same",
      })),
    );
    expect(git(folder, "show", "HEAD:candidates/candidate-one/case/coach-one.eml")).toBe(mail);
  });
});
