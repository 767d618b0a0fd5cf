/** The built program, as people run it. Build it first: npm run build */
import { afterEach, expect, it } from "vitest";
import { git, ilpBinary } from "../cli.ts";
import { homeOf, keyOf, peopleText } from "../signatures/scenarios/people.ts";
import { become, edit, fileOf, newProgram, people, saveAll, textIn } from "../signatures/scenarios/program.ts";
import { onlyRecord } from "../signatures/scenarios/records.ts";

const printed: string[] = [];
afterEach(() => {
  for (const text of printed.splice(0)) expect(text).not.toMatch(/\b(commit|branch|HEAD|stage|rebase)/i);
});

/** Its clock is the real one: coach and key are there whatever day it is. */
function programOfToday(): string {
  const folder = newProgram({
    [people]: peopleText({ "coach-one": (line) => line.replace('"2026-01-15"', '"2020-01-15"') }),
  });
  const profile = fileOf("candidate-one", "profile");
  saveAll(
    folder,
    { [profile]: textIn(folder, profile).replaceAll("2026-08-10", "2020-08-10") },
    { at: "2020-08-01T12:00:00Z" },
  );
  become(folder, "coach-one");
  return folder;
}

it("signs, verifies, and ends with 0, 1, 2 and 4", async () => {
  const folder = programOfToday();
  const env = { HOME: homeOf("coach-one") };
  const run = async (...args: string[]) => {
    const ran = await ilpBinary(folder, args, env);
    if (args[0] === "sign") printed.push(ran.out, ran.err);
    return ran;
  };
  expect((await run("sign", "candidate-one", "inquiry-ilp#initial-goal")).code).toBe(2);
  const signed = await run("sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  expect([signed.code, signed.err]).toEqual([0, ""]);
  const verified = await run("verify", "candidate-one", "--json");
  expect(verified.code).toBe(1);
  expect(JSON.parse(verified.out).candidates[0].records).toMatchObject([
    { state: "valid", assurance: "key", accepted: true, signer: "coach-one" },
  ]);
  expect(keyOf("coach-one").publicKey).toContain("ssh-ed25519");
  edit(folder, onlyRecord(folder), '"coach-one"', '"coach-two"');
  expect((await run("verify")).code).toBe(4);
  expect(git(folder, "status", "--porcelain")).toBe("");
});
