import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, plaindir, snapshot, write } from "../cli.ts";
import {
  copyOf,
  emptyOrigin,
  entry,
  expectPlainWords,
  inquiry,
  inquiryText,
  log,
  logText,
  record,
  recordAll,
  refused,
  type Shared,
  send,
  sharedProgram,
  textIn,
} from "./shared.ts";

afterEach(expectPlainWords);

let all: Shared;
beforeEach(() => {
  all = sharedProgram();
});

describe("files that are no documents", () => {
  const photo = "candidates/candidate-one/evidence/photo.png";
  it("both changed a picture: a sentence; --keep takes one of the two whole", async () => {
    recordAll(all.ines, { [photo]: new Uint8Array([0, 1, 2]) });
    recordAll(all.noor, { [photo]: new Uint8Array([0, 1, 3]) });
    await send(all.ines);
    await refused(all.noor, /photo\.png[\s\S]*only one of the two can stand/);
    expect(await send(all.noor, "--keep", "theirs")).toMatchObject({ code: 0 });
    expect(textIn(all.noor, photo)).toBe("\0\u0001\u0002");
  });

  it("both wrote a line that, put together, makes the file unreadable: a sentence", async () => {
    const profile = "candidates/candidate-one/profile.yaml";
    const text = textIn(all.ines, profile);
    recordAll(all.ines, {
      [profile]: text.replace("schema: profile@1\n", 'schema: profile@1\nemail: "a@example.org"\n'),
    });
    recordAll(all.noor, { [profile]: `${text}email: "b@example.org"\n` });
    await send(all.ines);
    await refused(all.noor, /no readable file when it is put together/);
  });

  it("a folder there, a file here: a sentence", async () => {
    recordAll(all.ines, { "templates/a": "file" });
    recordAll(all.noor, { "templates/a/b": "inside" });
    await send(all.ines);
    const ran = await refused(all.noor, /templates\/a\n.*One of you has a file of this name/);
    expect(ran.out).toBe("");
  });
});

describe("what is not saved", () => {
  it("is named, not sent, and not touched", async () => {
    recordAll(all.noor, { [log]: logText(entry("saved")) });
    write(all.noor, { [inquiry]: inquiryText("Not saved."), "candidates/candidate-one/year-1/new.yaml": "x" });
    git(all.noor, "add", inquiry);
    const before = [snapshot(all.noor), git(all.noor, "ls-files", "--stage")];
    const ran = await send(all.noor);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain(
      `Not sent, because not saved yet:\n  ${inquiry}\n  candidates/candidate-one/year-1/new.yaml\n`,
    );
    expect(ran.out).toContain("Everything else is shared.");
    expect([snapshot(all.noor), git(all.noor, "ls-files", "--stage")]).toEqual(before);
  });

  it("stays as it is, put in the list of Git or not, while others' work comes in", async () => {
    recordAll(all.ines, { [log]: logText(entry("hers")) });
    recordAll(all.noor, { "notes.txt": "x" });
    await send(all.ines);
    write(all.noor, {
      [inquiry]: inquiryText("Not saved."),
      "people.yaml": `${textIn(all.noor, "people.yaml")}# note\n`,
    });
    git(all.noor, "add", inquiry);
    const staged = git(all.noor, "diff", "--cached");
    expect((await send(all.noor)).code).toBe(0);
    expect(git(all.noor, "diff", "--cached")).toBe(staged);
    expect(textIn(all.noor, inquiry)).toBe(inquiryText("Not saved."));
    expect(textIn(all.noor, "people.yaml")).toMatch(/# note\n$/);
    expect(textIn(all.noor, log)).toContain("hers");
  });

  it.each([
    ["changed", inquiry, inquiryText("Not saved.")],
    ["new here and new there", record("same"), "mine"],
    ["ignored here, and there", "export/list.txt", "mine"],
  ])("a file %s that others changed too: refused before anything is changed", async (_, path, mine) => {
    write(all.ines, { [path]: "theirs: 1\n" });
    git(all.ines, "add", "--force", path);
    recordAll(all.ines, {});
    await send(all.ines);
    write(all.noor, { [path]: mine });
    await refused(all.noor, new RegExp(`have not saved yet: ${path}`));
  });

  it("--save saves the program's files, and nothing else", async () => {
    write(all.noor, { [inquiry]: inquiryText("Mine."), "scratch.txt": "x", [record("odd")]: "x" });
    rmSync(join(all.noor, log));
    const ran = await send(all.noor, "--save");
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain(`Saved ${inquiry}, ${log}.`);
    expect(ran.out).toContain(`Not sent, because not saved yet:\n  ${record("odd")}`);
    expect(git(all.noor, "status", "--porcelain").split("\n").sort()).toEqual([
      "",
      "?? candidates/candidate-one/signatures/",
      "?? scratch.txt",
    ]);
    expect(git(all.origin, "ls-tree", "-r", "--name-only", "main")).not.toContain("pd-log");
    expect(git(all.origin, "show", `main:${inquiry}`)).toBe(inquiryText("Mine."));
  });
});

it("a program below the top of the repository: its own paths", async () => {
  const top = plaindir();
  const origin = emptyOrigin();
  for (const [path, text] of Object.entries(snapshot(all.ines)))
    write(top, { [`district/${path}`]: Buffer.from(text, "latin1") });
  git(top, "init", "--quiet", "--initial-branch=main");
  git(top, "remote", "add", "origin", origin);
  recordAll(top, {});
  await send(join(top, "district"));
  const other = copyOf(origin, "Other", "other@example.org");
  recordAll(other, { [`district/${inquiry}`]: inquiryText("Theirs."), elsewhere: "x" });
  expect((await send(join(other, "district"))).out).toContain("Inquiry ILP (candidate-one/year-1/inquiry-ilp)");
  recordAll(top, { [`district/${inquiry}`]: inquiryText("Ours.") });
  const ran = await send(join(top, "district"));
  expect(ran.err).toContain("Inquiry ILP (candidate-one/year-1/inquiry-ilp)");
  expect(ran.code).toBe(2);
  execFileSync("git", ["-C", top, "fsck", "--no-dangling"], { stdio: "pipe" });
});
