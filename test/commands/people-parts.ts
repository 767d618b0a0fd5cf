/** What tests of `ilp people assign` begin with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ilp, plaindir } from "../cli.ts";

export const profile = "candidates/candidate-one/profile.yaml";
export const textOf = (folder: string, path = profile) => readFileSync(join(folder, path), "utf8");
export const assignments = (folder: string) =>
  parse(textOf(folder)).assignments.map((each: Record<string, string | null>) => Object.values(each).join(" "));
export const flat = (text: string) => text.replace(/\s+/g, " ");

/** A program with two coaches, a supervisor and a candidate who begins with the first coach. */
export async function startProgram(): Promise<string> {
  const folder = plaindir();
  await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
  for (const name of ["Coach One", "Coach Two", "Coach Three"])
    await ilp(folder, "people", "add", name, "--role", "coach", "--yes");
  await ilp(folder, "people", "add", "Supervisor One", "--role", "supervisor", "--yes");
  const start = ["--start", "2026-08-10", "--coach", "coach-one", "--supervisor", "supervisor-one", "--yes"];
  await ilp(folder, "new", "Candidate One", ...start);
  return folder;
}

export const assign = (folder: string, person: string, from: string, role = "coach") =>
  ilp(folder, "people", "assign", "candidate-one", "--role", role, "--person", person, "--from", from, "--yes");
