import { expect, it } from "vitest";
import { git } from "../cli.ts";
import { expectTidy, programWithMonths, signTogether } from "./concurrency.ts";
import { killSigning, signBesideSomebodyStaging } from "./interrupted.ts";

it("8 processes, 10 signatures each: all land", async () => {
  const folder = await signTogether(8, 10);
  expect(git(folder, "log", "--format=%s", "--grep=ILP-Record").trim().split("\n")).toHaveLength(80);
});

it("ten signatures beside somebody who edits and stages", async () => {
  const folder = programWithMonths(10);
  await signBesideSomebodyStaging(folder, 10);
  expectTidy(folder);
});

it("killed 40 times", async () => {
  const { there, unrecorded, nothing } = await killSigning(40);
  // Early and late in its life, or the test shows nothing.
  expect(nothing).toBeGreaterThan(3);
  expect(there + unrecorded).toBeGreaterThan(3);
});
