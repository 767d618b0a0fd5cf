/** A small program in Git: two candidates, of which the first has a key, and people around them with and without. */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { programText } from "../../../src/data/presets.ts";
import type { Io } from "../../../src/io.ts";
import { type Files, git, gitdir, ilpWith, plaindir, type Ran, snapshot, write } from "../../cli.ts";
import { emailOf, homeOf, nameOf, type PersonId, peopleText } from "./people.ts";

/** Candidate one has coach one (key) until further notice, candidate two has coach three (no key). */
const coachOf = { "candidate-one": "coach-one", "candidate-two": "coach-three" } as const;
type CandidateId = keyof typeof coachOf;

const profile = (id: CandidateId) => `schema: profile@1

id: "${id}"
name: "${nameOf(id)}"
kind: "induction"
site: "School"
position: "Assistant Principal"
program-start: "2026-08-10"
coach-matched: "2026-08-10"
transferred-in: false
assignments:
  - role: "coach"
    person: "${coachOf[id]}"
    from: "2026-08-10"
    to: null
  - role: "supervisor"
    person: "supervisor-one"
    from: "2026-08-10"
    to: null
years:
  - year: 1
    starts: "2026-08-10"
`;

export const inquiryText = `schema: inquiry-ilp@1

# Part 1
initial-goal:
  dop-review:
    results: |
      We read the descriptions side by side.
    date: "2026-09-22"
  focus:
    area: |
      Whose voices are heard?
    informed-by: ["observations"]
    derived: |
      From visits in September.
  question:
    question: |
      How can short visits help the quietest voices?
    elements: ["2B"]
  measures:
    results: |
      More students explain, counted twice.
inquiries:
  - id: "inquiry-1"
    focus-question: |
      Who speaks?
    starts: "2026-09-16"
    ends: "2026-12-11"
    action-plan: |
      Visit, count, talk.
    entries: []
    reflection: |
application:
  practice: |
`;

export const logText = `schema: pd-log@1

entries:
  - id: "activity-1"
    date: "2026-09-12"
    title: "Counting turns"
    provider: "ACSA Academies"
    type: "training"
    hours: 20
    cpsels: [2]
    location: "Online"
    evidence: []
    notes: |
`;

export const summaryText = `schema: collaborative-summary@1

month: "2026-09"
sessions:
  - id: "session-1"
    date: "2026-09-07"
    start: "15:30"
    end: "16:30"
    mode: "in_person"
    topics: "The standards"
check-in: |
  Well.
successes: |
  Visits.
obstacles: |
  Time.
focus:
  text: |
    Visits.
  cpsels: [2]
pd-discussed: |
  Counting.
data: |
  Notes.
carried-over: |
  None.
candidate-next: |
  Visit again.
coach-next: |
  Come along.
on-track:
  answer: true
  reason: |
    On time.
`;

const forms = ["profile", "inquiry-ilp", "pd-log", "collaborative-summary", "evidence"];

