import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { ilp, ilpBinary, snapshot } from "../cli.ts";
import { changedInGit, soundProgram, textOf } from "./program.ts";

const binary = resolve(import.meta.dirname, "../../bin/ilp.js");

/** Starts a command and kills it without warning after so many milliseconds. */
const killed = (folder: string, args: string[], after: number) =>
  new Promise<void>((done) => {
    const child = spawn(process.execPath, [binary, ...args], { cwd: folder, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    child.on("close", () => {
      clearTimeout(timer);
      done();
    });
  });

it("killed at any moment, a file is the old one or the new one, and the next command works", async () => {
  const sound = soundProgram();
  const old = textOf(sound, "people.yaml");
  const add = ["people", "add", "New Person", "--role", "coach", "--yes"];
  const whole = changedInGit(sound, {});
  await ilpBinary(whole, add);
  const fresh = readFileSync(join(whole, "people.yaml"), "utf8");
  for (let after = 20; after < 800; after += 20) {
    const root = changedInGit(sound, {});
    await killed(root, add, after);
    expect([old, fresh]).toContain(readFileSync(join(root, "people.yaml"), "utf8"));
    expect((await ilp(root, "check")).code).toBe(1);
    const again = await ilp(root, "people", "add", "Later Person", "--role", "coach", "--yes");
    // Git's own lock, should it be the one left behind, is for the person to remove.
    if (!again.err.includes("index.lock")) expect([again.code, again.err]).toEqual([0, ""]);
  }
});

it("killed while it sets up a candidate, every file there is whole", async () => {
  const sound = soundProgram();
  const setUp = [
    ...["new", "Second Person", "--start", "2026-08-10", "--coach", "coach-one"],
    ...["--supervisor", "supervisor-one", "--yes"],
  ];
  const whole = changedInGit(sound, {});
  await ilpBinary(whole, setUp);
  const fresh = snapshot(whole);
  for (let after = 40; after < 900; after += 20) {
    const root = changedInGit(sound, {});
    await killed(root, setUp, after);
    const there = Object.entries(snapshot(root)).filter(([path]) => !path.endsWith(".tmp"));
    for (const [path, text] of there) expect([fresh[path], String(latin(sound[path]))]).toContain(text);
  }
});

const latin = (content: string | Uint8Array | undefined) => Buffer.from(content ?? "").toString("latin1");
