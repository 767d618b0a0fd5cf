/** A program with people who sign, and ilp keys as they run it; all that is printed is kept, to look for forbidden words. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect } from "vitest";
import { parse } from "yaml";
import type { Person } from "../../src/core/program/registry.ts";
import type { Io } from "../../src/io.ts";
import { git, ilp, ilpWith, plaindir, type Ran, write } from "../cli.ts";

let template = "";
beforeAll(async () => {
  template = plaindir();
  await ilp(template, "init", "--id", "p", "--district", "D", "--yes");
  for (const [name, role] of [
    ["Coordinator One", "coordinator"],
    ["Coach One", "coach"],
    ["Coach Two", "coach"],
  ] as const)
    await ilp(template, "people", "add", name, "--role", role, "--email", emailOf(name), "--yes");
  // As a person would leave it: comments, their own order and spacing.
  const people = textOf(template, "people.yaml")
    .replace(/^people:/m, "# Who we are. Ask Coordinator One.\npeople:")
    .replace(/^( *)- id: "coach-two"/m, "$1# came in the fall\n$1- id: coach-two   # short name");
  write(template, { "people.yaml": people });
  git(template, "add", "people.yaml");
  git(template, "commit", "--quiet", "-m", "Comments");
  rmSync(join(template, ".git", "hooks"), { recursive: true });
});

export const emailOf = (name: string) => `${name.toLowerCase().replace(" ", ".")}@example.org`;
export const textOf = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
export const flat = (text: string) => text.replace(/\s+/g, " ");

/** A copy of the program, in which somebody works. */
export function newProgram(name = "Coach One", like = template): string {
  const folder = plaindir();
  cpSync(like, folder, { recursive: true });
  become(folder, name);
  return folder;
}

export function become(folder: string, name: string) {
  git(folder, "config", "user.name", name);
  git(folder, "config", "user.email", emailOf(name));
}

const printed: string[] = [];
afterEach(() => {
  for (const text of printed.splice(0)) {
    expect(text).not.toMatch(/\b(commit\w*|branch\w*|HEAD|stag(e|ed|ing)|rebas\w*|digital(ly)? sign\w*)\b/);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  }
});

export interface Computer {
  home: string;
  /** Where programs are; a computer without ssh-keygen has none. */
  path?: string;
}

/** `ilp keys` with these words on a computer. */
export async function keys(
  folder: string,
  { home, path }: Computer,
  args: string[],
  changes: Partial<Io> = {},
): Promise<Ran> {
  const env = { HOME: home, PATH: path ?? process.env.PATH };
  const ran = await ilpWith({ env, ...changes }, folder, "keys", ...args);
  printed.push(ran.out, ran.err);
  return ran;
}

/** Sets a person up without questions. The fingerprint that is printed. */
export async function setUp(folder: string, computer: Computer, name: string): Promise<string> {
  const { code, out, err } = await keys(folder, computer, [
    "setup",
    "--email",
    emailOf(name),
    "--consent",
    "--no-passphrase",
  ]);
  expect([code, err]).toEqual([0, ""]);
  return /SHA256:\S+/.exec(out)?.[0] ?? "";
}

/** Sets a person up and accepts the key as Coordinator One, who is who works there afterwards. */
export async function setUpAndAccept(folder: string, computer: Computer, name: string): Promise<string> {
  const fingerprint = await setUp(folder, computer, name);
  become(folder, "Coordinator One");
  const id = name.toLowerCase().replace(" ", "-");
  expect(await keys(folder, computer, ["accept", id, "--fingerprint", fingerprint, "--yes"])).toMatchObject({
    code: 0,
    err: "",
  });
  return fingerprint;
}

export const personOf = (folder: string, id: string): Person =>
  parse(textOf(folder, "people.yaml")).people.find((each: Person) => each.id === id);

/** Unrelated work in a copy: a staged file, a changed one, a new one. Gives what tells whether it is as before. */
export function unrelatedWork(folder: string): () => string {
  write(folder, { "staged.txt": "1", "program.yaml": `${textOf(folder, "program.yaml")}# mine\n`, "new.txt": "2" });
  git(folder, "add", "staged.txt");
  return () =>
    ["diff", "diff --cached", "status --porcelain"].map((args) => git(folder, ...args.split(" "))).join("\n");
}

export const recorded = (folder: string) =>
  git(folder, "show", "--name-status", "--no-renames", "--format=%an <%ae>", "HEAD").trim().split("\n").filter(Boolean);
