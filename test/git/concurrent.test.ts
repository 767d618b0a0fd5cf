import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { recordTogether } from "./concurrent.ts";

describe("many at once", () => {
  it("all land, with the lock around them", async () => {
    const folder = await recordTogether(4, 3, "locked");
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect(readdirSync(join(folder, ".git")).filter((name) => name.startsWith("ilp"))).toEqual([]);
  });
  it("all land without it, by trying again", async () => {
    await recordTogether(4, 3, "free");
  });
});
