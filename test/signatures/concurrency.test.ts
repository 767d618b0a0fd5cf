import { describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { signTogether } from "./concurrency.ts";
import { killSigning } from "./interrupted.ts";

describe("signing at the same time", () => {
  it("3 processes at the same time: all land", async () => {
    const folder = await signTogether(3, 1);
    expect(git(folder, "log", "--format=%s", "--grep=ILP-Record").trim().split("\n")).toHaveLength(3);
  });
});

it("killed at any moment, a signature is there or not, and signing again works", async () => {
  await killSigning(3);
});
