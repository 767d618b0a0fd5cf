/** Repositories that are not as most are: another hash, a second folder for one history, a part of the files. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, ilp, ilpWith, plaindir, snapshot, write } from "../cli.ts";
import { homeOf } from "./scenarios/people.ts";
import { as, become, expectPlainWords, newProgram } from "./scenarios/program.ts";

const coaches = [
  ["coach-one", "candidate-one"],
  ["coach-three", "candidate-two"],
] as const;

async function signsAndVerifies(folder: string) {
  for (const [coach, candidate] of coaches)
    expect(await as(coach)(folder, "sign", candidate, "inquiry-ilp#initial-goal", "--yes")).toMatchObject({
      code: 0,
      err: "",
    });
  expectPlainWords();
  expect(await statesIn(folder)).toEqual({ "candidate-one": "valid key", "candidate-two": "valid name" });
  expect(git(folder, "fsck", "--strict", "--no-dangling")).toBe("");
  expect(git(folder, "status", "--porcelain")).toBe("");
}

async function statesIn(folder: string): Promise<Record<string, string>> {
  const { out, err } = await ilp(folder, "verify", "--json");
  expect(err).toBe("");
  const found: { id: string; records: { state: string; assurance: string }[] }[] = JSON.parse(out).candidates;
  return Object.fromEntries(
    found.map(({ id, records }) => [id, records.map(({ state, assurance }) => `${state} ${assurance}`).join(", ")]),
  );
}

describe("signing and checking", () => {
  it("with SHA-256 for Git's ids", async () => {
    const folder = plaindir();
    git(folder, "init", "--quiet", "--object-format=sha256", "--initial-branch=main");
    write(folder, snapshot(newProgram()));
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "-m", "Start", "--date=2026-08-01T12:00:00Z");
    await signsAndVerifies(folder);
    expect(git(folder, "rev-parse", "HEAD").trim()).toHaveLength(64);
  });

  it("in a second folder of the same repository", async () => {
    const first = newProgram();
    const second = join(plaindir(), "second");
    git(first, "worktree", "add", "--quiet", "-b", "second", second);
    const before = git(first, "rev-parse", "main");
    for (const [person, candidate] of coaches) {
      // Both folders share Git's settings.
      become(first, person);
      const words = ["sign", candidate, "inquiry-ilp#initial-goal", "--yes"];
      const env = { HOME: homeOf(person), PATH: process.env.PATH };
      expect(await ilpWith({ env }, second, ...words)).toMatchObject({ code: 0, err: "" });
    }
    expect(await statesIn(second)).toEqual({ "candidate-one": "valid key", "candidate-two": "valid name" });
    // The first folder has nothing of it until it takes it in.
    expect(await statesIn(first)).toEqual({ "candidate-one": "", "candidate-two": "" });
    expect([git(first, "rev-parse", "main"), git(first, "status", "--porcelain")]).toEqual([before, ""]);
    git(first, "merge", "--quiet", "--ff-only", "second");
    expect(await statesIn(first)).toEqual({ "candidate-one": "valid key", "candidate-two": "valid name" });
  });

  it("where only some folders are on the disk: what is not there stays recorded", async () => {
    const folder = newProgram();
    const all = git(folder, "ls-tree", "-r", "HEAD");
    git(folder, "sparse-checkout", "set", "candidates/candidate-two");
    expect(await as("coach-three")(folder, "sign", "candidate-two", "inquiry-ilp#initial-goal", "--yes")).toMatchObject(
      {
        code: 0,
        err: "",
      },
    );
    expect(await statesIn(folder)).toMatchObject({ "candidate-two": "valid name" });
    expect(git(folder, "status", "--porcelain")).toBe("");
    const now = git(folder, "ls-tree", "-r", "HEAD").split("\n");
    expect(now.filter((line) => !line.includes("/signatures/")).join("\n")).toBe(all);
    git(folder, "sparse-checkout", "disable");
    expect(await statesIn(folder)).toEqual({ "candidate-one": "", "candidate-two": "valid name" });
    expectPlainWords();
  });
});