/** program.yaml; what the last argument says about signatures takes the place of the preset's. */
export const rulesText = (signatures = "", id = "test-program"): string =>
  programText("combined", { id, district: "Test District" })
    .replace(/(\nforms:\n)(?: {2}- .*\n)+/, (_, head) => `${head}${forms.map((form) => `  - ${form}\n`).join("")}`)
    .replace(/\n# What a signature needs[\s\S]*$/, `\n${signatures && `signatures:\n${signatures}`}`);

export const fileOf = (candidate: CandidateId, document: string) => `candidates/${candidate}/${document}.yaml`;
export const inquiry = fileOf("candidate-one", "year-1/inquiry-ilp");
export const log = fileOf("candidate-one", "year-1/pd-log");
export const people = "people.yaml";
export const rules = "program.yaml";

const files: Files = {
  [rules]: rulesText(),
  [people]: peopleText(),
  ...Object.fromEntries(
    (["candidate-one", "candidate-two"] as const).flatMap((id) => [
      [fileOf(id, "profile"), profile(id)],
      [fileOf(id, "evidence"), "schema: evidence@1\n\nitems: []\n"],
      [fileOf(id, "year-1/inquiry-ilp"), inquiryText],
      [fileOf(id, "year-1/pd-log"), logText],
      [fileOf(id, "year-1/collaborative/2026-09"), summaryText],
    ]),
  ),
};

let template: string | undefined;

/** A fresh copy of the program, saved in Git (on 2026-08-01, so that nothing seems backdated), with some files changed. */
export function newProgram(changes: Files = {}): string {
  template ??= programInGit();
  const folder = plaindir();
  cpSync(template, folder, { recursive: true });
  if (Object.keys(changes).length > 0) saveAll(folder, changes);
  return folder;
}

function programInGit(): string {
  const folder = gitdir();
  rmSync(join(folder, ".git", "hooks"), { recursive: true, force: true });
  git(folder, "update-ref", "-d", "HEAD");
  saveAll(folder, files);
  return folder;
}

export interface Saving {
  person?: PersonId;
  at?: string;
  message?: string;
}

/** Writes files and saves all there is, as an editor and Git would. */
export function saveAll(folder: string, changes: Files = {}, { person, at, message }: Saving = {}) {
  write(folder, changes);
  git(folder, "add", "--all");
  const [name, email] = person ? [nameOf(person), emailOf(person)] : ["Somebody", "somebody@example.org"];
  const who = ["-c", `user.name=${name}`, "-c", `user.email=${email}`];
  const day = at ?? "2026-08-01T12:00:00Z";
  withEnv({ GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day }, () =>
    git(folder, ...who, "commit", "--quiet", "--allow-empty", "-m", message ?? "Work"),
  );
}

/** Saves files with one start of Git, whatever the message; Git's list of files is not told. */
export function importCommit(folder: string, changes: Files, { person, at, message = "Work" }: Saving) {
  const who = `${person ? `${nameOf(person)} <${emailOf(person)}>` : "Somebody <somebody@example.org>"}`;
  const seconds = Math.floor(new Date(at ?? "2026-08-01T12:00:00Z").getTime() / 1000);
  const data = (text: string | Uint8Array) =>
    `data ${Buffer.byteLength(text)}\n${Buffer.from(text).toString("utf8")}\n`;
  const input = [
    `commit refs/heads/main\nauthor ${who} ${seconds} +0000\ncommitter ${who} ${seconds} +0000\n${data(message)}`,
    "from refs/heads/main^0\n",
    ...Object.entries(changes).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
  ].join("");
  execFileSync("git", ["fast-import", "--quiet", "--date-format=raw"], { cwd: folder, input });
}

/** What a test asks of Git in another environment. */
export function withEnv<T>(changes: Record<string, string>, work: () => T): T {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, changes);
  try {
    return work();
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

export const textIn = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

/** Changes one passage of a file, and saves it unless told otherwise. A passage that is not there is a mistake of the test. */
export function edit(folder: string, path: string, from: string, to: string, { save = true } = {}) {
  const text = textIn(folder, path);
  if (text.split(from).length !== 2) throw new Error(`not once in ${path}: ${from}`);
  writeFileSync(
    join(folder, path),
    text.replace(from, () => to),
  );
  if (save) saveAll(folder, {}, { at: "2026-11-21T21:00:00Z" });
}

const printed: string[] = [];

/** Nothing that was printed by signing commands speaks of Git's inside or holds what moves a terminal. Call it at the end of each test. */
export function expectPlainWords() {
  for (const text of printed.splice(0)) {
    expect(text.replace(/\S*\/tmp\/\S*/g, "")).not.toMatch(/\b(commit|branch|HEAD|stage|rebase)/i);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/undefined|\[object|NaN|at .*:\d+:\d+\)/);
  }
}

const signing = /^(sign|decline|witness|submit|review|feedback)$/;

/** Somebody at this copy of the program: what they type, with their key (or none) in their home. */
export const as =
  (person: PersonId, changes: Partial<Io> = {}) =>
  async (folder: string, ...args: string[]): Promise<Ran> => {
    become(folder, person);
    const env = { HOME: homeOf(person), PATH: process.env.PATH };
    const ran = await ilpWith({ env, ...changes }, folder, ...args);
    if (signing.test(args[0] ?? "")) printed.push(ran.out, ran.err);
    return ran;
  };

const configs = new Map<string, string>();

/** Git's settings here name this person from now on. */
export function become(folder: string, person: PersonId | { name: string; email: string }) {
  const { name, email } = typeof person === "string" ? { name: nameOf(person), email: emailOf(person) } : person;
  const file = join(folder, ".git", "config");
  const plain = configs.get(file) ?? readFileSync(file, "utf8");
  configs.set(file, plain);
  writeFileSync(file, `${plain}[user]\n\tname = ${name}\n\temail = ${email}\n`);
}

/** Git's own state of a copy and every file in it, read without starting Git. */
export const stateOf = (folder: string) => [
  readFileSync(join(folder, ".git", "refs/heads/main"), "latin1"),
  readFileSync(join(folder, ".git", "index"), "latin1"),
  snapshot(folder),
];

/** A refusal: exit code 2, one sentence that says what is wrong, help that says what to do, and nothing is other than before. */
export async function expectRefusal(
  folder: string,
  person: PersonId | ReturnType<typeof as>,
  args: string[],
  says: RegExp,
  help: RegExp,
): Promise<Ran> {
  const before = stateOf(folder);
  const ran = await (typeof person === "string" ? as(person) : person)(folder, ...args);
  expect(ran.err).toMatch(/^ilp: [\s\S]+?([.?]|\. \([^)\n]+\))\n[^\n]+/);
  const [message = "", ...rest] = ran.err.replace(/^ilp: /, "").split("\n");
  expect(message).toMatch(says);
  expect(rest.join("\n")).toMatch(help);
  expect(ran.code).toBe(2);
  expect(stateOf(folder)).toEqual(before);
  return ran;
}
