import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { git, gitState, ilp, ilpBinary, plaindir, type Ran, snapshot, write } from "../cli.ts";

const lastCommit = (folder: string) =>
  git(folder, "show", "--name-only", "--format=%s", "HEAD").trim().split("\n").filter(Boolean);

/** A program with a coach and a supervisor, and no candidate yet; made once, and copied. */
async function startPeople(): Promise<string> {
  people ??= makePeople();
  const folder = plaindir();
  cpSync(await people, folder, { recursive: true });
  return folder;
}
let people: Promise<string> | undefined;

async function makePeople(): Promise<string> {
  const folder = plaindir();
  await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
  await ilp(folder, "people", "add", "Coach One", "--role", "coach", "--yes");
  await ilp(folder, "people", "add", "Supervisor One", "--role", "supervisor", "--yes");
  return folder;
}
const withBoth = ["--coach", "coach-one", "--supervisor", "supervisor-one", "--yes"];

/** init, people and new through the built binary, as the help shows them. */
async function startProgram(
  run: (folder: string, step: string[]) => Promise<Ran> = (folder, step) => ilp(folder, ...step),
): Promise<string> {
  const folder = plaindir();
  const steps = [
    ["init", ".", "--preset", "combined", "--id", "westside-aip", "--district", "Westside Example District", "--yes"],
    ["people", "add", "Coach One", "--id", "coach-one", "--email", "coach.one@example.org", "--role", "coach", "--yes"],
    ["people", "add", "Supervisor One", "--id", "supervisor-one", "--role", "supervisor", "--yes"],
    [
      "new",
      "Candidate One",
      "--id",
      "candidate-one",
      "--kind",
      "induction",
      "--year",
      "1",
      "--start",
      "2026-08-10",
      ...withBoth,
    ],
  ];
  for (const step of steps) expect(await run(folder, step)).toMatchObject({ code: 0, err: "" });
  return folder;
}

describe("from nothing to a candidate, through the binary", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await startProgram(ilpBinary);
  });

  it("records each step by itself, and leaves nothing behind", () => {
    const subjects = git(folder, "log", "--reverse", "--format=%s").trim().split("\n");
    expect(subjects).toEqual([
      "Start the program westside-aip",
      "Add Coach One to the program",
      "Add Supervisor One to the program",
      "Set up Candidate One, year 1",
    ]);
    expect(git(folder, "status", "--porcelain")).toBe("");
    const [, ...files] = lastCommit(folder);
    expect(files.every((file) => file === "people.yaml" || file.startsWith("candidates/candidate-one/"))).toBe(true);
  });

  it("adds the candidate to people.yaml", () => {
    const { people } = parse(readFileSync(join(folder, "people.yaml"), "utf8"));
    expect(people.map(({ id, roles }: { id: string; roles: string[] }) => [id, roles[0]])).toEqual([
      ["coach-one", "coach"],
      ["supervisor-one", "supervisor"],
      ["candidate-one", "candidate"],
    ]);
  });

  it("ends with numbered next steps that work", async () => {
    const { out } = await ilp(folder, "new", "Candidate Two", "--start", "2026-08-10", ...withBoth);
    const commands = [...out.matchAll(/^ {2}\d\. .*?: (ilp .*)$/gm)].map(
      (match) => match[1]?.split(" ").slice(1) ?? [],
    );
    expect(commands.length).toBeGreaterThan(1);
    for (const command of commands) expect([0, 1]).toContain((await ilp(folder, ...command)).code);
  });

  it("keeps other people's changes out of the record, staged or not", async () => {
    write(folder, {
      "notes.txt": "staged",
      "program.yaml": `${readFileSync(join(folder, "program.yaml"), "utf8")}# by hand\n`,
    });
    git(folder, "add", "notes.txt");
    const before = { diff: git(folder, "diff"), staged: git(folder, "diff", "--cached") };
    expect((await ilpBinary(folder, ["people", "add", "Coach Two", "--role", "coach", "--yes"])).code).toBe(0);
    expect({ diff: git(folder, "diff"), staged: git(folder, "diff", "--cached") }).toEqual(before);
    expect(lastCommit(folder)).toEqual(["Add Coach Two to the program", "people.yaml"]);
  });

  it("a second candidate of the same name is refused", async () => {
    const before = snapshot(folder);
    const ran = await ilp(folder, "new", "Candidate One", "--start", "2026-08-10", ...withBoth);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain("ilp new --missing --id candidate-one");
    expect(snapshot(folder)).toEqual(before);
  });

  it("what is missing can be written again, and nothing else", async () => {
    const file = "candidates/candidate-one/year-1/pd-log.yaml";
    git(folder, "rm", "--quiet", file);
    const before = snapshot(folder);
    expect((await ilp(folder, "check", "candidate-one", "--json")).out).toContain('"document-missing"');
    expect((await ilp(folder, "new", "--missing", "--id", "candidate-one", "--yes")).code).toBe(0);
    const after = snapshot(folder);
    expect(Object.keys(after).filter((name) => !(name in before))).toEqual([file]);
    expect((await ilp(folder, "new", "--missing", "--id", "candidate-one", "--yes")).out).toContain(
      "Nothing is missing",
    );
  });
});

