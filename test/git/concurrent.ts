import { expect } from "vitest";
import { git, gitdir } from "../cli.ts";
import { recorder } from "./recorder.ts";

/** Several people of one computer (or one with several windows) record at the same time: all of it must be there. */
export async function recordTogether(people: number, each: number, how: "locked" | "free") {
  const folder = gitdir({ "program.yaml": "id: example\n" });
  const names = Array.from({ length: people }, (_, index) => `p${index}`);
  const ended = await Promise.all(names.map((name) => recorder(folder, name, each, how)));
  expect(ended.map(({ code, err }) => [code, err])).toEqual(names.map(() => [0, ""]));
  const wanted = names.flatMap((name) => Array.from({ length: each }, (_, index) => `${name}-${index}.yaml`)).sort();
  const recorded = git(folder, "ls-tree", "-r", "--name-only", "HEAD:candidates/candidate-one/signatures");
  expect(recorded.trim().split("\n").sort()).toEqual(wanted);
  expect(git(folder, "rev-list", "--count", "--first-parent", "HEAD").trim()).toBe(String(wanted.length + 1));
  expect(git(folder, "fsck", "--strict", "--no-dangling")).toBe("");
  return folder;
}
