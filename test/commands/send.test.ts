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
  signature,
  textIn,
} from "./shared.ts";

afterEach(expectPlainWords);

let all: Shared;
beforeEach(() => {
  all = sharedProgram();
});

describe("two people share", () => {
  it("different files and different answers of one file: both have all, and the history has both", async () => {
    recordAll(all.ines, { [inquiry]: inquiryText("Ines's idea."), "notes.txt": "x" });
    recordAll(all.noor, { [inquiry]: inquiryText(undefined, "Noor's question?"), [log]: logText(entry("noors")) });
    expect(await send(all.ines)).toMatchObject({ code: 0, err: "" });
    const ran = await send(all.noor);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain(
      "Received 1 change from Ines Ejemplo:\n  Inquiry ILP (candidate-one/year-1/inquiry-ilp)\n  notes.txt",
    );
    expect(ran.out).toContain("Sent 1 change:");
    expect((await send(all.ines)).out).toContain("from Noor Example");
    expect(textIn(all.ines, inquiry)).toBe(inquiryText("Ines's idea.", "Noor's question?"));
    expect(snapshot(all.ines)).toEqual(snapshot(all.noor));
    expect(git(all.noor, "rev-parse", "main")).toBe(git(all.ines, "rev-parse", "main"));
    expect(git(all.noor, "log", "-1", "--format=%an %ae|%s|%cn")).toBe(
      "Noor E noor.example@example.org|Take in what inese sent|Noor E\n",
    );
    expect(git(all.ines, "status", "--porcelain")).toBe("");
    expect(await send(all.ines)).toMatchObject({ code: 0, out: "Everything is shared.\n" });
  });

  it("both at the same moment: one is quicker, the other goes again; nothing is lost", async () => {
    recordAll(all.ines, { [record("a")]: signature("coach-one", "1") });
    recordAll(all.noor, { [record("b")]: signature("candidate-one", "2") });
    const ran = await Promise.all([send(all.ines), send(all.noor)]);
    expect(ran.map(({ code, err }) => [code, err])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(git(all.origin, "ls-tree", "-r", "--name-only", "main").match(/signatures/g)).toHaveLength(2);
  });

  it("signature records of both are kept side by side, and told by name", async () => {
    recordAll(all.ines, { [record("a")]: signature("coach-one", "1"), [record("b")]: signature("coach-one", "2") });
    recordAll(all.noor, { [record("c")]: signature("candidate-one", "3") });
    expect((await send(all.ines)).out).toContain("Sent 1 change:\n  2 signatures by Ines Ejemplo");
    const ran = await send(all.noor, "--json");
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({
      ok: true,
      remote: "origin",
      theirs: "origin/main",
      saved: [],
      unsaved: [],
      received: {
        changes: 1,
        people: [{ name: "Ines Ejemplo", changes: 1 }],
        documents: [],
        signatures: [{ name: "Ines Ejemplo", act: "sign", count: 2 }],
      },
      sent: expect.objectContaining({ signatures: [{ name: "Noor Example", act: "sign", count: 1 }] }),
      conflicts: [],
    });
    await send(all.ines);
    expect(Object.keys(snapshot(all.ines)).filter((name) => name.includes("signatures/"))).toHaveLength(3);
  });

  it("both add an activity at the end of the log, and answer neighbouring lines: all of it stands", async () => {
    recordAll(all.ines, { [log]: logText(entry("start").replace("2026-09-01", "2026-09-02"), entry("hers")) });
    recordAll(all.noor, { [log]: logText(entry("start", "Better title"), entry("his")) });
    await send(all.ines);
    expect(await send(all.noor)).toMatchObject({ code: 0, err: "" });
    expect(textIn(all.noor, log)).toBe(
      logText(entry("start", "Better title").replace("2026-09-01", "2026-09-02"), entry("his"), entry("hers")),
    );
  });

  it("a new form that looks like a removed one is not taken for it", async () => {
    const other = "candidates/candidate-two/year-1/pd-log.yaml";
    const entries = Array.from({ length: 9 }, (_, at) => entry(`activity-${at}`));
    recordAll(all.ines, { [log]: logText(...entries) });
    await send(all.ines);
    await send(all.noor);
    rmSync(join(all.ines, log));
    recordAll(all.ines, { [other]: logText(...entries) });
    recordAll(all.noor, { [log]: logText(...entries, entry("noors")) });
    await send(all.ines);
    const ran = await refused(all.noor, /You changed this file; Ines Ejemplo removed it/);
    expect(ran.err).toContain("Professional Development Log (candidate-one/year-1/pd-log)");
    expect(await send(all.noor, "--keep", "mine")).toMatchObject({ code: 0 });
    expect(textIn(all.noor, log)).toContain("noors");
    expect(textIn(all.noor, other)).not.toContain("noors");
  });
});

describe("both changed the same answer", () => {
  beforeEach(async () => {
    recordAll(all.ines, { [inquiry]: inquiryText("Her idea.", "Her question?") });
    recordAll(all.noor, { [inquiry]: inquiryText("His idea."), [log]: logText(entry("noors")) });
    await send(all.ines);
  });

  it("it is named by field and person, and nothing is changed", async () => {
    const { err, out } = await refused(all.noor, /nothing was sent, and nothing was changed here/);
    expect(out).toBe("");
    expect(err).toContain(`Inquiry ILP (candidate-one/year-1/inquiry-ilp)
  Part 1: Initial Inquiry Goal – Cell 2: Area of focus – Area of focus (initial-goal/focus/area)
    you wrote "His idea."
    Ines Ejemplo wrote "Her idea."`);
    expect(err).not.toContain("question");
    const json = await send(all.noor, "--json");
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      sent: null,
      conflicts: [
        { path: inquiry, reason: "fields", by: "Ines Ejemplo", fields: [{ address: "initial-goal/focus/area" }] },
      ],
    });
  });

  it.each([
    ["theirs", "Her idea."],
    ["mine", "His idea."],
  ])("--keep %s decides that answer alone", async (whose, idea) => {
    expect(await send(all.noor, "--keep", whose)).toMatchObject({ code: 0, err: "" });
    expect(textIn(all.noor, inquiry)).toBe(inquiryText(idea, "Her question?"));
    await send(all.ines);
    expect(snapshot(all.ines)).toEqual(snapshot(all.noor));
    const history = git(all.ines, "log", "-p", "--full-history", "--format=", "--", inquiry);
    for (const text of ["+      His idea.", "+      Her idea."]) expect(history).toContain(text);
  });

  it("the same text on both sides is no conflict", async () => {
    recordAll(all.noor, { [inquiry]: inquiryText("Her idea.") });
    expect(await send(all.noor)).toMatchObject({ code: 0, err: "" });
    expect(textIn(all.noor, inquiry)).toBe(inquiryText("Her idea.", "Her question?"));
  });

  it("an agreed text is written into the file, saved and kept in one step", async () => {
    write(all.noor, { [inquiry]: inquiryText("Our idea.") });
    expect(await send(all.noor, "--save", "--keep", "mine")).toMatchObject({ code: 0, err: "" });
    expect(textIn(all.noor, inquiry)).toBe(inquiryText("Our idea.", "Her question?"));
  });
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
