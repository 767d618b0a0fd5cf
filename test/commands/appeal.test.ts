import { afterEach, describe, expect, it } from "vitest";
import { ilp } from "../cli.ts";
import { caseProgram, caseRecords, decided, done, expectPlainWords, refused } from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const goal = "inquiry-ilp#initial-goal";
const open = ["appeal", "open", one, goal, "--text", "The measure is in cell 4."];
const step = ["appeal", "step", one, "--text", "No agreement."];
const close = ["appeal", "close", one, "--outcome", "granted", "--text", "It is decided anew."];

describe("an appeal", () => {
  it("goes its steps with whoever is at each, and once it is granted a reviewer decides again", async () => {
    const folder = caseProgram();
    const decision = await decided(folder, "NO");
    const opened = await done("candidate-one", folder, ...open);
    for (const shown of [
      "Against: NO (Incomplete) on 2026-10-02, by Reviewer One: Cell 3 needs a measure.",
      "the candidate and the coach included",
      "1  TOSA of the Induction Team: Reviewer One (here now)",
      "2  Program Manager: Manager One\n",
      "or equivalent: Superintendent One",
      "ilp log contact candidate-one --step 1",
    ])
      expect(opened).toContain(shown);
    expect(caseRecords(folder)[0]).toMatchObject({
      act: "appeal-open",
      of: decision,
      entry: { about: "year-1/inquiry-ilp#initial-goal", text: "The measure is in cell 4." },
    });
    const again = ["review", one, goal, "--complete"];
    await refused("reviewer-one", folder, again, /once an appeal is granted/);
    // The only reviewer gave the NO: they are heard, and do not close it.
    expect((await ilp(folder, "next", "--for", "reviewer-one")).out).toContain("ilp appeal step candidate-one");
    await refused("reviewer-one", folder, [...close, "--yes"], /does not close it/);
    expect(await done("candidate-one", folder, ...step)).toContain("2  Program Manager: Manager One (here now)");
    expect(await done("manager-one", folder, ...step)).toMatch(/Superintendent One \(here now\)/);
    expect(caseRecords(folder).map(({ entry }) => entry?.step)).toEqual([undefined, 2, 3]);
    const rule =
      /The steps of an appeal are gone one after another, as program\.yaml lists them\. \(the program's rule\)/;
    await refused(
      "candidate-one",
      folder,
      [...step, "--yes"],
      rule,
      /step 3, Assistant.*the last one[\s\S]*ilp appeal close/,
    );
    expect(await done("superintendent-one", folder, ...close)).toContain(
      "A reviewer decides again by 2026-12-01: ilp review candidate-one year-1/inquiry-ilp#initial-goal\n",
    );
    expect((await ilp(folder, "next", "--for", "superintendent-one")).out).not.toContain("ilp appeal");
    expect((await ilp(folder, "next", "--for", "reviewer-one")).out).toMatch(
      /due 2026-12-01 +ilp review candidate-one year-1\/inquiry-ilp#initial-goal[^\n]*\n[^$]*granted on 2026-11-21/,
    );
    await done("reviewer-one", folder, ...again);
    expect((await ilp(folder, "check", one, "inquiry-ilp")).out).not.toContain("NO (Incomplete)");
  });

  it("is about a NO that stands: nothing else is appealed against", async () => {
    const folder = caseProgram();
    const rule =
      /An appeal is about a decision NO that stands, and there is one appeal about it at a time\. \(the program's rule\)/;
    const at = (part: string) => ["appeal", "open", one, part, "--text", "x", "--yes"];
    await refused("candidate-one", folder, at(goal), rule, /not handed in yet/);
    await refused("candidate-one", folder, at("inquiry-ilp"), rule, /Nothing of Inquiry ILP came back with NO/);
    await refused("candidate-one", folder, at("pd-log"), rule);
    await decided(folder, "YES");
    await refused("candidate-one", folder, at(goal), rule, /accepted with YES/);
  });
});
