/** What somebody does to case files, and to what is attached to them, so that they seem other than they are. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { programSupportFiles } from "../../src/data/support-files.ts";
import { git, ilp, plaindir, write } from "../cli.ts";
import { concernOf, contactOf, file, mail, programWithCase } from "./scenarios/case.ts";
import { as, fileOf, newProgram, rules, rulesText, saveAll, textIn } from "./scenarios/program.ts";
import { look, worth } from "./scenarios/records.ts";

const caseOf = (candidate: string) => `candidates/${candidate}/case`;
const mailFile = `${caseOf("candidate-one")}/coach-one.eml`;
const later = { at: "2026-11-21T21:00:00Z" };
type Case = Awaited<ReturnType<typeof programWithCase>>;

/** Exit code, what the record is worth, and what history and attachments say: all that a tamperer could hope to fool. */
async function told(folder: string, id: string) {
  const found = await look(folder);
  return {
    code: found.code,
    worth: worth(found, id),
    invalid: found.rows.filter(({ state }) => state === "invalid").length,
    damage: found.damage.map(({ path, status }) => `${status} ${path.split("/").at(-1)}`),
    files: [...new Set(found.attachments.map(({ state }) => state))].filter((state) => state !== "good"),
  };
}
const clean = { code: 1, invalid: 0, damage: [], files: [] };

describe("whoever tampers with a case file is found out", () => {
  const removeAll = (folder: string, ...paths: string[]) => {
    for (const path of paths) rmSync(join(folder, path), { recursive: true });
    saveAll(folder, {}, later);
  };

  it.each<[string, (made: Case) => void, Partial<Awaited<ReturnType<typeof told>>>]>([
    [
      "a word is changed",
      ({ folder, contact: { path } }) =>
        saveAll(folder, { [path]: textIn(folder, path).replace("the decision", "this decision") }, later),
      { invalid: 1 },
    ],
    [
      "who it was with is changed, and the file renamed to fit nothing",
      ({ folder, contact: { path } }) => {
        const text = textIn(folder, path).replace("Dana Muster", "Dani Muster");
        rmSync(join(folder, path));
        saveAll(folder, { [path.replace(/-\w{12}\.yaml/, "-000000000000.yaml")]: text }, later);
      },
      { invalid: 1 },
    ],
    ["it is taken away", ({ folder, contact }) => removeAll(folder, contact.path), { worth: "0 records" }],
    [
      "it is taken away with its files, and the whole folder",
      ({ folder }) => removeAll(folder, caseOf("candidate-one")),
      { worth: "0 records" },
    ],
    [
      "it becomes a link",
      ({ folder, contact: { path } }) => {
        rmSync(join(folder, path));
        symlinkSync("coach-one.eml", join(folder, path));
        saveAll(folder, {}, later);
      },
      { worth: "0 records", invalid: 1 },
    ],
    [
      "it is moved among the signatures",
      ({ folder, contact: { path } }) => {
        mkdirSync(join(folder, "candidates/candidate-one/signatures"));
        renameSync(join(folder, path), join(folder, path.replace("/case/", "/signatures/")));
        saveAll(folder, {}, later);
      },
      { worth: "invalid/none" },
    ],
    [
      "an attached file is replaced",
      ({ folder }) => saveAll(folder, { [mailFile]: mail.replace("Friday", "Monday") }, later),
      { worth: "valid/key*", files: ["changed"] },
    ],
    ["an attached file is taken away", ({ folder }) => removeAll(folder, mailFile), { files: ["missing"] }],
    [
      "an attached file becomes a link",
      ({ folder }) => {
        rmSync(join(folder, mailFile));
        symlinkSync("coach-one.txt", join(folder, mailFile));
        saveAll(folder, {}, later);
      },
      { files: ["changed"] },
    ],
    [
      "an attached file is replaced, and put back",
      ({ folder }) => {
        saveAll(folder, { [mailFile]: "x" }, later);
        saveAll(folder, { [mailFile]: mail }, later);
      },
      { worth: "valid/key*", files: [] },
    ],
  ])("%s", async (_, tamper, expected) => {
    const made = await programWithCase();
    // Somebody looked before: what is remembered must not hide anything.
    expect(await told(made.folder, made.contact.id)).toEqual({ ...clean, worth: "valid/key*" });
    tamper(made);
    const found = await told(made.folder, made.contact.id);
    expect(found).toMatchObject({ code: 4, ...expected });
    expect(found.damage).not.toEqual([]);
    // And a copy that never looked says the same.
    const copy = plaindir();
    git(copy, "clone", "--quiet", `file://${made.folder}`, ".");
    expect(await told(copy, made.contact.id)).toEqual(found);
  });

  it("another content comes in under its name on another line of work", async () => {
    const { folder, contact } = await programWithCase();
    git(folder, "switch", "--quiet", "--create", "other", "HEAD~2");
    saveAll(folder, { [mailFile]: "From: somebody else\n", [contact.path]: "x: y\n" }, later);
    git(folder, "switch", "--quiet", "main");
    git(folder, "-c", "merge.ours.driver=true", "merge", "--quiet", "-s", "ours", "--no-edit", "other");
    const found = await told(folder, contact.id);
    expect(found).toMatchObject({ code: 4, worth: "valid/key*", files: [] });
    expect(found.damage.sort()).toEqual([`M ${basename(contact.path)}`, "M coach-one.eml"].sort());
  });

  it("it is copied to another candidate", async () => {
    const { folder, contact } = await programWithCase();
    const copy = contact.path.replace("candidate-one", "candidate-two");
    saveAll(folder, { [copy]: textIn(folder, contact.path) }, later);
    const { code, rows } = await look(folder);
    expect([code, rows.find(({ path }) => path === copy)]).toMatchObject([
      4,
      { state: "invalid", reason: "it was made for candidate-one, and lies with candidate-two" },
    ]);
    expect(rows.find(({ path }) => path === contact.path)?.state).toBe("valid");
  });

  it("the folder of the candidate is gone altogether", async () => {
    const { folder } = await programWithCase();
    removeAll(folder, "candidates/candidate-one");
    const { code, damage } = await look(folder);
    expect([code, damage.length]).toEqual([4, 4]);
    expect((await ilp(folder, "verify")).out).toContain("taken away after it was recorded");
  });
});