describe("ilp init", () => {
  it.each(["combined", "westside", "hart"])(
    "%s: a program that can be read, with labels and forms of its own",
    async (preset) => {
      const folder = plaindir();
      expect(
        (await ilp(folder, "init", "prog", "--preset", preset, "--id", "p", "--district", 'D & Ω "quoted"', "--yes"))
          .code,
      ).toBe(0);
      const settings = parse(readFileSync(join(folder, "prog", "program.yaml"), "utf8"));
      expect(settings).toMatchObject({
        preset,
        district: 'D & Ω "quoted"',
        labels: { coach: preset === "hart" ? "Mentor" : "Coach" },
      });
      expect(settings.forms.includes("inquiry-ilp")).toBe(preset !== "westside");
      expect(settings.forms.includes("pd-log")).toBe(preset !== "hart");
      const status = await ilp(join(folder, "prog"), "status");
      expect(status).toMatchObject({ code: 0, err: "" });
    },
  );

  it("off a terminal every missing flag is named at once, and nothing is written", async () => {
    const folder = plaindir();
    const ran = await ilpBinary(folder, ["init", "prog"]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("--district TEXT");
    expect(existsSync(join(folder, "prog"))).toBe(false);
  });

  it("a folder with something in it, or a program already, is left alone", async () => {
    const folder = plaindir({ "letter.txt": "x" });
    const ran = await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toContain("not empty");
    expect(snapshot(folder)).toEqual({ "letter.txt": "x" });
  });
});

describe("ilp new", () => {
  it("asks for the standards of the plan, or takes the first ones", async () => {
    const folder = await startPeople();
    const common = ["--start", "2026-08-10", ...withBoth];
    expect((await ilp(folder, "new", "Ána Öne", "--cpsels", "2,4,6", ...common)).code).toBe(0);
    expect(
      ["2", "4", "6"].every((cpsel) =>
        existsSync(join(folder, `candidates/ana-one/year-1/year-end/cpsel-${cpsel}.yaml`)),
      ),
    ).toBe(true);
    const missing = await ilp(folder, "new", "Nobody Two", "--yes");
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("--start DATE");
    const wrong = await ilp(
      folder,
      "new",
      "Nobody Two",
      "--start",
      "2026-02-30",
      "--coach",
      "coach-oen",
      "--supervisor",
      "supervisor-one",
      "--yes",
    );
    expect(wrong.err).toContain('Did you mean "coach-one"?');
    expect(wrong.err).toContain("there is no day 2026-02-30");
  });
});

describe("ilp new --transferred-in", () => {
  const plan = (folder: string, id: string, year = 2) =>
    parse(readFileSync(join(folder, `candidates/${id}/year-${year}/admin-ilp.yaml`), "utf8")).goals.map(
      ({ cpsel }: { cpsel: number | null }) => cpsel,
    );
  it("keeps what was covered elsewhere, sets up the others, and never guesses", async () => {
    const folder = await startPeople();
    const common = ["--year", "2", "--start", "2026-08-10", "--transferred-in", ...withBoth];
    const covered = ["--covered", "1,3,6", "--covered-in", "Hill County Induction"];
    expect((await ilp(folder, "new", "Alex One", ...common, ...covered)).code).toBe(0);
    const profile = parse(readFileSync(join(folder, "candidates/alex-one/profile.yaml"), "utf8"));
    expect(profile["covered-elsewhere"]).toEqual({ program: "Hill County Induction", cpsels: [1, 3, 6] });
    expect(plan(folder, "alex-one")).toEqual([2, 4, 5]);
    expect((await ilp(folder, "check", "alex-one")).out).not.toContain("Transferred in");
    const unsaid = await ilp(folder, "new", "Bo Two", ...common);
    expect(unsaid).toMatchObject({ code: 0, out: expect.stringContaining("Say which standards the other program") });
    expect(plan(folder, "bo-two")).toEqual([null, null, null]);
    expect((await ilp(folder, "check", "bo-two", "--all")).out.match(/Transferred in: which standards/g)).toHaveLength(
      1,
    );
    const alone = await ilp(folder, "new", "Cy Three", "--start", "2026-08-10", "--covered", "1", ...withBoth);
    expect(alone).toMatchObject({ code: 2 });
    expect(alone.err).toContain("--transferred-in");
    // The year after, which only a leave or an extension brings, asks for nothing twice.
    const refused = await ilp(folder, "rollover", "alex-one", "--yes");
    expect(refused.err).toContain("ilp rollover alex-one --extra-year");
    expect((await ilp(folder, "rollover", "alex-one", "--extra-year", "--yes")).code).toBe(0);
    expect(plan(folder, "alex-one", 3)).toEqual([2, 4, 5]);
  });

  it("starts in June: the year after next begins a program year later", async () => {
    const folder = await startPeople();
    await ilp(folder, "new", "June One", "--start", "2027-06-10", ...withBoth);
    expect(existsSync(join(folder, "candidates/june-one/year-1/collaborative/2027-09.yaml"))).toBe(true);
    const early = await ilp(folder, "rollover", "june-one", "--start", "2027-08-09", "--yes");
    expect(early.err).toContain("begins on 2028-07-01");
  });
});

describe("ilp rollover", () => {
  it("begins year 2 on the other standards, carries the context over, and touches nothing else", async () => {
    const folder = await startPeople();
    await ilp(folder, "new", "Candidate One", "--start", "2023-08-14", "--cpsels", "1,3,5", ...withBoth);
    const context = "candidates/candidate-one/year-1/context.yaml";
    const text = readFileSync(join(folder, context), "utf8");
    write(folder, {
      [context]: text.replace("  skills: |\n", "  skills: |\n    I know how to *listen*.\n\n    - and to wait\n"),
      "candidates/candidate-one/profile.yaml": `# mine\n${readFileSync(join(folder, "candidates/candidate-one/profile.yaml"), "utf8")}`,
    });
    git(folder, "commit", "--quiet", "--all", "-m", "By hand");
    const before = snapshot(folder);
    const ran = await ilpBinary(folder, ["rollover", "candidate-one", "--start", "2024-08-12", "--yes"]);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out.replace(/\s+/g, " ")).toContain("CPSEL 2, 4, 6");
    const after = snapshot(folder);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.filter((name) => !name.startsWith("candidates/candidate-one/year-2/"))).toEqual([
      "candidates/candidate-one/profile.yaml",
    ]);
    expect(after["candidates/candidate-one/profile.yaml"]?.startsWith("# mine\n")).toBe(true);
    const year2 = parse(after["candidates/candidate-one/year-2/context.yaml"] ?? "");
    expect(year2.experience.skills).toBe("I know how to *listen*.\n\n- and to wait\n");
    expect(year2.triad.focus).toBe("");
    const plan = parse(after["candidates/candidate-one/year-2/admin-ilp.yaml"] ?? "");
    expect(plan.goals.map(({ cpsel }: { cpsel: number }) => cpsel)).toEqual([2, 4, 6]);
    expect((await ilp(folder, "rollover", "candidate-one", "--yes")).err).toContain("the program lasts 2 years");
  });
});

