import { programText } from "../../src/data/presets.ts";
import { type Files, gitdir, plaindir } from "../cli.ts";
import { scaffoldsOf } from "../forms/scaffolds.ts";

const roster = `schema: people@1

people:
  - id: "coach-one"
    name: "Coach One"
    emails: []
    roles: [coach]
  - id: "supervisor-one"
    name: "Supervisor One"
    emails: []
    roles: [supervisor]
  - id: "candidate-one"
    name: "Candidate One"
    emails: []
    roles: [candidate]
`;

const profile = `schema: profile@1

id: "candidate-one"
name: "Candidate One"
kind: "induction"
site: "School"
position: "Assistant Principal"
program-start: "2026-08-10"
transferred-in: false
assignments:
  - role: "coach"
    person: "coach-one"
    from: "2026-08-10"
    to: null
years:
  - year: 1
    starts: "2026-08-10"
`;

/** Enough for most tests, each of which reads every file. */
const few = /\/(pd-log|context|inquiry-ilp|evidence)\.yaml$/;

/** A sound program with one candidate and a few fresh forms, or all of them. */
export function soundProgram(all = false): Files {
  const documents = scaffoldsOf("combined", {
    "program-start": "2026-08-10",
    years: [{ year: 1, starts: "2026-08-10" }],
  });
  return Object.fromEntries([
    ["program.yaml", programText("combined", { id: "test-program", district: "Test District" })],
    ["people.yaml", roster],
    ["candidates/candidate-one/profile.yaml", profile],
    ...documents.filter(({ path }) => all || few.test(path)).map(({ path, content }) => [path, content]),
  ]);
}

/** The sound program with some files changed; a plain folder, for commands that only read. */
export const changed = (sound: Files, changes: Files): string => plaindir({ ...sound, ...changes });
export const changedInGit = (sound: Files, changes: Files): string => gitdir({ ...sound, ...changes });

export const textOf = (files: Files, path: string): string => Buffer.from(files[path] ?? "").toString("utf8");
