import { expect, it } from "vitest";
import { operations, outcomesAfter } from "./operations.ts";

it.each(operations)("$name: keyed $keyed, by name $named", async (operation) => {
  const { keyed, named } = operation;
  expect(await outcomesAfter(operation)).toEqual({ "coach-one": keyed, "coach-three": named });
});

it("are seventeen", () => {
  expect(operations).toHaveLength(17);
});
