/** What a forger tries with records, keys and people; the numbers are those of the specification's list (signatures.md 8). */
import { readFileSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { recordName, statementId } from "../../src/core/records/statement.ts";
import { write } from "../cli.ts";
import { peopleText } from "./scenarios/people.ts";
import {
  edit,
  fileOf,
  inquiry,
  log,
  newProgram,
  people,
  rules,
  rulesText,
  saveAll,
  textIn,
} from "./scenarios/program.ts";
import { coach, look, lookWith, onlyRecord, put, signedProgram, worth } from "./scenarios/records.ts";

describe("who made it", () => {
  it("7: a forged author's name is never more than unverified", async () => {
    const folder = newProgram({ [rules]: rulesText("  roles: { coach: key }\n") });
    await put(folder, { ...coach, key: undefined });
    const found = await look(folder, "candidate-one");
    expect([found.code, worth(found)]).toEqual([1, "valid/name"]);
    expect(found.slots.find(({ section }) => section === "initial-goal")).toMatchObject({
      state: "unverified",
      accepted: false,
    });
  });

  it("7: a record of one person saved by another is not the first one's", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: undefined, by: "candidate-one" });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "wrong-person/none"]);
    expect(found.rows[0]?.reason).toContain("candidate.one@example.org");
  });

  it("8: a key that nobody registered never counts", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: "a stranger" });
    const found = await look(folder, "candidate-one");
    expect([found.code, worth(found)]).toEqual([1, "valid/unknown-key"]);
  });

  it("9: a colleague's key is a wrong person, and whose it is is said", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: "coach-two" });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "wrong-person/none"]);
    expect(found.rows[0]?.reason).toContain("Coach Two");
  });

  it("19: somebody who is not, or no longer, the coach cannot sign as coach", async () => {
    const folder = newProgram();
    await put(folder, { role: "coach", signer: "coach-two", key: "coach-two" });
    edit(
      folder,
      fileOf("candidate-one", "profile"),
      `"coach-one"\n    from: "2026-08-10"\n    to: null`,
      `"coach-one"\n    from: "2026-08-10"\n    to: "2026-11-20"`,
    );
    await put(folder, coach);
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.map(({ state }) => state)).toEqual(["wrong-person", "wrong-person"]);
    expect(found.rows.map(({ reason }) => reason).sort()).toEqual([
      "Coach One was not coach on 2026-11-21",
      "Coach Two was not coach on 2026-11-21",
    ]);
  });

  it("62: the candidate cannot sign as coach too, assigned or not", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-one", "profile"), `"coach-one"`, `"candidate-one"`);
    await put(folder, { role: "coach", signer: "candidate-one", key: "candidate-one" });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "wrong-person/none"]);
  });

  it("somebody who is not in people.yaml is nobody", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, signer: "coach-nine" as "coach-one", by: "coach-one" });
    expect(worth(await look(folder))).toBe("wrong-person/none");
  });
});

describe("what it is about", () => {
  it("12: a record copied to another candidate is invalid there, under its own name or a fitting one", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const to = `candidates/candidate-two/signatures/${basename(record)}`;
    saveAll(folder, { [to]: textIn(folder, record) });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.find(({ path }) => path === to)).toMatchObject({ state: "invalid", accepted: false });
    expect(found.rows.find(({ path }) => path === record)).toMatchObject({ state: "valid", accepted: true });
    write(folder, { [to]: textIn(folder, record).replaceAll("candidate-one", "candidate-two") });
    saveAll(folder);
    expect((await look(folder, "candidate-two")).rows[0]).toMatchObject({ state: "invalid" });
  });

  it("12: a record moved to another part or document is invalid", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const moved = textIn(folder, record).replace('"initial-goal"', '"application"');
    saveAll(folder, { [record]: moved });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "invalid/none"]);
    expect(found.damage).toMatchObject([{ path: record, status: "M" }]);
  });

  it("13: an edited digest is seen, also when the file is renamed to fit and no key was used", async () => {
    const folder = newProgram();
    const { path } = await put(folder, { ...coach, key: undefined });
    edit(folder, inquiry, "Whose voices", "Nobody's voices");
    expect(worth(await look(folder))).toBe("stale/name");
    const fresh = await put(folder, { ...coach, key: undefined, at: "2026-11-21T20:01:00Z" });
    const digest = /^digest: .*$/m.exec(textIn(folder, fresh.path))?.[0] ?? "";
    saveAll(folder, { [path]: textIn(folder, path).replace(/^digest: .*$/m, digest) });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.rows.find((each) => each.path === path)?.reason).toContain("edited after it was made");
    expect(found.damage).toMatchObject([{ path, status: "M" }]);
  });

  it("13: renamed to what its content gives, a keyed record still fails by its key", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const text = textIn(folder, record).replace(/^nonce: ".{4}/m, 'nonce: "0000');
    const { sshsig, ...statement } = parse(text);
    const name = `candidates/candidate-one/signatures/${recordName(statement, statementId(statement))}`;
    write(folder, { [record]: text });
    renameSync(join(folder, record), join(folder, name));
    saveAll(folder);
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "invalid/none"]);
    expect(found.rows[0]?.reason).toContain("does not fit its words");
    expect(found.damage).toMatchObject([{ path: record, status: "D" }]);
    expect(sshsig).toBeTruthy();
  });

  it("14: what was signed in a practice program does not hold in the real one", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, program: "practice" });
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "invalid/none"]);
    expect(found.rows[0]?.reason).toContain('"practice"');
  });
});

