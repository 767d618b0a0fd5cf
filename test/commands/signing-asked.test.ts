/** Signing where a person is asked: yes, no, why, and who they are. The questions themselves are answered here. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ilp, ilpWith } from "../cli.ts";
import { homeOf } from "../signatures/scenarios/people.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  inquiry,
  newProgram,
  rules,
  rulesText,
  stateOf,
} from "../signatures/scenarios/program.ts";
import { look, worth } from "../signatures/scenarios/records.ts";
import { squeezed } from "./decided-program.ts";

const asked: string[] = [];
let answers: unknown[] = [];
vi.mock("../../src/prompts.ts", () => ({
  askOnTerminal: async ([question]: { message: string }[]) => {
    asked.push(question?.message ?? "");
    if (answers.length === 0) throw Object.assign(new Error("closed"), { name: "ExitPromptError" });
    return { answer: answers.shift() };
  },
}));

beforeEach(() => {
  asked.length = 0;
});
afterEach(expectPlainWords);

const there = { interactive: true };
const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal"];

it("no, or leaving at the question, writes nothing", async () => {
  const folder = newProgram();
  const before = stateOf(folder);
  answers = [false];
  const no = await as("coach-one", there)(folder, ...goal);
  expect([no.code, no.out]).toEqual([2, expect.stringContaining("Not signed. Nothing was written.")]);
  const left = await as("coach-one", there)(folder, ...goal);
  expect([left.code, left.err]).toEqual([2, expect.stringContaining("Nothing was written")]);
  expect([asked, stateOf(folder)]).toEqual([["Sign?", "Sign?"], before]);
});

it("yes signs; unsaved changes are named before, and saved with it", async () => {
  const folder = newProgram();
  edit(folder, inquiry, "Whose voices", "Whose voice", { save: false });
  answers = [true];
  const { code, out, err } = await as("coach-one", there)(folder, ...goal);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/changes that are not saved yet; they are saved\s+in the same step/);
  expect(worth(await look(folder))).toBe("valid/key*");
});

it("where the program never saves while signing, unsaved changes are refused here too", async () => {
  const folder = newProgram({ [rules]: rulesText("  unsaved: never\n") });
  edit(folder, inquiry, "Whose voices", "Whose voice", { save: false });
  await expectRefusal(folder, as("coach-one", there), goal, /not saved/, /Save them in Git first/);
});

it("everything that waits, one after another: what is not signed does not stop the next", async () => {
  const folder = newProgram();
  answers = [false, true];
  const { code, out } = await as("candidate-one", there)(folder, "sign");
  expect([code, asked]).toEqual([0, ["Sign?", "Sign?"]]);
  expect(out).toMatch(/1 of 2[\s\S]*2 of 2/);
  expect((await look(folder)).rows.map(({ state }) => state)).toEqual(["valid"]);
});

it("a reason is asked for, then whether it is recorded", async () => {
  const folder = newProgram();
  answers = ["Cell 3 needs a measure.", true];
  const { code } = await as("coach-one", there)(folder, "decline", ...goal.slice(1));
  expect([code, asked.length, asked[1]]).toEqual([0, 2, "Record that you do not sign?"]);
  expect(squeezed((await ilp(folder, "check", "candidate-one", "inquiry-ilp")).out)).toContain(
    "Cell 3 needs a measure.",
  );
});

it("somebody Git knows by another email says who they are, and still needs the key", async () => {
  const folder = newProgram();
  become(folder, { name: "inese", email: "home@example.org" });
  const run = (home: string) => ilpWith({ ...there, env: { HOME: home, PATH: process.env.PATH } }, folder, ...goal);
  answers = ["coach-one", true];
  const without = await run(homeOf("coach-two"));
  expect([without.code, without.err]).toEqual([2, expect.stringContaining("key is not on this computer")]);
  answers = ["coach-one", true];
  const { code, err } = await run(homeOf("coach-one"));
  expect([code, err, asked[0]]).toEqual([0, "", expect.stringContaining("Who are you?")]);
  expect(worth(await look(folder))).toBe("valid/key*");
});
