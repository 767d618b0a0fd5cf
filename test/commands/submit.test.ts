/** Handing in: what is shown, what is recorded, and what is refused. */
import { afterEach, describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { edit, expectPlainWords, expectRefusal, newProgram } from "../signatures/scenarios/program.ts";
import { look } from "../signatures/scenarios/records.ts";
import { done, goal, handedIn, idOf, partOf, recordsOf, revision, ruleOf, rulesOf, submit } from "./review-parts.ts";

afterEach(expectPlainWords);

describe("handing in", () => {
  it("without the coach's signature: shown as it is hashed, with why and by when, recorded with the key", async () => {
    const folder = newProgram();
    await done(folder, "coach-one", "decline", ...goal, "--reason", "Cell 3 needs a measure.", "--yes");
    const out = await done(folder, "candidate-one", ...submit);
    for (const shown of [
      "Whose voices are heard?",
      "The coach: Coach One did not sign on 2026-11-21: Cell 3 needs a measure.",
      "You can hand it in without a signature of others",
      "This is attempt 1, due on 2026-11-30: it is on time.",
      '"I hand this in for review."',
      "Now it is the Induction Team's turn (Reviewer One).",
      "To share what you did: ilp send",
    ])
      expect(out).toContain(shown);
    expect(recordsOf(folder, "submit")).toMatchObject([
      {
        ...{ act: "submit", role: "candidate", signer: "candidate-one", section: "initial-goal" },
        intent: "I hand this in for review.",
        covers: recordsOf(folder, "decline").map(idOf),
        wording: expect.stringMatching(/^sha256:/),
      },
    ]);
    expect((await look(folder, "candidate-one")).rows).toMatchObject([
      { act: "decline" },
      { act: "submit", state: "valid", assurance: "key" },
    ]);
    expect(await partOf(folder)).toMatchObject({ state: "submitted", attempts: 1, onTime: true, changed: false });
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

describe("refused, with the rule and its source", () => {
  it("whoever is not the candidate; what nobody reviews; what is in hand; what is empty", async () => {
    const folder = await handedIn();
    const { who: rule, when } = rulesOf("submit");
    await expectRefusal(folder, "coach-one", submit, rule, /You are Coach One/);
    await expectRefusal(folder, "candidate-two", submit, rule, /turn of Candidate One/);
    await expectRefusal(folder, "candidate-one", [...submit, "--as", "coach"], rule, /./);
    await expectRefusal(
      folder,
      "candidate-one",
      ["submit", "candidate-one", "pd-log", "--yes"],
      ruleOf("not-reviewed"),
      /year-1\/inquiry-ilp#initial-goal/,
    );
    await expectRefusal(folder, "candidate-one", submit, when, /handed in on 2026-11-21, and waits for a decision/);
    await expectRefusal(
      folder,
      "candidate-one",
      ["submit", "candidate-one", "inquiry-ilp#application", "--yes"],
      /nothing is written here yet/,
      /ilp check/,
    );
  });

  it("without a clear yes; with changes that are not saved", async () => {
    const folder = newProgram();
    await expectRefusal(folder, "candidate-one", submit.slice(0, -1), /clear yes/, /--yes/);
    edit(folder, ...revision, { save: false });
    await expectRefusal(
      folder,
      "candidate-one",
      submit,
      /a submission is of what is saved/,
      /submit in one step: --save/,
    );
  });
});
