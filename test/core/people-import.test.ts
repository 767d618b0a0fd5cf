import { describe, expect, it } from "vitest";
import { writtenDay } from "../../src/core/basics/written-day.ts";
import { planImport } from "../../src/core/program/people-import.ts";
import type { ImportRow, Known } from "../../src/core/program/people-table.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { roles } from "../../src/core/program/roles.ts";

const words = {
  roleOf: (word: string) =>
    ({ mentor: "coach" })[word.toLowerCase()] ?? roles.find((role) => role === word.toLowerCase()) ?? null,
  roles,
  labelOf: () => "Mentor",
  idOf: (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
};
const nobody: Known = { people: [], candidates: new Map() };
const plan = (rows: Omit<ImportRow, "line">[], known = nobody) =>
  planImport(
    rows.map((row, index) => ({ line: index + 2, ...row }) as ImportRow),
    known,
    words,
  );
const problems = (rows: Omit<ImportRow, "line">[], known = nobody) =>
  plan(rows, known).problems.map(({ line, text }) => `${line}: ${text}`);

const coach = { name: "Coach One", email: "coach@x.org", roles: "Mentor" };
const candidate = { name: "Cand One", email: "cand@x.org", roles: "candidate", start: "2026-08-10" };
const start = { "program-start": "2026-08-10", site: "Elm", assignments: [] } as unknown as Profile;
const assigned = (person: string, to: string | null = null) =>
  ({ ...start, assignments: [{ role: "coach", person, from: "2026-08-10", to }] }) as unknown as Profile;
const there = (profile: Profile | null = start): Known => ({
  people: [
    { id: "coach-one", name: "Coach One", emails: ["coach@x.org"], roles: ["coach"] },
    { id: "two", name: "Coach Two", roles: ["coach"] },
    { id: "cand-one", name: "Cand One", emails: ["CAND@x.org"], roles: ["candidate"] },
  ],
  candidates: new Map([["cand-one", profile]]),
});

describe("a day as people write it", () => {
  it.each([
    ["2026-08-10", "2026-08-10"],
    ["2026/8/10", "2026-08-10"],
    ["August 10, 2026", "2026-08-10"],
    ["Aug. 10th 2026", "2026-08-10"],
    ["10 August 2026", "2026-08-10"],
    ["1 Sept 2026", "2026-09-01"],
    ["8/24/2026", "2026-08-24"],
    ["24.8.2026", "2026-08-24"],
    ["8/8/2026", "2026-08-08"],
    ["1900-01-01", "1900-01-01"],
    ["12/31/2199", "2199-12-31"],
  ])("%s is %s", (written, day) => expect(writtenDay(written)).toEqual({ day }));

  it.each([
    ["8/10/2026", "as 2026-08-10 and as 2026-10-08"],
    ["12/12/26", "is not a day"],
    ["2/29/2027", "is not a day"],
    ["46244", "is not a day"],
    ["Augst 10, 2026", "is not a day"],
    ["ma 10, 2026", "is not a day"],
    ["2026-02-30", "is not a day"],
    ["1899-12-31", "in a year that cannot be meant"],
    ["1/1/9999", "in a year that cannot be meant"],
  ])("%s is not guessed", (written, says) =>
    expect(writtenDay(written)).toEqual({ problem: expect.stringContaining(says) }),
  );
});

describe("what a table of people adds", () => {
  it("names people by id, email or name, in any order, and by the program's own word for a role", () => {
    for (const meant of ["coach-one", "COACH@x.org", "coach  one"]) {
      const { problems, people, candidates } = plan([{ ...candidate, coach: meant }, coach]);
      expect(problems).toEqual([]);
      expect(people.map(({ id, roles }) => [id, roles])).toEqual([
        ["cand-one", ["candidate"]],
        ["coach-one", ["coach"]],
      ]);
      expect(candidates).toMatchObject([{ line: 2, id: "cand-one", coach: "coach-one", supervisor: null }]);
    }
  });

  it("sets up a candidate with position and kind; without them an induction candidate", () => {
    const given = { ...candidate, position: "Assistant Principal", kind: "Transitional" };
    expect(plan([given]).candidates).toMatchObject([{ position: "Assistant Principal", kind: "transitional" }]);
    expect(plan([candidate]).candidates).toMatchObject([{ position: null, kind: "induction" }]);
    expect(problems([{ ...candidate, kind: "clear" }])).toEqual([
      '2: kind: "clear" is not one of induction, transitional',
    ]);
  });

  it("two of one name and two addresses are two people", () => {
    const namesakes = [
      { name: "Maria Garcia", email: "a@x.org", roles: "coach" },
      { name: "maria garcia", email: "b@x.org", roles: "coach" },
    ];
    expect(plan(namesakes).people.map(({ id }) => id)).toEqual(["maria-garcia", "maria-garcia-2"]);
    expect(problems([...namesakes, { ...candidate, coach: "Maria Garcia" }])).toEqual([
      '4: coach: "Maria Garcia" can be maria-garcia or maria-garcia-2; write the id, or the email',
    ]);
  });

  it.each<[string, Omit<ImportRow, "line">[], string[]]>([
    ["no name", [{ ...coach, name: "" }], ["2: a name is needed"]],
    ["an address", [{ ...coach, email: "coach@" }], ['2: "coach@" is not an address']],
    ["no role", [{ ...coach, roles: "" }], [expect.stringContaining("2: roles: say what Coach One does")]],
    ["a role", [{ ...coach, roles: "coch" }], [expect.stringContaining('Did you mean "coach"?')]],
    ["a reserved id", [{ ...coach, id: "program" }], [expect.stringContaining("2: this name stands for the program")]],
    ["no start", [{ ...candidate, start: "" }], ["2: start: say the first day in the program"]],
    [
      "a coach of nobody",
      [{ ...coach, start: "2026-08-10" }],
      [expect.stringContaining("only a candidate has a start")],
    ],
    [
      "their own coach",
      [{ ...candidate, roles: "candidate, coach", coach: "cand-one" }],
      ["2: coach: nobody is their own coach or supervisor"],
    ],
    [
      "not a coach",
      [
        { ...coach, roles: "reviewer" },
        { ...candidate, coach: "coach-one" },
      ],
      ["3: coach: Coach One (coach-one) does not have the role coach (Mentor)"],
    ],
    ["nobody", [coach, { ...candidate, coach: "Coach On" }], [expect.stringContaining('Did you mean "Coach One"?')]],
    [
      "twice, by email",
      [coach, { ...coach, name: "C. One" }],
      [expect.stringContaining("3: the same person as line 2, by the email")],
    ],
    [
      "twice, by name",
      [coach, { ...coach, email: "" }],
      [expect.stringContaining("3: the same person as line 2, by the name")],
    ],
    // One cause, one line: nothing is said of who refers to a row that is wrong.
    [
      "a follower",
      [
        { ...coach, roles: "coch" },
        { ...candidate, coach: "Coach One" },
      ],
      [expect.stringContaining("2: ")],
    ],
  ])("refuses %s", (_, rows, expected) => expect(problems(rows)).toEqual(expected));

  it("says everything at once", () => {
    const rows = [{ ...candidate, email: "x", start: "8/10/2026", coach: "Nobody", supervisor: "No One" }];
    expect(problems(rows).map((each) => each.slice(0, 14))).toEqual([
      '2: "x" is not ',
      "2: coach: ther",
      "2: supervisor:",
      '2: start: "8/1',
    ]);
  });
});

describe("the same table once more", () => {
  it("adds nothing, and counts what is the same", () => {
    const again = plan([coach, { ...candidate, coach: "Coach One", site: "elm" }], there(assigned("coach-one")));
    expect(again).toEqual({ problems: [], people: [], candidates: [], assignments: [], differences: [], same: 2 });
  });

  it("adds a coach where nobody was assigned, from the first day on", () => {
    const { assignments, differences } = plan([{ ...candidate, coach: "two" }], there());
    expect(assignments).toEqual([{ line: 2, candidate: "cand-one", role: "coach", person: "two", from: "2026-08-10" }]);
    expect(differences).toEqual([]);
  });

  it.each<[string, Omit<ImportRow, "line">, Profile, string]>([
    ["name", { ...candidate, name: "Cand Uno" }, start, "the name of Cand One (cand-one): people.yaml has Cand One"],
    ["roles", { ...candidate, roles: "candidate, coach" }, start, "the roles of"],
    ["start", { ...candidate, start: "2026-08-11" }, start, "the start of Cand One"],
    ["site", { ...candidate, site: "Oak" }, start, "has Elm, the table Oak"],
    [
      "coach",
      { ...candidate, coach: "two" },
      assigned("coach-one"),
      "ilp people assign cand-one --role coach --person two",
    ],
    ["former coach", { ...candidate, coach: "two" }, assigned("coach-one", "2026-12-31"), "is Coach One (coach-one)"],
  ])("tells another %s, and changes nothing", (_, row, profile, says) => {
    const { problems, differences, ...rest } = plan([row], there(profile));
    expect([problems, rest]).toEqual([[], { people: [], candidates: [], assignments: [], same: 0 }]);
    expect(differences).toEqual([{ line: 2, text: expect.stringContaining(says) }]);
  });

  it("somebody of a known name and another address is not guessed; an id says who it is", () => {
    const other = { ...coach, email: "other@x.org" };
    expect(problems([other], there())).toEqual([expect.stringContaining("already, with another email")]);
    expect(plan([{ ...other, id: "coach-one" }], there()).differences).toHaveLength(1);
    expect(plan([{ ...other, id: "one-more" }], there()).people).toMatchObject([{ id: "one-more" }]);
    expect(problems([candidate], there(null))).toEqual([expect.stringContaining("ilp check cand-one")]);
  });
});
