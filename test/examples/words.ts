/** What no output of the example programs may say, and the commands that are asked. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, ilpWith } from "../cli.ts";

export const programs = ["combined", "hart"] as const;
export type Program = (typeof programs)[number];

/** A copy of an example, recorded as a program is. */
export function copied(program: Program): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ilp-test-")));
  cpSync(join("examples", program), folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "Start");
  return folder;
}

export const candidatesIn = (folder: string) => readdirSync(join(folder, "candidates")).sort();

/** Every command that only tells, for a program and each of its candidates. */
export const telling = (candidates: string[]): string[][] => [
  ["status"],
  ["next", "--all"],
  ["check", "--all"],
  ["verify"],
  ["verify", "--all"],
  ["transcript"],
  ["people", "list"],
  ["keys", "show"],
  ...candidates.flatMap((id) => [
    ["status", id],
    ["history", id],
    ["transcript", id],
    ["transcript", id, "--format", "md"],
    ["completion-record", id, "--year", "1"],
    ["evidence", id],
  ]),
];

/** What a command says, on the paper as on the screen. */
export async function said(folder: string, args: string[]): Promise<string> {
  const { out, err, code } = await ilpWith({ columns: 100 }, folder, ...args, ...day(args));
  if (code === 70) throw new Error(`ilp ${args.join(" ")} broke:\n${err}`);
  return `${out}${err}`;
}

const day = ([command = ""]: string[]) =>
  ["status", "next", "check", "transcript", "completion-record"].includes(command) ? ["--as-of", "2025-02-05"] : [];

/** Keys of questions, with a hyphen, so that they cannot be words. */
const keys = readdirSync("schemas")
  .filter((name) => name.endsWith(".schema.json"))
  .flatMap((name) => keysIn(JSON.parse(readFileSync(join("schemas", name), "utf8"))));

function keysIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { properties?: object };
  return [
    ...Object.keys(properties).filter((key) => /^[a-z]+(-[a-z]+)+$/.test(key)),
    ...Object.values(schema).flatMap(keysIn),
  ];
}

/** Words that are the same with a hyphen, or that advice on a file names. */
const words = new Set(["mid-year", "check-in", "on-track"]);
const rawKey = new RegExp(
  `(?<![\\w/#.-])(${[...new Set(keys)].filter((key) => !words.has(key)).join("|")})(?![\\w-]|[/#.:]\\S)`,
);

/** Commands, addresses and paths hold keys and ids by right. */
const without = (text: string) =>
  text
    .replace(/\bilp [^\n]*/g, "")
    .replace(/\S*[/#]\S*/g, "")
    .replace(/`[^`]*`/g, "");

/** The lines that say what nothing may say, each with what it is; people's own words are theirs. */
export function faults(program: Program, text: string, own = ""): string[] {
  const rules: [string, RegExp, string][] = [
    ["seed", /\bseeds?\b/i, text],
    ["is set up in ..", /is set up in \.\./, text],
    ["a raw key", rawKey, without(text)],
    ["a raw choice", /\b[a-z]+_[a-z_]+\b/, without(text)],
    ["a raw role", /\bassistant-superintendent\b/, without(text)],
    ["a raw time", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/, without(text)],
    ...(program === "hart" ? ([["coach", /\bcoach(es|ed)?\b/i, without(text)]] as [string, RegExp, string][]) : []),
  ];
  return rules.flatMap(([what, fault, where]) =>
    where
      .split("\n")
      .filter((line) => fault.test(line) && !(line.trim() !== "" && own.includes(line.trim())))
      .map((line) => `${what}: ${line.trim()}`),
  );
}
