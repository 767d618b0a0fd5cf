/** The words of the example programs on the screen; all commands and the paper are in words.slow.test.ts. */

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { candidatesIn, copied, faults, said } from "./words.ts";

const folder = copied("hart");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([["status"], ["next", "--all"], ["check", "--all"], ["people", "list"], ["verify"]])(
  "ilp %s %s says Mentor where it is one, and no inner word",
  async (...args) => expect(faults("hart", await said(folder, args.filter(Boolean)))).toEqual([]),
);

it.each(readdirSync("test/errors").filter((name) => existsSync(join("test/errors", name, "out"))))(
  "what is said of %s names where a rule comes from as users do",
  (name) => expect(readFileSync(join("test/errors", name, "out"), "utf8")).not.toMatch(/\bseeds? ?\d|\(seed/),
);

it("finds what it looks for", () => {
  const text = "Coach: none (seed 003)\nno-sessions-reason: none\ndirected_toward\n{folder} is set up in ..";
  expect(faults("hart", text)).toEqual([
    "seed: Coach: none (seed 003)",
    "is set up in ..: {folder} is set up in ..",
    "a raw key: no-sessions-reason: none",
    "a raw choice: directed_toward",
    "coach: Coach: none (seed 003)",
  ]);
  expect(faults("combined", "Coach\n  ilp check a year-1/inquiry-ilp#initial-goal")).toEqual([]);
  expect(candidatesIn(folder)).toEqual(["alex-beispiel"]);
});
