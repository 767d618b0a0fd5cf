/** Words that would do harm where they are taken for options, paths, patterns or commands. */
import { expect } from "vitest";
import { as, newProgram, stateOf } from "./program.ts";

/** Some of each kind, for the quick suite. */
export const someWords = ["--output=pwned", "../x", "$(touch pwned)", ":(exclude)*"];
export const moreWords = [
  "--orphan=pwned",
  "../../etc/passwd",
  "`touch pwned`",
  ";touch pwned",
  "candidate-one/../candidate-two",
  "*",
  "con",
  ".git",
  "\u202egnol",
  "x".repeat(200),
];

const goal = ["candidate-one", "inquiry-ilp#initial-goal", "--yes"];

/** Each place where a word is taken refuses this one in words, and nothing is other than before. */
export async function expectRefusedEverywhere(word: string) {
  const folder = newProgram();
  const before = stateOf(folder);
  const calls = [
    ["sign", "--yes", "--", word, "pd-log"],
    ["sign", "--yes", "--", "candidate-one", word],
    ["sign", "--yes", "--", "candidate-one", `inquiry-ilp#${word}`],
    ["decline", "--reason", "No.", "--yes", "--", word, word],
    ["witness", "--yes", "--", word],
    ["sign", `--withdraw=${word}`, "--yes"],
    ["sign", `--key=${word}`, ...goal],
    ["sign", `--as=${word}`, ...goal],
    ["verify", "--", word],
  ];
  for (const args of calls) {
    const { code, err } = await as("coach-one")(folder, ...args);
    expect([args, code, err]).toEqual([args, 2, expect.stringMatching(/\S/)]);
    expect(err).not.toContain("mistake of its own");
  }
  expect(stateOf(folder)).toEqual(before);
}
