import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, snapshot } from "../cli.ts";
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
});
