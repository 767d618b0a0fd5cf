/** Handing in: several parts, again, late after a NO, and by people who are not who they say. */
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { git, ilp, ilpWith, write } from "../cli.ts";
import { emptyHome, homeOf } from "../signatures/scenarios/people.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  inquiry,
  inquiryText,
  newProgram,
  rules,
  rulesText,
  saveAll,
  stateOf,
} from "../signatures/scenarios/program.ts";
import { look, put } from "../signatures/scenarios/records.ts";
import {
  accepted,
  done,
  goal,
  handedIn,
  no,
  partOf,
  recordsOf,
  refusedOnce,
  revision,
  submit,
  yes,
} from "./review-parts.ts";

afterEach(expectPlainWords);

/** Asks for few enough entries that inquiry 1 is complete with its reflection. */
const fewer = (text: string) =>
  text
    .replace("goal_required: { value: true", "goal_required: { value: false")
    .replace("entries.min: { value: 3", "entries.min: { value: 0");
const reflected = inquiryText.replace("reflection: |\n", "reflection: |\n      We listened.\n");
const document = ["submit", "candidate-one", "inquiry-ilp"];

describe("a document of several parts", () => {
  it("hands in what is ready and not in hand, one after another; unsaved text is saved with the first", async () => {
    const folder = newProgram({ [rules]: fewer(rulesText()) });
    write(folder, { [inquiry]: reflected });
    const out = await done(folder, "candidate-one", ...document, "--save", "--yes");
    expect(out).toMatch(/1 of 2 .*Part 1[\s\S]*2 of 2 .*Inquiry 1/);
    expect(recordsOf(folder, "submit").map(({ section }) => section)).toEqual(["initial-goal", "inquiries/inquiry-1"]);
    expect((await look(folder, "candidate-one")).rows.map(({ state }) => state)).toEqual(["valid", "valid"]);
    expect(git(folder, "status", "--porcelain")).toBe("");
    await expectRefusal(
      folder,
      "candidate-one",
      [...document, "--yes"],
      /No part of year-1\/inquiry-ilp is ready/,
      /initial-goal {3}\(handed in on 2026-11-21[\s\S]*application {3}\(nothing is written yet\)/,
    );
  });

  it("signs what is unsaved in the same way", async () => {
    const folder = newProgram({ [rules]: fewer(rulesText()) });
    write(folder, { [inquiry]: reflected });
    await done(folder, "coach-one", "sign", "candidate-one", "inquiry-ilp", "--save", "--yes");
    expect(recordsOf(folder, "sign")).toHaveLength(2);
  });

  it("by a name that fits no part; with something missing when it is named", async () => {
    const folder = newProgram();
    const part = (name: string) => ["submit", "candidate-one", `inquiry-ilp#${name}`, "--yes"];
    await expectRefusal(folder, "candidate-one", part("inquiry-3"), /no part "inquiry-3"/, /inquiries\/inquiry-1/);
    const out = await done(folder, "candidate-one", ...part("inquiry-1"));
    expect(out).toMatch(/Still missing or wrong here \(3\):[\s\S]*Inquiry 1 › Cell 7/);
    expect(await partOf(folder, "inquiries/inquiry-1")).toMatchObject({ state: "submitted" });
  });
});

describe("again", () => {
  it("after the day it was due is late, and said to be; no word of the coach is told as that", async () => {
    const late = as("candidate-one", { now: () => new Date("2026-12-01T20:00:00Z") });
    const { code, out } = await late(newProgram(), ...submit);
    expect([code, out]).toEqual([0, expect.stringMatching(/no word yet[\s\S]*due on 2026-11-30: it is late, which/)]);
  });

  it("changed before anybody decided: in place of what was handed in, the same attempt", async () => {
    const folder = await handedIn();
    edit(folder, ...revision);
    const out = await done(folder, "candidate-one", ...submit);
    expect(out).toMatch(/This is attempt 1[\s\S]*, attempt 1\. Record/);
    expect(await partOf(folder)).toMatchObject({ state: "submitted", attempts: 1, changed: false });
    expect(await done(folder, "reviewer-one", ...yes)).toContain(
      "submitted on 2026-11-21 (first on 2026-11-21, and changed since)",
    );
  });

  it("after a NO: with the same text as well; late after the day that came with it", async () => {
    const folder = await refusedOnce();
    const late = as("candidate-one", { now: () => new Date("2026-12-19T20:00:00Z") });
    const { code, out, err } = await late(folder, ...submit);
    expect([code, err, out]).toEqual([
      0,
      "",
      expect.stringContaining("attempt 2, due again on 2026-12-18: it is late"),
    ]);
  });

  it("the day is the one it is where the program is", async () => {
    const folder = await refusedOnce();
    // Half past eleven in the evening of the 18th in Los Angeles.
    const evening = as("candidate-one", { now: () => new Date("2026-12-19T07:30:00Z") });
    expect((await evening(folder, ...submit)).out).toContain("due again on 2026-12-18: it is on time");
  });

  it("after a YES only when the text was changed", async () => {
    const folder = await accepted();
    await expectRefusal(folder, "candidate-one", submit, /only when its text was changed/, /YES \(Complete\)/);
    edit(folder, ...revision);
    await done(folder, "candidate-one", ...submit);
    expect(await partOf(folder)).toMatchObject({ state: "submitted", attempts: 2 });
  });
});

describe("by somebody else", () => {
  it("under the candidate's name: without the candidate's key it is refused, or shown as a name only", async () => {
    const folder = newProgram();
    become(folder, "candidate-one");
    const coach = (...more: string[]) =>
      ilpWith({ env: { HOME: homeOf("coach-one"), PATH: process.env.PATH } }, folder, ...submit, ...more);
    const before = stateOf(folder);
    expect(await coach()).toMatchObject({ code: 2, err: expect.stringContaining("key is not on this computer") });
    const file = join(homeOf("coach-one"), ".ssh", "ilp_ed25519");
    expect(await coach("--key", file)).toMatchObject({
      code: 2,
      err: expect.stringContaining("not registered for you"),
    });
    expect(stateOf(folder)).toEqual(before);
    const named = await coach("--no-key");
    expect([named.code, named.out]).toEqual([0, expect.stringContaining("unverified (name only)")]);
    expect((await look(folder, "candidate-one")).rows).toMatchObject([{ act: "submit", assurance: "name" }]);
  });

  it("a record made by hand with another key, or one that nobody registered, hands nothing in", async () => {
    const folder = newProgram();
    const said = { act: "submit", role: "candidate", signer: "candidate-one" } as const;
    await put(folder, { ...said, key: "coach-one" });
    await put(folder, { ...said, key: "somebody" });
    await put(folder, { ...said, signer: "coach-one", key: "coach-one" });
    await put(folder, { ...said, role: "coach", signer: "coach-one", key: "coach-one" });
    expect(await partOf(folder)).toMatchObject({ state: "draft", attempts: 0 });
    await done(folder, "candidate-one", ...submit);
    expect(await partOf(folder)).toMatchObject({ state: "submitted", attempts: 1 });
  });

  it("where a confirmation is needed, a name alone counts once it is confirmed", async () => {
    const folder = newProgram({ [rules]: rulesText("  roles: { candidate: witnessed }\n") });
    const out = await done(folder, "candidate-one", ...submit, "--no-key");
    const [, record = ""] = /ilp witness ([0-9a-f]{12})/.exec(out) ?? [];
    expect(await partOf(folder)).toMatchObject({ state: "draft" });
    await done(folder, "reviewer-one", "witness", record, "--yes");
    expect(await partOf(folder)).toMatchObject({ state: "submitted" });
  });
});

describe("what cannot be read or signed", () => {
  it("a document that is not there, is broken, or holds what cannot be signed; a profile that is broken", async () => {
    const folder = newProgram();
    await expectRefusal(
      folder,
      "candidate-one",
      ["submit", "candidate-one", "enquiry", "--yes"],
      /no document "enquiry"/,
      /./,
    );
    await expectRefusal(
      folder,
      "candidate-one",
      ["submit", "candidate-three", "inquiry-ilp", "--yes"],
      /no candidate/,
      /./,
    );
    edit(folder, inquiry, "Whose voices", "Whose\u200f voices");
    await expectRefusal(folder, "candidate-one", submit, /direction of writing/, /Remove it/);
    saveAll(folder, { [inquiry]: "a: [" });
    await expectRefusal(folder, "candidate-one", submit, /is not there, or cannot be read/, /ilp check candidate-one/);
    saveAll(folder, { [fileOf("candidate-one", "profile")]: "a: [" });
    await expectRefusal(folder, "candidate-one", submit, /The profile of candidate-one/, /ilp check/);
  });

  it("nobody with an email that people.yaml knows; no key where one is needed; no Git", async () => {
    const folder = newProgram({ [rules]: rulesText("  require: key\n") });
    const nobody = { name: "Somebody", email: "somebody@example.org" };
    become(folder, nobody);
    const ran = await ilpWith({ env: { HOME: emptyHome(), PATH: process.env.PATH } }, folder, ...submit);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("Nobody in people.yaml has the email")]);
    const two = ["submit", "candidate-two", "inquiry-ilp#initial-goal", "--yes"];
    await expectRefusal(folder, "candidate-two", two, /asks for a key/, /ilp keys setup/);
  });

  it("after the candidate signed the last thing in a part, the next step is named", async () => {
    const signers = "  signers: { inquiry-ilp: { initial-goal: { candidate: required } } }\n";
    const folder = newProgram({ [rules]: rulesText(signers) });
    expect(await done(folder, "candidate-one", "sign", ...goal, "--yes")).toContain(
      "To hand it in for review: ilp submit candidate-one year-1/inquiry-ilp#initial-goal\n",
    );
    expect(await done(folder, "candidate-one", "sign", "candidate-one", "pd-log", "--yes")).not.toContain("ilp submit");
    await done(folder, "candidate-one", ...submit);
    expect((await ilp(folder, "next", "--for", "reviewer-one")).out).toContain("ilp review candidate-one");
    await done(folder, "reviewer-one", ...no);
    const check = await ilp(folder, "check", "candidate-one", "inquiry-ilp");
    expect(check.out).toMatch(/NO \(Incomplete\) by Reviewer One on 2026-11-21: Cell 3[\s\S]*ilp submit candidate-one/);
  });
});
