/** Deciding: round after round, after an appeal, by people who are not who they say, and what a forger writes. */
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ilp, ilpWith } from "../cli.ts";
import { homeOf, peopleText } from "../signatures/scenarios/people.ts";
import {
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  inquiry,
  newProgram,
  people,
  rules,
  rulesText,
  saveAll,
  stateOf,
} from "../signatures/scenarios/program.ts";
import { look, put } from "../signatures/scenarios/records.ts";
import {
  done,
  feedback,
  goal,
  handedIn,
  idOf,
  no,
  partOf,
  recordsOf,
  refusedOnce,
  revision,
  ruleOf,
  rulesOf,
  submit,
  yes,
} from "./review-parts.ts";

afterEach(expectPlainWords);

describe("round after round", () => {
  it("the next attempt shows what was said, and is due on the day that came with the NO", async () => {
    const folder = newProgram();
    await done(folder, "coach-one", "sign", ...goal, "--yes");
    await done(folder, "candidate-one", ...submit);
    await done(folder, "reviewer-one", ...no);
    edit(folder, ...revision);
    const again = await done(folder, "candidate-one", ...submit);
    expect(again).toContain("The coach: Coach One signed on 2026-11-21, and the text was changed since");
    expect(again).toContain(
      `NO (Incomplete) by Reviewer One on 2026-11-21, resubmission due 2026-12-18\n  ${feedback}`,
    );
    expect(again).toContain("This is attempt 2, due again on 2026-12-18: it is on time.");
    const second = await done(folder, "reviewer-one", ...yes);
    expect(second).toMatch(
      /Attempt 1: [\s\S]*Cell 3 needs a measure[\s\S]*Attempt 2: submitted on 2026-11-21, on time/,
    );
    expect(await partOf(folder)).toMatchObject({ state: "accepted", attempts: 2 });
  });

  it("after two decisions NO a plan is suggested", async () => {
    const folder = await refusedOnce();
    await done(folder, "candidate-one", ...submit);
    const out = await done(folder, "reviewer-one", ...no);
    expect(out).toMatch(
      /NO decisions on this part so far: 2\.[\s\S]*Program Manager.s choice:\s+ilp plan open candidate-one/,
    );
    expect(await partOf(folder)).toMatchObject({ state: "returned", attempts: 2 });
    await expectRefusal(folder, "reviewer-one", no, rulesOf("review-no").when, /--withdraw/);
  });

  it("a text that is changed and not saved, or changed back", async () => {
    const folder = await handedIn();
    edit(folder, ...revision, { save: false });
    await expectRefusal(folder, "reviewer-one", yes, ruleOf("not-handed-in"), /ilp submit/);
    const [path, old, other] = revision;
    edit(folder, path, other, old, { save: false });
    await done(folder, "reviewer-one", ...yes);
  });

  it("which part, of several that wait, has to be said; the only one that waits need not be", async () => {
    const folder = await handedIn();
    const document = ["review", "candidate-one", "inquiry-ilp"];
    const out = await done(folder, "reviewer-one", ...document, "--complete");
    expect(out).toContain("YES (Complete): Candidate One, Inquiry ILP, Part 1");
    await expectRefusal(
      folder,
      "reviewer-one",
      [...document, "--complete"],
      /Nothing in .* waits for a decision/,
      /initial-goal: YES/,
    );
    for (const part of ["initial-goal", "inquiry-1"]) {
      edit(folder, inquiry, part === "inquiry-1" ? "Visit, count" : "Whose voices", `Other ${part}`);
      await done(folder, "candidate-one", "submit", "candidate-one", `inquiry-ilp#${part}`, "--yes");
    }
    await expectRefusal(
      folder,
      "reviewer-one",
      [...document, "--complete"],
      /Which part of it\?/,
      /inquiry-1 --complete\n/,
    );
    await expectRefusal(
      folder,
      "reviewer-one",
      ["review", "candidate-one", "pd-log", "--complete"],
      ruleOf("not-reviewed"),
      /Reviewed here/,
    );
  });
});

