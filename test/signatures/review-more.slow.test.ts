/** Holes a review found, closed: the quick ones. What stands in brackets is the review's number. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Form } from "../../src/core/forms/form.ts";
import { sectionsOf } from "../../src/core/records/slots.ts";
import { git, ilp, write } from "../cli.ts";
import { keyOf, peopleText } from "./scenarios/people.ts";
import {
  edit,
  fileOf,
  inquiry,
  inquiryText,
  newProgram,
  people,
  rules,
  rulesText,
  saveAll,
  textIn,
} from "./scenarios/program.ts";
import { coach, type Looked, look, onlyRecord, put, signedProgram, worth } from "./scenarios/records.ts";

const registrars = { [rules]: rulesText("  registrars: [director-one]\n") };
const registrar = {
  candidate: "program",
  section: ".",
  role: "registrar",
  signer: "director-one",
  key: "director-one",
} as const;
const otherKey = (line: string) => line.replace(keyOf("coach-one").publicKey, keyOf("stranger").publicKey);

/** The folder as Git has it, after records were put straight into history. */
const settle = (folder: string) => git(folder, "reset", "--quiet", "--hard");

/** Where the lines of a part stand, each with whether somebody has to sign it. */
const lines = ({ slots }: Looked, section: string, document = "year-1/inquiry-ilp") =>
  slots
    .filter((each) => each.document === document && each.section === section)
    .map(({ role, state, ...each }) => `${role} ${state}${"required" in each && each.required ? ", required" : ""}`);

/** Only candidate one, asked for two documents alone; both are signed, and so is every part of the inquiry. */
async function allSigned(): Promise<string> {
  const forms = /(\nforms:\n)(?: {2}- .*\n)+/;
  const folder = newProgram({
    [rules]: rulesText().replace(forms, "$1  - profile\n  - inquiry-ilp\n  - pd-log\n  - evidence\n"),
  });
  rmSync(join(folder, "candidates/candidate-two"), { recursive: true });
  rmSync(join(folder, "candidates/candidate-one/year-1/collaborative"), { recursive: true });
  saveAll(folder);
  const own = { section: ".", role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
  await put(folder, { ...own, document: "year-1/pd-log" });
  for (const section of ["initial-goal", "inquiries/inquiry-1", "application"])
    await put(folder, { ...coach, section });
  settle(folder);
  return folder;
}

describe("documents that are gone", () => {
  it("cannot be parsed, emptied or gone: its signatures are open (E1)", async () => {
    const folder = await allSigned();
    expect((await look(folder)).code).toBe(0);
    const text = textIn(folder, inquiry);
    for (const broken of [`a: [\n${text}`, ""]) {
      saveAll(folder, { [inquiry]: broken });
      const found = await look(folder);
      expect([found.code, lines(found, "application")]).toMatchObject([
        1,
        expect.arrayContaining(["coach missing, required"]),
      ]);
    }
    rmSync(join(folder, inquiry));
    saveAll(folder);
    const found = await look(folder);
    expect([found.code, found.slots.filter(({ accepted }) => accepted).length]).toEqual([1, 1]);
    expect((await ilp(folder, "verify")).out).not.toContain("is in order.");
  });

  it("a stray key in another part leaves a signature valid (T40)", async () => {
    const folder = await signedProgram();
    edit(folder, inquiry, "inquiries:\n", "inquirees: x\ninquiries:\n");
    const found = await look(folder, "candidate-one");
    expect([found.code, worth(found), lines(found, "initial-goal")]).toEqual([
      1,
      "valid/key*",
      ["coach valid, required"],
    ]);
  });

  it("an item that was signed and deleted is told, and asks nobody", async () => {
    const folder = await allSigned();
    const item = /inquiries:\n[\s\S]*(?=application:)/;
    saveAll(folder, { [inquiry]: inquiryText.replace(item, "inquiries: []\n") });
    const found = await look(folder);
    expect([found.code, lines(found, "inquiries/inquiry-1")]).toEqual([0, ["coach stale"]]);
  });
});

describe("people.yaml and what vouches for it", () => {
  it("a registrar's ended key, given more days by the same push, vouches for nothing (R12)", async () => {
    const ended = (line: string) => line.replace(`from: "2026-01-15"`, `from: "2026-01-15", to: "2026-10-31"`);
    const folder = newProgram({ ...registrars, [people]: peopleText({ "director-one": ended }) });
    await look(folder);
    saveAll(folder, { [people]: peopleText({ "coach-one": otherKey }) }, { at: "2026-11-21T19:30:00Z" });
    for (const document of ["people", "program"]) await put(folder, { ...registrar, document });
    const found = await look(folder);
    expect([found.code, found.json.registry.changed]).toEqual([
      4,
      ["Coach One (coach-one): other keys", "Director One (director-one): other keys"],
    ]);
  });

  it("recorded so that it cannot be read: reported, and nothing is remembered (R8b)", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: "stranger" });
    settle(folder);
    saveAll(folder, { [people]: `${textIn(folder, people)}  - { id: BAD ID }\n` });
    write(folder, { [people]: peopleText({ "coach-one": otherKey }) });
    for (const more of [[], ["--accept"]]) {
      const found = await look(folder, ...more);
      expect([found.code, found.json.registry.changed]).toEqual([
        4,
        ["people.yaml as it is saved in Git cannot be read"],
      ]);
      expect(existsSync(join(folder, ".git/ilp/trust.json"))).toBe(false);
    }
  });

  it("other names are reported (R13)", async () => {
    const folder = await signedProgram();
    await look(folder);
    const renamed = peopleText({
      "coach-one": (line) => line.replace("Coach One", "Doctor Known"),
      "coach-three": (line) => line.replace("Coach Three", "Coach One"),
    });
    saveAll(folder, { [people]: renamed });
    const found = await look(folder);
    expect([found.code, found.json.registry.changed]).toEqual([
      4,
      ["Doctor Known (coach-one): other name", "Coach One (coach-three): other name"],
    ]);
  });
});

