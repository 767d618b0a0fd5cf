import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, snapshot, write } from "../cli.ts";
import {
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
