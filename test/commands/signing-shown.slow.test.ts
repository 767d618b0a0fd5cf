/** Declining, and what other commands say of signatures; numbers as in signatures.md 8. */
import { mkdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { git, ilp, ilpWith } from "../cli.ts";
import { homeOf } from "../signatures/scenarios/people.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  inquiry,
  newProgram,
  rules,
  rulesText,
  saveAll,
} from "../signatures/scenarios/program.ts";
import { coach, look, lookWith, onlyRecord, put, worth } from "../signatures/scenarios/records.ts";
import { squeezed } from "./decided-program.ts";

afterEach(expectPlainWords);

const goal = ["candidate-one", "inquiry-ilp#initial-goal"];

describe("declining", () => {
  it("with a reason; the candidate is asked next, and after an edit the coach is, who signs", async () => {
    const folder = newProgram();
    await expectRefusal(folder, "coach-one", ["decline", ...goal, "--yes"], /--reason/, /flag/);
    const reason = "Cell 3 needs a measure.";
    const declined = await as("coach-one")(folder, "decline", ...goal, "--reason", reason, "--yes");
    expect([declined.code, declined.err]).toEqual([0, ""]);
    expect(declined.out).toContain(`Reason: ${reason}`);
    const slotOf = async () =>
      (await look(folder, "candidate-one")).slots.find(
        ({ section, role }) => section === "initial-goal" && role === "coach",
      );
    expect(await slotOf()).toMatchObject({ state: "declined", accepted: false, reason });
    const check = await ilp(folder, "check", "candidate-one", "inquiry-ilp");
    expect(squeezed(check.out)).toContain(reason);
    expect((await as("coach-one")(folder, "sign")).out).toContain("Nothing waits");
    edit(folder, inquiry, "More students explain", "Twice as many students explain");
    expect(await slotOf()).toMatchObject({ state: "missing" });
    const signed = await as("coach-one")(folder, "sign", ...goal, "--yes");
    expect([signed.code, signed.err]).toEqual([0, ""]);
    expect(await slotOf()).toMatchObject({ state: "valid", accepted: true });
  });

  it("an empty reason is none", async () => {
    const folder = newProgram();
    for (const reason of ["", "   "]) {
      const { code, err } = await as("coach-one")(folder, "decline", ...goal, "--reason", reason, "--yes");
      expect([code, err, onlyRecord(folder)]).toEqual([2, "ilp: --reason TEXT: say why, in a sentence.\n", ""]);
    }
  });

  it("the coach can sign after all without an edit", async () => {
    const folder = newProgram();
    await as("coach-one")(folder, "decline", ...goal, "--reason", "Not yet.", "--yes");
    const later = as("coach-one", { now: () => new Date("2026-11-21T20:05:00Z") });
    const signed = await later(folder, "sign", ...goal, "--yes");
    expect([signed.code, signed.err]).toEqual([0, ""]);
    const found = await lookWith({ now: () => new Date("2026-11-21T20:06:00Z") }, folder);
    expect(found.slots.find(({ section, role }) => section === "initial-goal" && role === "coach")).toMatchObject({
      accepted: true,
    });
  });
});

