import { expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import type { Form } from "../../src/core/forms/form.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { isWritten } from "../../src/core/review/written.ts";
import { candidateOf, profileOf, rulebookOf } from "../build.ts";

const program = rulebookOf();

function written(name: string, value: Mapping, pointer = "", change: (form: Form) => Form = (form) => form): boolean {
  const candidate = candidateOf({ [name]: value }, profileOf(), program);
  const document = candidate.documents.find((each) => each.name === name);
  const [view] = standingOf(candidate, program).years;
  if (!document || !view) throw new Error("it was given");
  return isWritten({ ...document, form: change(document.form) }, { pointer }, view);
}

const summary = "year-1/year-end/cpsel-2";
it.each([
  ["nothing", summary, {}, "", false],
  ["what the file began with", summary, { cpsel: 2, goal: null, actions: "", evidence: [] }, "", false],
  ["a goal that was named", summary, { cpsel: 2, goal: "goal-1" }, "", false],
  ["evidence that was named", summary, { cpsel: 2, evidence: ["notes"] }, "", false],
  ["a space", summary, { cpsel: 2, growth: " \n" }, "", false],
  ["a word", summary, { cpsel: 2, growth: "Yes." }, "", true],
  ["a level", summary, { cpsel: 2, "end-level": "meets" }, "", true],
  ["the day of a meeting", "year-1/context", { triad: { date: "2023-09-20" } }, "/triad", false],
  ["who was there", "year-1/context", { triad: { attendees: { coach: false } } }, "/triad", true],
  ["another part", "year-1/context", { experience: { skills: "s" } }, "/triad", false],
  ["goals by their standards alone", "year-1/admin-ilp", { goals: [{ id: "goal-1", cpsel: 1 }] }, "", false],
  ["an activity without words", "year-1/pd-log", { entries: [{ id: "activity-1", date: "2023-10-01" }] }, "", false],
  ["an activity", "year-1/pd-log", { entries: [{ id: "activity-1", hours: 2 }] }, "", true],
] as const)("%s", (_, name, value, pointer, expected) => {
  expect(written(name, value as unknown as Mapping, pointer)).toBe(expected);
});

it("a day is enough where nothing else is asked", () => {
  const onlyDates = (form: Form): Form => ({ ...form, fields: form.fields.filter(({ kind }) => kind === "date") });
  const name = "year-1/self-assessment-initial";
  expect(written(name, { administration: "initial", date: "2023-10-01" })).toBe(false);
  expect(written(name, { administration: "initial", date: "2023-10-01" }, "", onlyDates)).toBe(true);
});
