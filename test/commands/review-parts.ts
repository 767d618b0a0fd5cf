/** A program in which a part was handed in, what people type about it, and where it stands then. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import type { PartStatus } from "../../src/core/findings/status.ts";
import { type Bar, bars, type Refusal, type Step, transitionOf } from "../../src/core/records/acts.ts";
import { type Statement, statementId } from "../../src/core/records/statement.ts";
import type { Io } from "../../src/io.ts";
import { ilpWith } from "../cli.ts";
import { as, inquiry, newProgram, textIn } from "../signatures/scenarios/program.ts";
import { copyOf } from "./case-parts.ts";

/** Part 1 of candidate one's inquiry, which reads as complete. */
export const goal = ["candidate-one", "inquiry-ilp#initial-goal"] as const;
export const section = "initial-goal";

export const submit = ["submit", ...goal, "--yes"];
export const yes = ["review", ...goal, "--complete"];
export const feedback = "Cell 3 needs a measure.";
export const no = ["review", ...goal, "--incomplete", "--feedback", feedback, "--resubmit-by", "2026-12-18"];

export type Typed = [person: Parameters<typeof as>[0], ...words: string[]];

/** A step that has to succeed. What was printed. */
export async function done(folder: string, ...[person, ...words]: Typed): Promise<string> {
  const { code, out, err } = await as(person)(folder, ...words);
  expect([code, err]).toEqual([0, ""]);
  return out;
}

/** A copy of a program that was made once by these steps. */
const after = (name: string, ...steps: Typed[]): Promise<string> =>
  copyOf(name, async () => {
    const folder = newProgram();
    for (const step of steps) await done(folder, ...step);
    return folder;
  });

/** Handed in without a word of the coach. */
export const handedIn = () => after("handed in", ["candidate-one", ...submit]);
export const refusedOnce = () => after("NO", ["candidate-one", ...submit], ["reviewer-one", ...no]);
export const accepted = () => after("YES", ["candidate-one", ...submit], ["reviewer-one", ...yes]);

/** All records of candidate one of an act, oldest first, as they lie in the folder. */
export function recordsOf(folder: string, act: Statement["act"]): Statement[] {
  const files = readdirSync(join(folder, "candidates/candidate-one/signatures"));
  return files
    .map((name) => parse(textIn(folder, `candidates/candidate-one/signatures/${name}`)) as Statement)
    .filter((statement) => statement.act === act)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

const exactly = ({ rule, source }: Refusal) => new RegExp(`^${`${rule} (${source})`.replace(/[.()]/g, "\\$&")}$`);

/** How a refusal of the process begins: the rule of the table, and where it comes from. */
export const ruleOf = (bar: Bar) => exactly(bars[bar]);
export const rulesOf = (step: Step) => {
  const { who, when, source } = transitionOf(step);
  return { who: exactly({ rule: who, source }), when: exactly({ rule: when, source }) };
};

/** The id of a record that was read from its file. */
export function idOf(record: Statement): string {
  const { sshsig: _, ...statement } = record as Statement & { sshsig?: string };
  return statementId(statement);
}

/** Where a part stands, as `ilp status` says it. */
export async function partOf(folder: string, part = section, io: Partial<Io> = {}): Promise<PartStatus> {
  const { out } = await ilpWith(io, folder, "status", "candidate-one", "--json");
  const { documents } = JSON.parse(out).candidates[0];
  const found = documents.find(({ name }: { name: string }) => name === "year-1/inquiry-ilp");
  return found.reviews.find((each: PartStatus) => each.section === part);
}

/** Another text in part 1. */
export const revision = [inquiry, "More students explain", "Twice as many students explain"] as const;
