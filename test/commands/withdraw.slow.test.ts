/** Taking back what was handed in, decided or said. */
import { afterEach, describe, expect, it } from "vitest";
import { type Statement, shortId } from "../../src/core/records/statement.ts";
import {
  edit,
  expectPlainWords,
  expectRefusal,
  newProgram,
  rules,
  rulesText,
  saveAll,
} from "../signatures/scenarios/program.ts";
import { look } from "../signatures/scenarios/records.ts";
import {
  accepted,
  done,
  handedIn,
  idOf,
  no,
  partOf,
  recordsOf,
  refusedOnce,
  revision,
  ruleOf,
  rulesOf,
  submit,
  yes,
} from "./review-parts.ts";

afterEach(expectPlainWords);

describe("taking back", () => {
  const back = (folder: string, act: Statement["act"]) => [
    ...["sign", "--withdraw"],
    shortId(idOf(recordsOf(folder, act).at(-1) as never)),
    "--yes",
  ];

  it("a submission that nobody decided on, by the candidate alone", async () => {
    const folder = await handedIn();
    const words = back(folder, "submit");
    await expectRefusal(
      folder,
      "coach-one",
      words,
      /^Only Candidate One can withdraw this submission\.$/,
      /ilp history/,
    );
    expect(await done(folder, "candidate-one", ...words)).toContain("Taken back: it can be worked on");
    expect(await partOf(folder)).toMatchObject({ state: "draft", attempts: 0 });
    await expectRefusal(folder, "candidate-one", words, /withdrawn already/, /./);
    await done(folder, "candidate-one", ...submit);
  });

  it("a decision, by whoever made it; what was decided on stays handed in", async () => {
    const folder = await accepted();
    const only = rulesOf("withdraw-submit").when;
    await expectRefusal(folder, "candidate-one", back(folder, "submit"), only, /YES \(Complete\) by Reviewer One/);
    const words = back(folder, "review");
    await expectRefusal(folder, "director-one", words, /Only Reviewer One can withdraw this decision/, /./);
    expect(await done(folder, "reviewer-one", ...words)).toMatch(
      /Review: YES \(Complete\)[\s\S]*waits for a decision again/,
    );
    expect(await partOf(folder)).toMatchObject({ state: "submitted", decision: null });
    await done(folder, "reviewer-one", ...no);
    expect(await partOf(folder)).toMatchObject({ state: "returned", attempts: 1 });
  });

  it("a second submission: what was handed in before, or decided, stands again", async () => {
    const folder = await refusedOnce();
    await expectRefusal(folder, "reviewer-one", ["sign", "--withdraw", "signatures"], /no signature record/, /./);
    edit(folder, ...revision, { save: false });
    await done(folder, "candidate-one", ...submit, "--save");
    await expectRefusal(folder, "reviewer-one", back(folder, "review"), rulesOf("withdraw-review").when, /handed in/);
    await done(folder, "candidate-one", ...back(folder, "submit"));
    expect(await partOf(folder)).toMatchObject({ state: "returned", attempts: 1 });
    await done(folder, "reviewer-one", ...back(folder, "review"));
    expect(await partOf(folder)).toMatchObject({ state: "submitted" });
  });

  it("without the key it was made with it is not taken back; a registrar with a key can", async () => {
    const folder = newProgram({ [rules]: rulesText("  registrars: [director-one]\n  roles: { reviewer: key }\n") });
    await done(folder, "candidate-one", ...submit);
    const words = back(folder, "submit");
    await expectRefusal(folder, "candidate-one", [...words, "--no-key"], /made with a key/, /--key FILE/);
    await done(folder, "reviewer-one", ...yes);
    await done(folder, "director-one", ...back(folder, "review"));
    expect(await partOf(folder)).toMatchObject({ state: "submitted" });
    await done(folder, "director-one", ...words);
    expect(await partOf(folder)).toMatchObject({ state: "draft" });
    expect((await look(folder, "candidate-one")).rows.filter(({ act }) => act === "revoke")).toMatchObject([
      { role: "registrar", state: "valid" },
      { role: "registrar", state: "valid" },
    ]);
  });

  it("feedback at any time; what stands in the case file never", async () => {
    const folder = newProgram();
    const words = ["feedback", "candidate-one", "collaborative/2026-09", "--text", "Good.", "--yes"];
    await done(folder, "director-one", ...words);
    await done(folder, "director-one", ...back(folder, "feedback"));
    expect(await done(folder, "director-one", ...words)).not.toContain("Feedback so far");
    const out = await done(folder, "coach-one", "concern", "candidate-one", "--reason", "nonresponsive", "--yes");
    const [, record = ""] = /Record ([0-9a-f]{12})/.exec(out) ?? [];
    const taken = ["sign", "--withdraw", record, "--yes"];
    await expectRefusal(folder, "coach-one", taken, ruleOf("case-stays"), /--corrects/);
  });

  it("where the document cannot be read any more, nobody can tell, and nothing is written", async () => {
    const folder = await handedIn();
    const words = back(folder, "submit");
    saveAll(folder, { "candidates/candidate-one/year-1/inquiry-ilp.yaml": "a: [" });
    await expectRefusal(folder, "candidate-one", words, /nobody can tell where it stands/, /ilp check/);
  });
});
