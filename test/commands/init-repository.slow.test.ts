import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { git, gitdir, ilp, ilpBinary, plaindir, snapshot, write } from "../cli.ts";
import { flat } from "./people-parts.ts";

const begin = ["--id", "p", "--district", "D", "--yes"];

describe("ilp init inside another repository", () => {
  it("without a terminal it says what either way does, and writes nothing", async () => {
    const outer = gitdir({ "letter.txt": "x" });
    const ran = await ilpBinary(outer, ["init", "program", ...begin]);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(`lies inside another Git repository: ${outer}`);
    expect(ran.err).toContain("--repository own ");
    expect(ran.err).toContain("--repository outer ");
    expect(snapshot(outer)).toEqual({ "letter.txt": "x" });
  });

  it("own: a history of its own, and the line that keeps the outer one away works", async () => {
    const outer = gitdir({ "letter.txt": "x" });
    const { code, out } = await ilp(outer, "init", "a/program", "--repository", "own", ...begin);
    expect(code).toBe(0);
    expect(git(join(outer, "a/program"), "log", "--format=%s").trim()).toBe("Start the program p");
    expect(git(outer, "log", "--format=%s").trim()).toBe("Start");
    const line = /add the line (\S+) to/.exec(flat(out))?.[1] ?? "";
    write(outer, { ".gitignore": `${line}\n` });
    expect(git(outer, "status", "--porcelain")).toBe("?? .gitignore\n");
  });

  it("keeps the lines of Git's own files that were there first", async () => {
    const folder = gitdir({ ".gitignore": "/private/", ".gitattributes": "*.pages binary\n", "README.md": "Ours.\n" });
    expect((await ilp(folder, "init", ...begin)).code).toBe(0);
    const [ignore = "", attributes = ""] = [".gitignore", ".gitattributes"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    expect(ignore).toMatch(/^\/private\/\n/);
    expect(ignore).toContain("\n/export/\n");
    expect(attributes).toMatch(/^\*\.pages binary\n/);
    expect(attributes).toContain("candidates/*/case/* -text");
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("Ours.\n");
  });

  it("outer: recorded there, by itself, and the program works", async () => {
    const outer = gitdir({ "letter.txt": "x" });
    write(outer, { "letter.txt": "changed" });
    const { code, out } = await ilp(outer, "init", "program", "--repository", "outer", ...begin);
    expect(code).toBe(0);
    expect(flat(out)).toContain("whoever can read that one can read the program");
    expect(existsSync(join(outer, "program/.git"))).toBe(false);
    expect(git(outer, "status", "--porcelain")).toBe(" M letter.txt\n");
    expect((await ilp(join(outer, "program"), "people", "add", "Coach One", "--role", "coach", "--yes")).code).toBe(0);
    expect(git(outer, "log", "--format=%s").trim().split("\n").slice(0, 2)).toEqual([
      "Add Coach One to the program",
      "Start the program p",
    ]);
  });

  it("an empty repository of its own is asked nothing; outer needs one around", async () => {
    const own = plaindir();
    git(own, "init", "--quiet");
    expect((await ilp(own, "init", ...begin)).code).toBe(0);
    const ran = await ilp(plaindir(), "init", "program", "--repository", "outer", ...begin);
    expect([ran.code, flat(ran.err)]).toEqual([2, expect.stringContaining("no Git repository around this folder")]);
  });

  it("a folder above is called by its name", async () => {
    const folder = plaindir();
    const { out } = await ilp(plaindir(), "init", `../${folder.split("/").at(-1)}`, ...begin);
    expect(out).not.toContain("set up in ..");
    expect(flat(out)).toContain(`is set up in ${folder}.`);
  });
});

describe("ilp init --like", () => {
  const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  async function finished(): Promise<string> {
    const folder = plaindir();
    await ilp(folder, "init", ...begin);
    write(folder, {
      "program.yaml": `# settled in August\n${readFileSync(join(folder, "program.yaml"), "utf8").replace("20", "24")}`,
      "people.yaml": `schema: people@1
people:
  # Candidate One left
  - id: coach-one
    name: Coach One
    emails: [coach.one@example.org]
    roles: [coach, candidate]
    training: [{ program: cnet, year: "2024-25" }]
    keys:
      - { key: "${key}", from: "2026-01-01", revoked: { reason: compromised, since: "2026-02-01" } }
  - { id: someone, name: Some One, roles: [candidate] }
`,
      "templates/pd-log.docx": new Uint8Array([0, 255, 10, 13]),
      "templates/~$pd-log.docx": "lock",
      "people/requests/someone.yaml": "x",
      "signatures/x.yaml": "x",
    });
    await ilp(folder, "new", "Candidate One", "--start", "2026-08-10", "--yes");
    return folder;
  }

  it("takes rules, own forms and people over letter by letter, and no candidate or record", async () => {
    const from = await finished();
    const there = plaindir();
    const before = snapshot(from);
    const { code, out, err } = await ilp(there, "init", "two", "--like", from, "--yes");
    expect([code, err]).toEqual([0, ""]);
    expect(snapshot(from)).toEqual(before);
    const two = snapshot(join(there, "two"));
    for (const same of ["program.yaml", "templates/pd-log.docx"]) expect(two[same]).toBe(before[same]);
    const others = Object.keys(two).filter((name) => !/^\.(ilp|vscode|git)/.test(name));
    expect(others.sort()).toEqual(["people.yaml", "program.yaml", "templates/pd-log.docx"]);
    expect(parse(two["people.yaml"] ?? "").people).toEqual([
      {
        id: "coach-one",
        name: "Coach One",
        emails: ["coach.one@example.org"],
        roles: ["coach"],
        training: [{ program: "cnet", year: "2024-25" }],
        keys: [{ key, from: "2026-01-01", revoked: { reason: "compromised", since: "2026-02-01" } }],
      },
    ]);
    expect(Object.values(two).join("")).not.toMatch(/Candidate One|Some One/);
    expect(flat(out)).toContain("1 Word form of its own and 1 person of people.yaml, with every key");
    expect(flat(out)).toContain(
      "Left there: 2 candidates, every record, key requests and the comments of people.yaml.",
    );
    expect(git(join(there, "two"), "status", "--porcelain")).toBe("");
    expect((await ilp(join(there, "two"), "new", "Candidate Two", "--start", "2026-08-10", "--yes")).code).toBe(0);
  });

  it("what cannot be taken over is refused in words, and nothing is written", async () => {
    const there = plaindir({ "other/program.yaml": "schema: program@1\n", "none/x": "" });
    const before = snapshot(there);
    const cases: [string[], string][] = [
      [["--like", "none"], "none is not a program folder"],
      [["--like", "other"], "cannot be used as"],
      [["--like", "other", "--preset", "hart"], "Give one of the two"],
      [["--like", "other", "--district", " "], "--district: the district needs a name"],
      [["--like", "other", "--id", "A b"], "--id: an id is made of"],
    ];
    for (const [args, said] of cases) {
      const ran = await ilp(there, "init", "two", ...args, "--yes");
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(flat(ran.err)).toContain(said);
    }
    expect(snapshot(there)).toEqual(before);
  });
});
