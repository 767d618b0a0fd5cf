/** A part named behind # means the same to every command: its address, the last word of it, or a clear beginning. */
import { describe, expect, it } from "vitest";
import { meant, noPart } from "../../src/commands/recording/sections.ts";
import { UserError } from "../../src/core/problems/user-error.ts";
import { wrap } from "../../src/views/paint.ts";
import { as, newProgram } from "../signatures/scenarios/program.ts";

const places = [".", "initial-goal", "inquiries/inquiry-1", "inquiries/inquiry-10", "final"].map((section) => ({
  section,
}));

describe("a part", () => {
  it.each<[string | undefined, string[]]>([
    [undefined, places.map(({ section }) => section)],
    ["initial-goal", ["initial-goal"]],
    ["ini", ["initial-goal"]],
    ["Fin", ["final"]],
    ["inquiry-1", ["inquiries/inquiry-1"]],
    ["inquiry-10", ["inquiries/inquiry-10"]],
    ["nonsense", []],
    [".", ["."]],
  ])("%s", (word, found) => {
    expect(meant(places, word).map(({ section }) => section)).toEqual(found);
  });

  it("that fits several is not guessed, and one that is not there is told with those that are", () => {
    expect(() => meant(places, "inq")).toThrow(UserError);
    expect(noPart("x", "year-1/a", places, "")).toMatchObject({
      message: 'There is no part "x" in year-1/a.',
      help: expect.stringContaining("There are: initial-goal, inquiries/inquiry-1"),
    });
  });

  it("is found by every command, and missed in the same words", async () => {
    const folder = newProgram();
    for (const [who, ...words] of [
      ["coach-one", "sign", "candidate-one"],
      ["coach-one", "decline", "candidate-one"],
      ["coach-one", "check", "candidate-one"],
      ["candidate-one", "submit", "candidate-one"],
      ["coach-one", "record", "paper-signature", "candidate-one"],
    ] as const) {
      const more = words[0] === "decline" ? ["--reason", "No.", "--yes"] : words[0] === "check" ? [] : ["--yes"];
      const { code, err } = await as(who)(folder, ...words, "inquiry-ilp#nonsense", ...more);
      expect([code, err]).toEqual([2, expect.stringContaining('There is no part "nonsense" in year-1/inquiry-ilp.')]);
    }
    const checked = await as("coach-one")(folder, "check", "candidate-one", "inquiry-ilp#init");
    expect([checked.code < 2, checked.err]).toEqual([true, ""]);
    expect(await as("coach-one")(folder, "sign", "candidate-one", "inquiry-ilp#init", "--yes")).toMatchObject({
      code: 0,
    });
  });
});

it("an empty line between paragraphs has no spaces", () => {
  expect(wrap("One.\n\nTwo.", 80, "    ")).toBe("One.\n\n    Two.");
});
