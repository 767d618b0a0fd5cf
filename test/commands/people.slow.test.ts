import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { git, gitState, ilp, ilpWith, plaindir, snapshot, write } from "../cli.ts";
import { assign, assignments, flat, profile, startProgram, textOf } from "./people-parts.ts";

interface Asked {
  message: string;
  choices?: { value: string }[];
  default?: string;
  validate?: (answer: string) => unknown;
}
const prompts = vi.hoisted(() => ({ askOnTerminal: vi.fn() }));
vi.mock("../../src/prompts.ts", () => prompts);

describe("ilp people assign", () => {
  let made: string;
  let folder: string;
  beforeAll(async () => {
    made = await startProgram();
  });
  beforeEach(() => {
    folder = plaindir();
    cpSync(made, folder, { recursive: true });
  });

  it("shortens one that would have lasted longer, and leaves one that has ended", async () => {
    write(folder, { [profile]: textOf(folder).replace("\n    to: null", '\n    to: "2027-06-30" # planned') });
    await assign(folder, "coach-two", "2027-01-11");
    expect(textOf(folder)).toContain('to: "2027-01-10" # planned');
    await assign(folder, "supervisor-one", "2027-01-11", "supervisor");
    write(folder, { [profile]: textOf(folder).replace('"2027-01-10" # planned', '"2026-12-01"') });
    await assign(folder, "coach-three", "2027-02-01");
    expect(assignments(folder)).toEqual([
      "coach coach-one 2026-08-10 2026-12-01",
      "supervisor supervisor-one 2026-08-10 ",
      "coach coach-two 2027-01-11 2027-01-31",
      "coach coach-three 2027-02-01 ",
    ]);
  });

  it("someone who was the coach before can come back", async () => {
    await assign(folder, "coach-two", "2027-01-11");
    expect((await assign(folder, "coach-one", "2027-02-01")).code).toBe(0);
    expect(assignments(folder).at(-1)).toBe("coach coach-one 2027-02-01 ");
  });

  it.each([
    ["in braces", "assignments:\n  - { role: coach, person: coach-one, from: 2026-08-10 }\n"],
    ["in brackets", "assignments: [{ role: coach, person: coach-one, from: 2026-08-10, to: null }]\n"],
    ["without to", "assignments:\n- role: coach # first\n  person: coach-one\n  from: 2026-08-10\n"],
    ["with an empty to", "assignments:\n- to: # open\n  role: coach\n  person: coach-one\n  from: 2026-08-10\n"],
  ])("works on a list %s", async (_, list) => {
    write(folder, { [profile]: textOf(folder).replace(/^assignments:\n( +.*\n)+/m, list) });
    expect(await assign(folder, "coach-two", "2027-01-11")).toMatchObject({ code: 0, err: "" });
    const [first, second] = parse(textOf(folder)).assignments;
    expect(first).toEqual({ role: "coach", person: "coach-one", from: "2026-08-10", to: "2027-01-10" });
    expect(second).toEqual({ role: "coach", person: "coach-two", from: "2027-01-11", to: null });
  });

  it.each(["assignments: []\n", "assignments:\n", ""])("the first one: %j", async (list) => {
    write(folder, { [profile]: textOf(folder).replace(/^assignments:\n( +.*\n)+/m, list) });
    const { code, out } = await assign(folder, "coach-two", "2026-09-01");
    expect(code).toBe(0);
    expect(out).not.toContain("until");
    expect(assignments(folder)).toEqual(["coach coach-two 2026-09-01 "]);
  });

  it.each([
    ["an unknown candidate", ["candidate-noe", "coach", "coach-two", "2027-01-11"], /Did you mean "candidate-one"/],
    ["an unknown role", ["candidate-one", "mentor", "coach-two", "2027-01-11"], /"mentor" is not one of coach, superv/],
    ["an unknown person", ["candidate-one", "coach", "coach-tow", "2027-01-11"], /Did you mean "coach-two"/],
    ["a stranger", ["candidate-one", "coach", "new-face", "2027-01-11"], /ilp people add "Full Name" --id new-face/],
    ["no such role", ["candidate-one", "coach", "supervisor-one", "2027-01-11"], /does not have the role coach/],
    ["the candidate", ["candidate-one", "coach", "candidate-one", "2027-01-11"], /nobody is their own coach/],
    ["no such day", ["candidate-one", "coach", "coach-two", "2027-02-29"], /no day 2027-02-29/],
    ["no date", ["candidate-one", "coach", "coach-two", "soon"], /not a date as ilp reads it/],
    ["too early a day", ["candidate-one", "coach", "coach-two", "2026-08-09"], /assigned from 2026-08-10 on; choose/],
    ["the same day", ["candidate-one", "coach", "coach-two", "2026-08-10"], /assigned from 2026-08-10 on; choose/],
    ["the same person", ["candidate-one", "coach", "coach-one", "2027-01-11"], /the coach already, since 2026-08-10\./],
  ])("refuses %s, and nothing is written", async (_, [id = "", role = "", person = "", from = ""], says) => {
    const before = [snapshot(folder), gitState(folder)];
    const args = ["--role", role, "--person", person, "--from", from, "--yes"];
    const { code, out, err } = await ilp(folder, "people", "assign", id, ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect([snapshot(folder), gitState(folder)]).toEqual(before);
  });

  it("refuses a layout it cannot change safely, and a role nobody has", async () => {
    const odd = "assignments:\n  - role: coach\n    person: coach-one\n    from: 2026-08-10\n    to: !!null null\n";
    write(folder, { [profile]: textOf(folder).replace(/^assignments:\n( +.*\n)+/m, odd) });
    const before = [snapshot(folder), gitState(folder)];
    expect((await assign(folder, "coach-two", "2027-01-11")).err).toContain(
      'Write this under assignments, entry 1 yourself:\n  to: "2027-01-10"\n',
    );
    expect([snapshot(folder), gitState(folder)]).toEqual(before);
    write(folder, { "people.yaml": textOf(folder, "people.yaml").replaceAll("[coach]", "[reviewer]") });
    expect((await assign(folder, "coach-two", "2027-01-11")).err).toContain(
      "Nobody in people.yaml has the role coach.",
    );
  });

  it("takes today where no day is given, and names what is missing off a terminal", async () => {
    const args = ["people", "assign", "candidate-one", "--role", "coach"];
    expect((await ilp(folder, ...args)).err).toContain("--person ID");
    expect((await ilp(folder, "people", "assign", "candidate-one")).err).toContain("--role ROLE");
    expect((await ilp(folder, ...args, "--person", "coach-two", "--yes")).code).toBe(0);
    expect(assignments(folder).at(-1)).toBe("coach coach-two 2026-11-21 ");
  });
});

it("asks on a terminal for what no flag gave; those who have the role are to choose from", async () => {
  const folder = await startProgram();
  const answers: Record<string, string> = { "Who is assigned?": "coach", "Coach:": "coach-three" };
  const asked: [string, string[]][] = [];
  prompts.askOnTerminal.mockImplementation(async ([{ message, choices = [], default: usual, validate }]: [Asked]) => {
    asked.push([message, choices.map(({ value }) => value)]);
    if (message.startsWith("First day")) expect(validate?.("2026-08-10")).toContain("choose a later day");
    return { answer: answers[message] ?? usual };
  });
  const ran = await ilpWith({ interactive: true }, folder, "people", "assign", "candidate-one");
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(asked).toEqual([
    ["Who is assigned?", ["coach", "supervisor"]],
    ["Coach:", ["coach-one", "coach-two", "coach-three"]],
    ["First day (YYYY-MM-DD):", []],
  ]);
  expect(assignments(folder).at(-1)).toBe("coach coach-three 2026-11-21 ");
});

describe("where Git does not know who is writing", () => {
  beforeEach(() => {
    const nowhere = join(plaindir(), "none");
    const names = ["EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
    for (const name of names) vi.stubEnv(name, undefined);
    vi.stubEnv("GIT_CONFIG_GLOBAL", nowhere);
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", "user.useConfigOnly");
    vi.stubEnv("GIT_CONFIG_VALUE_0", "true");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const start = ["--start", "2026-08-10", "--coach", "coach-one"];
  const steps = [
    ["init", "--id", "p", "--district", "D"],
    ["people", "add", "Coach One", "--role", "coach"],
    ["people", "add", "Coach Two", "--role", "coach"],
    ["new", "Candidate One", ...start],
    ["people", "assign", "candidate-one", "--role", "coach", "--person", "coach-two", "--from", "2027-01-11"],
  ];
  const who = (folder: string) => git(folder, "log", "-1", "--format=%an <%ae>, %cn <%ce>").trim();

  it("what sets a program up is recorded as ilp, and says so", async () => {
    const folder = plaindir();
    for (const step of steps) {
      const { code, out, err } = await ilp(folder, ...step, "--yes");
      expect([code, err]).toEqual([0, ""]);
      expect(flat(out)).toContain("Git does not know who you are yet, so this is recorded as ilp <ilp@localhost>.");
      expect(out).toContain('git config --global user.name "Your Name"\n');
      expect(who(folder)).toBe("ilp <ilp@localhost>, ilp <ilp@localhost>");
    }
    expect(git(folder, "log", "--format=%s").trim().split("\n")).toHaveLength(steps.length);
    expect(() => git(folder, "config", "user.email")).toThrow();
  });

  it("only the name that is missing is stood in for, and only while it is", async () => {
    const folder = plaindir();
    vi.stubEnv("GIT_AUTHOR_NAME", "Author One");
    vi.stubEnv("GIT_AUTHOR_EMAIL", "author.one@example.org");
    expect((await ilp(folder, "init", "--id", "p", "--district", "D", "--yes")).code).toBe(0);
    expect(who(folder)).toBe("Author One <author.one@example.org>, ilp <ilp@localhost>");
    git(folder, "config", "user.name", "Known One");
    git(folder, "config", "user.email", "known.one@example.org");
    const { out } = await ilp(folder, "people", "add", "Coach One", "--role", "coach", "--yes");
    expect(out).not.toContain("recorded as");
    expect(who(folder)).toBe("Author One <author.one@example.org>, Known One <known.one@example.org>");
  });
});

it("a folder candidates/program is no candidate: records about the program go by that name", async () => {
  const folder = await startProgram();
  write(folder, { "candidates/program/profile.yaml": "schema: profile@1\n" });
  const { findings } = JSON.parse((await ilp(folder, "check", "--json")).out);
  expect(findings).toContainEqual(expect.objectContaining({ code: "folder-name", path: "candidates/program" }));
});
