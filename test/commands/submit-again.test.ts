import { expect, it } from "vitest";
import { done, refusedOnce, submit } from "./review-parts.ts";

it("the very text that got a NO can be handed in again, and its sheet says so", async () => {
  const said = /This is the text that got NO \(Incomplete\) on \d{4}-\d\d-\d\d; nothing was changed since\./;
  const folder = await refusedOnce();
  expect((await done(folder, "candidate-one", ...submit)).replace(/\s+/g, " ")).toMatch(said);
});
