/** Two people, two copies, one shared copy: signing in both at once, and editing in one while the other signs. */
import { cpSync } from "node:fs";
import { expect } from "vitest";
import { git, ilp, plaindir } from "../cli.ts";
import type { PersonId } from "./scenarios/people.ts";
import { as, edit, expectPlainWords, inquiry, newProgram } from "./scenarios/program.ts";

/** Copies of one program whose shared copy is bare. */
export function twoCopies(folder = newProgram()): [string, string] {
  const origin = plaindir();
  git(origin, "init", "--quiet", "--bare", "--initial-branch=main");
  git(folder, "remote", "add", "origin", origin);
  git(folder, "push", "--quiet", "--set-upstream", "origin", "main");
  const other = plaindir();
  cpSync(folder, other, { recursive: true });
  return [folder, other];
}

export async function does(folder: string, person: PersonId, ...args: string[]) {
  const ran = await as(person)(folder, ...args);
  expect([args.join(" "), ran.code, ran.err]).toEqual([args.join(" "), 0, ""]);
  return ran.out;
}

/** The state of each record: "coach candidate-one/year-1/inquiry-ilp#initial-goal: valid key". */
export async function recordsIn(folder: string): Promise<string[]> {
  const { out } = await ilp(folder, "verify", "--json");
  const { candidates, history } = JSON.parse(out);
  expect(history).toMatchObject({ cut: false, rewritten: false });
  return candidates
    .flatMap((each: { damage: unknown[]; records: Record<string, string>[] }) => {
      expect(each.damage).toEqual([]);
      return each.records.map(({ role, address, state, assurance }) => `${role} ${address}: ${state} ${assurance}`);
    })
    .sort();
}

/** Coach one signs in one copy while the document is edited in the other; what becomes of it, in both. */
export async function signedHereEditedThere(from: string, to: string, state: string) {
  const [coach, candidate] = twoCopies();
  await does(coach, "coach-one", "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  edit(candidate, inquiry, from, to);
  await does(candidate, "candidate-one", "send");
  await does(coach, "coach-one", "send");
  await does(candidate, "candidate-one", "send");
  const wanted = [`coach candidate-one/year-1/inquiry-ilp#initial-goal: ${state}`];
  expect([await recordsIn(coach), await recordsIn(candidate)]).toEqual([wanted, wanted]);
  expectPlainWords();
}