describe("who decides", () => {
  it("somebody under the reviewer's name: not without the reviewer's key", async () => {
    const folder = await handedIn();
    become(folder, "reviewer-one");
    const file = join(homeOf("candidate-one"), ".ssh", "ilp_ed25519");
    const before = stateOf(folder);
    for (const [flags, says] of [
      [[], "key is not on this computer"],
      [["--no-key"], "asks for a key when somebody signs as reviewer"],
      [["--key", file], "not registered for you"],
    ] as const) {
      const env = { HOME: homeOf("candidate-one"), PATH: process.env.PATH };
      const ran = await ilpWith({ env }, folder, ...yes, ...flags);
      expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(says)]);
    }
    expect(stateOf(folder)).toEqual(before);
  });

  it("a coach who is also a reviewer: never on what they signed, and only where the program allows it at all", async () => {
    const both = { [people]: peopleText({ "coach-one": (line) => line.replace("[coach]", "[coach, reviewer]") }) };
    const folder = newProgram(both);
    await done(folder, "candidate-one", ...submit);
    await expectRefusal(folder, "coach-one", yes, /same person cannot sign as reviewer.*distinct/, /./);
    const free = newProgram({ ...both, [rules]: rulesText("  distinct: [[candidate, coach]]\n") });
    await done(free, "candidate-one", ...submit);
    await done(free, "coach-one", "sign", ...goal, "--yes");
    await expectRefusal(free, "coach-one", yes, ruleOf("own-signature"), /./);
    const unsigned = newProgram({ ...both, [rules]: rulesText("  distinct: [[candidate, coach]]\n") });
    await done(unsigned, "candidate-one", ...submit);
    await done(unsigned, "coach-one", ...yes);
    expect(await partOf(unsigned)).toMatchObject({ state: "accepted" });
  });

  it("a reviewer without a key makes one first; where a name is enough, it counts", async () => {
    const keyless = peopleText({ "reviewer-one": (line) => line.replace(/, keys: .*\]/, "") });
    const folder = newProgram({ [people]: keyless });
    await done(folder, "candidate-one", ...submit);
    await expectRefusal(folder, "reviewer-one", yes, /asks for a key[\s\S]*none that counts/, /ilp keys setup/);
    saveAll(folder, { [rules]: rulesText("  roles: { reviewer: name }\n") });
    await done(folder, "reviewer-one", ...yes);
    expect(await partOf(folder)).toMatchObject({ state: "accepted" });
  });

  it("a decision that was proved with less than the program asks for now is made again", async () => {
    const folder = newProgram({ [rules]: rulesText("  roles: { reviewer: name }\n") });
    await done(folder, "candidate-one", ...submit);
    await done(folder, "reviewer-one", ...yes, "--no-key");
    expect(await partOf(folder)).toMatchObject({ state: "accepted" });
    saveAll(folder, { [rules]: rulesText() });
    expect(await partOf(folder)).toMatchObject({ state: "submitted" });
    await done(folder, "reviewer-one", ...yes);
    expect(await partOf(folder)).toMatchObject({ state: "accepted", attempts: 1 });
  });
});

describe("written by hand", () => {
  it("decisions of the candidate, the coach, somebody else's key, none, or no feedback move nothing", async () => {
    const folder = await handedIn();
    const [submission] = recordsOf(folder, "submit");
    const said = { act: "review", decision: "YES", covers: submission ? [idOf(submission)] : [] } as const;
    await put(folder, { ...said, role: "reviewer", signer: "candidate-one", key: "candidate-one" });
    await put(folder, { ...said, role: "candidate", signer: "candidate-one", key: "candidate-one" });
    await put(folder, { ...said, role: "coach", signer: "coach-one", key: "coach-one" });
    await put(folder, { ...said, role: "reviewer", signer: "reviewer-one", key: "candidate-one" });
    await put(folder, { ...said, role: "reviewer", signer: "reviewer-one", key: "somebody" });
    await put(folder, { ...said, role: "reviewer", signer: "reviewer-one" });
    const late = { ...said, decision: "NO", feedback: "a", resubmit_by: "2026-11-21" } as const;
    await put(folder, { ...late, role: "reviewer", signer: "reviewer-one", key: "reviewer-one" });
    await put(folder, { ...said, role: "reviewer", signer: "reviewer-one", key: "reviewer-one", covers: [] });
    expect(await partOf(folder)).toMatchObject({ state: "submitted", attempts: 1 });
    await done(folder, "reviewer-one", ...yes);
    expect(await partOf(folder)).toMatchObject({ state: "accepted", attempts: 1 });
    expect((await look(folder, "candidate-one")).rows.map(({ state }) => state)).toContain("wrong-person");
  });
});

describe("what people write", () => {
  it("markup, quotes and emoji are kept as they are; what cannot be signed is refused", async () => {
    const folder = await handedIn();
    const words = "“Cell 3” — é 👩‍🏫 {}[]: # 'x' \"y\" \\n $(rm) `id`\n\n- a list\n2. more";
    const say = (text: string) => [
      "review",
      ...goal,
      "--incomplete",
      "--feedback",
      text,
      "--resubmit-by",
      "2026-12-18",
    ];
    for (const text of ["a\u001b]0;b\u0007", "\u0000", "a\u2066b", "a\udc00", "a\ufeffb", `${"a ".repeat(10_001)}b`])
      await expectRefusal(
        folder,
        "reviewer-one",
        say(text),
        /^--feedback: it (holds|is longer)/,
        /Nothing was written/,
      );
    await expectRefusal(folder, "reviewer-one", [...yes, "--note", "a\u202eb"], /^--note: /, /Nothing was written/);
    await done(folder, "reviewer-one", ...say(words));
    expect(recordsOf(folder, "review")[0]?.feedback).toBe(words);
    const check = await ilp(folder, "check", "candidate-one", "inquiry-ilp");
    expect(check.out).toContain("“Cell 3” — é 👩‍🏫");
  });

  it("names and titles that would move a terminal do not", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-one", "profile"), '"Candidate One"', '"Candi\\e[2Jdate\\u202e One"');
    const odd = (line: string) => line.replace(/name: ([^,]*)/, 'name: "$1\\e[2J\\u202e"');
    saveAll(folder, { [people]: peopleText({ "candidate-one": odd, "reviewer-one": odd }) });
    await done(folder, "candidate-one", ...submit);
    await done(folder, "reviewer-one", ...no);
  });
});
