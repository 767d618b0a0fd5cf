import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { git, gitdir, gitState, ilp, ilpBinary, plaindir, snapshot, write } from "../cli.ts";
import { changed, changedInGit, soundProgram, textOf } from "./program.ts";

const sound = soundProgram();

const person = (...more: string[]) => ["people", "add", "New Person", "--role", "coach", "--yes", ...more];
const candidate = (...more: string[]) => [
  ...["new", "Second Candidate", "--start", "2026-08-10", "--coach", "coach-one", "--supervisor", "supervisor-one"],
  ...["--yes", ...more],
];

async function refused(root: string, args: string[], says: RegExp) {
  const before = [snapshot(root), gitState(root)];
  const { code, out, err } = await ilp(root, ...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
  expect(err).not.toMatch(/undefined|\bat .*:\d+:\d+/);
  expect([snapshot(root), gitState(root)]).toEqual(before);
}

describe("names and options that will not do: refused, nothing written", () => {
  const cases: [name: string, args: string[], says: RegExp][] = [
    ["../x", candidate("--id", "../x"), /--id.*small letters/],
    ["-rf", candidate("--id=-rf"), /--id.*small letters/],
    ["con", candidate("--id", "con"), /Windows keeps this name/],
    ["an absolute path", candidate("--id", "/etc"), /small letters/],
    ["the name that stands for the program", candidate("--id", "program"), /--id.*the program itself/],
    ["the same, for a person", person("--id", "program"), /--id.*the program itself/],
    ["two hyphens", person("--id", "a--b"), /two hyphens/],
    ["a name of spaces", ["people", "add", "  ", "--role", "coach", "--yes"], /a name is needed/],
    ["a line break in a name", ["people", "add", "A\nroles: [director]", "--role", "coach", "--yes"], /control/],
    ["turned-round text in a name", ["people", "add", "A\u202Eb", "--role", "coach", "--yes"], /control/],
    ["a name no id can be made of", ["people", "add", "!?", "--role", "coach", "--yes"], /--id ID/],
    [
      "someone who is there",
      ["people", "add", "Coach One", "--role", "coach", "--yes"],
      /Coach One as coach-one already/,
    ],
    ["a candidate who is there", candidate("--id", "candidate-one"), /candidate-one already/],
    ["the same candidate by name", ["new", "Candidate One", ...candidate().slice(2)], /candidate-one already/],
    ["an unknown coach", [...candidate(), "--coach", "coach-noe"], /Did you mean "coach-one"/],
    ["no such day", [...candidate(), "--start", "2026-02-30"], /no day 2026-02-30/],
    ["an odd address", person("--email", "nobody"), /"nobody" is not an address/],
    ["no role", ["people", "add", "A B", "--yes"], /--role ROLE/],
    ["an option without its value", ["people", "add", "A B", "--role"], /argument missing/],
    ["an unknown option", ["check", "--stict"], /--strict/],
    ["an unknown command", ["people", "ad"], /ad/],
    ["--as-of nonsense", ["check", "--as-of", "someday"], /someday/],
    ["--as-of an impossible day", ["status", "--as-of", "2026-02-30"], /no day 2026-02-30/],
    ["a ghost", ["check", "ghost"], /no candidate "ghost".*\n.*candidate-one/],
    ["a near miss", ["check", "candidate-noe"], /Did you mean "candidate-one"/],
    ["no document", ["check", "candidate-one", "nodoc"], /no document "nodoc"/],
    ["a document nearly", ["check", "candidate-one", "pd-lgo"], /Did you mean "pd-log"/],
    ["a milestone nobody has", ["check", "--milestone", "ghost"], /november/],
    ["a person nobody knows", ["next", "--for", "coach-noe"], /Did you mean "coach-one"/],
    ["a program elsewhere", ["check", "--program", "candidates"], /candidates is not a program folder/],
    ["a year that is none", candidate("--year", "9"), /not a year from 1 to 2/],
    ["standards that are none", candidate("--cpsels", "1,1,9"), /--cpsels/],
    ["rollover of a ghost", ["rollover", "ghost", "--yes"], /no candidate "ghost"/],
    [
      "evidence that is not there",
      ["log", "evidence", "ghost.pdf", "--candidate", "candidate-one"],
      /no file ghost\.pdf/,
    ],
    [
      "an element that is none",
      ["log", "evidence", "https://example.org/x", "--title", "x", "--element", "constructor"],
      /constructor/i,
    ],
  ];
  let root: string;
  beforeAll(() => {
    root = changedInGit(sound, {});
  });
  it.each(cases)("%s", (_, args, says) => refused(root, args, says));

  it("not a program folder", () => refused(plaindir(), ["check"], /not a program folder.*\n.*ilp init/));
});

describe("names that will do", () => {
  it.each([
    ["María-José O'Brien", "maria-jose-o-brien"],
    ['Robin "Rob" Sample', "robin-rob-sample"],
    ["Sam 🦉 Owl", "sam-owl"],
    ["True", "true"],
    ["Null", "null"],
    ["007", "007"],
    ["Con", "con-1"],
    ["-rf", "rf"],
    ["$(touch pwned)", "touch-pwned"],
  ])("%s", async (name, id) => {
    const root = changedInGit(sound, {});
    const { code, err } = await ilp(root, "people", "add", "--role", "coach", "--yes", "--", name);
    expect([code, err]).toEqual([0, ""]);
    const { out } = await ilp(root, "people", "list", "--json");
    expect(JSON.parse(out).people.at(-1)).toMatchObject({ id, name });
    expect(git(root, "log", "-1", "--format=%s").trim()).toBe(`Add ${name} to the program`);
    expect(snapshot(root).pwned).toBeUndefined();
  });
});

describe("places that cannot be read or written", () => {
  it("a candidate folder that is a link: an error among others, and 2 when it is named", async () => {
    const root = changed(sound, {});
    symlinkSync("candidate-one", join(root, "candidates", "linked"));
    const all = await ilp(root, "check", "--json");
    expect(all.code).toBe(1);
    expect(JSON.parse(all.out).findings).toContainEqual(
      expect.objectContaining({ code: "folder-is-link", path: "candidates/linked" }),
    );
    await refused(root, ["check", "linked"], /candidates\/linked is a link/);
  });

  it("a candidate folder with a name of terminal commands", async () => {
    const root = changed(sound, { "candidates/\u001b[31mRed\u202e/profile.yaml": "x: 1\n" });
    for (const command of [["check"], ["status"], ["next"]]) {
      const { code, out, err } = await ilp(root, ...command);
      expect([0, 1]).toContain(code);
      expect(out + err).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it("candidates/ that is a file, or a link", async () => {
    const without = Object.fromEntries(Object.entries(sound).filter(([path]) => !path.startsWith("candidates/")));
    await refused(plaindir({ ...without, candidates: "x" }), ["check"], /candidates is a file; it should be a folder/);
    const linked = gitdir(without);
    const elsewhere = plaindir();
    symlinkSync(elsewhere, join(linked, "candidates"));
    await refused(linked, candidate(), /candidates is a link/);
    expect(snapshot(elsewhere)).toEqual({});
  });

  it("a link on the way of a file to write", async () => {
    const root = changedInGit(sound, {});
    const elsewhere = plaindir();
    rmSync(join(root, "candidates/candidate-one/year-1"), { recursive: true });
    symlinkSync(elsewhere, join(root, "candidates/candidate-one/year-1"));
    await refused(root, ["new", "--missing", "--id", "candidate-one"], /year-1 is a link to another place/);
    expect(snapshot(elsewhere)).toEqual({});
  });

  it("a file in the place of a folder: nothing of the other files stays", async () => {
    const root = changedInGit(sound, {});
    rmSync(join(root, "candidates/candidate-one"), { recursive: true });
    rmSync(join(root, "candidates"), { recursive: true });
    writeFileSync(join(root, "candidates"), "x");
    await refused(root, candidate(), /candidates is a file/);
    const other = changedInGit(sound, {});
    rmSync(join(other, "candidates/candidate-one/year-1"), { recursive: true });
    writeFileSync(join(other, "candidates/candidate-one/year-1"), "x");
    await refused(
      other,
      ["new", "--missing", "--id", "candidate-one"],
      /a file stands where a folder should be.\nNothing/,
    );
  });

  it("a folder in the place of a form", async () => {
    const path = "candidates/candidate-one/year-1/pd-log.yaml";
    const root = changed(sound, {});
    rmSync(join(root, path));
    mkdirSync(join(root, path));
    const { code, out } = await ilp(root, "check", "candidate-one", "pd-log");
    expect(code).toBe(1);
    expect(out).toMatch(/pd-log\.yaml\n.*cannot be read: it is a folder/);
  });

  it("a profile that is not there", async () => {
    const { "candidates/candidate-one/profile.yaml": _, ...rest } = sound;
    const { code, out } = await ilp(plaindir(rest), "check");
    expect(code).toBe(1);
    expect(out).toMatch(/profile\.yaml\n.*it is not there.\n.*git restore/);
  });
});

describe("Git", () => {
  it("check, status and next work on a plain folder; commands that record do not", async () => {
    const root = changed(sound, {});
    expect((await ilp(root, "check")).code).toBe(1);
    expect((await ilp(root, "status")).code).toBe(0);
    expect((await ilp(root, "next")).code).toBe(0);
    await refused(root, person(), /not in a Git repository.*\n.*git init/);
  });

  it("no name to record under", async () => {
    const root = changedInGit(sound, {});
    const empty = plaindir({ none: "" });
    for (const name of ["GIT_CONFIG_GLOBAL", "EMAIL"]) vi.stubEnv(name, join(empty, "none"));
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", "user.useConfigOnly");
    vi.stubEnv("GIT_CONFIG_VALUE_0", "true");
    try {
      vi.stubEnv("EMAIL", undefined);
      await refused(
        root,
        ["log", "evidence", "https://example.org/x", "--title", "x", "--yes"],
        /does not know who you are.*\n.*\n.*git config --global user\.name/,
      );
      const { code, err } = await ilp(root, ...person());
      expect([code, err]).toEqual([0, ""]);
      expect(git(root, "log", "-1", "--format=%an <%ae> %cn <%ce>").trim()).toBe(
        "ilp <ilp@localhost> ilp <ilp@localhost>",
      );
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each(["GIT_ASKPASS", "SSH_ASKPASS", "GIT_SSH_COMMAND", "GIT_EDITOR", "PAGER", "GIT_EXTERNAL_DIFF"])(
    "works where %s is set, as in an editor's terminal",
    async (name) => {
      vi.stubEnv(name, "true");
      try {
        expect(await ilp(changedInGit(sound, {}), ...person())).toMatchObject({ code: 0, err: "" });
      } finally {
        vi.unstubAllEnvs();
      }
    },
  );

  it("in the middle of a merge", async () => {
    const root = changedInGit(sound, {});
    git(root, "checkout", "--quiet", "-b", "other");
    write(root, { "notes.txt": "a\n" });
    git(root, "add", "notes.txt");
    git(root, "commit", "--quiet", "-m", "a");
    git(root, "checkout", "--quiet", "main");
    write(root, { "notes.txt": "b\n" });
    git(root, "add", "notes.txt");
    git(root, "commit", "--quiet", "-m", "b");
    expect(() => git(root, "merge", "other")).toThrow();
    await refused(root, person(), /Two states are being brought together.*\n.*git merge --abort/);
    expect((await ilp(root, "check")).code).toBe(1);
  });

  it("other work, staged or not, stays as it is and out of the record", async () => {
    const root = changedInGit(sound, { "a.txt": "1\n", "b.txt": "1\n", "gone.txt": "1\n" });
    write(root, { "a.txt": "staged\n", "new.txt": "staged\n" });
    git(root, "add", "a.txt", "new.txt");
    git(root, "rm", "--quiet", "gone.txt");
    write(root, { "a.txt": "staged, then changed\n", "b.txt": "changed\n", "loose.txt": "x\n" });
    const before = git(root, "status", "--porcelain");
    const staged = git(root, "ls-files", "--stage", "a.txt", "b.txt", "new.txt");
    expect(await ilp(root, ...person())).toMatchObject({ code: 0, err: "" });
    expect(git(root, "status", "--porcelain")).toBe(before);
    expect(git(root, "ls-files", "--stage", "a.txt", "b.txt", "new.txt")).toBe(staged);
    expect(git(root, "show", "--name-only", "--format=", "HEAD").trim()).toBe("people.yaml");
  });

  it.each([
    ["a person", person()],
    ["a candidate", candidate()],
  ])("a hook that refuses %s: its words, and everything as it was", async (_, args) => {
    const root = changedInGit(sound, { "a.txt": "1\n" });
    write(root, { "a.txt": "2\n", ".git/hooks/pre-commit": "#!/bin/sh\necho 'No names here, please.' >&2\nexit 1\n" });
    git(root, "add", "a.txt");
    chmodSync(join(root, ".git/hooks/pre-commit"), 0o755);
    await refused(root, args, /Git would not record this: No names here, please\.\nNothing was written/);
  });

  it("keeps who may read a file", async () => {
    const root = changedInGit(sound, {});
    chmodSync(join(root, "people.yaml"), 0o600);
    await ilp(root, ...person());
    expect(statSync(join(root, "people.yaml")).mode & 0o777).toBe(0o600);
  });

  it("two people added at the same time are both there", async () => {
    const root = changedInGit(sound, {});
    const names = ["First Person", "Second Person", "Third Person"];
    const all = await Promise.all(
      names.map((name) => ilpBinary(root, ["people", "add", name, "--role", "coach", "--yes"])),
    );
    expect(all.map(({ code, err }) => [code, err])).toEqual(names.map(() => [0, ""]));
    const text = readFileSync(join(root, "people.yaml"), "utf8");
    for (const name of names) expect(text).toContain(name);
    expect(git(root, "status", "--porcelain")).toBe("");
    expect(git(root, "log", "--format=%s").trim().split("\n")).toHaveLength(4);
    expect(text.startsWith(textOf(sound, "people.yaml"))).toBe(true);
  });
});
