import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, ilp, plaindir, write } from "../cli.ts";
import { programWithCase } from "./scenarios/case.ts";
import { saveAll, textIn } from "./scenarios/program.ts";
import { look, worth } from "./scenarios/records.ts";

const folderOf = "candidates/candidate-one/case";
const mailFile = `${folderOf}/coach-one.eml`;

describe("a case file", () => {
  it("is verified like a signature, and asks for none", async () => {
    const { folder, contact, concern } = await programWithCase();
    const found = await look(folder);
    expect([worth(found, contact.id), worth(found, concern.id)]).toEqual(["valid/key*", "valid/key*"]);
    expect([found.code, found.damage, found.slots.filter(({ document }) => document === "case")]).toEqual([1, [], []]);
    expect(found.attachments.map(({ state, here }) => `${state}/${here}`)).toEqual(["good/same", "good/same"]);
    expect((await ilp(folder, "verify", "candidate-one", "--all")).out).toMatch(
      /2 of the case file\n[\s\S]*Case file\n +valid +Contact +coach +Coach One +2026-11-21 +\w{12}\n +valid +Concern/,
    );
  });

  it("that was edited is not what it says, and history tells of it", async () => {
    const { folder, concern } = await programWithCase();
    saveAll(folder, { [concern.path]: textIn(folder, concern.path).replace("Three in a row.", "Once.") });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.find(({ path }) => path === concern.path)).toMatchObject({
      state: "invalid",
      reason: "it was edited after it was made: its content does not fit its name",
    });
    expect(found.damage).toMatchObject([{ path: concern.path, status: "M" }]);
  });

  it("that was changed only here is looked at as it is recorded, and that is said", async () => {
    const { folder, concern } = await programWithCase();
    write(folder, { [concern.path]: "other: words\n" });
    const found = await look(folder);
    expect([worth(found, concern.id), found.damage]).toEqual(["valid/key*", []]);
    expect(found.json.candidates.flatMap(({ differs }: { differs: string[] }) => differs)).toEqual([concern.path]);
  });
});

describe("a file attached to one", () => {
  it("is told of when it was changed, by the digest and by history", async () => {
    const { folder } = await programWithCase();
    saveAll(folder, { [mailFile]: "From: somebody else\n" });
    const found = await look(folder);
    expect([found.code, found.damage.map(({ path }) => path)]).toEqual([4, [mailFile]]);
    expect(found.attachments.map(({ state }) => state)).toEqual(["changed", "good"]);
    expect((await ilp(folder, "verify")).out).toContain("not the file that was attached");
    expect((await ilp(folder, "history", "candidate-one")).out).toMatch(/File coach-one\.eml was edited by Somebody/);
  });

  it("is looked at as recorded when it lies here differently, or not at all", async () => {
    const { folder } = await programWithCase();
    write(folder, { [mailFile]: "From: somebody else\n" });
    rmSync(join(folder, `${folderOf}/coach-one.txt`));
    const found = await look(folder, "--no-history");
    expect([found.code, found.attachments.map(({ state, here }) => `${state}/${here}`)]).toEqual([
      1,
      ["good/differs", "good/missing"],
    ]);
    const { out } = await ilp(folder, "verify");
    expect(out).toContain("the file here differs from the recorded one");
  });

  it("may be any other file, and change, when no record names it", async () => {
    const { folder } = await programWithCase();
    for (const text of ["one\n", "two\n"]) saveAll(folder, { [`${folderOf}/notes.txt`]: text });
    const found = await look(folder);
    expect([found.code, found.damage, found.attachments.length]).toEqual([1, [], 2]);
  });
});

it("without Git a key still proves it, and a file that is missing is told of", async () => {
  const { folder, contact } = await programWithCase();
  const copy = plaindir();
  git(folder, "archive", "--format=tar", `--output=${join(copy, "all.tar")}`, "HEAD");
  execFileSync("tar", ["-xmf", "all.tar"], { cwd: copy });
  expect(worth(await look(copy), contact.id)).toBe("valid/key*");
  rmSync(join(copy, mailFile));
  const found = await look(copy);
  expect([found.code, found.attachments.map(({ state }) => state)]).toEqual([4, ["missing", "good"]]);
});
