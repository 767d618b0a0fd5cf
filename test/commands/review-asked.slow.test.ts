/** Handing in and deciding where a person is asked. The questions themselves are answered here. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { as, edit, expectPlainWords, expectRefusal, newProgram, stateOf } from "../signatures/scenarios/program.ts";
import { feedback, goal, handedIn, partOf, recordsOf, revision } from "./review-parts.ts";

const asked: string[] = [];
let answers: unknown[] = [];
let refused: unknown[] = [];
vi.mock("../../src/prompts.ts", () => ({
  askOnTerminal: async ([question]: { message: string; validate?: (answer: string) => unknown }[]) => {
    asked.push(question?.message ?? "");
    if (answers.length === 0) throw Object.assign(new Error("closed"), { name: "ExitPromptError" });
    for (;;) {
      const answer = answers.shift();
      const verdict = typeof answer === "string" ? (question?.validate?.(answer) ?? true) : true;
      if (verdict === true) return { answer };
      refused.push(verdict);
    }
  },
}));

beforeEach(() => {
  asked.length = 0;
  refused = [];
});
afterEach(expectPlainWords);

const there = { interactive: true };

it("a decision NO: what is missing is asked after the text is shown, and what will not do is not taken", async () => {
  const folder = await handedIn();
  answers = ["NO", " ", "a\u202eb", feedback, "2026-11-21", "2027-02-30", "2026-12-18", true];
  const { code, err } = await as("reviewer-one", there)(folder, "review", ...goal);
  expect([code, err]).toEqual([0, ""]);
  expect(asked).toEqual([
    "What do you decide?",
    "What is needed? Specific feedback:",
    "By which day is it handed in again (YYYY-MM-DD)?",
    "Record NO (Incomplete)?",
  ]);
  expect(refused).toEqual([
    "Please answer.",
    expect.stringContaining("direction of writing"),
    expect.stringContaining("later than today (2026-11-21)"),
    expect.stringContaining("no day 2027-02-30"),
  ]);
  expect(recordsOf(folder, "review")).toMatchObject([{ decision: "NO", feedback, resubmit_by: "2026-12-18" }]);
});

it("with the flags given, only whether it is recorded; no, or leaving, writes nothing", async () => {
  const folder = await handedIn();
  const before = stateOf(folder);
  const reviewer = as("reviewer-one", there);
  answers = [false];
  const no = await reviewer(folder, "review", ...goal, "--complete");
  expect([no.code, no.out, asked]).toEqual([
    2,
    expect.stringContaining("Nothing was written"),
    ["Record YES (Complete)?"],
  ]);
  const left = await reviewer(folder, "review", ...goal, "--incomplete", "--feedback", feedback);
  expect([left.code, left.err, stateOf(folder)]).toEqual([2, expect.stringContaining("Nothing was written"), before]);
  await expectRefusal(
    folder,
    reviewer,
    ["review", ...goal, "--incomplete", "--feedback", " "],
    /A NO comes with/,
    /--feedback TEXT/,
  );
});

it("handing in: one question; what is not saved is saved with it, and feedback is asked for", async () => {
  const folder = newProgram();
  edit(folder, ...revision, { save: false });
  answers = [true];
  const handed = await as("candidate-one", there)(folder, "submit", ...goal);
  expect([handed.code, handed.err, asked]).toEqual([0, "", ["Hand it in?"]]);
  expect(handed.out).toMatch(/changes that are not saved yet; they are saved\s+in the same step/);
  expect(await partOf(folder)).toMatchObject({ state: "submitted", changed: false });
  answers = ["The visits show it.", true];
  const given = await as("director-one", there)(folder, "feedback", "candidate-one", "collaborative/2026-09");
  expect([given.code, given.err, asked.slice(1)]).toEqual([0, "", ["Your feedback:", "Record this feedback?"]]);
});
