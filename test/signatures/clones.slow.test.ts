import { join } from "node:path";
import { expect, it } from "vitest";
import { git } from "../cli.ts";
import { does, recordsIn, signedHereEditedThere, twoCopies } from "./clones.ts";
import { expectPlainWords } from "./scenarios/program.ts";

it("the same part signed in two copies: both records stay, and both are valid", async () => {
  const [one, other] = twoCopies();
  for (const folder of [one, other])
    await does(folder, "coach-one", "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  for (const folder of [one, other, one]) await does(folder, "coach-one", "send");
  const record = "coach candidate-one/year-1/inquiry-ilp#initial-goal: valid key";
  expect([await recordsIn(one), await recordsIn(other)]).toEqual([
    [record, record],
    [record, record],
  ]);
  expectPlainWords();
});

it("signed in one copy, another part edited in the other: valid", async () => {
  await signedHereEditedThere("Visit, count, talk.", "Visit and count.", "valid key");
});

it("merged by Git instead: no conflict either", async () => {
  const [coach, candidate] = twoCopies();
  await does(coach, "coach-one", "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  await does(candidate, "candidate-one", "sign", "candidate-one", "year-1/collaborative/2026-09", "--yes");
  git(coach, "pull", "--quiet", "--no-rebase", "--no-edit", join(candidate, ".git"), "main");
  expect((await recordsIn(coach)).map((each) => each.split(": ")[1])).toEqual(["valid key", "valid key"]);
});
