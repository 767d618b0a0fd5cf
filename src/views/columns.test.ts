import { describe, expect, it } from "vitest";
import { columnsOf, cut } from "./columns.ts";
import { wrap } from "./paint.ts";
import { table } from "./table.ts";

describe("columns of a terminal", () => {
  it.each([
    ["Inés", 4],
    ["Ine\u0301s", 4],
    ["山田 太郎", 9],
    ["\u001b[31mlate\u001b[39m", 4],
    ["👩‍💼", 4],
    ["Nguyễn", 6],
  ])("%j takes %i", (text, columns) => expect(columnsOf(text)).toBe(columns));

  it.each([
    ["Robin", 5, "Robin"],
    ["Robin", 4, "Rob…"],
    ["山田太郎", 7, "山田太…"],
    ["山田太郎", 6, "山田…"],
    ["Ine\u0301s Ejemplo", 5, "Ine\u0301s…"],
  ])("%j cut to %i is %j", (text, room, shown) => expect(cut(text, room)).toBe(shown));

  it("stand below each other whatever the letters", () => {
    const lines = table(
      [
        ["山田 太郎", "2"],
        ["Ine\u0301s", "3"],
        ["Robin", "4"],
      ],
      80,
    );
    expect(lines.map((line) => columnsOf(line.slice(0, -1)))).toEqual([11, 11, 11]);
  });
});

describe("a command in a sentence", () => {
  const help =
    'To decide: ilp review candidate-one year-1/pd-log --complete, or --incomplete with feedback and a day. Or add the person: ilp people add "Full Name" --id coach-two';
  it.each([20, 40, 60, 80, 100])("is not broken at %i columns", (width) => {
    const lines = wrap(help, width, "    ").split("\n");
    expect(lines.some((line) => line.includes("ilp review candidate-one year-1/pd-log --complete"))).toBe(true);
    expect(lines.some((line) => line.includes('ilp people add "Full Name" --id coach-two'))).toBe(true);
    expect(lines.join(" ").replace(/\s+/g, " ")).toBe(help);
  });

  it("ends where the sentence goes on, and prose about ilp is prose", () => {
    const text =
      "See what changed: ilp history candidate-one pd-log --diff. To sign again: ilp sign candidate-one pd-log";
    expect(wrap(text, 56).split("\n")).toEqual([
      "See what changed:",
      "ilp history candidate-one pd-log --diff. To sign again:",
      "ilp sign candidate-one pd-log",
    ]);
    expect(wrap("This is a link to another place; ilp reads only real folders.", 40).split("\n")).toEqual([
      "This is a link to another place; ilp",
      "reads only real folders.",
    ]);
  });
});
