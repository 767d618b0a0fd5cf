/** The case file where a person is asked. The questions themselves are answered here; and once, the built program. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ilpBinary } from "../cli.ts";
import { environmentOf, programWithMonths } from "../signatures/concurrency.ts";
import { stateOf } from "../signatures/scenarios/program.ts";
import { look } from "../signatures/scenarios/records.ts";
import { at, caseNames, caseProgram, caseRecords, decided, done, expectPlainWords, newest } from "./case-parts.ts";

type Answer = unknown | (() => Promise<unknown>);
const asked: string[] = [];
let answers: Answer[] = [];
vi.mock("../../src/prompts.ts", () => ({
  askOnTerminal: async ([question]: { message: string }[]) => {
    asked.push(question?.message ?? "");
    if (answers.length === 0) throw Object.assign(new Error("closed"), { name: "ExitPromptError" });
    const next = answers.shift();
    return { answer: typeof next === "function" ? await next() : next };
  },
}));

beforeEach(() => {
  asked.length = 0;
});
afterEach(expectPlainWords);

const one = "candidate-one";
const there = { interactive: true };

it("a concern: the reason from the program's list, then the note, then a clear yes", async () => {
  const folder = caseProgram();
  answers = ["other", "They moved house.", true];
  const { code, err } = await at("coach-one", there)(folder, "concern", one);
  expect([code, err]).toEqual([0, ""]);
  expect(asked).toEqual(["What is it about?", "What did you see?", "Record it?"]);
  expect(caseRecords(folder)[0]?.entry).toEqual({ reason: "other", note: "They moved house." });
});

it("no, or leaving at a question, writes nothing", async () => {
  const folder = caseProgram();
  const before = stateOf(folder);
  answers = ["nonresponsive", "", false];
  const no = await at("coach-one", there)(folder, "concern", one);
  expect([no.code, no.out]).toEqual([2, expect.stringContaining("Nothing was written.")]);
  answers = ["nonresponsive"];
  const left = await at("coach-one", there)(folder, "concern", one);
  expect([left.code, left.err]).toEqual([2, expect.stringContaining("Nothing was written")]);
  expect(stateOf(folder)).toEqual(before);
});

it("a plan: one action after another, until Enter alone", async () => {
  const folder = caseProgram();
  answers = ["Two decisions NO", "Weekly visits", "2026-11-20", "2026-11-21", "A model plan", "", true];
  expect((await at("manager-one", there)(folder, "plan", "open", one)).err).toBe("");
  expect(caseRecords(folder)[0]?.entry).toMatchObject({ actions: ["Weekly visits", "A model plan"] });
});

it("a role is asked for where there are several, and so is which concern", async () => {
  const folder = caseProgram();
  for (const reason of ["nonresponsive", "follow-through"])
    await done("coach-one", folder, "concern", one, "--reason", reason);
  const { rows } = await look(folder, one);
  const told = caseRecords(folder).map(({ entry }) => entry?.reason);
  const second = rows.find(({ id }) => id.startsWith(`sha256:${newest(folder)}`))?.id;
  answers = [second, "director", "We meet.", true];
  expect((await at("director-one", there)(folder, "concern", "answer", one)).err).toBe("");
  expect(asked.slice(0, 3)).toEqual(["Which one do you answer?", "In which role?", "What do you answer?"]);
  expect(told).toEqual(["nonresponsive", "follow-through"]);
  expect(caseRecords(folder).at(-1)).toMatchObject({ role: "director", of: second });
});

it("what somebody else did while it was read is not done twice", async () => {
  const folder = caseProgram();
  await done("coach-one", folder, "concern", one, "--reason", "nonresponsive");
  answers = [
    "We meet.",
    async () => {
      await done("manager-one", folder, "concern", "answer", one, "--text", "Done already.");
      return true;
    },
  ];
  const ran = await at("reviewer-one", there)(folder, "concern", "answer", one);
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("is answered once. (the program's rule)")]);
  expect(caseRecords(folder).map(({ role }) => role)).toEqual(["coach", "manager"]);
});

it("a contact: today is offered, and the steps while there is an appeal", async () => {
  const folder = caseProgram();
  await decided(folder, "NO");
  await done("candidate-one", folder, "appeal", "open", one, "inquiry-ilp", "--text", "Cell 3 has one.");
  answers = ["Reviewer One", "meeting", "2026-11-21", "We talked.", "1", "", true];
  expect((await at("candidate-one", there)(folder, "log", "contact", one)).err).toBe("");
  expect(asked).toContain("Which step of the appeal does it belong to?");
  const { entry } = caseRecords(folder).at(-1) ?? {};
  expect(entry).toEqual({ step: 1, with: "Reviewer One", channel: "meeting", on: "2026-11-21", summary: "We talked." });
});

it("the built program: a concern and its answer, by two people", async () => {
  const folder = programWithMonths(1);
  const coach = environmentOf("coach-one");
  const told = await ilpBinary(folder, ["concern", one, "--reason", "nonresponsive", "--yes"], coach);
  expect([told.code, told.err]).toEqual([0, ""]);
  const answer = ["concern", "answer", one, newest(folder), "--text", "We meet.", "--no-key", "--yes"];
  const refused = await ilpBinary(folder, answer, environmentOf("reviewer-one"));
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringContaining("asks for a key when somebody signs as reviewer"),
  ]);
  const answered = await ilpBinary(
    folder,
    answer.filter((word) => word !== "--no-key"),
    environmentOf("reviewer-one"),
  );
  expect([answered.code, answered.err]).toEqual([0, ""]);
  expect(caseNames(folder)).toHaveLength(2);
});