describe("profile.yaml", () => {
  it("who is coach there, and no coach in people.yaml, is the wrong person (R5b)", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-two", "profile"), `"coach-three"`, `"candidate-one"`);
    await put(folder, { candidate: "candidate-two", role: "coach", signer: "candidate-one", key: "candidate-one" });
    const found = await look(folder, "candidate-two");
    expect([found.code, worth(found), found.rows[0]?.reason]).toEqual([
      4,
      "wrong-person/none",
      "Candidate One is not coach in people.yaml",
    ]);
  });

  it("a slip, or another id, is not tampering (T1, E4)", async () => {
    const folder = await signedProgram();
    const profile = fileOf("candidate-one", "profile");
    const text = textIn(folder, profile);
    for (const [from, to] of [
      [`site: "School"`, `sitte: "School"`],
      [`id: "candidate-one"`, `id: "candidate-two"`],
    ] as const) {
      saveAll(folder, { [profile]: text.replace(from, to) });
      const found = await look(folder);
      expect([found.code, worth(found)]).toEqual([1, "valid/none"]);
      expect(found.rows[0]?.reason).toMatch(/^profile\.yaml cannot be read/);
    }
  });
});

describe("words about signatures", () => {
  it("what is forged by name undoes nothing that is proved better (R6, R7, R7b)", async () => {
    const folder = newProgram();
    const parts = { signed: "initial-goal", declined: "inquiries/inquiry-1", witnessed: "application" } as const;
    const forged = { ...coach, key: undefined, at: "2026-11-21T20:02:00Z" };
    await put(folder, { ...coach, section: parts.signed });
    await put(folder, { ...forged, section: parts.signed, act: "decline", reason: "No." });
    await put(folder, { ...coach, section: parts.declined, act: "decline", reason: "Not complete." });
    await put(folder, { ...forged, section: parts.declined });
    const { id } = await put(folder, { ...coach, key: undefined, section: parts.witnessed });
    const about = { of: id, section: parts.witnessed };
    await put(folder, { ...about, act: "witness", role: "reviewer", signer: "reviewer-one", key: "reviewer-one" });
    await put(folder, { ...forged, ...about, act: "revoke" });
    const found = await look(folder, "candidate-one");
    expect(found.rows.map(({ state }) => state)).toEqual(Array(7).fill("valid"));
    expect(worth(found, id)).toBe("valid/witnessed*");
    expect(Object.values(parts).map((part) => lines(found, part))).toEqual([
      ["coach valid, required"],
      ["coach declined, required"],
      ["coach valid, required"],
    ]);
  });

  it("a backdated review does not save a compromised key, one of its time does (F6)", async () => {
    for (const [savedFirst, assurance] of [
      [true, "rejected-key"],
      [false, "key"],
    ] as const) {
      const folder = newProgram();
      const { id } = await put(folder, { ...coach, at: "2026-11-10T20:00:00Z" });
      settle(folder);
      const revoked = `from: "2026-01-15", revoked: { reason: compromised, since: "2026-11-15" }`;
      const compromised = () =>
        saveAll(
          folder,
          { [people]: peopleText({ "coach-one": (line) => line.replace(`from: "2026-01-15"`, revoked) }) },
          { at: "2026-11-21T10:00:00Z" },
        );
      if (savedFirst) compromised();
      const reviewer = { role: "reviewer", signer: "reviewer-one", key: "reviewer-one" } as const;
      await put(folder, { ...reviewer, act: "review", decision: "YES", covers: [id], at: "2026-11-12T20:00:00Z" });
      settle(folder);
      if (!savedFirst) compromised();
      const found = await look(folder, "candidate-one");
      expect(found.rows.find((each) => each.id === id)?.assurance).toBe(assurance);
    }
  });
});

describe("the rest", () => {
  it("an id with a slash, or none, makes no line (R11b)", () => {
    const form = { sections: { "inquiries/*": { sign: {} } } } as unknown as Form;
    const sections = (text: string) => sectionsOf(form, parse(text)).map(({ section, pointer }) => [section, pointer]);
    expect(sections("inquiries: [{ id: a/reflection }, { id: b }, { question: x }, { id: 1 }]")).toEqual([
      ["inquiries/b", "/inquiries/1"],
    ]);
  });

  it("and what was signed under such an id counts for no part (R11b)", async () => {
    const folder = newProgram();
    edit(folder, inquiry, "application:\n", `  - id: "inquiry-1/reflection"\n    focus-question: "x"\napplication:\n`);
    await put(folder, { ...coach, section: "inquiries/inquiry-1/reflection" });
    const found = await look(folder, "candidate-one");
    expect([onlyRecord(folder).split("|").length, lines(found, "inquiries/inquiry-1/reflection")]).toEqual([1, []]);
    expect(lines(found, "inquiries/inquiry-1")).toEqual(["coach missing, required"]);
  });
});
