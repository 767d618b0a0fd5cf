import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repairIndex } from "../../src/git/plumbing.ts";
import { git, gitdir, plaindir, write } from "../cli.ts";
import { recorder } from "./recorder.ts";
import { opened, recordIn } from "./recording.ts";

const realGit = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();

/** A Git that kills whoever started it when it is asked for this. */
function deadlyGit(when: string): NodeJS.ProcessEnv {
  const script = `#!/bin/sh\nif ${when}; then kill -9 $PPID; sleep 1; exit 1; fi\nexec ${realGit} "$@"\n`;
  const bin = plaindir({ git: script });
  chmodSync(join(bin, "git"), 0o755);
  return { PATH: `${bin}:${process.env.PATH}` };
}

const record = "candidates/candidate-one/signatures/p-0.yaml";

describe("killed", () => {
  it("before the record is made: nothing is recorded, one file is left, and recording again works", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const head = git(folder, "rev-parse", "HEAD");
    const env = deadlyGit('case "$*" in *" update-ref "*) true;; *) false;; esac');
    expect(await recorder(folder, "p", 1, "locked", env)).toMatchObject({ signal: "SIGKILL" });
    expect(git(folder, "rev-parse", "HEAD")).toBe(head);
    expect(git(folder, "status", "--porcelain", "-uall")).toBe(`?? ${record}\n`);
    expect(await recorder(folder, "q", 1, "locked")).toMatchObject({ code: 0 });
    expect(git(folder, "show", "--format=", "--name-only", "HEAD").trim()).toMatch(/q-0\.yaml$/);
    expect(git(folder, "fsck", "--strict", "--no-dangling")).toBe("");
    expect(readdirSync(join(folder, ".git")).filter((name) => name.startsWith("ilp"))).toEqual([]);
  });

  it("after it is made, before the index knows: it is recorded, and entered later", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const env = deadlyGit('[ -z "$GIT_INDEX_FILE" ] && case "$*" in *" update-index "*) true;; *) false;; esac');
    expect(await recorder(folder, "p", 1, "free", env)).toMatchObject({ signal: "SIGKILL" });
    expect(git(folder, "show", "--format=", "--name-only", "HEAD").trim()).toBe(record);
    expect(git(folder, "status", "--porcelain")).not.toBe("");
    expect(await repairIndex(await opened(folder), ["candidates"])).toEqual([record]);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

describe("what a killed command left", () => {
  it("is swept away after an hour", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const [old, young] = [".git/ilp-index.1.aa", ".git/ilp-index.2.bb"].map((name) => join(folder, name));
    write(folder, { ".git/ilp-index.1.aa": "", ".git/ilp-index.2.bb": "" });
    execFileSync("touch", ["-d", "2 hours ago", old!]);
    await recordIn(folder);
    expect([existsSync(old!), existsSync(young!)]).toEqual([false, true]);
  });

  it("is no reason to give up: someone else's lock on the line of work goes away", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const lock = join(folder, ".git/refs/heads/main.lock");
    writeFileSync(lock, "");
    setTimeout(() => rmSync(lock), 800);
    await recordIn(folder);
    expect(git(folder, "log", "--format=%s")).toBe("Sign\nStart\n");
  });
});
