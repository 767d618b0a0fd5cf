import { expect, test } from "vitest";
import { longPages, shownPages } from "./pages.ts";
import { doPage } from "./run.ts";

test.each(longPages)("what %s shows happens", async (page) => {
  expect(shownPages).toContain(page);
  await doPage(page);
});
