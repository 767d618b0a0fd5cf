/** Why signing is refused, and that nothing is other than before; numbers as in signatures.md 8. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { git, ilp, ilpWith, plaindir, snapshot, write } from "../cli.ts";
import { homeOf } from "../signatures/scenarios/people.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  inquiry,
  log,
  newProgram,
  rules,
  rulesText,
  stateOf,
  textIn,
} from "../signatures/scenarios/program.ts";
import { look, onlyRecord, signedProgram, worth } from "../signatures/scenarios/records.ts";

afterEach(expectPlainWords);
afterEach(() => vi.unstubAllEnvs());

const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes"];

describe("34: changes that are not saved", () => {
  it("are refused, with the word that saves them; --save saves this document alone, in the same step", async () => {
    for (const flag of ["--save", "--commit"]) {
      const folder = newProgram();
      edit(folder, inquiry, "Whose voices", "Whose voice", { save: false });
      edit(folder, log, "hours: 20", "hours: 21", { save: false });
      const ran = await expectRefusal(folder, "coach-one", goal, /changes that are not saved/, /--save/);
      expect(ran.err).not.toContain("--commit");
      const saved = await as("coach-one")(folder, ...goal, flag);
      expect([saved.code, saved.err]).toEqual([0, ""]);
      expect(saved.out).toContain("Whose voice are heard?");
      expect(git(folder, "show", "--name-only", "--format=", "HEAD").trim().split("\n")).toEqual([
        onlyRecord(folder),
        inquiry,
      ]);
      expect(git(folder, "status", "--porcelain").trim()).toBe(`M ${log}`);
      expect(worth(await look(folder))).toBe("valid/key*");
    }
  });

  it("in another part of the same file do not matter, and stay unsaved", async () => {
    const folder = newProgram();
    edit(folder, inquiry, "Visit, count, talk.", "Visit.", { save: false });
    const ran = await as("coach-one")(folder, ...goal);
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(git(folder, "status", "--porcelain").trim()).toBe(`M ${inquiry}`);
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("of a file that Git does not have at all", async () => {
    const folder = newProgram();
    const path = fileOf("candidate-one", "year-1/collaborative/2026-10");
    write(folder, {
      [path]: textIn(folder, fileOf("candidate-one", "year-1/collaborative/2026-09")).replaceAll("2026-09", "2026-10"),
    });
    const words = ["sign", "candidate-one", "collaborative/2026-10", "--yes"];
    await expectRefusal(folder, "candidate-one", words, /not saved/, /--save/);
    expect((await as("candidate-one")(folder, ...words, "--save")).err).toBe("");
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("as the program has it: always without a word, never not even with --save", async () => {
    const folder = newProgram({ [rules]: rulesText("  unsaved: always\n") });
    edit(folder, inquiry, "Whose voices", "Whose voice", { save: false });
    expect((await as("coach-one")(folder, ...goal)).err).toBe("");
    expect(worth(await look(folder))).toBe("valid/key*");
    const strict = newProgram({ [rules]: rulesText("  unsaved: never\n") });
    edit(strict, inquiry, "Whose voices", "Whose voice", { save: false });
    for (const flags of [[], ["--save"]])
      await expectRefusal(strict, "coach-one", [...goal, ...flags], /not saved/, /Save them in Git first/);
  });

  it("35: also when Git was told to look away", async () => {
    const folder = newProgram();
    git(folder, "update-index", "--assume-unchanged", inquiry);
    edit(folder, inquiry, "Whose voices", "Whose voice", { save: false });
    expect(git(folder, "status", "--porcelain")).toBe("");
    await expectRefusal(folder, "coach-one", goal, /not saved/, /--save/);
    const signed = newProgram();
    await as("coach-one")(signed, ...goal);
    git(signed, "update-index", "--assume-unchanged", inquiry);
    edit(signed, inquiry, "Whose voices", "Whose voice", { save: false });
    const found = await look(signed);
    expect([worth(found), found.json.candidates[0].differs]).toEqual(["valid/key*", [inquiry]]);
  });

  it("36: other people's work in the copy stays byte for byte, in Git's list and in the folder", async () => {
    const folder = newProgram();
    const two = fileOf("candidate-two", "year-1/pd-log");
    edit(folder, two, "hours: 20", "hours: 19", { save: false });
    write(folder, { "new.txt": "new", "letters/added.txt": "added" });
    git(folder, "add", two, "letters/added.txt");
    edit(folder, two, "hours: 19", "hours: 18", { save: false });
    git(folder, "rm", "--quiet", "--cached", log);
    const state = () => [
      git(folder, "diff", "--cached", "HEAD", "--", two, "letters", log),
      git(folder, "diff", "--", two),
      git(folder, "status", "--porcelain"),
    ];
    const before = [state(), snapshot(folder)] as const;
    const ran = await as("coach-one")(folder, ...goal);
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const record = onlyRecord(folder);
    const { [record]: _, ...rest } = snapshot(folder);
    expect([state(), rest]).toEqual(before);
    expect(git(folder, "show", "--name-only", "--format=", "HEAD").trim()).toBe(record);
  });
});

describe("who and where", () => {
  it("38: nobody, for Git", async () => {
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
    const folder = newProgram();
    const nobody = async (_: string, ...args: string[]) =>
      ilpWith({ env: { HOME: homeOf("coach-one") } }, folder, ...args);
    const before = stateOf(folder);
    const { code, err } = await nobody(folder, ...goal);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^ilp: Git does not know who you are[^\n]*\n.*ilp keys setup/),
    ]);
    expect(stateOf(folder)).toEqual(before);
    const env = { HOME: homeOf("coach-one"), GIT_AUTHOR_NAME: "Coach One", GIT_AUTHOR_EMAIL: "Coach.One@example.org" };
    expect((await ilpWith({ env }, folder, ...goal)).err).toBe("");
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("38: somebody people.yaml does not know; --as the only holder of a role, who needs the key", async () => {
    const folder = newProgram();
    become(folder, { name: "Somebody", email: "somebody@example.org" });
    const run = (home: string, ...more: string[]) =>
      ilpWith({ env: { HOME: home, PATH: process.env.PATH } }, folder, ...goal, ...more);
    const { code, err } = await run(homeOf("candidate-two"));
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/Nobody in people.yaml has the email somebody@example.org[\s\S]*ilp keys setup/),
    ]);
    const keyless = await run(homeOf("candidate-two"), "--as", "coach", "--no-key");
    expect([keyless.code, keyless.err]).toEqual([
      2,
      expect.stringMatching(/only the email tells who signs[\s\S]*ilp keys setup/),
    ]);
    expect((await run(homeOf("coach-one"), "--as", "coach")).err).toBe("");
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("somebody with nothing to sign there", async () => {
    const folder = newProgram();
    await expectRefusal(
      folder,
      "coach-two",
      goal,
      /nothing in inquiry-ilp#initial-goal of candidate-one that Coach Two signs/,
      /ilp status candidate-one/,
    );
    await expectRefusal(
      folder,
      "coach-one",
      ["sign", "candidate-one", "inquiry-ilp#nowhere", "--yes"],
      /There is no part "nowhere" in year-1\/inquiry-ilp/,
      /There are: .*initial-goal/,
    );
    await expectRefusal(folder, "coach-one", [...goal, "--as", "director"], /nothing in|director/, /ilp/);
  });

  it("62: the candidate who is also entered as coach", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-one", "profile"), `"coach-one"`, `"candidate-one"`);
    await expectRefusal(folder, "candidate-one", goal, /same person cannot sign as coach/, /./);
    await expectRefusal(folder, "candidate-one", [...goal, "--as", "coach"], /same person cannot sign as coach/, /./);
  });

  it("no Git at all: signing says so; verify proves keys, and says what it cannot", async () => {
    const signed = await signedProgram();
    const folder = plaindir(snapshot(signed));
    const { code, err } = await as("reviewer-one", { cwd: folder })(signed, ...goal);
    expect([code, err]).toEqual([2, expect.stringMatching(/not in a Git repository[\s\S]*git init/)]);
    const found = await look(folder);
    expect([worth(found), found.json.history]).toEqual(["valid/key*", null]);
    expect((await ilp(folder, "verify")).out).toContain("There is no Git here");
    expect((await ilp(folder, "verify", "--accept")).code).toBe(2);
    expect((await ilp(folder, "status", "candidate-one")).code).toBe(0);
  });

  it("no program, a program.yaml that cannot be read, unknown words and flags", async () => {
    const folder = newProgram();
    for (const args of [
      ["sign", "a", "b", "c"],
      ["sign", "--frobnicate"],
      ["witness"],
      ["decline", "candidate-one"],
      ["verify", "--format", "xml"],
    ])
      expect((await as("coach-one")(folder, ...args)).code).toBe(2);
    const nowhere = await ilp(plaindir(), "sign");
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("ilp init")]);
    writeFileSync(join(folder, rules), "a: [");
    expect((await as("coach-one")(folder, "sign")).code).toBe(2);
  });

  it.each([
    ["an earlier state", (folder: string) => git(folder, "checkout", "--quiet", "--detach"), /earlier state/],
    [
      "two states being brought together",
      (folder: string) => write(folder, { ".git/MERGE_HEAD": `${git(folder, "rev-parse", "HEAD")}` }),
      /not finished/,
    ],
  ])("37, 42: %s", async (_, prepare, says) => {
    const folder = newProgram();
    prepare(folder);
    await expectRefusal(folder, "coach-one", goal, says, /./);
  });
});

describe("69: when nothing can be written", () => {
  it("a file where the folder of records should be", async () => {
    const folder = newProgram();
    write(folder, { "candidates/candidate-one/signatures": "a file" });
    await expectRefusal(folder, "coach-one", goal, /cannot be recorded/, /Move it away/);
  });

  it("a file where Git keeps what it stores leaves nothing half-written", async () => {
    const folder = newProgram();
    const objects = join(folder, ".git", "objects");
    const before = stateOf(folder);
    // Every folder of objects a file: nothing new can be stored.
    for (let each = 0; each < 256; each++) {
      const dir = join(objects, each.toString(16).padStart(2, "0"));
      try {
        mkdirSync(dir);
        rmSync(dir, { recursive: true });
        writeFileSync(dir, "");
      } catch {}
    }
    const { code, err } = await as("coach-one")(folder, ...goal);
    if (code === 0) expect(readFileSync(join(folder, onlyRecord(folder)), "utf8")).toContain("statement/1");
    else {
      expect([code, err]).toEqual([2, expect.stringMatching(/^ilp: .*\n.*Nothing was written/)]);
      expect(stateOf(folder)).toEqual(before);
    }
  });
});
