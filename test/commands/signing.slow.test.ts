/** Signing while something goes wrong outside; numbers as in signatures.md 8. */
import { execFile, spawnSync } from "node:child_process";
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { git, plaindir, snapshot } from "../cli.ts";
import { as, expectPlainWords, newProgram, stateOf } from "../signatures/scenarios/program.ts";
import { look, worth } from "../signatures/scenarios/records.ts";

const run = promisify(execFile);
const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes"];

/** A disk of its own, of this size; null where nobody may make one. */
function smallDisk(size: string): { folder: string; remove: () => void } | null {
  const folder = plaindir();
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]).status !== 0) return null;
  return { folder, remove: () => void spawnSync("umount", ["--lazy", folder]) };
}

it("69: on a full disk nothing is half-written, and with room again it works", async (test) => {
  const disk = smallDisk("2m");
  if (!disk) return test.skip("no small disk can be made here");
  try {
    const folder = join(disk.folder, "program");
    cpSync(newProgram(), folder, { recursive: true });
    const filler = join(disk.folder, "filler");
    const fill = (leave: number) => {
      rmSync(filler, { force: true });
      const free = Number(
        spawnSync("df", ["--output=avail", "-B1", disk.folder], { encoding: "utf8" }).stdout.split("\n")[1],
      );
      writeFileSync(filler, Buffer.alloc(Math.max(free - leave, 0)));
    };
    const before = stateOf(folder);
    // From no room at all, page by page, until there is enough: each step fails at another place.
    let refusals = 0;
    for (let leave = 0; leave <= 600_000; leave += refusals < 12 ? 4096 : 32_768) {
      fill(leave);
      const { code, err } = await as("coach-one")(folder, ...goal);
      if (code === 0) break;
      refusals++;
      expect([code, err]).toEqual([2, expect.stringMatching(/^ilp: .+/)]);
      expect(stateOf(folder)).toEqual(before);
    }
    expect(refusals).toBeGreaterThan(1);
    rmSync(filler, { force: true });
    expect(worth(await look(folder))).toBe("valid/key*");
    expect(git(folder, "status", "--porcelain")).toBe("");
    git(folder, "fsck", "--strict", "--no-dangling");
    const left = readdirSync(join(folder, ".git")).filter((name) => /ilp-index|\.tmp$|\.lock$/.test(name));
    expect(left).toEqual([]);
    expect(Object.keys(snapshot(folder)).filter((name) => /\.tmp$/.test(name))).toEqual([]);
  } finally {
    disk.remove();
  }
  expectPlainWords();
});

it("70: every copy taken while people sign verifies, with the records it has", async () => {
  const folder = newProgram();
  let done = false;
  const signing = (async () => {
    for (let minute = 0; minute < 20; minute++) {
      const at = { now: () => new Date(Date.UTC(2026, 10, 21, 18, minute)) };
      const words = ["decline", ...goal.slice(1, 3), "--reason", `Reason ${minute}.`, "--yes"];
      const { code, err } = await as("coach-one", at)(folder, ...words);
      expect([code, err]).toEqual([0, ""]);
    }
    done = true;
  })();
  const counts: number[] = [];
  const copying = (async () => {
    while (!done) {
      const copy = plaindir();
      await run("git", ["clone", "--quiet", "--no-local", folder, "."], { cwd: copy });
      const found = await look(copy);
      expect([found.code, found.rows.every(({ state }) => state === "valid")]).toEqual([1, true]);
      expect(git(copy, "status", "--porcelain")).toBe("");
      counts.push(found.rows.length);
    }
  })();
  await Promise.all([signing, copying]);
  expect(counts.length).toBeGreaterThan(3);
  expect([...counts].sort((one, other) => one - other)).toEqual(counts);
  expect((await look(folder)).rows).toHaveLength(20);
  expectPlainWords();
});
