import { describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { keyOf, peopleText } from "./scenarios/people.ts";
import { newProgram, people, rules, rulesText, saveAll, textIn } from "./scenarios/program.ts";
import { coach, look, now, onlyRecord, put, signedProgram, worth } from "./scenarios/records.ts";

describe("keys and people", () => {
  const compromised = peopleText({
    "coach-one": (line) =>
      line.replace('"2026-01-15" }', '"2026-01-15", revoked: { reason: compromised, since: "2026-11-01" } }'),
  });
  const review = { act: "review", role: "reviewer", signer: "reviewer-one", decision: "YES" } as const;

  it("23: what a compromised key signed counts no more, but what a review had relied on before does", async () => {
    const folder = newProgram();
    const early = await put(folder, { ...coach, at: "2026-10-01T12:00:00Z" });
    const other = await put(folder, { ...coach, at: "2026-10-02T12:00:00Z" });
    await put(folder, { ...review, key: "reviewer-one", covers: [early.id], at: "2026-10-10T12:00:00Z" });
    saveAll(folder, { [people]: compromised });
    const found = await look(folder, "--accept");
    expect([worth(found, early.id), worth(found, other.id)]).toEqual(["valid/key*", "valid/rejected-key"]);
  });

  it.each([
    ["without a key", undefined],
    ["with a key of the thief's", "a stranger"],
    ["with the stolen key", "coach-one"],
  ])("23: a thief cannot make the review that keeps a stolen key alive: %s", async (_, key) => {
    const folder = newProgram();
    const stolen = await put(folder, { ...coach, at: "2026-10-01T12:00:00Z" });
    await put(folder, { ...review, key, covers: [stolen.id], at: "2026-10-10T12:00:00Z" });
    saveAll(folder, { [people]: compromised });
    expect(worth(await look(folder), stolen.id)).toBe("valid/rejected-key");
  });

  it("16: a review whose covered record was taken away is invalid, with history and without", async () => {
    const folder = await signedProgram();
    const record = onlyRecord(folder);
    const { rows } = await look(folder);
    const made = await put(folder, { ...review, key: "reviewer-one", covers: [rows[0]?.id ?? ""] });
    expect(worth(await look(folder), made.id)).toBe("valid/key*");
    git(folder, "rm", "--quiet", record);
    saveAll(folder);
    for (const args of [[], ["--no-history"]]) {
      const found = await look(folder, ...args);
      expect([found.code, worth(found, made.id)]).toEqual([4, "invalid/key"]);
      expect(found.rows[0]?.reason).toContain("not there any more");
    }
  });

  it.each([
    ["another coach with a key", { signer: "coach-two", key: "coach-two" }],
    ["a stranger's key under the signer's name", { signer: "coach-one", key: "a stranger" }],
    ["the signer's name alone", { signer: "coach-one" }],
    ["a colleague's key under the signer's name", { signer: "coach-one", key: "coach-two" }],
    ["the candidate", { role: "candidate", signer: "candidate-one", key: "candidate-one" }],
  ] as const)("24: a signature made with a key is not withdrawn by %s", async (_, who) => {
    const folder = await signedProgram();
    const { rows } = await look(folder);
    const of = rows[0]?.id ?? "";
    await put(folder, { role: "coach", act: "revoke", of, ...who });
    expect(worth(await look(folder), of)).toBe("valid/key*");
  });

  it("24: a signature by name alone is not withdrawn with a key nobody registered", async () => {
    const folder = newProgram();
    const { id } = await put(folder, { ...coach, key: undefined });
    await put(folder, { ...coach, act: "revoke", of: id, key: "a stranger" });
    expect(worth(await look(folder), id)).toBe("valid/name*");
  });

  it.each([
    ["the signer, by name", { role: "coach", signer: "coach-one" }],
    ["the signer, with a key of their own", { role: "coach", signer: "coach-one", key: "coach-one" }],
    ["the candidate it is about", { role: "candidate", signer: "candidate-one", key: "candidate-one" }],
    ["a reviewer without a key", { role: "reviewer", signer: "reviewer-one" }],
    ["a stranger's key under a reviewer's name", { role: "reviewer", signer: "reviewer-one", key: "a stranger" }],
  ] as const)("64: a signature by name is not lifted by %s", async (_, who) => {
    const folder = newProgram({ [rules]: rulesText("  require: witnessed\n") });
    const { id } = await put(folder, { ...coach, key: undefined });
    await put(folder, { ...who, act: "witness", of: id, at: now });
    expect(worth(await look(folder), id)).toBe("valid/name");
  });

  it("26: a key put into people.yaml beside the signature it proves is seen, until it is accepted", async () => {
    const folder = newProgram();
    expect((await look(folder)).json.history.firstLook).toBe(true);
    const planted = peopleText({
      "coach-one": (line) =>
        line.replace("keys: [", `keys: [{ key: "${keyOf("a stranger").publicKey}", from: "2026-01-15" }, `),
    });
    saveAll(folder, { [people]: planted });
    const { id } = await put(folder, { ...coach, key: "a stranger" });
    for (const _ of [1, 2]) {
      const found = await look(folder);
      expect([found.code, worth(found, id)]).toEqual([4, "valid/key*"]);
      expect(found.json.registry.changed).toEqual(["Coach One (coach-one): other keys"]);
    }
    expect((await look(folder, "--accept")).json.registry.changed).toEqual([]);
    expect((await look(folder)).json.registry.changed).toEqual([]);
  });

  it.each([
    ["an email", people, (text: string) => text.replace("coach.one@", "other@"), "other emails"],
    ["a role", people, (text: string) => text.replace("[reviewer]", "[reviewer, director]"), "other roles"],
    ["a person", people, (text: string) => text.replace(/.*coach-two.*\n/, ""), "is gone"],
    [
      "what counts",
      rules,
      (text: string) => `${text}\nsignatures:\n  roles: { reviewer: name }\n`,
      "what a signature needs",
    ],
  ])("26: %s changed is seen", async (_, file, change, says) => {
    const folder = newProgram();
    await look(folder);
    saveAll(folder, { [file]: change(textIn(folder, file)) });
    const found = await look(folder);
    expect(found.code).toBe(4);
    expect(found.json.registry.changed.join()).toContain(says);
  });

  it("26: a new person without a key is only worth a remark", async () => {
    const folder = newProgram();
    await look(folder);
    saveAll(folder, { [people]: `${textIn(folder, people)}  - { id: coach-new, name: Coach New, roles: [coach] }\n` });
    const found = await look(folder);
    expect([found.code, found.json.registry]).toEqual([1, { changed: [], added: ["Coach New (coach-new) is new"] }]);
  });
});
