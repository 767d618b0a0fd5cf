/** Holes a review found, closed: the slow ones. What stands in brackets is the review's number. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../src/core/records/statement.ts";
import { git, ilp, plaindir, write } from "../cli.ts";
import { peopleText } from "./scenarios/people.ts";
import {
  as,
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
  textIn,
  withEnv,
} from "./scenarios/program.ts";
import { coach, look, now, onlyRecord, put, signedProgram, worth } from "./scenarios/records.ts";

const registrars = { [rules]: rulesText("  registrars: [director-one]\n") };
const registrar = {
  candidate: "program",
  section: ".",
  role: "registrar",
  signer: "director-one",
  key: "director-one",
} as const;

/** The folder as Git has it, after records were put straight into history. */
const settle = (folder: string) => git(folder, "reset", "--quiet", "--hard");
const headOf = (folder: string) => git(folder, "rev-parse", "HEAD").trim();

/** A keyed record without its key proof. */
const withoutKey = (text: string) => text.replace(/^sshsig:[\s\S]*/m, "");

/** Brings two lines of work together, with the folder as it is, under the signature's own message. */
function merge(folder: string, parents: string[], message: string) {
  git(folder, "add", "--all");
  const tree = git(folder, "write-tree").trim();
  const who = { NAME: "Coach One", EMAIL: "coach.one@example.org", DATE: now };
  const env = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const merged = withEnv(Object.fromEntries(env), () =>
    execFileSync("git", ["commit-tree", tree, ...parents.flatMap((each) => ["-p", each]), "-F", "-"], {
      cwd: folder,
      input: message,
      encoding: "utf8",
    }),
  ).trim();
  settle(folder);
  git(folder, "switch", "--quiet", "main");
  git(folder, "reset", "--quiet", "--hard", merged);
}

/** A keyed signature on main, and a side line from before it. `own`: what the side line has at the record's place. */
async function twoLines(own?: (record: string) => string) {
  const folder = newProgram();
  const base = headOf(folder);
  const { path, statement, id } = await put(folder, coach);
  settle(folder);
  const main = headOf(folder);
  await look(folder);
  const record = textIn(folder, path);
  const message = messageOf(statement);
  git(folder, "switch", "--quiet", "--create", "side", base);
  const made = { person: "coach-one", at: now, message } as const;
  if (own) saveAll(folder, { [path]: own(record) }, made);
  else saveAll(folder, { "note.txt": "side" }, { at: "2026-11-21T19:59:00Z" });
  return { folder, path, id, record, message, main, side: headOf(folder) };
}

describe("merges", () => {
  it("that edit or drop a record are listed, whichever side comes first (T11)", async () => {
    for (const kept of [true, false])
      for (const mainFirst of [true, false]) {
        const { folder, path, record, message, main, side } = await twoLines();
        if (kept) write(folder, { [path]: withoutKey(record) });
        merge(folder, mainFirst ? [main, side] : [side, main], message);
        const found = await look(folder);
        expect([found.code, worth(found), found.damage]).toMatchObject(
          kept ? [4, "valid/none", [{ path, status: "M" }]] : [4, "0 records", [{ path, status: "D" }]],
        );
      }
  });

  it("that take a stripped record from a side that had added it are listed (T11c)", async () => {
    for (const mainFirst of [true, false]) {
      const { folder, path, message, main, side } = await twoLines(withoutKey);
      merge(folder, mainFirst ? [main, side] : [side, main], message);
      const found = await look(folder);
      expect([found.code, found.damage]).toMatchObject([4, [{ path }]]);
    }
  });

  it("do not let a keyed signature be withdrawn by name unseen (T11d)", async () => {
    const { folder, id, message, main, side } = await twoLines(withoutKey);
    merge(folder, [main, side], message);
    await put(folder, { act: "revoke", of: id, role: "coach", signer: "coach-one" });
    const found = await look(folder);
    expect([found.code, found.rows.map(({ state }) => state)]).not.toEqual([1, expect.arrayContaining(["revoked"])]);
  });
});

