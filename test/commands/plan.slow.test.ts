/** More of a Special Assistance Plan; the quick half is plan.test.ts. */
import { afterEach, expect, it } from "vitest";
import { ilp } from "../cli.ts";
import { caseNames, caseProgram, copyOf, decided, done, expectPlainWords, refused } from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const told = ["--notified-candidate", "2026-11-20", "--notified-coach", "2026-11-21"];
const why = ["--reason", "Two decisions NO", "--action", "Weekly visits", "A model plan"];
const open = ["plan", "open", one, ...why, ...told];
const withPlan = () =>
  copyOf("plan", async () => {
    const folder = caseProgram();
    await done("manager-one", folder, ...open);
    return folder;
  });

it("there is one at a time, and what is not open is neither written on nor closed", async () => {
  const folder = await withPlan();
  await refused(
    "manager-one",
    folder,
    [...open, "--yes"],
    /A candidate has one Special Assistance Plan at a time\. \(the program's rule\)/,
    /ilp plan close/,
  );
  await done("manager-one", folder, "plan", "close", one, "--outcome", "Over.");
  const words: [string, string][] = [
    ["update", "--text"],
    ["close", "--outcome"],
  ];
  for (const [step, flag] of words)
    await refused(
      "manager-one",
      folder,
      ["plan", step, one, flag, "x", "--yes"],
      /Only a plan that is open/,
      /the program's rule/,
      /ilp plan open/,
    );
  await done("manager-one", folder, ...open);
});

it("it is suggested after the number of decisions NO that the program has, and never opened", async () => {
  const folder = caseProgram();
  await decided(folder, "NO", { on: "2026-10-02", by: "2026-10-20" });
  expect((await ilp(folder, "next", "--for", "manager-one")).out).not.toContain("ilp plan open");
  await decided(folder, "NO", { on: "2026-10-19", by: "2026-12-04" });
  expect((await ilp(folder, "next", "--for", "manager-one")).out).toContain("ilp plan open candidate-one");
  expect(caseNames(folder)).toEqual([]);
});
