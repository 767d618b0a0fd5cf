import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, plaindir, snapshot, write } from "../cli.ts";
import {
  copyOf,
  emptyOrigin,
  entry,
  expectPlainWords,
  log,
  logText,
  programInGit,
  recordAll,
  refused,
  type Shared,
  send,
  sharedProgram,
  textIn,
} from "./shared.ts";

afterEach(expectPlainWords);

let all: Shared;
beforeEach(() => {
  all = sharedProgram();
});

describe("the first send", () => {
  it("to an empty shared copy: all of it, and from then on it is known where", async () => {
    const mine = programInGit();
    const origin = emptyOrigin();
    git(mine, "remote", "add", "origin", origin);
    const ran = await send(mine);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toMatch(/^Sent 1 change:\n/);
    expect(git(mine, "rev-parse", "--abbrev-ref", "main@{upstream}")).toBe("origin/main\n");
    expect(git(origin, "rev-parse", "main")).toBe(git(mine, "rev-parse", "main"));
    const copy = copyOf(origin, "Other Person", "other@example.org");
    expect(snapshot(copy)).toEqual(snapshot(mine));
  });

  it("from a copy of an empty shared copy", async () => {
    const copy = copyOf(emptyOrigin(), "A", "a@example.org");
    await refused_(copy, /nothing to send/i);
    recordAll(copy, {
      "program.yaml": textIn(all.ines, "program.yaml"),
      "people.yaml": textIn(all.ines, "people.yaml"),
    });
    expect(await send(copy)).toMatchObject({ code: 0, err: "" });
  });
  async function refused_(copy: string, says: RegExp) {
    write(copy, { "program.yaml": textIn(all.ines, "program.yaml") });
    const ran = await send(copy);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(says);
  }

  it("to a shared copy that holds something else, or the program under another name: refused", async () => {
    const mine = programInGit();
    git(mine, "remote", "add", "origin", emptyOrigin());
    const other = programInGit({ "notes.txt": "another beginning" });
    git(other, "push", "--quiet", git(mine, "remote", "get-url", "origin").trim(), "main");
    await refused(mine, /did not begin with this program/);
    git(mine, "switch", "--quiet", "--create", "draft");
    await refused(mine, /under another name \(main\) than this one \(draft\)/);
  });

  it("no shared copy: how to link one", () =>
    refused(programInGit(), /not linked[\s\S]*git remote add origin ADDRESS/));

  it("several: the usual one, or the one named; else it asks", async () => {
    const mine = programInGit();
    for (const name of ["one", "two"]) git(mine, "remote", "add", name, emptyOrigin());
    await refused(mine, /Which shared copy\?\nThere are: one, two\. Name one: ilp send --to one/);
    await refused(mine, /no shared copy called "--upload-pack=x"/, "--to=--upload-pack=x");
    expect(await send(mine, "--to", "two")).toMatchObject({ code: 0 });
    expect(await send(mine)).toMatchObject({ code: 0, out: "Everything is shared.\n" });
    git(mine, "remote", "add", "origin", emptyOrigin());
    expect((await send(mine)).out).toBe("Everything is shared.\n");
  });
});

describe("it cannot be sent", () => {
  it("the shared copy is not there", async () => {
    recordAll(all.noor, { [log]: logText(entry("x")) });
    rmSync(all.origin, { recursive: true });
    await refused(
      all.noor,
      /cannot be read:[\s\S]*does not appear to be a git repository[\s\S]*Nothing was changed here/,
    );
  });

  it("a rule of the shared copy refuses: its own words, and nothing is lost", async () => {
    const hook = join(all.origin, "hooks/pre-receive");
    mkdirSync(join(all.origin, "hooks"), { recursive: true });
    write(all.origin, { "hooks/pre-receive": "#!/bin/sh\necho 'Only the coordinator sends.' >&2\nexit 1\n" });
    chmodSync(hook, 0o755);
    recordAll(all.noor, { [log]: logText(entry("x")) });
    const { err } = await refused(all.noor, /did not take what you sent:/);
    expect(err).toContain("Only the coordinator sends.");
    expect(err).not.toMatch(/remote:|fatal:|\[remote rejected\]/);
    expect(err).toContain("Yours is safe in this copy.");
  });

  it("somebody is always quicker: five times, then a sentence", async () => {
    recordAll(all.noor, { [log]: logText(entry("x")) });
    const tree = git(all.origin, "rev-parse", "main^{tree}").trim();
    write(all.noor, {
      ".git/hooks/pre-push": `#!/bin/sh\ncd '${all.origin}' && unset GIT_DIR && git update-ref refs/heads/main $(git -c user.name=q -c user.email=q@example.org commit-tree ${tree} -p main -m quick) && echo x >> count\n`,
    });
    chmodSync(join(all.noor, ".git/hooks/pre-push"), 0o755);
    const ran = await send(all.noor);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("Others are sending at this very moment");
    expect(textIn(all.origin, "count")).toBe("x\n".repeat(5));
    rmSync(join(all.noor, ".git/hooks/pre-push"));
    expect(await send(all.noor)).toMatchObject({ code: 0 });
  });

  it.each([
    [
      "a merge under way",
      (folder: string) => write(folder, { ".git/MERGE_HEAD": git(folder, "rev-parse", "main") }),
      /not finished/,
    ],
    ["an older state shown", (folder: string) => git(folder, "switch", "--quiet", "--detach"), /earlier state/],
    ["no Git", (folder: string) => rmSync(join(folder, ".git"), { recursive: true }), /not in a Git repository/],
  ])("%s", async (_, make, says) => {
    make(all.noor);
    const before = snapshot(all.noor);
    const ran = await send(all.noor);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toMatch(says);
    expect(snapshot(all.noor)).toEqual(before);
  });

  it("nobody has told Git who works here, and something has to be put together", async () => {
    recordAll(all.ines, { [log]: logText(entry("hers")) });
    recordAll(all.noor, { "notes.txt": "x" });
    await send(all.ines);
    const { GIT_CONFIG_GLOBAL: settings } = process.env;
    process.env.GIT_CONFIG_GLOBAL = join(plaindir({ none: "" }), "none");
    try {
      git(all.noor, "config", "--unset", "user.email");
      await refused(all.noor, /does not know who you are[\s\S]*user\.email/);
    } finally {
      process.env.GIT_CONFIG_GLOBAL = settings;
    }
  });

  it("a broken program.yaml does not keep its remedy from coming in", async () => {
    recordAll(all.ines, { "program.yaml": `${textIn(all.ines, "program.yaml")}# mended\n` });
    await send(all.ines);
    recordAll(all.noor, { "people.yaml": "people: [\n" });
    expect((await send(all.noor)).code).toBe(0);
    expect(textIn(all.noor, "program.yaml")).toMatch(/# mended\n$/);
  });
});
