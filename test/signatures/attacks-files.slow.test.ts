import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, ilp, write } from "../cli.ts";
import {
  as,
  expectPlainWords,
  fileOf,
  importCommit,
  inquiry,
  newProgram,
  saveAll,
  textIn,
} from "./scenarios/program.ts";
import { coach, look, onlyRecord, put, signedProgram, worth } from "./scenarios/records.ts";

describe("folders and files", () => {
  it("61: a folder that differs in case alone is said to be wrong, and holds no signature", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const twin = "candidates/Candidate-One";
    saveAll(folder, {
      [`${twin}/profile.yaml`]: textIn(folder, fileOf("candidate-one", "profile")),
      [`${twin}/year-1/inquiry-ilp.yaml`]: textIn(folder, inquiry),
      [`${twin}/signatures/${basename(record)}`]: textIn(folder, record),
    });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.map(({ path, state }) => [path, state])).toEqual([
      [`${twin}/signatures/${basename(record)}`, "invalid"],
      [record, "valid"],
    ]);
    const check = await ilp(folder, "check");
    expect([check.code, check.out]).toEqual([1, expect.stringContaining("Candidate-One")]);
    const sign = await as("coach-one")(folder, "sign", "Candidate-One", "inquiry-ilp", "--yes");
    expect([sign.code, sign.err]).toEqual([2, expect.stringContaining("cannot be read")]);
    expectPlainWords();
  });

  it("61: records in a folder named Signatures are none", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    mkdirSync(join(folder, "candidates/candidate-one/Signatures"));
    renameSync(join(folder, record), join(folder, record.replace("signatures", "Signatures")));
    saveAll(folder);
    const found = await look(folder);
    expect([found.code, found.rows.length, found.damage.length]).toEqual([4, 0, 1]);
  });

  it("65: of two valid records the newest stands, and both are listed", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, at: "2026-11-20T20:00:00Z" });
    const newer = await put(folder, coach);
    await put(folder, { ...coach, at: "2026-11-19T20:00:00Z" });
    const found = await look(folder);
    expect(found.rows.map(({ state }) => state)).toEqual(["valid", "valid", "valid"]);
    expect(found.slots.find(({ section, role }) => section === "initial-goal" && role === "coach")?.record).toBe(
      newer.id,
    );
  });

  it("65: a forged newer record never hides a good older one", async () => {
    const folder = await signedProgram();
    const [good] = (await look(folder)).rows;
    await put(folder, { ...coach, key: "a stranger", at: "2026-11-21T20:01:00Z" });
    await put(folder, { ...coach, key: "coach-two", at: "2026-11-21T20:02:00Z" });
    const found = await look(folder);
    const slot = found.slots.find(({ section, role }) => section === "initial-goal" && role === "coach");
    expect(slot).toMatchObject({ accepted: true, record: good?.id });
  });

  it("a record that only lies in the folder counts for nothing yet", async () => {
    const folder = newProgram();
    const { id, path } = await put(folder, coach);
    git(folder, "update-ref", "refs/heads/main", "HEAD~1");
    const found = await look(folder, "candidate-one");
    expect([found.code, worth(found, id)]).toEqual([1, "uncommitted/key"]);
    expect(existsSync(join(folder, path))).toBe(true);
    const check = await ilp(folder, "check", "candidate-one");
    expect(check.out).toContain("ilp sign candidate-one year-1/inquiry-ilp#initial-goal");
    const again = await as("coach-one")(folder, "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
    expect([again.code, again.err]).toEqual([0, ""]);
    expect((await look(folder)).rows.map(({ state }) => state).sort()).toEqual(["uncommitted", "valid"]);
    expectPlainWords();
  });

  it("what is in no record file's place, or is no record, does not stop the others", async () => {
    const folder = await signedProgram();
    const dir = "candidates/candidate-one/signatures";
    saveAll(folder, {
      [`${dir}/notes.yaml`]: "just: words\n",
      [`${dir}/broken.yaml`]: "a: [",
      [`${dir}/empty.yaml`]: "",
      [`${dir}/binary.yaml`]: Buffer.from([0xff, 0xfe, 0x00]),
      [`${dir}/readme.txt`]: "not looked at",
    });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.map(({ state }) => state).sort()).toEqual(["invalid", "invalid", "invalid", "invalid", "valid"]);
    for (const row of found.rows.filter(({ state }) => state === "invalid")) expect(row.reason).not.toBe("");
  });

  it("a record twice the size of anything sensible is refused, not read", async () => {
    const folder = newProgram();
    const path = "candidates/candidate-one/signatures/20261121T200000Z-coach-000000000000.yaml";
    importCommit(folder, { [path]: `ilp: statement/1\nintent: "${"x".repeat(1_100_000)}"\n` }, {});
    write(folder, { [path]: "" });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "invalid/none"]);
  });
});
