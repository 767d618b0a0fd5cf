import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { plaindir, snapshot } from "../cli.ts";

const binary = resolve("bin/ilp.js");
const hasScript = spawnSync("script", ["--version"]).error === undefined;
if (!hasScript) console.log("skipped: the program script, which gives a pseudo-terminal, is not here");

/** Runs ilp on a pseudo-terminal; each answer is typed when its question has appeared. */
function typed(folder: string, args: string, answers: [question: string, keys: string][]): Promise<string> {
  return new Promise((done) => {
    const child = spawn("script", ["-qefc", `${process.execPath} ${binary} ${args}`, "/dev/null"], {
      cwd: folder,
      env: { ...process.env, TERM: "xterm" },
    });
    let seen = "";
    const waiting = [...answers];
    child.stdout.on("data", (bytes) => {
      seen += bytes;
      const [next] = waiting;
      if (next && seen.includes(next[0])) {
        waiting.shift();
        setTimeout(() => child.stdin.write(next[1]), 60);
      }
    });
    child.on("close", () => done(seen));
  });
}

describe.skipIf(!hasScript)("on a terminal", () => {
  it("ilp init asks three questions and begins a program", async () => {
    const folder = plaindir();
    const seen = await typed(folder, "init prog", [
      ["Which set of forms?", "\r"],
      ["District", "Terminal District\r"],
      ["Short name", "\r"],
    ]);
    expect(seen).toContain("The program prog is set up");
    expect(readFileSync(join(folder, "prog", "program.yaml"), "utf8")).toContain("district: Terminal District");
  });

  it("Ctrl-C at a question writes nothing and says so", async () => {
    const folder = plaindir();
    const seen = await typed(folder, "init prog", [
      ["Which set of forms?", "\r"],
      ["District", "\u0003"],
    ]);
    expect(seen).toContain("Stopped. Nothing was written.");
    expect(existsSync(join(folder, "prog"))).toBe(false);
    expect(snapshot(folder)).toEqual({});
  });
});
