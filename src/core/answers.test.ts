import { expect, it } from "vitest";
import { stepOf } from "./answers.ts";

const steps = (all: Parameters<typeof stepOf>[0]) => all.map((_, index) => stepOf(all, index));

it.each([
  ["ids", [{ id: "b" }, { id: "a" }], ["b", "a"]],
  ["standards", [{ cpsel: 4 }, { cpsel: 2 }], ["cpsel-4", "cpsel-2"]],
  ["pieces of evidence", [{ item: "survey" }, { item: "chart" }], ["survey", "chart"]],
  ["the same twice", [{ item: "survey" }, { item: "survey" }], ["1", "2"]],
  ["nothing of their own", [{ role: "Dean" }, { item: "" }, null], ["1", "2", "3"]],
])("items are named by %s", (_, all, names) => expect(steps(all)).toEqual(names));
