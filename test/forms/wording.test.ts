/** A program's own words for forms, parts and items, and which of them are refused. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Settings } from "../../src/core/program/program.ts";
import { wordingProblems } from "../../src/data/wording-problems.ts";
import { readForms } from "../../src/forms/table.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";

const settings = parse(readFileSync("examples/combined/program.yaml", "utf8")) as Settings;
const worded = (wording: Settings["wording"]): Settings => ({ ...settings, wording });
const logOf = (wording: Settings["wording"]) =>
  readForms(builtInSchemas, { ...worded(wording), forms: ["pd-log"] }).forms[0];

test("the title of a form, of a list and of its items", () => {
  const log = logOf({
    "pd-log": {
      ".": { label: "Log of the {coach}", prompt: "What you learned." },
      entries: { label: "Outings", item: "Outing" },
    },
  });
  expect(log).toMatchObject({
    title: `Log of the ${settings.labels.coach.toLowerCase()}`,
    description: "What you learned.",
  });
  expect(log?.fields.find(({ key }) => key === "entries")).toMatchObject({
    label: "Outings",
    list: { item: "Outing" },
  });
});

test("what is not reworded stays as it is", () => {
  expect(logOf({ "pd-log": { entries: { label: "Outings" } } })).toMatchObject({ title: logOf({})?.title });
  expect(logOf({ "pd-log": { entries: { label: "Outings" } } })?.fields[0]?.list).toEqual(logOf({})?.fields[0]?.list);
});

test.each([
  ["pd-log", ".", {}, []],
  ["pd-log", "entries/provider", {}, []],
  ["pd-log", "entries", { item: "Outing" }, []],
  ["concern", "note", {}, []],
  ["transcript", "rows", {}, []],
  ["pd-lgo", ".", {}, ["/wording/pd-lgo"]],
  ["pd-log", "entrys/provider", {}, ["/wording/pd-log/entrys~1provider"]],
  ["pd-log", "entries/*/provider", {}, ["/wording/pd-log/entries~1*~1provider"]],
  ["pd-log", ".", { item: "Outing" }, ["/wording/pd-log/./item"]],
  ["pd-log", "entries/provider", { item: "Outing" }, ["/wording/pd-log/entries~1provider/item"]],
  ["concern", ".", {}, ["/wording/concern/."]],
  ["transcript", ".", {}, ["/wording/transcript/."]],
])("wording of %s, %s, with %j: refused at %j", (form, path, more, places) => {
  const found = wordingProblems(worded({ [form]: { [path]: { label: "Mine", ...more } } }), builtInSchemas);
  expect(found.map(({ pointer }) => pointer)).toEqual(places);
});
