import { describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { expectTidy, programWithMonths, signTogether } from "./concurrency.ts";
import { killSigning, signBesideSomebodyStaging } from "./interrupted.ts";

describe("signing at the same time", () => {
  it("4 processes, 2 signatures each: all land", async () => {
    const folder = await signTogether(4, 2);
    expect(git(folder, "log", "--format=%s", "--grep=ILP-Record").trim().split("\n")).toHaveLength(8);
  });

  it("somebody else's files are not touched, and none of them is recorded", async () => {
    const folder = programWithMonths(3);
    await signBesideSomebodyStaging(folder, 3);
    expectTidy(folder);
  });
});

it("killed at any moment, a signature is there or not, and signing again works", async () => {
  await killSigning(5);
});
