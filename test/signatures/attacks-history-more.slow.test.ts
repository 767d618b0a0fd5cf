import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, ilp, plaindir } from "../cli.ts";
import { edit, log, saveAll, textIn } from "./scenarios/program.ts";
import { look, onlyRecord, signedProgram, worth } from "./scenarios/records.ts";

describe("records that are gone", () => {
  it("15: a record taken away later is listed, with who did it", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    git(folder, "rm", "--quiet", record);
    saveAll(folder, {}, { person: "candidate-one" });
    const found = await look(folder, "candidate-one");
    expect([found.code, found.damage]).toMatchObject([4, [{ path: record, status: "D", by: "Candidate One" }]]);
    const { out } = await ilp(folder, "verify");
    expect(out).toContain(`${record}: taken away after it was recorded, by Candidate One`);
    expect((await look(folder, "candidate-one")).code).toBe(4);
    expect((await look(folder, "--no-history")).damage).toEqual([]);
  });

  it("15: one that comes back is whole again, and that it was away is still listed", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const text = textIn(folder, record);
    git(folder, "rm", "--quiet", record);
    saveAll(folder);
    saveAll(folder, { [record]: text });
    const found = await look(folder);
    expect([found.code, worth(found), found.damage.length]).toEqual([4, "valid/key*", 1]);
  });

  it("15: a candidate whose whole folder is taken away is not passed over", async () => {
    const folder = await signedProgram();
    git(folder, "rm", "-r", "--quiet", "candidates/candidate-one");
    saveAll(folder);
    const found = await look(folder);
    expect([found.code, found.damage.map(({ status }) => status)]).toEqual([4, ["D"]]);
  });

  it("15: one that is missing in the folder alone is still looked at", async () => {
    const folder = await signedProgram();
    rmSync(join(folder, onlyRecord(folder)));
    expect(worth(await look(folder))).toBe("valid/key*");
    rmSync(join(folder, "candidates/candidate-one/signatures"), { recursive: true });
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("17: history rewritten after the last look is an alarm until it is accepted", async () => {
    const folder = await signedProgram();
    await look(folder);
    git(folder, "reset", "--quiet", "--hard", "HEAD~1");
    edit(folder, log, "hours: 20", "hours: 25");
    for (const _ of [1, 2]) {
      const found = await look(folder);
      expect([found.code, found.json.history.rewritten]).toEqual([4, true]);
    }
    const { out } = await ilp(folder, "verify");
    expect(out).toMatch(/History was rewritten[\s\S]*ilp verify --accept/);
    expect((await look(folder, "--accept")).code).toBe(1);
    expect((await look(folder)).json.history.rewritten).toBe(false);
  });

  it("17: so is one that came over a forced push and a fresh start on top of it", async () => {
    const origin = plaindir();
    git(origin, "init", "--quiet", "--bare", "--initial-branch=main");
    const thief = await signedProgram();
    git(thief, "push", "--quiet", origin, "main");
    const folder = plaindir();
    git(folder, "clone", "--quiet", origin, ".");
    expect(worth(await look(folder))).toBe("valid/key*");
    git(thief, "reset", "--quiet", "--hard", "HEAD~1");
    edit(thief, log, "hours: 20", "hours: 25");
    git(thief, "push", "--quiet", "--force", origin, "main");
    git(folder, "fetch", "--quiet");
    git(folder, "reset", "--quiet", "--hard", "origin/main");
    const found = await look(folder);
    expect([found.code, found.rows, found.json.history.rewritten]).toEqual([4, [], true]);
  });
});
