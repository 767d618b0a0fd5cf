import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { soundProgram } from "../bad-input/program.ts";
import { type Files, git, gitdir, ilp, plaindir, type Ran, snapshot, write } from "../cli.ts";

/** A shared copy and people's own copies of a small program, in folders of their own. */
export interface Shared {
  /** A bare repository. */
  origin: string;
  /** Clones, one a person. */
  ines: string;
  noor: string;
}

const people = `schema: people@1

people:
  - id: "coach-one"
    name: "Ines Ejemplo"
    emails: ["ines.ejemplo@example.org"]
    roles: [coach]
  - id: "supervisor-one"
    name: "Supervisor One"
    emails: []
    roles: [supervisor]
  - id: "candidate-one"
    name: "Noor Example"
    emails: ["noor.example@example.org"]
    roles: [candidate]
`;

export const log = "candidates/candidate-one/year-1/pd-log.yaml";
export const inquiry = "candidates/candidate-one/year-1/inquiry-ilp.yaml";
export const record = (name: string) => `candidates/candidate-one/signatures/${name}.yaml`;

export const inquiryText = (area = "First idea.", question = "How?") => `schema: inquiry-ilp@1

initial-goal:
  focus:
    # What will you inquire into this year?
    area: |
      ${area}

    derived: From visits.
  # Cell 3
  question:
    text: |
      ${question}
`;

export const entry = (id: string, title = id) =>
  `  - id: "${id}"\n    date: "2026-09-01"\n    title: "${title}"\n    hours: 2\n`;
export const logText = (...entries: string[]) => `schema: pd-log@1\n\nentries:\n${entries.join("")}`;

export const signature = (signer: string, nonce: string) =>
  `ilp: statement/1\nact: sign\nsigner: ${signer}\nnonce: ${nonce}\n`;

const base: Files = {
  ...soundProgram(),
  "people.yaml": people,
  ".gitignore": "/export/\n",
  [inquiry]: inquiryText(),
  [log]: logText(entry("start")),
};

export const programInGit = (more: Files = {}): string => gitdir({ ...base, ...more });

export function emptyOrigin(): string {
  const origin = plaindir();
  git(origin, "init", "--quiet", "--template=", "--bare", "--initial-branch=main");
  return origin;
}

/** A person's own copy. */
export function copyOf(origin: string, name: string, email: string): string {
  const folder = plaindir();
  git(folder, "clone", "--quiet", "--template=", origin, ".");
  git(folder, "config", "user.name", name);
  git(folder, "config", "user.email", email);
  return folder;
}

let pattern: Shared | undefined;

/** A fresh set of copies: made once by Git, and copied from then on. */
export function sharedProgram(): Shared {
  pattern ??= madeByGit();
  const made = { origin: plaindir(), ines: plaindir(), noor: plaindir() };
  for (const name of ["origin", "ines", "noor"] as const) {
    cpSync(pattern[name], made[name], { recursive: true, preserveTimestamps: true });
    if (name !== "origin") git(made[name], "remote", "set-url", "origin", made.origin);
  }
  return made;
}

function madeByGit(): Shared {
  const origin = emptyOrigin();
  git(programInGit(), "push", "--quiet", origin, "main");
  return {
    origin,
    // Git knows her by another name than people.yaml does.
    ines: copyOf(origin, "inese", "Ines.Ejemplo@example.org"),
    noor: copyOf(origin, "Noor E", "noor.example@example.org"),
  };
}

/** Writes files and records them, as an editor and Git would. */
export function recordAll(folder: string, files: Files) {
  write(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "Work");
}

/** Every reference but Git's notes about the shared copy, the list of files, and Git's state of the folder. */
export const stateOf = (folder: string): string[] => [
  // First: it may bring what Git notes about each file up to date.
  git(folder, "status", "--porcelain"),
  git(folder, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags", "refs/stash"),
  git(folder, "rev-parse", "HEAD"),
  readFileSync(join(folder, ".git/index")).toString("base64"),
  ...["MERGE_HEAD", "ilp.lock"].filter((name) => existsSync(join(folder, ".git", name))),
];

export const textIn = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

const said: string[] = [];

/** `ilp send`, in this process. */
export async function send(folder: string, ...args: string[]): Promise<Ran> {
  const ran = await ilp(folder, "send", ...args);
  said.push(ran.out, ran.err);
  return ran;
}

/** Whatever `send` said since the last time is in the words of people who know no Git, and of no bug. */
export function expectPlainWords() {
  const text = said
    .splice(0)
    .join("\n")
    .replace(/\S*\/tmp\/\S*/g, "");
  expect(text).not.toMatch(/\b(commit|branch|HEAD|stage|rebase)|undefined|\[object|at .*:\d+:\d+/i);
}

/** Refused with 2, and nothing is other than before. */
export async function refused(folder: string, says: RegExp, ...args: string[]) {
  const before = [stateOf(folder), snapshot(folder)];
  const ran = await send(folder, ...args);
  expect(ran.err).toMatch(says);
  expect(ran.code).toBe(2);
  expect([stateOf(folder), snapshot(folder)]).toEqual(before);
  return ran;
}
