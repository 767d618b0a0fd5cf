/** How long `ilp next` is: what would fill pages is counted, with the command that shows it. */
import { describe, expect, it } from "vitest";
import type { Turn } from "../core/findings/turns.ts";
import type { People } from "../core/program/program.ts";
import { type AskedTurns, turnsText } from "./turns.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `person-${index + 1}`);
const people = {
  schema: "people@1",
  people: ids(30).map((id) => ({ id, name: id, roles: ["candidate"] })),
} as unknown as People;
const turn = (person: string | null, index: number): Turn => ({
  ...{ candidate: "one", document: "d", title: "Log", role: "coach", roles: ["coach"], since: null, first: false },
  ...{ people: person ? [person] : [], due: "2024-02-01", late: true, next: `ilp check one d${index}` },
});
const turns = (who: (string | null)[], each: number) =>
  who.flatMap((person) => Array.from({ length: each }, (_, index) => turn(person, index)));
const everyone: AskedTurns = {
  person: null,
  until: "2024-03-01",
  later: 0,
  more: "ilp next --all",
  span: "",
  whole: false,
};
const text = (all: Turn[], asked: Partial<AskedTurns> = {}) =>
  turnsText(all, { ...everyone, ...asked }, people, "2024-02-15", "", { colour: false, columns: 80 } as never)
    .split("\n")
    .map((line) => line.trim());

describe("of everyone's", () => {
  it("three rows a person, and the rest as a count; a fourth is shown where it is the last", () => {
    expect(text(turns(["person-1"], 4)).filter((line) => line.startsWith("due"))).toHaveLength(4);
    const five = text(turns(["person-1"], 5));
    expect(five.filter((line) => line.startsWith("due"))).toHaveLength(3);
    expect(five).toContain("… and 2 more: ilp next --for person-1");
    expect(text(turns(["person-1"], 5), { span: "--all" })).toContain("… and 2 more: ilp next --for person-1 --all");
  });

  it("where nobody can do it, check lists them", () => {
    expect(text(turns([null], 5))).toContain("… and 2 more: ilp check one");
  });

  it("ten people with rows; of more, the first five, and a line for each of the others", () => {
    expect(text(turns(ids(10), 2)).filter((line) => line.startsWith("due"))).toHaveLength(20);
    const eleven = text(turns(ids(11), 2));
    expect(eleven.filter((line) => line.startsWith("due"))).toHaveLength(10);
    expect(eleven).toContain("And for 6 more:");
    expect(eleven).toContain("person-11  2 open, 2 late  ilp next --for person-11");
    // Thirty people fit on a screen or so.
    expect(text(turns(ids(30), 60)).length).toBeLessThan(60);
  });
});

it("one's own: twenty rows and a count, and with --all everything", () => {
  const mine = { person: "person-1", more: "ilp next --for person-1 --all" };
  expect(text(turns(["person-1"], 21), mine).filter((line) => line.startsWith("due"))).toHaveLength(21);
  const many = text(turns(["person-1"], 22), mine);
  expect(many.filter((line) => line.startsWith("due"))).toHaveLength(20);
  expect(many).toContain("… and 2 more: ilp next --for person-1 --all");
  expect(text(turns(["person-1"], 22), { ...mine, whole: true }).join("\n")).not.toContain("more");
});
