import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { git, gitdir, ilp, ilpBinary, plaindir, snapshot, write } from "../cli.ts";

let folder: string;
beforeEach(() => {
  folder = plaindir();
  cpSync("examples/hart", folder, { recursive: true });
});

const out = (...path: string[]) => join(folder, "export", "alex-beispiel", ...path);

function textOf(file: string): string {
  const parts = readContainer(readFileSync(file));
  if ("problem" in parts) throw new Error(parts.problem);
  return Buffer.from(parts.get("word/document.xml") ?? new Uint8Array())
    .toString("utf8")
    .replace(/<[^>]+>/g, "");
}

describe("ilp export", () => {
  it("prints every form of a candidate, and names the files", async () => {
    const ran = await ilpBinary(folder, ["export"]);
    expect(ran.code).toBe(0);
    const names = [
      "evidence",
      "inquiry-ilp",
      "profile",
      "year-1-self-assessment-final",
      "year-1-self-assessment-initial",
    ];
    for (const name of names) {
      expect(ran.out).toContain(`${name}.docx`);
      expect(existsSync(out(`${name}.docx`))).toBe(true);
    }
    expect(textOf(out("inquiry-ilp.docx"))).toContain("Review the Descriptors of Practice with your mentor");
  });

  it("prints one document, by its short name, somewhere else", async () => {
    const ran = await ilp(folder, "export", "alex-beispiel", "evidence", "--out", "print");
    expect(ran).toMatchObject({ code: 0, out: "print/alex-beispiel/evidence.docx\n" });
    expect(Object.keys(snapshot(join(folder, "print")))).toEqual(["alex-beispiel/evidence.docx"]);
    expect((await ilp(folder, "export", "alex-beispiel", "evidense")).err).toContain('Did you mean "evidence"?');
  });

  it("gives the same bytes twice", async () => {
    await ilp(folder, "export", "--out", "one");
    await ilp(folder, "export", "--out", "two");
    expect(snapshot(join(folder, "one"))).toEqual(snapshot(join(folder, "two")));
  });

  it("what cannot be read is left out and named; the rest is printed", async () => {
    write(folder, { "candidates/alex-beispiel/evidence.yaml": "items: [\n" });
    const ran = await ilp(folder, "export");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("Left out, because it cannot be read: candidates/alex-beispiel/evidence.yaml");
    expect(existsSync(out("evidence.docx"))).toBe(false);
    expect(existsSync(out("inquiry-ilp.docx"))).toBe(true);
  });

  it("a Word form of the program's own is filled; one that is none stops everything", async () => {
    await ilp(folder, "export", "alex-beispiel", "evidence", "--out", "before");
    write(folder, { "templates/evidence.docx": readFileSync("templates/word/profile.docx") });
    const wrong = await ilp(folder, "export");
    expect(wrong.code).toBe(2);
    expect(wrong.err.match(/there is no "name" in this form/g)).toHaveLength(1);
    expect(existsSync(join(folder, "export"))).toBe(false);
    write(folder, { "templates/evidence.docx": "not a Word file" });
    expect((await ilp(folder, "export")).code).toBe(2);
    const named = await ilp(
      folder,
      "export",
      "alex-beispiel",
      "evidence",
      "--template",
      join(process.cwd(), "templates/word/evidence.docx"),
      "--out",
      "after",
    );
    expect(named).toMatchObject({ code: 0 });
    expect(snapshot(join(folder, "after"))).toEqual(snapshot(join(folder, "before")));
  });

  it.each([
    [["--template", "x.docx"], "one form for one document"],
    [["alex-beispiel", "evidence", "--template", "nowhere.docx"], "There is no file nowhere.docx"],
    [["ghost"], 'There is no candidate "ghost"'],
  ])("%j is refused", async (args, says) => {
    const ran = await ilp(folder, "export", ...args);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(says);
  });

  it("a file where the folder should be: a sentence, and nothing is written", async () => {
    write(folder, { export: "a file" });
    const before = snapshot(folder);
    const ran = await ilp(folder, "export");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("a file stands where a folder should be");
    expect(snapshot(folder)).toEqual(before);
  });

  it("what is printed is not part of the program's history", async () => {
    const names = Object.entries(snapshot(folder)).map(([name, text]) => [name, Buffer.from(text, "latin1")]);
    const inGit = gitdir(Object.fromEntries(names));
    expect(await ilpBinary(inGit, ["export", "--all"])).toMatchObject({ code: 0, err: "" });
    expect(git(inGit, "status", "--porcelain")).toBe("");
  });
});
