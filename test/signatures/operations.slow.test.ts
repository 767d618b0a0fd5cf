import { expect, it } from "vitest";
import { expectedOf, operations, outcomesAfter } from "./operations.ts";

it.each(operations)("$name: keyed $keyed, by name $named", async (operation) => {
  expect(await outcomesAfter(operation)).toEqual(expectedOf(operation));
});

it("are seventeen", () => {
  expect(operations).toHaveLength(17);
});
