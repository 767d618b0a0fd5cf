import { describe, it } from "vitest";
import { recordTogether } from "./concurrent.ts";

describe("many at once, at length", () => {
  it("8 x 10 with the lock", async () => {
    await recordTogether(8, 10, "locked");
  });
  it("8 x 10 without it", async () => {
    await recordTogether(8, 10, "free");
  });
});