describe("whoever poses as somebody else is found out", () => {
  it.each([
    ["with another's key", { ...concernOf("coach-one"), key: "coach-two" }, 4, "wrong-person/none"],
    ["with a key nobody knows", { ...concernOf("coach-one"), key: "a stranger" }, 0, "valid/unknown-key"],
    ["by name, from another account", { ...concernOf("coach-one"), by: "candidate-one" }, 4, "wrong-person/none"],
    ["as a coach of somebody else", { ...concernOf("coach-two"), key: "coach-two" }, 4, "wrong-person/none"],
    ["in a role they do not have", { ...concernOf("candidate-one"), key: "candidate-one" }, 4, "wrong-person/none"],
    [
      "before they had that role",
      { ...concernOf("coach-one"), key: "coach-one", at: "2026-08-02T12:00:00Z" },
      4,
      "wrong-person/none",
    ],
    ["tomorrow", { ...concernOf("coach-one"), key: "coach-one", at: "2026-11-23T20:00:00Z" }, 4, "invalid/none"],
  ] as const)("%s", async (_, filed, code, expected) => {
    const folder = newProgram();
    const { id } = await file(folder, filed as Parameters<typeof file>[1]);
    const found = await look(folder);
    expect([found.code, worth(found, id)]).toEqual([code || 1, expected]);
  });

  it("earlier than it was", async () => {
    const folder = newProgram();
    saveAll(folder, {}, { at: "2026-11-20T12:00:00Z" });
    const { id } = await file(folder, { ...concernOf("coach-one"), key: "coach-one", at: "2026-11-10T12:00:00Z" });
    const { rows } = await look(folder);
    expect(rows.find((row) => row.id === id)?.remarks).toEqual([expect.stringMatching(/^backdated\?/)]);
    const strict = `${textIn(folder, rules).trimEnd()}\nsignatures:\n  backdated: "reject"\n`;
    saveAll(folder, { [rules]: strict }, later);
    expect(worth(await look(folder, "--accept"), id)).toBe("invalid/none");
  });
});

it("one by name alone is confirmed by somebody with a key, as a signature is", async () => {
  const folder = newProgram();
  const { id } = await file(folder, concernOf("coach-one"));
  expect(worth(await look(folder), id)).toBe("valid/name*");
  const ran = await as("reviewer-one")(folder, "witness", id.slice(7, 19), "--yes");
  expect(ran).toMatchObject({ code: 0, err: "" });
  const found = await look(folder);
  expect([found.rows.map(({ state }) => state), worth(found, id)]).toEqual([["valid", "valid"], "valid/witnessed*"]);
});