describe("lines of work", () => {
  it("a shallow copy says so, and is looked at anew when it is whole (R2)", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: undefined });
    const { path } = await put(folder, { ...coach, section: "inquiries/inquiry-1" });
    settle(folder);
    rmSync(join(folder, path));
    saveAll(folder, {}, { at: "2026-11-21T20:30:00Z", person: "candidate-one" });
    for (const note of "123") saveAll(folder, { "note.txt": note }, { at: "2026-11-21T20:40:00Z" });
    const copy = plaindir();
    git(copy, "clone", "--quiet", "--depth", "1", `file://${folder}`, ".");
    const shallow = await look(copy);
    expect([shallow.code, worth(shallow), shallow.json.history.cut]).toEqual([1, "valid/none", true]);
    git(copy, "fetch", "--quiet", "--unshallow");
    for (const _ of [1, 2]) {
      const found = await look(copy);
      expect([found.code, worth(found), found.damage]).toMatchObject([4, "valid/name*", [{ path, status: "D" }]]);
      expect(found.json.history).toMatchObject({ cut: false, rewritten: false });
    }
  });

  it("going from one to another and back is no rewriting (R3)", async () => {
    const folder = await signedProgram();
    settle(folder);
    await look(folder);
    git(folder, "switch", "--quiet", "--create", "draft");
    saveAll(folder, { "note.txt": "draft" });
    const codes = [(await look(folder)).code];
    git(folder, "switch", "--quiet", "main");
    saveAll(folder, { "other.txt": "main" });
    for (const line of ["main", "draft", "main"]) {
      git(folder, "switch", "--quiet", line);
      const { code, json } = await look(folder);
      expect(json.history.rewritten).toBe(false);
      codes.push(code);
    }
    expect(codes).toEqual([1, 1, 1, 1]);
  });

  it("nor are two worktrees; what is amended on one of them is (R3b)", async () => {
    const folder = await signedProgram();
    settle(folder);
    const second = join(plaindir(), "second");
    git(folder, "worktree", "add", "--quiet", "-b", "draft", second);
    saveAll(second, { "note.txt": "draft" });
    saveAll(folder, { "other.txt": "main" });
    for (const each of [folder, second, folder, second])
      expect((await look(each)).json.history.rewritten, each).toBe(false);
    git(second, "commit", "--quiet", "--amend", "--message", "Another message");
    const [amended, other] = [await look(second), await look(folder)];
    expect([amended.code, amended.json.history.rewritten]).toEqual([4, true]);
    expect([other.code, other.json.history.rewritten]).toEqual([1, false]);
  });

  it("a look from another line of work does not answer for this one (R4, F5)", async () => {
    const folder = newProgram();
    const { path } = await put(folder, { ...coach, key: undefined });
    settle(folder);
    const record = textIn(folder, path);
    const message = git(folder, "log", "-1", "--format=%B");
    git(folder, "switch", "--quiet", "--create", "draft", "HEAD~1");
    saveAll(folder, { [path]: record }, { person: "candidate-one", at: "2026-11-21T20:00:00Z", message });
    await ilp(folder, "status", "candidate-one");
    git(folder, "switch", "--quiet", "main");
    expect((await ilp(folder, "history", "candidate-one")).out).toContain("name only");
    expect(worth(await look(folder, "--no-history"))).toBe("valid/name*");
    expect(worth(await look(folder))).toBe("valid/name*");
  });

  it("damage that was accepted is a remark, new damage is not (R10)", async () => {
    const folder = await signedProgram();
    settle(folder);
    const path = onlyRecord(folder);
    const text = textIn(folder, path);
    const takeAwayAndBack = () => {
      rmSync(join(folder, path));
      saveAll(folder, {}, { at: "2026-11-21T20:30:00Z" });
      saveAll(folder, { [path]: text }, { at: "2026-11-21T20:31:00Z" });
    };
    takeAwayAndBack();
    const codes = [(await look(folder)).code, (await look(folder, "--accept")).code, (await look(folder)).code];
    expect(codes).toEqual([4, 1, 1]);
    const { out } = await ilp(folder, "verify");
    expect(out).toContain("1 earlier changes to records were accepted on this computer.");
    expect(out).toContain("Nothing was tampered with");
    takeAwayAndBack();
    for (const _ of [1, 2]) {
      const found = await look(folder);
      expect([found.code, found.damage]).toMatchObject([4, [{ path, status: "D" }]]);
      expect(found.damage).toHaveLength(1);
    }
  });
});

