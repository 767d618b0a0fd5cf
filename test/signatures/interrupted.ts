/** Signing while others work in the same folder, and signing that is killed. */
import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { git, snapshot } from "../cli.ts";
import { killedSigning, months, monthsSigned, programWithMonths, signMonth } from "./concurrency.ts";

const run = promisify(execFile);

/** Signs so often while notes are written and put on Git's list of files all the time. */
export async function signBesideSomebodyStaging(folder: string, count: number) {
  const notes = ["notes-1.txt", "notes-2.txt"];
  let going = true;
  let staged = 0;
  const somebody = (async () => {
    for (let round = 0; going; round++)
      for (const name of notes) {
        writeFileSync(join(folder, name), `round ${round}\n`.repeat(50));
        // Git gives up at once when its list is held; a person tries again.
        for (let tries = 0; tries < 50; tries++)
          try {
            await run("git", ["add", name], { cwd: folder });
            staged++;
            break;
          } catch {
            await new Promise((wake) => setTimeout(wake, 10));
          }
      }
  })();
  const before = snapshot(folder);
  const mine = months(count).slice(0, -1);
  for (const month of mine) expect(await signMonth(folder, "candidate-one", month)).toMatchObject({ code: 0, err: "" });
  going = false;
  await somebody;
  expect(staged).toBeGreaterThan(count);
  const written = notes.map((name) => readFileSync(join(folder, name)));
  // What could not be put on Git's list at the time, the next signature sees to.
  const last = months(count).at(-1) ?? "";
  expect(await signMonth(folder, "candidate-one", last)).toMatchObject({ code: 0, err: "" });
  expect(notes.map((name) => readFileSync(join(folder, name)))).toEqual(written);
  expect(notes.map((name) => git(folder, "cat-file", "blob", `:${name}`))).toEqual(written.map(String));
  expect(git(folder, "status", "--porcelain")).toBe(notes.map((name) => `A  ${name}\n`).join(""));
  expect(git(folder, "log", "--all", "--format=%H", "--", ...notes)).toBe("");
  expect(withoutRecords(snapshot(folder), notes)).toEqual(withoutRecords(before, notes));
  expect(Object.values(await monthsSigned(folder))).toEqual([...mine, last].map(() => "valid key"));
}

const withoutRecords = (files: Record<string, string>, others: string[] = []) =>
  Object.fromEntries(
    Object.entries(files).filter(([path]) => !path.includes("/signatures/") && !others.includes(path)),
  );

/** About how long writing takes, in milliseconds, on a computer with much else to do. */
const writing = 200;

/** Kills so many signings, each at a later moment of its life, and signs again after each. */
export async function killSigning(kills: number) {
  const folder = programWithMonths(kills + 2);
  const [first = "", last = "", ...others] = months(kills + 2);
  expect(await signMonth(folder, "candidate-one", first)).toMatchObject({ code: 0 });
  const before = withoutRecords(snapshot(folder));
  const seen = { there: 0, unrecorded: 0, nothing: 0 };
  for (const [index, month] of others.entries()) {
    // A killed one's lock would tell of the next one's beginning.
    rmSync(join(folder, ".git/ilp.lock"), { force: true });
    await killedSigning(folder, "candidate-one", month, (writing * index) / kills);
    const state = (await monthsSigned(folder))[`candidate-one ${month}`];
    expect(["valid key", "uncommitted key", undefined]).toContain(state);
    seen[state === "valid key" ? "there" : state ? "unrecorded" : "nothing"]++;
    expect(withoutRecords(snapshot(folder))).toEqual(before);
    const again = await signMonth(folder, "candidate-one", month);
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(again.out).toMatch(state === "valid key" ? /You have signed this already/ : /Signed: /);
    const recorded = git(folder, "ls-tree", "-r", "--name-only", "HEAD", "candidates/candidate-one/signatures");
    expect(recorded.trim().split("\n")).toHaveLength(index + 2);
  }
  // What a killed one could not tell Git's list of files, the next signature does; only files never recorded are left.
  expect(await signMonth(folder, "candidate-one", last)).toMatchObject({ code: 0, err: "" });
  const status = git(folder, "status", "--porcelain", "-uall").split("\n").slice(0, -1);
  expect(status.filter((line) => !line.startsWith("?? candidates/candidate-one/signatures/"))).toEqual([]);
  expect(git(folder, "fsck", "--strict", "--no-dangling")).toBe("");
  return seen;
}
