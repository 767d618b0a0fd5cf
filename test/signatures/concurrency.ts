/** Many `ilp sign` at once, as processes of the built program. They know no other time than the real one. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type Files, git, ilpBinary, plaindir, type Ran } from "../cli.ts";
import { emailOf, homeOf, nameOf, type PersonId, peopleText } from "./scenarios/people.ts";
import { fileOf, newProgram, summaryText, textIn } from "./scenarios/program.ts";

export const months = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${2015 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`,
  );

export const candidates = ["candidate-one", "candidate-two"] as const;

/** The program of the scenarios as it was some years ago, and one summary a month for both candidates to sign. */
export function programWithMonths(count: number): string {
  const summaries = candidates.flatMap((id) =>
    months(count).map((month) => [
      fileOf(id, `year-1/collaborative/${month}`),
      summaryText.replaceAll("2026-09", month),
    ]),
  );
  const folder = newProgram({ ...(Object.fromEntries(summaries) as Files), ...aged(newProgram()) });
  return folder;
}

/** Keys and assignments that held long before any clock this test may run under. */
function aged(folder: string): Files {
  const profiles = candidates.map((id) => fileOf(id, "profile"));
  const files: [string, string][] = profiles.map((path) => [path, textIn(folder, path)]);
  return Object.fromEntries(
    [...files, ["people.yaml", peopleText()] as [string, string]].map(([path, text]) => [
      path,
      text.replaceAll("2026-", "2014-"),
    ]),
  );
}

const settings = new Map<PersonId, NodeJS.ProcessEnv>();

/** What tells Git and ilp who sits there: Git's settings and the home folder with the key. */
export function environmentOf(person: PersonId): NodeJS.ProcessEnv {
  const known = settings.get(person);
  if (known) return known;
  const file = join(plaindir(), "gitconfig");
  writeFileSync(file, `[user]\n\tname = ${nameOf(person)}\n\temail = ${emailOf(person)}\n`);
  const env = { HOME: homeOf(person), GIT_CONFIG_GLOBAL: file, SSH_AUTH_SOCK: "" };
  settings.set(person, env);
  return env;
}

const words = (candidate: PersonId, month: string) => ["sign", candidate, `year-1/collaborative/${month}`, "--yes"];

export const signMonth = (folder: string, candidate: PersonId, month: string): Promise<Ran> =>
  ilpBinary(folder, words(candidate, month), environmentOf(candidate));

/** Starts a signing and kills it so many milliseconds after it began to write: most of its life it only reads. */
export function killedSigning(folder: string, candidate: PersonId, month: string, after: number): Promise<void> {
  const binary = join(import.meta.dirname, "../../bin/ilp.js");
  const child = spawn(process.execPath, [binary, ...words(candidate, month)], {
    cwd: folder,
    env: { ...process.env, ...environmentOf(candidate) },
    stdio: "ignore",
  });
  const lock = join(folder, ".git", "ilp.lock");
  const looking = setInterval(() => {
    if (!existsSync(lock)) return;
    clearInterval(looking);
    setTimeout(() => child.kill("SIGKILL"), after);
  }, 1);
  return new Promise((done) => {
    child.on("close", () => {
      clearInterval(looking);
      done();
    });
  });
}

/** State and assurance of each signed month: "candidate-one 2015-01": "valid key". */
export async function monthsSigned(folder: string): Promise<Record<string, string>> {
  const { out } = await ilpBinary(folder, ["verify", "--json"], environmentOf("candidate-one"));
  const { candidates: found } = JSON.parse(out);
  const records: Record<string, string>[] = found.flatMap((each: { damage: unknown[]; records: unknown[] }) => {
    expect(each.damage).toEqual([]);
    return each.records;
  });
  return Object.fromEntries(
    records.map(({ address = "", state, assurance }) => {
      const [candidate, , , month] = address.replace("#.", "").split("/");
      return [`${candidate} ${month}`, `${state} ${assurance}`];
    }),
  );
}

/** Several processes, each signing months of its own, one after the other; by turns with a key and without. */
export async function signTogether(processes: number, each: number): Promise<string> {
  const folder = programWithMonths(Math.ceil(processes / 2) * each);
  const all = months(Math.ceil(processes / 2) * each);
  const worker = async (index: number) => {
    const candidate = candidates[index % 2] as (typeof candidates)[number];
    const mine = all.slice(Math.floor(index / 2) * each, (Math.floor(index / 2) + 1) * each);
    for (const month of mine) expect(await signMonth(folder, candidate, month)).toMatchObject({ code: 0, err: "" });
    return mine.map((month) => [`${candidate} ${month}`, candidate === "candidate-one" ? "valid key" : "valid name"]);
  };
  const signed = await Promise.all(Array.from({ length: processes }, (_, index) => worker(index)));
  expect(await monthsSigned(folder)).toEqual(Object.fromEntries(signed.flat()));
  expectTidy(folder);
  expect(git(folder, "status", "--porcelain")).toBe("");
  return folder;
}

/** Git is sound, and nothing of ours was left behind. */
export function expectTidy(folder: string) {
  expect(git(folder, "fsck", "--strict", "--no-dangling")).toBe("");
  const left = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tmp$|\.lock$|ilp-index|ilp-send/.test(name),
  );
  expect(left).toEqual([]);
}
