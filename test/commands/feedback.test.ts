/** Feedback without a decision. */
import { afterEach, describe, expect, it } from "vitest";
import { expectPlainWords, expectRefusal, newProgram } from "../signatures/scenarios/program.ts";
import { look } from "../signatures/scenarios/records.ts";
import { done, recordsOf, ruleOf, rulesOf } from "./review-parts.ts";

afterEach(expectPlainWords);

const summary = ["candidate-one", "collaborative/2026-09"];
const words = ["feedback", ...summary, "--text", "The visits show it.", "--yes"];

describe("feedback", () => {
  it("is shown with the text, recorded, and no decision", async () => {
    const folder = newProgram();
    const out = await done(folder, "director-one", ...words);
    for (const shown of [
      "Counting.",
      '"This is my feedback. It is no decision."',
      "Feedback: The visits show it.",
      "as coordinator",
    ])
      expect(out).toContain(shown);
    const [record] = recordsOf(folder, "feedback");
    expect(record).toMatchObject({ feedback: "The visits show it.", role: "coordinator", section: "." });
    expect(record).not.toHaveProperty("decision");
    expect((await look(folder, "candidate-one")).rows).toMatchObject([{ act: "feedback", state: "valid" }]);
    const again = await done(folder, "director-one", ...words, "--as", "director");
    expect(again).toContain("Feedback so far, 2026-11-21, Director One: The visits show it.");
    expect(recordsOf(folder, "feedback").map(({ role }) => role)).toEqual(["coordinator", "director"]);
  });

  it("is refused to others, to itself, for other forms, and without words", async () => {
    const folder = newProgram();
    const { who: rule } = rulesOf("feedback");
    await expectRefusal(folder, "coach-one", words, rule, /Director One/);
    await expectRefusal(folder, "reviewer-one", words, rule, /Director One/);
    await expectRefusal(folder, "candidate-one", words, ruleOf("own-work"), /./);
    const other = ["feedback", "candidate-one", "pd-log", "--text", "a", "--yes"];
    await expectRefusal(
      folder,
      "director-one",
      other,
      /\(the program's rule\)$/,
      /There is: year-1\/collaborative\/2026-09\./,
    );
    await expectRefusal(folder, "director-one", ["feedback", ...summary], /--text TEXT, --yes/, /flag/);
    for (const [text, says] of [
      ["  ", /empty/],
      ["a\u001b[2Jb", /invisible control character/],
      ["a\u202eb", /turns the direction of writing/],
      ["a\ud800b", /lone surrogate/],
      ["a".repeat(20_001), /longer than 20000/],
    ] as const)
      await expectRefusal(
        folder,
        "director-one",
        ["feedback", ...summary, "--text", text, "--yes"],
        says,
        /Nothing was written/,
      );
  });
});
