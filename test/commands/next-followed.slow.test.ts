/**
 * What `ilp next` lists of the example programs, followed to the letter: each printed command is run by the person it is
 * listed for, is never refused, and its row is gone afterwards.
 */
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { exampleKey } from "../../scripts/example-statements.ts";
import type { Turn } from "../../src/core/findings/turns.ts";
import { git, ilpBinary, ilpWith, plaindir, type Ran } from "../cli.ts";
import { homeWith } from "../signatures/scenarios/people.ts";
import { become, textIn, withEnv } from "../signatures/scenarios/program.ts";

interface Person {
  id: string;
  name: string;
  emails: string[];
  keys?: object[];
}
type Run = (who: Person, args: string[]) => Promise<Ran>;

/** An example as it was on a day: of its records, those made until then. */
function exampleOn(example: string, day: string): { folder: string; people: Person[] } {
  const folder = plaindir();
  cpSync(join("examples", example), folder, { recursive: true });
  for (const id of readdirSync(join(folder, "candidates"))) {
    const records = join(folder, "candidates", id, "signatures");
    for (const name of readdirSync(records))
      if (name.slice(0, 8) > day.replaceAll("-", "")) rmSync(join(records, name));
  }
  const at = `${day}T23:50:00Z`;
  withEnv({ GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at }, () => {
    git(folder, "init", "--quiet", "--initial-branch=main");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "-m", "Start");
  });
  return { folder, people: parse(textIn(folder, "people.yaml")).people };
}

const homeOf = ({ id, keys }: Person) => (keys ? homeWith(id, exampleKey(id)) : plaindir());

/** What the questions of a command are answered with. */
const answers: Record<string, string[]> = {
  sign: ["--yes"],
  submit: ["--yes"],
  review: ["--complete", "--as", "reviewer"],
  feedback: ["--text", "We talk about it on Friday.", "--yes"],
  concern: ["--text", "We met, and it is settled.", "--yes"],
  "appeal step": ["--text", "No agreement yet.", "--yes"],
  "appeal close": ["--outcome", "upheld", "--text", "Cell 4 does not show it.", "--yes"],
  check: [],
  new: ["--yes"],
  history: [],
};
const acts = ["sign", "submit", "review", "feedback", "concern", "appeal step", "appeal close"];

function kindOf(command: string): string {
  const kind = Object.keys(answers).find((each) => command.startsWith(`ilp ${each} `));
  if (!kind) throw new Error(`nobody thought of: ${command}`);
  return kind;
}

/** Follows so many acts of each kind, and everything else once; says how many of each kind it followed. */
async function follow(people: Person[], run: Run, most: number): Promise<Record<string, number>> {
  const list = async (): Promise<Turn[]> => {
    const { out, err, code } = await run(people[0] as Person, ["next", "--all", "--json"]);
    expect([code, err]).toEqual([0, ""]);
    return JSON.parse(out).turns;
  };
  const done: Record<string, number> = {};
  const tried = new Set<string>();
  let turns = await list();
  for (;;) {
    const rows = turns.flatMap((turn) => turn.people.map((id) => ({ id, turn, kind: kindOf(turn.next) })));
    const row = rows.find(
      ({ id, turn, kind }) =>
        (done[kind] ?? 0) < most && !tried.has(acts.includes(kind) ? `${id} ${turn.next}` : turn.next),
    );
    if (!row) return done;
    const { id, turn, kind } = row;
    tried.add(acts.includes(kind) ? `${id} ${turn.next}` : turn.next);
    done[kind] = (done[kind] ?? 0) + 1;
    const who = people.find((each) => each.id === id) as Person;
    const args = [...turn.next.split(" ").slice(1), ...(answers[kind] as string[])];
    const ran = await run(who, args);
    const told = `${id}: ${turn.next}\n${ran.out.slice(-300)}${ran.err}`;
    expect(ran.err, told).not.toMatch(/^ilp: /);
    // What is open is found again by `check`, and that is its exit code.
    expect(kind === "check" ? [0, 1] : [0], told).toContain(ran.code);
    if (!acts.includes(kind)) continue;
    turns = await list();
    const left = turns.filter((each) => each.next === turn.next && each.people.includes(id));
    expect(left, `still there, ${told}`).toEqual([]);
  }
}

/** In this process, so that it can be another day. */
function onDay(folder: string, day: string): Run {
  let minute = 0;
  return (who, args) => {
    become(folder, { name: who.name, email: who.emails[0] as string });
    const now = new Date(Date.parse(`${day}T18:00:00Z`) + minute++ * 60_000);
    return ilpWith({ env: { HOME: homeOf(who), PATH: process.env.PATH }, now: () => now }, folder, ...args);
  };
}

it.each([
  ["combined", "2023-11-10", "2023-11-20", ["sign", "submit", "review", "check"]],
  ["combined", "2024-04-10", "2024-06-20", ["sign", "submit", "check"]],
  ["hart", "2023-11-10", "2023-11-20", ["sign", "submit"]],
])("%s with its records until %s, as of %s", async (example, until, day, kinds) => {
  const { folder, people } = exampleOn(example, until);
  const done = await follow(people, onDay(folder, day), 4);
  expect(Object.keys(done)).toEqual(expect.arrayContaining(kinds));
});

it("combined as it lies there, through the binary", async () => {
  const { folder, people } = exampleOn("combined", "2026-01-01");
  const run: Run = (who, args) => {
    become(folder, { name: who.name, email: who.emails[0] as string });
    return ilpBinary(folder, args, { HOME: homeOf(who), SSH_AUTH_SOCK: "" });
  };
  const done = await follow(people, run, 3);
  expect(Object.keys(done)).toEqual(
    expect.arrayContaining([...acts.filter((each) => each !== "appeal step"), "check"]),
  );
});