describe("what other commands say of it", () => {
  it("check, status and next name the command, then say it is signed, then that it is stale", async () => {
    const folder = newProgram();
    const command = "ilp sign candidate-one year-1/inquiry-ilp#initial-goal";
    const said = async () => {
      const ran = [
        await ilp(folder, "check", "candidate-one", "inquiry-ilp"),
        await ilp(folder, "next", "--for", "coach-one"),
        await ilp(folder, "status", "candidate-one"),
      ];
      return ran.map(({ out }) => out.replace(/\s+/g, " "));
    };
    const [check, next] = await said();
    expect(check).toContain("the coach has not signed yet");
    expect([check, next].every((text) => text?.includes(command))).toBe(true);
    await as("coach-one")(folder, "sign", ...goal, "--yes");
    const [signedCheck, signedNext] = await said();
    expect([signedCheck?.includes(command), signedNext?.includes(command)]).toEqual([false, false]);
    edit(folder, inquiry, "Whose voices", "Whose voice");
    const [staleCheck, staleNext] = await said();
    expect(staleCheck).toMatch(/Coach One[\s\S]*changed/);
    expect([staleCheck, staleNext].every((text) => text?.includes(command))).toBe(true);
  });

  it("as of a day before, a signature is not there yet; verify knows no such day", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, at: "2026-11-10T20:00:00Z" });
    const at = async (day: string) => (await ilp(folder, "check", "candidate-one", "inquiry-ilp", "--as-of", day)).out;
    expect(await at("2026-11-09")).toContain("the coach has not signed yet");
    expect(await at("2026-11-10")).not.toContain("the coach has not signed yet");
    expect((await ilp(folder, "verify", "--as-of", "2026-11-09")).code).toBe(2);
  });

  it("verify --json holds everything about a record", async () => {
    const folder = newProgram();
    await as("coach-one")(folder, "sign", ...goal, "--yes");
    const { json, code } = await look(folder, "candidate-one");
    expect(Object.keys(json)).toEqual(["ok", "tampered", "history", "registry", "candidates"]);
    expect(json.history).toEqual({ cut: false, rewritten: false, firstLook: true });
    const [candidate] = json.candidates;
    const looked = ["damage", "attachments", "outOfTurn", "changed", "weak", "differs"];
    expect(Object.keys(candidate)).toEqual(["id", "name", ...looked, "records", "slots"]);
    expect(candidate.records).toEqual([
      {
        id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        path: onlyRecord(folder),
        act: "sign",
        address: "candidate-one/year-1/inquiry-ilp#initial-goal",
        decision: null,
        role: "coach",
        signer: "coach-one",
        name: "Coach One",
        at: "2026-11-21T20:00:00Z",
        state: "valid",
        assurance: "key",
        proof: "verified by key",
        accepted: true,
        reason: "",
        remarks: [],
        key: expect.stringMatching(/^SHA256:/),
        commit: git(folder, "rev-parse", "HEAD").trim(),
      },
    ]);
    expect(code).toBe(1);
  });

  it("verify ends with 0 when all that is asked for is there, and --strict asks for more than names", async () => {
    const only =
      '  signers: { pd-log: { ".": { candidate: none } }, collaborative-summary: { ".": { candidate: none } }, inquiry-ilp: { application: { coach: none }, "inquiries/*": { coach: none } } }\n';
    const folder = newProgram({ [rules]: rulesText(only) });
    expect((await look(folder)).code).toBe(1);
    await as("coach-one")(folder, "sign", ...goal, "--yes");
    await as("coach-three")(folder, "sign", "candidate-two", "inquiry-ilp#initial-goal", "--yes");
    expect((await look(folder)).code).toBe(0);
    expect((await look(folder, "--strict")).code).toBe(1);
    expect((await look(folder, "--strict", "candidate-one")).code).toBe(0);
    expect((await ilp(folder, "verify", "nobody")).code).toBe(2);
  });

  it("a program in a folder of a repository", async () => {
    const inner = newProgram();
    mkdirSync(`${inner}/programs/our one`, { recursive: true });
    for (const name of ["candidates", "people.yaml", "program.yaml"])
      git(inner, "mv", name, `programs/our one/${name}`);
    saveAll(inner);
    become(inner, "coach-one");
    const home = { env: { HOME: homeOf("coach-one"), PATH: process.env.PATH } };
    const ran = await ilpWith(home, `${inner}/programs/our one/candidates`, "sign", ...goal, "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const found = await look(`${inner}/programs/our one`);
    expect(worth(found)).toBe("valid/key*");
    expect(git(inner, "show", "--name-only", "--format=", "HEAD").trim()).toMatch(
      /^"?programs\/our one\/candidates\/candidate-one\/signatures\//,
    );
    expect(git(inner, "status", "--porcelain")).toBe("");
  });
});
