import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, gitdir, ilp, plaindir } from "../cli.ts";

/** A sound program with one candidate, as `ilp` itself sets it up; made once for each test file. */
export async function soundProgram(): Promise<Files> {
  const root = plaindir();
  const steps = [
    ["init", "--preset", "combined", "--id", "test-program", "--district", "Test District", "--yes"],
    ["people", "add", "Coach One", "--role", "coach", "--yes"],
    ["people", "add", "Supervisor One", "--role", "supervisor", "--yes"],
    [
      ...["new", "Candidate One", "--start", "2026-08-10", "--coach", "coach-one"],
      ...["--supervisor", "supervisor-one", "--site", "School", "--position", "Principal", "--yes"],
    ],
  ];
  for (const step of steps) {
    const { code, err } = await ilp(root, ...step);
    if (code !== 0) throw new Error(`ilp ${step.join(" ")}: ${err}`);
  }
  const names = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(".git"))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1), readFileSync(path)];
      }),
  );
}

/** The sound program with some files changed; a plain folder, for commands that only read. */
export const changed = (sound: Files, changes: Files): string => plaindir({ ...sound, ...changes });
export const changedInGit = (sound: Files, changes: Files): string => gitdir({ ...sound, ...changes });

export const textOf = (files: Files, path: string): string => Buffer.from(files[path] ?? "").toString("utf8");