describe("what is remembered", () => {
  it("is looked at again when the file of a look is odd (T4)", async () => {
    const folder = await signedProgram();
    settle(folder);
    await look(folder);
    const [head, path] = [headOf(folder), onlyRecord(folder)];
    const form = { form: 2, head, added: {}, damage: [] };
    const odd = [
      { form: 1, head: "x" },
      { ...form, head: "x" },
      { ...form, added: null },
      { ...form, added: { [path]: 5 } },
      { ...form, added: { [path]: [null] } },
      { ...form, added: { [path]: [{}] } },
      { ...form, damage: null },
      { ...form, damage: [null] },
      { ...form, damage: {} },
    ].map((each) => JSON.stringify(each));
    for (const text of ["", "null", "[]", "5", "{", ...odd]) {
      write(folder, { ".git/ilp/looked/candidate-one.json": text, ".git/ilp/looked/+.json": text });
      const found = await look(folder);
      expect([found.code, worth(found), found.rows[0]?.commit, found.damage], text).toEqual([
        1,
        "valid/key*",
        head,
        [],
      ]);
    }
    write(folder, { ".git/ilp/looked/candidate-one.json": JSON.stringify({ ...form, added: null }) });
    expect(await ilp(folder, "status")).toMatchObject({ code: 0, err: "" });
  });

  it("begins anew when the file of people and rules is odd (T4)", async () => {
    const folder = await signedProgram();
    settle(folder);
    const form = { form: 2, heads: {}, people: {}, rules: "", registrars: [], signed: {}, accepted: [] };
    const odd = [
      { form: 1 },
      { form: 1, head: "x", people: {}, policy: "", registrars: [] },
      { ...form, heads: null },
      { ...form, people: null },
      { ...form, people: { "coach-one": null } },
      { ...form, people: { nobody: {} } },
      { ...form, registrars: {} },
      { ...form, signed: null },
      { ...form, accepted: {} },
    ].map((each) => JSON.stringify(each));
    for (const text of ["", "null", "[]", "5", "{", ...odd]) {
      write(folder, { ".git/ilp/trust.json": text });
      const found = await look(folder);
      expect([found.code, found.json.history.firstLook], text).toEqual([1, true]);
    }
    write(folder, { ".git/ilp/trust.json": JSON.stringify({ ...form, heads: { main: "x" } }) });
    expect((await look(folder)).code).toBe(4);
  });

  it("an older state that a registrar had signed does not come back unseen (R1)", async () => {
    const folder = newProgram(registrars);
    const signs = (document: string, at: string) => put(folder, { ...registrar, document, at });
    await signs("people", "2026-11-21T18:00:00Z");
    await signs("program", "2026-11-21T18:00:00Z");
    settle(folder);
    await look(folder);
    const old = textIn(folder, people);
    const revoked = `from: "2026-01-15", revoked: { reason: compromised, since: "2026-11-01" }`;
    const changed = peopleText({ "coach-one": (line) => line.replace(`from: "2026-01-15"`, revoked) });
    saveAll(folder, { [people]: changed }, { at: "2026-11-21T19:00:00Z" });
    await signs("people", "2026-11-21T19:10:00Z");
    settle(folder);
    const vouched = await look(folder);
    expect([vouched.code, vouched.json.registry.changed]).toEqual([1, []]);
    saveAll(folder, { [people]: old }, { at: "2026-11-21T19:30:00Z", person: "candidate-one" });
    for (const _ of [1, 2]) {
      const found = await look(folder);
      expect([found.code, found.json.registry.changed]).toEqual([4, ["Coach One (coach-one): other keys"]]);
    }
  });
});

describe("commands", () => {
  it("a profile makes nobody a coach, for sign and check as well (R5c)", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-two", "profile"), `"coach-three"`, `"candidate-one"`);
    const part = ["candidate-two", "inquiry-ilp#initial-goal"];
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", ...part, "--yes"],
      /^Candidate One is not coach in people\.yaml\.$/,
      /ilp people list/,
    );
    await put(folder, { candidate: "candidate-two", role: "coach", signer: "candidate-one", key: "candidate-one" });
    settle(folder);
    expect((await ilp(folder, "check", "candidate-two")).out.replace(/\s+/g, " ")).toContain(
      "a signature does not count: Candidate One is not coach in people.yaml.",
    );
    expectPlainWords();
  });

  it("a witnessed signature is not withdrawn by name (R6)", async () => {
    const folder = newProgram();
    const about = { candidate: "candidate-two" };
    const { id } = await put(folder, { ...about, role: "coach", signer: "coach-three" });
    const witness = { act: "witness", role: "reviewer", signer: "reviewer-one", key: "reviewer-one" } as const;
    await put(folder, { ...about, ...witness, of: id });
    settle(folder);
    const args = ["sign", "--withdraw", id, "--yes"];
    await expectRefusal(folder, "coach-three", args, /confirmed with a key, is withdrawn with a key/, /--key FILE/);
    expect(worth(await look(folder, "candidate-two"), id)).toBe("valid/witnessed*");
    expectPlainWords();
  });

  it("a registrar's signature on people.yaml can be withdrawn (T32)", async () => {
    const folder = newProgram(registrars);
    const { id } = await put(folder, { ...registrar, document: "people" });
    settle(folder);
    const ran = await as("director-one")(folder, "sign", "--withdraw", id.replace("sha256:", "").slice(0, 12), "--yes");
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("Withdrawn.");
    expect((await look(folder)).rows.map(({ act, state }) => `${act} ${state}`).sort()).toEqual([
      "revoke valid",
      "sign revoked",
    ]);
    expectPlainWords();
  });
});

describe("an unreadable profile", () => {
  it("does not put in order what nobody signed (E1b)", async () => {
    const folder = newProgram();
    rmSync(join(folder, "candidates/candidate-two"), { recursive: true });
    saveAll(folder);
    const own = { section: ".", role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
    for (const document of ["year-1/pd-log", "year-1/collaborative/2026-09"]) await put(folder, { ...own, document });
    settle(folder);
    rmSync(join(folder, inquiry));
    saveAll(folder);
    expect((await look(folder)).code).toBe(1);
    edit(folder, fileOf("candidate-one", "profile"), `site: "School"`, `sitte: "School"`);
    expect((await look(folder)).code, "a slip in profile.yaml").toBe(1);
    rmSync(join(folder, fileOf("candidate-one", "profile")));
    saveAll(folder);
    expect((await look(folder)).code, "no profile.yaml").toBe(1);
  });
});
