import { expect, it } from "vitest";
import { expectedOf, operations, outcomesAfter } from "./operations.ts";

/** One of each kind; all seventeen are in the slow part. */
const some = [
  "merge --no-ff",
  "rebase by another person",
  "hosted squash, default text",
  "zip without .git",
  "autocrlf=true clone",
  "signed section edited",
];

it.each(operations.filter(({ name }) => some.includes(name)))(
  "$name: keyed $keyed, by name $named",
  async (operation) => {
    expect(await outcomesAfter(operation)).toEqual(expectedOf(operation));
  },
);
