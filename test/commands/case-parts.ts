/** The case file of the scenarios' program: more people, decisions, and what is read back. */
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import type { Statement } from "../../src/core/records/statement.ts";
import type { Io } from "../../src/io.ts";
import { type Files, ilpWith, plaindir, type Ran } from "../cli.ts";
import { homeOf, homeWith, keyOf, type PersonId, peopleText } from "../signatures/scenarios/people.ts";
import { become, newProgram, people, stateOf } from "../signatures/scenarios/program.ts";
import { put } from "../signatures/scenarios/records.ts";

/** Those whom the scenarios do not have. */
const others = {
  "manager-one": { name: "Manager One", roles: "manager" },
  "superintendent-one": { name: "Superintendent One", roles: "assistant-superintendent" },
} as const;
type Other = keyof typeof others;
export type CasePerson = PersonId | Other;
const isOther = (person: CasePerson): person is Other => Object.hasOwn(others, person);
const emailOf = (person: Other) => `${person.replace("-", ".")}@example.org`;

const lines = (Object.keys(others) as Other[]).map((id) => {
  const { name, roles } = others[id];
  const keys = `keys: [{ key: "${keyOf(id).publicKey}", from: "2026-01-15" }]`;
  return `  - { id: ${id}, name: ${name}, emails: [${emailOf(id)}], roles: [${roles}], ${keys} }\n`;
});
export const casePeople = (changes: Parameters<typeof peopleText>[0] = {}): string =>
  `${peopleText(changes)}${lines.join("")}`;

/** The program with everybody a case file needs. A fresh copy. */
export const caseProgram = (changes: Files = {}): string => newProgram({ [people]: casePeople(), ...changes });

const copies = new Map<string, string>();

/** What was made once, copied. */
export async function copyOf(name: string, make: () => Promise<string>): Promise<string> {
  const made = copies.get(name) ?? (await make());
  copies.set(name, made);
  const copy = plaindir();
  cpSync(made, copy, { recursive: true });
  return copy;
}

const printed: string[] = [];

/** Somebody at this copy of the program, with their key (or none) in their home. */
export const at =
  (person: CasePerson, changes: Partial<Io> = {}) =>
  async (folder: string, ...args: string[]): Promise<Ran> => {
    const env = { HOME: isOther(person) ? homeWith(person) : homeOf(person), PATH: process.env.PATH };
    become(folder, isOther(person) ? { name: others[person].name, email: emailOf(person) } : person);
    const ran = await ilpWith({ env, ...changes }, folder, ...args);
    printed.push(ran.out, ran.err);
    return ran;
  };

/** It is done; gives what was printed. */
export async function done(person: CasePerson, folder: string, ...args: string[]): Promise<string> {
  const ran = await at(person)(folder, ...args, ...(args[0] === "review" ? [] : ["--yes"]));
  expect([ran.err, ran.code]).toEqual(["", 0]);
  return ran.out;
}

/** It is refused with these words, with code 2, and nothing is other than before. */
export async function refused(
  person: CasePerson | ReturnType<typeof at>,
  folder: string,
  args: string[],
  ...says: (RegExp | string)[]
): Promise<string> {
  const before = stateOf(folder);
  const ran = await (typeof person === "string" ? at(person) : person)(folder, ...args);
  for (const words of says) expect(ran.err).toMatch(words);
  expect(ran.err).toMatch(/^ilp: \S/);
  expect(ran.code).toBe(2);
  expect(stateOf(folder)).toEqual(before);
  return ran.err;
}

/** Nothing that was printed speaks of Git's inside, or holds what moves a terminal. Call it at the end of each test. */
export function expectPlainWords() {
  for (const text of printed.splice(0)) {
    expect(text.replace(/\S*\/tmp\/\S*/g, "")).not.toMatch(/\b(commit|branch|HEAD|stage|rebase)/i);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/undefined|\[object|NaN|mistake of its own|at .*:\d+:\d+\)/);
  }
}

/** What lies in the case folder of a candidate, by name. */
export const caseNames = (folder: string, candidate = "candidate-one"): string[] => {
  const path = join(folder, "candidates", candidate, "case");
  return existsSync(path) ? readdirSync(path).sort() : [];
};

/** Every case record of a candidate, in order of time. */
export const caseRecords = (folder: string, candidate = "candidate-one"): Statement[] =>
  caseNames(folder, candidate)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => parse(readFileSync(join(folder, "candidates", candidate, "case", name), "utf8")));

/** The 12 letters by which the newest case record is named. */
export const newest = (folder: string): string =>
  /-([0-9a-f]{12})\.yaml$/.exec(
    caseNames(folder)
      .filter((name) => name.endsWith(".yaml"))
      .at(-1) ?? "",
  )?.[1] ?? "";

/** The candidate handed a part in, and a reviewer decided. Gives the id of the decision. */
export async function decided(
  folder: string,
  decision: "YES" | "NO",
  {
    section = "initial-goal",
    on = "2026-10-02",
    by = "2026-12-04",
  }: { section?: string; on?: string; by?: string } = {},
): Promise<string> {
  const candidate = { role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
  const handedIn = await put(folder, { ...candidate, act: "submit", section, covers: [], at: `${on}T18:00:00Z` });
  const reviewer = { role: "reviewer", signer: "reviewer-one", key: "reviewer-one" } as const;
  const no = decision === "NO" ? { feedback: "Cell 3 needs a measure.", resubmit_by: by } : {};
  const at = `${on}T20:00:00Z`;
  const review = await put(folder, { ...reviewer, act: "review", section, decision, ...no, covers: [handedIn.id], at });
  return review.id;
}
