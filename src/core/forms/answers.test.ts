import { expect, it } from "vitest";
import type { Value } from "../basics/values.ts";
import { stepOf } from "./answers.ts";

const cases: [by: string, all: Value[], names: string[]][] = [
  ["ids", [{ id: "b" }, { id: "a" }], ["b", "a"]],
  ["standards", [{ cpsel: 4 }, { cpsel: 2 }], ["cpsel-4", "cpsel-2"]],
  ["pieces of evidence", [{ item: "survey" }, { item: "chart" }], ["survey", "chart"]],
  ["position, for the same twice", [{ item: "survey" }, { item: "survey" }], ["1", "2"]],
  ["position, with nothing of their own", [{ role: "Dean" }, { item: "" }, null], ["1", "2", "3"]],
];

it.each(cases)("items are named by %s", (_, all, names) => {
  expect(all.map((__, index) => stepOf(all, index))).toEqual(names);
});
