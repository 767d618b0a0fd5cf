import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { standingOf } from "../../src/core/review/standing.ts";
import { candidateIds } from "../../src/data/candidate.ts";
import { git, ilp, plaindir } from "../cli.ts";
import { program, signedCandidate } from "../examples/signed.ts";
import { callsOf } from "./calls.ts";

const folder = plaindir();
cpSync("examples/combined", folder, { recursive: true });
git(folder, "init", "--quiet", "--initial-branch=main");
git(folder, "add", "--all");
git(folder, "commit", "--quiet", "-m", "Start");
const ids = candidateIds(folder);
const partsOf = new Map<string, number>();
for (const id of ids) partsOf.set(id, standingOf(await signedCandidate(program, id), program).parts.length);

/** How often each was derived: the standing, the order of records, the case file, the parts. */
async function derived(...args: string[]) {
  const calls = await callsOf(async () => {
    const { code, out, err } = await ilp(folder, ...args);
    expect([out === "" ? "nothing" : "", err, [0, 1].includes(code)]).toEqual(["", "", true]);
  });
  return {
    standings: calls("src/core/review/standing.ts standingOf"),
    orders: calls("src/core/records/order.ts inTurn"),
    caseFiles: calls("src/core/review/case-file.ts caseFileOf"),
    parts: calls("src/core/review/attempts.ts partOf"),
  };
}
const once = (of: string[]) => ({
  ...{ standings: of.length, orders: of.length, caseFiles: of.length },
  parts: of.reduce((sum, id) => sum + (partsOf.get(id) ?? 0), 0),
});

describe("what the records say of a candidate is derived once", () => {
  it.each([["check"], ["status"], ["next"], ["transcript"], ["verify"]])(
    "in ilp %s, for each of them",
    async (command) => {
      expect(await derived(command)).toEqual(once(ids));
    },
  );

  it.each([["history"], ["completion-record"], ["dossier"], ["export"]])("in ilp %s, for one", async (command) => {
    const more = ["dossier", "export"].includes(command) ? ["--out", join(folder, "out")] : [];
    expect(await derived(command, "noor-example", ...more)).toEqual(once(["noor-example"]));
  });

  it("and a second time is noticed", async () => {
    const calls = await callsOf(async () => {
      for (const id of [...ids, "noor-example"]) standingOf(await signedCandidate(program, id), program);
    });
    expect(calls("src/core/review/case-file.ts caseFileOf")).toBe(ids.length + 1);
  });
});

it("core remembers nothing between two questions", () => {
  const files = readdirSync("src/core", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const kept = files.flatMap((name) => {
    const text = readFileSync(join("src/core", name), "utf8");
    const declared = [
      ...text.matchAll(
        /^(?:export )?(let \w+|(?:const|var) (\w+)(?:: [^=]+)? = (?:new (?:Weak)?(?:Map|Set)\b|\{\}|\[\]))/gm,
      ),
    ];
    return declared
      .filter(
        ([, , variable]) =>
          !variable ||
          new RegExp(`\\b${variable}(\\.(set|add|delete|clear|push)\\(|\\[.*\\] \\??\\??=[^=>])`).test(text),
      )
      .map(([line]) => `${name}: ${line}`);
  });
  expect(kept).toEqual([]);
});
