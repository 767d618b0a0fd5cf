import { afterEach, describe, expect, it, vi } from "vitest";
import { git, write } from "../cli.ts";
import { expectRefusedEverywhere, someWords } from "../signatures/scenarios/hostile-words.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  inquiry,
  log,
  newProgram,
  people,
  rules,
  rulesText,
  saveAll,
  textIn,
} from "../signatures/scenarios/program.ts";
import { look, onlyRecord, signedProgram } from "../signatures/scenarios/records.ts";

afterEach(expectPlainWords);
afterEach(() => vi.unstubAllEnvs());

const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes"];

describe("words on the command line", () => {
  it.each(someWords)("47, 49: %j is refused wherever a word is taken, and runs nothing", expectRefusedEverywhere);

  it("50: a candidate's folder with pathspec magic in its name is refused", async () => {
    const folder = newProgram();
    for (const name of [":(glob)*", "-x", "a b"]) {
      write(folder, { [`candidates/${name}/profile.yaml`]: textIn(folder, fileOf("candidate-one", "profile")) });
      const ran = await as("coach-one")(folder, "sign", "--yes", "--", name, "pd-log");
      expect([name, ran.code]).toEqual([name, 2]);
      expect((await look(folder)).code).toBe(1);
    }
  });

  it("a part's id that could lead elsewhere cannot be signed", async () => {
    const folder = newProgram();
    edit(folder, inquiry, '"inquiry-1"', '"../inquiry 1"');
    const ran = await as("coach-one")(folder, "sign", "candidate-one", "inquiry-ilp", "--yes");
    expect([ran.code, ran.err]).toEqual([2, expect.not.stringContaining("mistake of its own")]);
    expect(onlyRecord(folder)).toBe("");
  });
});

const escapes = "\u001b]0;pwned\u0007\u001b[31m\u009b31m\u202e";

describe("56: text that moves the terminal", () => {
  it("is never printed as it is: names, places, reasons, labels, sentences, answers, people, saved by whom", async () => {
    const folder = await signedProgram();
    const quoted = JSON.stringify(`Evil ${escapes} text`);
    saveAll(folder, {
      [people]: textIn(folder, people)
        .replace("name: Coach One", `name: ${quoted}`)
        .replace("name: Candidate Two", `name: ${quoted}`),
      [rules]: rulesText(`  sentences: { decline: ${quoted}, witness: ${quoted} }\n`).replace(
        "coach: Coach",
        `coach: ${quoted}`,
      ),
      [fileOf("candidate-one", "profile")]: textIn(folder, fileOf("candidate-one", "profile")).replace(
        '"Candidate One"',
        quoted,
      ),
      [inquiry]: textIn(folder, inquiry)
        .replace("Visit, count, talk.", "Visit")
        .replace("focus-question: |\n      Who speaks?", `focus-question: ${quoted}`),
      [log]: textIn(folder, log).replace('"Counting turns"', quoted),
    });
    become(folder, { name: `X ${escapes}`, email: "x@example.org" });
    git(folder, "rm", "--quiet", onlyRecord(folder));
    git(folder, "commit", "--quiet", "-m", `X ${escapes}`);
    const texts: string[] = [];
    for (const args of [
      ["sign"],
      ["sign", "candidate-one", "inquiry-ilp", "--yes"],
      goal,
      ["decline", ...goal.slice(1), "--reason", "No."],
      ["verify"],
      ["verify", "--all"],
      ["check"],
      ["status"],
      ["status", "candidate-one"],
      ["next"],
    ]) {
      const { code, out, err } = await as("coach-one")(folder, ...args);
      expect([args, code]).not.toEqual([args, 70]);
      texts.push(out, err);
    }
    for (const args of [["sign", "candidate-one", "pd-log", "--yes"], ["sign"]]) {
      const { code, out, err } = await as("candidate-one")(folder, ...args);
      expect(code).toBe(2);
      texts.push(out, err);
    }
    for (const text of texts)
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(texts.join("")).toContain("Evil");
  });

  it("cannot be signed: an answer, a reason, or a sentence that holds it is refused in words", async () => {
    const folder = newProgram();
    const quoted = JSON.stringify(`Evil ${escapes} text`);
    saveAll(folder, { [log]: textIn(folder, log).replace('"Counting turns"', quoted) });
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "candidate-one", "pd-log", "--yes"],
      /invisible|cannot be signed/,
      /Remove it/,
    );
    await expectRefusal(
      folder,
      "coach-one",
      ["decline", ...goal.slice(1), "--reason", `No ${escapes}`],
      /The reason holds an invisible/,
      /anew/,
    );
    saveAll(folder, { [rules]: rulesText(`  sentences: { decline: ${quoted} }\n`) });
    await expectRefusal(
      folder,
      "coach-one",
      ["decline", ...goal.slice(1), "--reason", "No."],
      /sentence in program.yaml holds an invisible/,
      /Take that out/,
    );
  });
});