describe("wherever it lies", () => {
  it("a copy of some folders tells of files that are not there, and a cut one of what is", async () => {
    const { folder, contact } = await programWithCase();
    const clone = (...options: string[]) => {
      const copy = plaindir();
      git(copy, "clone", "--quiet", ...options, `file://${folder}`, ".");
      return copy;
    };
    const sparse = clone();
    git(sparse, "sparse-checkout", "set", "--no-cone", "/*", "!/candidates/candidate-one/case/");
    expect(readdirSync(join(sparse, "candidates/candidate-one"))).not.toContain("case");
    expect(await told(sparse, contact.id)).toEqual({ ...clean, worth: "valid/key*" });
    expect((await look(sparse)).attachments.map(({ here }) => here)).toEqual(["missing", "missing"]);
    saveAll(folder, { [mailFile]: "x" }, later);
    expect(await told(clone("--depth=1"), contact.id)).toMatchObject({ code: 4, damage: [], files: ["changed"] });
    git(sparse, "pull", "--quiet");
    expect(await told(sparse, contact.id)).toMatchObject({ code: 4, damage: ["M coach-one.eml"], files: ["changed"] });
  });

  it("one that never came into Git is said to be not recorded", async () => {
    const { folder, contact } = await programWithCase();
    git(folder, "reset", "--quiet", "HEAD~2");
    rmSync(join(folder, ".git/ilp"), { recursive: true, force: true });
    const found = await look(folder);
    expect([worth(found, contact.id), found.attachments.map(({ state }) => state)]).toEqual([
      "uncommitted/key",
      ["good", "good"],
    ]);
    expect((await ilp(folder, "verify")).out.replace(/\s+/g, " ")).toContain(
      "not recorded; recording it was interrupted; say it again",
    );
    expect((await ilp(folder, "verify", "--strict")).code).toBe(1);
  });

  it("what an older ilp remembered of signatures alone is not relied on", async () => {
    const { folder } = await programWithCase();
    saveAll(folder, { [mailFile]: "x" }, later);
    await look(folder);
    const remembered = join(folder, ".git/ilp/looked");
    for (const name of readdirSync(remembered, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".json")) continue;
      const path = join(remembered, name);
      const look = JSON.parse(readFileSync(path, "utf8"));
      writeFileSync(path, JSON.stringify({ ...look, form: 2, added: {}, damage: [] }));
    }
    expect((await look(folder)).damage).toHaveLength(1);
  });

  it("attached files keep every byte on every system, with the .gitattributes of a new program and without", async () => {
    const settings = parse(rulesText());
    const attributes = programSupportFiles(settings).find(({ path }) => path === ".gitattributes")?.content ?? "";
    for (const text of [attributes, "* text=auto eol=lf\n", ""]) {
      const folder = newProgram({ ".gitattributes": text });
      const { id, path } = await file(folder, { ...contactOf("coach-one"), key: "coach-one" });
      expect(git(folder, "status", "--porcelain")).toBe("");
      const copy = plaindir();
      git(copy, "clone", "--quiet", "--config=core.autocrlf=true", `file://${folder}`, ".");
      expect(textIn(copy, mailFile)).toBe(mail);
      if (text === attributes) expect(textIn(copy, path)).not.toContain("\r");
      // Somebody brings all line ends into order.
      git(copy, "add", "--renormalize", ".");
      expect(git(copy, "diff", "--cached", "--name-only", "--", caseOf("candidate-one"))).toBe(
        text === attributes ? "" : `${mailFile}\n`,
      );
      git(copy, "reset", "--quiet", "--hard");
      expect(await told(copy, id)).toEqual({ ...clean, worth: "valid/key*" });
    }
  });
});

it("send --save leaves case files and what is attached alone", async () => {
  const { folder, concern } = await programWithCase();
  const origin = plaindir();
  git(origin, "init", "--quiet", "--bare", "--initial-branch=main");
  git(folder, "remote", "add", "origin", origin);
  for (const [key, value] of Object.entries({ name: "Somebody", email: "somebody@example.org" }))
    git(folder, "config", `user.${key}`, value);
  const profile = fileOf("candidate-one", "profile");
  write(folder, {
    [concern.path]: `${textIn(folder, concern.path)}# seen\n`,
    [mailFile]: "x",
    [profile]: `${textIn(folder, profile)}# seen\n`,
  });
  write(folder, { [`${caseOf("candidate-one")}/loose.eml`]: mail });
  const ran = await ilp(folder, "send", "--save");
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(git(folder, "diff", "--name-only").split("\n").filter(Boolean).sort()).toEqual(
    [concern.path, mailFile].sort(),
  );
  expect(git(folder, "show", `HEAD:${caseOf("candidate-one")}/loose.eml`)).toBe(mail);
  expect(ran.out).toMatch(/Contact, candidate-one, by Coach One\n {2}Concern, candidate-one, by Coach One\n/);
  expect(ran.out).toContain("File of the case file (candidate-one/case/coach-one.eml)");
});
