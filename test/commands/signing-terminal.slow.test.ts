import { describe, expect, it } from "vitest";
import { edit, inquiry } from "../signatures/scenarios/program.ts";
import {
  deskOf,
  everything,
  expectFitsAndPlainWords,
  hasTerminal,
  linesOf,
  passphrase,
  recordsAt,
  sshKeygen,
  typed,
} from "./signing-terminal.ts";

const controlC = "\u0003";
const yes: [string, string] = ["Sign?", "y\r"];
const secret: [string, string] = ["Enter passphrase", `${passphrase}\r`];

describe.skipIf(!hasTerminal || !sshKeygen)("with a key under a passphrase", () => {
  it("two answers sign what waits; nothing waits afterwards", async () => {
    const desk = deskOf("coach-one", { keyed: true });
    const { code, raw } = await typed(desk, "sign", [yes, secret]);
    expect([code, recordsAt(desk)]).toEqual([0, ["sign: valid key"]]);
    // What is signed is shown, with the sentence, before it is asked for.
    expect(raw.indexOf("Whose voices are heard?")).toBeGreaterThan(0);
    expect(raw.indexOf("Whose voices are heard?")).toBeLessThan(raw.indexOf("Cells 1 to 4 are proficiently complete."));
    expect(raw.indexOf("Cells 1 to 4 are proficiently complete.")).toBeLessThan(raw.indexOf("Sign?"));
    expect((await typed(desk, "sign", [])).raw).toContain("Nothing waits for a signature by Coach One.");
    expectFitsAndPlainWords();
  });

  it("two answers with changes that are not saved yet, at 120 columns", async () => {
    const desk = deskOf("coach-one", { keyed: true });
    edit(desk.folder, inquiry, "Whose voices are heard?", "Whose voices count?", { save: false });
    const { code, raw } = await typed(desk, "sign", [yes, secret], { columns: 120 });
    expect([code, recordsAt(desk)]).toEqual([0, ["sign: valid key"]]);
    expect(raw).toContain("Whose voices count?");
    expect(raw.replace(/\s+/g, " ")).toContain("has changes that are not saved yet; they are saved in the same step.");
    expectFitsAndPlainWords();
  });

  it("Ctrl-C at either question, No, and a wrong passphrase write nothing and say so", async () => {
    const desk = deskOf("coach-one", { keyed: true });
    const before = everything(desk);
    const stopped = "Stopped. Nothing was written.";
    for (const [answers, says, ends] of [
      [[["Sign?", controlC]], stopped, 2],
      [[yes, ["Enter passphrase", controlC]], stopped, 2],
      [[["Sign?", "\r"]], "Not signed. Nothing was written.", 2],
      [[yes, ["Enter passphrase", "wrong\r"]], "a wrong passphrase is the usual cause", 2],
    ] as [[string, string][], string, number][]) {
      const { code, raw } = await typed(desk, "sign", answers);
      expect([raw.slice(raw.indexOf("Sign?")).includes(says), code]).toEqual([true, ends]);
      expect(everything(desk)).toEqual(before);
    }
    expectFitsAndPlainWords();
  });

  it("three answers decline", async () => {
    const desk = deskOf("coach-one", { keyed: true });
    const why = "Cell 3 does not say yet which result shows growth; we talk on Friday.";
    const { code, raw } = await typed(desk, "decline candidate-one inquiry-ilp#initial-goal", [
      ["only a dot", `${why}\r.\r`],
      ["Record that you do not sign?", "y\r"],
      secret,
    ]);
    expect([code, recordsAt(desk)]).toEqual([0, ["decline: valid key"]]);
    expect(raw.replace(/\s+/g, " ")).toContain(`Reason: ${why}`);
    expectFitsAndPlainWords();
  });
});

describe.skipIf(!hasTerminal)("without a key", () => {
  it("one answer signs, and what that is worth is said before", async () => {
    const desk = deskOf("coach-three", { keyed: false });
    const { code, raw } = await typed(desk, "sign", [yes]);
    expect([code, recordsAt(desk)]).toEqual([0, ["sign: valid name"]]);
    expect(raw.indexOf("unverified (name only)")).toBeLessThan(raw.indexOf("Sign?"));
    expectFitsAndPlainWords();
  });

  it("Ctrl-C at the second of two says that the first stays", async () => {
    const desk = deskOf("candidate-two", { keyed: false, months: 2 });
    const { code, raw } = await typed(desk, "sign", [yes, ["Signed:", ""], ["2 of 2", ""], ["Sign?", controlC]]);
    expect([code, recordsAt(desk)]).toEqual([2, ["sign: valid name"]]);
    expect(raw).toContain("What you signed before this stays signed.");
    expect(raw).not.toContain("Nothing was written");
    expectFitsAndPlainWords();
  });

  it("a document of several parts is not declined as a whole", async () => {
    const desk = deskOf("coach-three", { keyed: false });
    const before = everything(desk);
    const { code, raw } = await typed(desk, "decline candidate-two inquiry-ilp", []);
    expect([code, everything(desk)]).toEqual([2, before]);
    expect(raw).toContain("ilp decline candidate-two year-1/inquiry-ilp#initial-goal --reason TEXT");
    expectFitsAndPlainWords();
  });

  it("colours on a terminal alone, and none with NO_COLOR", async () => {
    const desk = deskOf("coach-three", { keyed: false });
    const no: [string, string] = ["Sign?", "\r"];
    const [painted, bare] = [
      await typed(desk, "sign", [no]),
      await typed(desk, "sign", [no], { env: { NO_COLOR: "1" } }),
    ];
    const colour = /\u001b\[[0-9;]*m/;
    expect([colour.test(painted.raw), colour.test(bare.raw)]).toEqual([true, false]);
    const words = (raw: string) =>
      linesOf(raw)
        .join(" ")
        .replace(/[:\s]+/g, " ");
    expect(words(painted.raw)).toBe(words(bare.raw));
    expectFitsAndPlainWords();
  });
});