describe("ilp people list", () => {
  it("says who is certified", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    expect((await ilp(folder, "people", "list")).out).toContain("Nobody yet");
    const years = (kind: string, all: string[]) =>
      all.map((year) => `      - { program: ${kind}, year: "${year}" }\n`).join("");
    write(folder, {
      "people.yaml": `schema: people@1\npeople:\n  - id: coach-one\n    name: Coach One\n    roles: [coach]\n    training:\n${years("cnet", ["2021-22", "2022-23"])}${years("local", ["2021-22", "2022-23"])}`,
    });
    expect((await ilp(folder, "people", "list")).out).toContain("Certified");
    expect(JSON.parse((await ilp(folder, "people", "list", "--json")).out).people[0]).toMatchObject({
      id: "coach-one",
      certified: true,
    });
  });
});

describe("ilp log evidence", () => {
  let started: string;
  beforeAll(async () => {
    started = await startProgram();
  });

  it("keeps a file, its hash and its place, and the matrix shows it", async () => {
    const folder = plaindir();
    cpSync(started, folder, { recursive: true });
    write(folder, { "../Família survey (1).csv": "a,b\n", "unrelated.txt": "x" });
    const ran = await ilpBinary(folder, [
      "log",
      "evidence",
      "../Família survey (1).csv",
      "--title",
      "Family survey",
      "--element",
      "4A",
      "--date",
      "2026-09-01",
      "--yes",
    ]);
    expect(ran).toMatchObject({ code: 0, err: "" });
    const index = parse(readFileSync(join(folder, "candidates/candidate-one/evidence.yaml"), "utf8"));
    expect(index.items).toMatchObject([
      {
        id: "family-survey",
        kind: "data",
        path: "familia-survey-1.csv",
        elements: ["4A"],
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(lastCommit(folder).slice(1).sort()).toEqual([
      "candidates/candidate-one/evidence.yaml",
      "candidates/candidate-one/evidence/familia-survey-1.csv",
    ]);
    expect((await ilp(folder, "evidence", "candidate-one")).out).toMatch(
      /4A Parent and Family Engagement\s+Family survey/,
    );
    expect((await ilp(folder, "log", "evidence", "https://example.org/x", "--title", "A page", "--yes")).code).toBe(0);
    expect((await ilp(folder, "check", "candidate-one", "evidence")).code).toBe(0);
  });

  it.each([
    [["log", "evidence", "nowhere.pdf", "--yes"], "There is no file nowhere.pdf"],
    [["log", "evidence", "javascript://x", "--title", "x", "--yes"], "is not an address ilp can print"],
    [["log", "evidence", "https://example.org", "--title", "x", "--element", "9Z", "--yes"], '"9Z" is not an element'],
  ])("%j is refused, and nothing is written", async (args, says) => {
    const before = [snapshot(started), gitState(started)];
    const ran = await ilp(started, ...args);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
    expect([snapshot(started), gitState(started)]).toEqual(before);
  });
});
