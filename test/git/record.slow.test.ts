import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missingInIndex } from "../../src/git/indexes.ts";
import { recordFiles, repairIndex } from "../../src/git/plumbing.ts";
import { git, gitdir, plaindir, snapshot, write } from "../cli.ts";
import { author, opened, record, recordIn, recording } from "./recording.ts";

const document = "candidates/candidate-one/year-1/inquiry-ilp.yaml";
const changedNames = (folder: string) => git(folder, "show", "--format=", "--name-status", "HEAD").trim().split("\n");

describe("what is recorded", () => {
  it("is exactly what was given: message, people, time, content", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const message = "Sign ünï\n\nsentence\n\nILP-Sign: coach\n# no comment\n\n  ";
    const { commit, deferred } = await recordIn(folder, record, { message });
    expect(deferred).toBe(false);
    const raw = git(folder, "cat-file", "commit", commit);
    const stamp = "Casey Example <casey@example.org> 1768501325 +0000";
    expect(raw).toContain(`author ${stamp}\ncommitter ${stamp}\n\n`);
    expect(raw.slice(raw.indexOf("\n\n") + 2)).toBe(message);
    expect(changedNames(folder)).toEqual([`A\t${record}`]);
    expect(git(folder, "rev-parse", "HEAD").trim()).toBe(commit);
    expect(readFileSync(join(folder, record), "utf8")).toBe(`for: ${record}\n`);
    expect(git(folder, "log", "-1", "-g", "--format=%gs")).toBe("ilp sign: candidate-one\n");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("lies where the program lies, below the top of the repository", async () => {
    const folder = gitdir({ "programs/one/program.yaml": "id: example\n", "other.txt": "x" });
    await recordIn(join(folder, "programs/one"));
    expect(changedNames(folder)).toEqual([`A\tprograms/one/${record}`]);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("is the first of all where nothing was recorded yet", async () => {
    const folder = plaindir({ "program.yaml": "id: example\n" });
    git(folder, "init", "--quiet", "--initial-branch=main");
    git(folder, "add", "program.yaml");
    await recordIn(folder);
    expect(git(folder, "log", "--format=%P%s")).toBe("Sign\n");
    expect(git(folder, "status", "--porcelain")).toBe("A  program.yaml\n");
  });

  it("may put files in place of others, and take some out", async () => {
    const folder = gitdir({ "people.yaml": "people: []\n", "people/requests/casey.yaml": "key\n", "stays.txt": "x" });
    chmodSync(join(folder, "people.yaml"), 0o755);
    git(folder, "commit", "--quiet", "-am", "Executable");
    await recordIn(folder, record, {
      files: [{ path: "people.yaml", content: Buffer.from("people: [casey]\n"), write: "replace" }],
      removed: ["people/requests/casey.yaml", "people/requests/never-there.yaml"],
    });
    expect(changedNames(folder)).toEqual(["M\tpeople.yaml", "D\tpeople/requests/casey.yaml"]);
    expect(snapshot(folder)).toEqual({ "people.yaml": "people: [casey]\n", "stays.txt": "x" });
    expect(git(folder, "ls-tree", "HEAD", "people.yaml")).toMatch(/^100755/);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("has the line ends Git keeps, and the file on disk stays", async () => {
    const folder = gitdir({ "old.yaml": "a: 1\r\n", ".gitattributes": "new.yaml text eol=crlf\n" });
    write(folder, { "new.yaml": "b: 1\r\n", "old.yaml": "a: 2\r\n" });
    const there = (path: string) => ({ path, content: readFileSync(join(folder, path)), write: "there" as const });
    await recordIn(folder, record, { files: [there("new.yaml"), there("old.yaml")] });
    expect(git(folder, "cat-file", "blob", "HEAD:new.yaml")).toBe("b: 1\n");
    expect(git(folder, "cat-file", "blob", "HEAD:old.yaml")).toBe("a: 2\r\n");
    expect(readFileSync(join(folder, "new.yaml"), "utf8")).toBe("b: 1\r\n");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("is recorded although .gitignore names it", async () => {
    const folder = gitdir({ ".gitignore": "signatures/\n*.yaml\n" });
    await recordIn(folder);
    expect(changedNames(folder)).toEqual([`A\t${record}`]);
  });

  it("works with SHA-256 ids", async () => {
    const folder = plaindir();
    git(folder, "init", "--quiet", "--initial-branch=main", "--object-format=sha256");
    await recordIn(folder, record);
    const { commit } = await recordIn(folder, record.replace("coach", "candidate"));
    expect(commit).toMatch(/^[0-9a-f]{64}$/);
    expect(git(folder, "fsck", "--strict")).toBe("");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

describe("what the person was doing", () => {
  const busyFolder = () => {
    const folder = gitdir({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n", "d.txt": "d\n", [document]: "x: 1\n" });
    write(folder, { "a.txt": "staged\n", "new.txt": "staged\n", [document]: "x: 2\n" });
    git(folder, "add", "a.txt", "new.txt");
    git(folder, "rm", "--quiet", "--cached", "c.txt");
    write(folder, {
      "a.txt": "staged, then changed\n",
      "b.txt": "changed\n",
      "untracked.txt": "u\n",
      "intent.txt": "i\n",
    });
    git(folder, "add", "--intent-to-add", "intent.txt");
    git(folder, "update-index", "--assume-unchanged", "d.txt");
    return folder;
  };
  const stateOf = (folder: string) => ({
    index: git(folder, "ls-files", "--stage", "-v").replace(/^.*\/signatures\/.*\n/gm, ""),
    status: git(folder, "status", "--porcelain"),
    unstaged: git(folder, "diff"),
    staged: git(folder, "diff", "--cached"),
  });

  it("stays exactly as it was, staged or not", async () => {
    const folder = busyFolder();
    const before = stateOf(folder);
    const files = snapshot(folder);
    await recordIn(folder);
    expect(stateOf(folder)).toEqual(before);
    expect(snapshot(folder)).toEqual({ ...files, [record]: `for: ${record}\n` });
    expect(changedNames(folder)).toEqual([`A\t${record}`]);
  });

  it("stays when a document goes along with the record", async () => {
    const folder = busyFolder();
    const before = stateOf(folder);
    const content = Buffer.from("x: 2\n");
    await recordIn(folder, record, { files: [...recording().files, { path: document, content, write: "there" }] });
    const after = stateOf(folder);
    expect(before.status).toContain(` M ${document}\n`);
    expect(after.status).toBe(before.status.replace(` M ${document}\n`, ""));
    expect(after.staged).toBe(before.staged);
    expect(changedNames(folder).sort()).toEqual([`A\t${record}`, `M\t${document}`].sort());
  });
});

describe("when it cannot be", () => {
  const same = (folder: string) => ({ files: snapshot(folder), head: git(folder, "rev-parse", "HEAD") });
  const refused = async (folder: string, path: string, message: RegExp, changes = {}) => {
    const before = same(folder);
    await expect(recordIn(folder, path, changes)).rejects.toMatchObject({
      name: "UserError",
      message: expect.stringMatching(message),
    });
    expect(same(folder)).toEqual(before);
    expect(readdirSync(join(folder, ".git")).filter((name) => name.startsWith("ilp"))).toEqual([]);
  };

  it("never overwrites a record, on disk or recorded", async () => {
    const folder = gitdir({ [record]: "first\n" });
    await refused(folder, record, /is there already/);
    git(folder, "rm", "--quiet", "--cached", record);
    git(folder, "commit", "--quiet", "-m", "Forgotten, but on disk");
    await refused(folder, record, /is there already/);
  });

  it("notices that what was looked at has changed", async () => {
    const folder = gitdir({ [document]: "x: 1\n" });
    const blob = git(folder, "rev-parse", `HEAD:${document}`).trim();
    const repository = await opened(folder);
    write(folder, { [document]: "x: 2\n" });
    git(folder, "commit", "--quiet", "-am", "Meanwhile");
    const before = same(folder);
    const work = recordFiles(repository, recording(record, { expect: [{ path: document, blob }] }));
    await expect(work).rejects.toMatchObject({ message: expect.stringContaining("changed by someone else meanwhile") });
    expect(same(folder)).toEqual(before);
    expect(existsSync(join(folder, "candidates/candidate-one/signatures"))).toBe(false);
    await refused(folder, record, /meanwhile/, { expect: [{ path: document, blob: null }] });
    await recordIn(folder, record, { expect: [{ path: "candidates/none.yaml", blob: null }] });
  });

  it("goes on top of what others recorded after it was opened", async () => {
    const folder = gitdir({ "a.txt": "a\n" });
    const repository = await opened(folder);
    write(folder, { "a.txt": "b\n" });
    git(folder, "commit", "--quiet", "-am", "Meanwhile");
    await recordFiles(repository, recording());
    expect(git(folder, "log", "--format=%s")).toBe("Sign\nMeanwhile\nStart\n");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it.each([
    "../x.yaml",
    "/x.yaml",
    "a//x.yaml",
    "a/./x.yaml",
    ".git/x",
    "a/.GIT/x",
    "a/.g\u200cit/x",
    "git~1/x",
    "a\\x",
    "-x",
  ])("refuses the path %j", async (path) => refused(gitdir({ "a.txt": "a" }), path, /not a path/));
  it.each(["--output=x", ":(top)x", "*", "a\nb", "con.yaml", "x.", "c:x", ""])("refuses the path %j", async (path) =>
    refused(gitdir({ "a.txt": "a" }), path, /not a path/),
  );

  it("refuses links: the file, a folder on the way, the signatures folder", async () => {
    const away = plaindir({ "x.yaml": "x\n" });
    for (const part of [record, "candidates/candidate-one", "candidates/candidate-one/signatures"]) {
      const folder = gitdir({ "a.txt": "a" });
      mkdirSync(join(folder, part, ".."), { recursive: true });
      symlinkSync(part === record ? join(away, "x.yaml") : away, join(folder, part));
      await refused(folder, record, /is a link/);
      expect(snapshot(away)).toEqual({ "x.yaml": "x\n" });
    }
  });

  it("refuses a link that is recorded, though on disk there is a folder", async () => {
    const folder = gitdir({ "a.txt": "a" });
    symlinkSync("a.txt", join(folder, "candidates"));
    git(folder, "add", "candidates");
    git(folder, "commit", "--quiet", "-m", "Link");
    git(folder, "rm", "--quiet", "candidates");
    mkdirSync(join(folder, "candidates"));
    await refused(folder, record, /candidates is a link/);
  });

  it("refuses another repository on the way, recorded or only on disk", async () => {
    const folder = gitdir({ "a.txt": "a" });
    const id = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "update-index", "--add", "--cacheinfo", `160000,${id},candidates`);
    git(folder, "commit", "--quiet", "-m", "Submodule");
    await refused(folder, record, /repository of its own/);
    const other = gitdir({ "a.txt": "a" });
    mkdirSync(join(other, "candidates/candidate-one"), { recursive: true });
    git(join(other, "candidates"), "init", "--quiet");
    await refused(other, record, /repository of its own/);
  });

  it("refuses a file where a folder should be", async () => {
    const folder = gitdir({ "candidates/candidate-one": "a file" });
    await refused(folder, record, /is not what it should be/);
    git(folder, "rm", "--quiet", "candidates/candidate-one");
    await refused(folder, record, /is not what it should be/);
  });

  it("says so when Git will not move on, and leaves nothing behind", async () => {
    const folder = gitdir({ "a.txt": "a" });
    const message = Buffer.from("a\0b").toString();
    await refused(folder, record, /Git would not record this: .*NUL/, { message });
  });
});

describe("when Git's index is held by another program", () => {
  it("the record is made, and entered later", async () => {
    const folder = gitdir({ "a.txt": "a" });
    writeFileSync(join(folder, ".git/index.lock"), "");
    expect(await recordIn(folder)).toMatchObject({ deferred: true });
    expect(changedNames(folder)).toEqual([`A\t${record}`]);
    expect((await missingInIndex(await opened(folder), ["candidates"])).map(({ path }) => path)).toEqual([record]);
    rmSync(join(folder, ".git/index.lock"));
    expect(await repairIndex(await opened(folder), ["candidates"])).toEqual([record]);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

describe("who records", () => {
  it("is the one given, whatever Git's settings say", async () => {
    const folder = gitdir({ "a.txt": "a" });
    git(folder, "config", "user.name", "Somebody Else");
    git(folder, "config", "i18n.commitEncoding", "latin1");
    await recordIn(folder, record, { author: { ...author, name: "Zoë Example" } });
    expect(git(folder, "log", "-1", "--encoding=UTF-8", "--format=%an|%cn|%e")).toBe("Zoë Example|Zoë Example|\n");
  });
});