describe("when it was made", () => {
  it("20: a date before what was saved earlier is pointed out, and can be refused", async () => {
    const folder = newProgram();
    edit(folder, log, "hours: 20", "hours: 21");
    await put(folder, { ...coach, at: "2026-09-01T12:00:00Z" });
    const found = await look(folder);
    expect(worth(found)).toBe("valid/key*");
    expect(found.rows[0]?.remarks[0]).toContain("backdated?");
    expect((await look(folder, "--strict")).code).toBe(1);
    saveAll(folder, { [rules]: rulesText("  backdated: reject\n") });
    const strict = await look(folder, "--accept");
    expect([strict.code, strict.rows[0]?.state]).toEqual([4, "invalid"]);
  });

  it("21: a key that had ended does not count, backdated into its time it is pointed out", async () => {
    const ended = peopleText({ "coach-one": (line) => line.replace('"2026-01-15"', '"2026-01-15", to: "2026-10-31"') });
    const folder = newProgram({ [people]: ended });
    await put(folder, coach);
    expect(worth(await look(folder))).toBe("valid/rejected-key");
    edit(folder, log, "hours: 20", "hours: 21");
    const { id } = await put(folder, { ...coach, at: "2026-10-15T12:00:00Z" });
    const found = await look(folder);
    expect(found.rows.find((each) => each.id === id)?.remarks[0]).toContain("backdated?");
  });

  it("22: a record from the future is invalid, one within the clocks' difference is not", async () => {
    const folder = newProgram();
    const soon = await put(folder, { ...coach, at: "2026-11-21T20:09:00Z" });
    const late = await put(folder, { ...coach, at: "2026-11-21T20:11:00Z" });
    const found = await look(folder);
    expect([found.code, worth(found, soon.id), worth(found, late.id)]).toEqual([4, "valid/key*", "invalid/none"]);
    const later = await lookWith({ now: () => new Date("2026-11-21T20:30:00Z") }, folder);
    expect(worth(later, late.id)).toBe("valid/key*");
  });
});

describe("texts", () => {
  it("10: an edit makes it stale, the old text makes it valid again", async () => {
    const folder = await signedProgram();
    const before = readFileSync(join(folder, inquiry), "utf8");
    edit(folder, inquiry, "Whose voices", "Whose voice");
    const found = await look(folder, "candidate-one");
    expect([found.code, worth(found)]).toEqual([1, "stale/key"]);
    saveAll(folder, { [inquiry]: before });
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("11: an edit in another part, comments, order and line ends leave it valid", async () => {
    const folder = await signedProgram();
    edit(folder, inquiry, "Visit, count, talk.", "Visit and talk.", { save: false });
    edit(folder, inquiry, "# Part 1", "# Part one, reworded", { save: false });
    edit(folder, inquiry, '    elements: ["2B"]\n', "", { save: false });
    edit(folder, inquiry, "  question:\n", "  question:\n    elements: [ 2B ]\n", { save: false });
    saveAll(folder, { [inquiry]: textIn(folder, inquiry).replaceAll("\n", "\r\n") });
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("a part that is gone is stale, and said to be gone", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, section: "inquiries/inquiry-1" });
    edit(folder, inquiry, '"inquiry-1"', '"inquiry-2"');
    const found = await look(folder);
    expect([worth(found), found.rows[0]?.reason]).toEqual([
      "stale/key",
      "the part that was signed is gone, or cannot be read",
    ]);
  });
});
