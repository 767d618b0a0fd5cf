import { expect, it } from "vitest";
import { removeAndCheck, required } from "./removal.ts";

it.each(required.map((each) => [`${each.document.name}${each.pointer}`, each] as const))("without %s", (_, each) => {
  removeAndCheck(each);
  expect(each.pointer).not.toBe("");
});
