import { expect, it } from "vitest";
import { gitState, snapshot } from "../cli.ts";
import { does, recordsIn, signedHereEditedThere, twoCopies } from "./clones.ts";
import { expectPlainWords } from "./scenarios/program.ts";

it("different parts of one candidate signed in two copies: both are valid in both", async () => {
  const [coach, candidate] = twoCopies();
  await does(coach, "coach-one", "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  await does(candidate, "candidate-one", "sign", "candidate-one", "year-1/collaborative/2026-09", "--yes");
  await does(coach, "coach-one", "send");
  expect(await does(candidate, "candidate-one", "send")).toContain("Coach One");
  await does(coach, "coach-one", "send");
  const wanted = [
    "candidate candidate-one/year-1/collaborative/2026-09#.: valid key",
    "coach candidate-one/year-1/inquiry-ilp#initial-goal: valid key",
  ];
  expect([await recordsIn(coach), await recordsIn(candidate)]).toEqual([wanted, wanted]);
  expect(snapshot(coach)).toEqual(snapshot(candidate));
  expect(gitState(coach)).toBe(gitState(candidate));
  expectPlainWords();
});

it("signed in one copy, edited in the other: stale", async () => {
  await signedHereEditedThere("Whose voices are heard?", "Whose voices count?", "stale key");
});
