import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openRepository, requireWritable } from "../../src/git/open.ts";
import { recordFiles } from "../../src/git/plumbing.ts";
import { listTree } from "../../src/git/tree.ts";
import { git, gitdir, plaindir, write } from "../cli.ts";
import { opened, record, recordIn, recording } from "./recording.ts";

const head = (folder: string) => git(folder, "rev-parse", "HEAD").trim();

describe("a repository", () => {
  it("is found from a folder inside it", async () => {
    const folder = gitdir({ "programs/one/program.yaml": "id: example\n" });
    const root = join(folder, "programs/one");
    expect(await openRepository(root)).toEqual({
      root,
      top: folder,
      gitDir: join(folder, ".git"),
      commonDir: join(folder, ".git"),
      prefix: "programs/one/",
      shallow: false,
      format: "sha1",
      head: head(folder),
      branch: "refs/heads/main",
      problem: null,
    });
  });

  it("is found through a link to the folder", async () => {
    const folder = gitdir({ "programs/one/program.yaml": "id: example\n" });
    const link = join(plaindir(), "link");
    symlinkSync(join(folder, "programs/one"), link);
    expect(await openRepository(link)).toMatchObject({ problem: null, prefix: "programs/one/" });
    await recordIn(link);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("is opened before anything is recorded in it, even beside a file named HEAD", async () => {
    const folder = plaindir({ HEAD: "a file" });
    git(folder, "init", "--quiet", "--initial-branch=main");
    expect(await openRepository(folder)).toMatchObject({ head: null, branch: "refs/heads/main", problem: null });
  });

  it("keeps its branch when another is named HEAD", async () => {
    const folder = gitdir({ "a.txt": "a" });
    git(folder, "update-ref", "refs/heads/HEAD", head(folder));
    expect(await openRepository(folder)).toMatchObject({ head: head(folder), branch: "refs/heads/main" });
  });

  it("may be a linked work tree; each has its own place and index", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    const linked = join(plaindir(), "linked");
    git(folder, "worktree", "add", "--quiet", "-b", "second", linked);
    const repository = await opened(linked);
    expect(repository).toMatchObject({ top: linked, commonDir: join(folder, ".git"), branch: "refs/heads/second" });
    await recordFiles(repository, recording());
    expect(git(linked, "status", "--porcelain") + git(folder, "status", "--porcelain")).toBe("");
    expect(git(folder, "log", "--format=%s", "main", "--")).toBe("Start\n");
    expect(existsSync(join(folder, record))).toBe(false);
  });

  it("may be shallow", async () => {
    const folder = gitdir({ "program.yaml": "id: example\n" });
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "More");
    const shallow = join(plaindir(), "shallow");
    git(folder, "clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
    expect(await openRepository(shallow)).toMatchObject({ shallow: true });
    await recordIn(shallow);
    expect(git(shallow, "status", "--porcelain")).toBe("");
  });
});

describe("the environment of a hook", () => {
  const variables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_CONFIG_COUNT"];
  afterEach(() => {
    for (const name of variables) delete process.env[name];
  });
  it("does not lead to another repository", async () => {
    const [folder, other] = [gitdir({ "a.txt": "a" }), gitdir({ "b.txt": "b" })];
    const before = { head: head(other), index: git(other, "ls-files", "--stage") };
    process.env.GIT_DIR = join(other, ".git");
    process.env.GIT_WORK_TREE = other;
    process.env.GIT_INDEX_FILE = join(other, ".git/index");
    process.env.GIT_OBJECT_DIRECTORY = join(other, ".git/objects");
    process.env.GIT_CONFIG_COUNT = "nonsense";
    const { commit } = await recordIn(folder);
    for (const name of variables) delete process.env[name];
    expect(head(folder)).toBe(commit);
    expect({ head: head(other), index: git(other, "ls-files", "--stage") }).toEqual(before);
  });
});

describe("no place to record", () => {
  const refused = async (folder: string, message: RegExp, help: RegExp) => {
    const repository = await openRepository(folder);
    let thrown: unknown;
    try {
      requireWritable(repository);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: "UserError", message: expect.stringMatching(message) });
    expect((thrown as { help: string }).help).toMatch(help);
    expect((thrown as Error).message).not.toMatch(/\b(commit|branch|HEAD|stage|rebase)/);
    await expect(recordFiles(repository, recording())).rejects.toMatchObject({ message: (thrown as Error).message });
  };

  it("is a folder without Git", async () => {
    const folder = plaindir();
    expect(await openRepository(folder)).toBeNull();
    await refused(folder, /not in a Git repository/, /git init/);
  });

  it("is a bare repository, or the inside of one", async () => {
    const bare = plaindir();
    git(bare, "init", "--quiet", "--bare");
    await refused(bare, /inside of a Git repository/, /git clone/);
    await refused(join(gitdir(), ".git"), /inside of a Git repository/, /git clone/);
  });

  it("is an earlier state", async () => {
    const folder = gitdir({ "a.txt": "a" });
    git(folder, "checkout", "--quiet", "--detach");
    expect(await openRepository(folder)).toMatchObject({ head: head(folder), branch: null });
    await refused(folder, /an earlier state/, /git switch main/);
  });

  it("is a folder whose files are kept elsewhere by settings", async () => {
    const [folder, other] = [gitdir({ "a.txt": "a" }), plaindir()];
    git(folder, "config", "core.worktree", other);
    expect(await openRepository(folder)).toMatchObject({ problem: "redirected", head: null });
    await refused(folder, /in another folder/, /core\.worktree/);
  });

  it.each([
    ["MERGE_HEAD", "git merge --abort"],
    ["CHERRY_PICK_HEAD", "git cherry-pick --abort"],
    ["REVERT_HEAD", "git revert --abort"],
    ["BISECT_LOG", "git bisect reset"],
    ["rebase-merge/done", "git rebase --abort"],
    ["rebase-apply/next", "git rebase --abort"],
  ])("is a repository where %s tells that something is under way", async (file, giveUp) => {
    const folder = gitdir({ "a.txt": "a" });
    write(folder, { [`.git/${file}`]: `${head(folder)}\n` });
    await refused(folder, /not finished/, new RegExp(giveUp));
  });

  it("is one in the middle of a real merge", async () => {
    const folder = gitdir({ "a.txt": "a\n" });
    git(folder, "checkout", "--quiet", "-b", "other");
    write(folder, { "a.txt": "b\n" });
    git(folder, "commit", "--quiet", "-am", "b");
    git(folder, "checkout", "--quiet", "main");
    write(folder, { "a.txt": "c\n" });
    git(folder, "commit", "--quiet", "-am", "c");
    expect(() => git(folder, "merge", "other")).toThrow();
    await refused(folder, /brought together/, /git merge --abort/);
  });

  it.runIf(process.getuid?.() === 0)("is another person's folder", async () => {
    const folder = gitdir({ "a.txt": "a" });
    execFileSync("chown", ["-R", "12345", folder]);
    await expect(openRepository(folder)).rejects.toMatchObject({
      name: "UserError",
      message: expect.stringContaining("belongs to another user"),
      help: expect.stringContaining(`safe.directory ${folder}`),
    });
  });

  it("is a repository Git cannot read", async () => {
    const folder = gitdir({ "a.txt": "a" });
    write(folder, { ".git/config": "[core\n" });
    await expect(openRepository(folder)).rejects.toMatchObject({
      name: "UserError",
      message: expect.stringMatching(/^Git cannot read this repository: bad config line/),
    });
  });

  it("is a computer without Git", async () => {
    const folder = gitdir();
    const { PATH } = process.env;
    process.env.PATH = plaindir();
    try {
      await expect(openRepository(folder)).rejects.toMatchObject({ message: expect.stringContaining("not installed") });
    } finally {
      process.env.PATH = PATH;
    }
  });
});

describe("a copy that does not hold everything", () => {
  it("sparse: what is outside stays recorded, and recording works there", async () => {
    const folder = gitdir({ "program.yaml": "x\n", "candidates/one/a.yaml": "1\n", "candidates/two/a.yaml": "2\n" });
    git(folder, "sparse-checkout", "set", "--cone", "--sparse-index", "candidates/one");
    expect(existsSync(join(folder, "candidates/two"))).toBe(false);
    await recordIn(folder, "candidates/one/signatures/a.yaml");
    await recordIn(folder, "candidates/two/signatures/a.yaml");
    const repository = await opened(folder);
    expect((await listTree(repository, repository.head!)).map(({ path }) => path)).toEqual([
      "candidates/one/a.yaml",
      "candidates/one/signatures/a.yaml",
      "candidates/two/a.yaml",
      "candidates/two/signatures/a.yaml",
      "program.yaml",
    ]);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("partial: recording works beside contents that are not here, and nothing is fetched", async () => {
    const folder = gitdir({ "program.yaml": "x\n", "candidates/one/a.yaml": "1\n" });
    git(folder, "config", "uploadpack.allowFilter", "true");
    const partial = join(plaindir(), "partial");
    git(folder, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${folder}`, partial);
    rmSync(folder, { recursive: true });
    mkdirSync(join(partial, "candidates/one"), { recursive: true });
    await recordIn(partial, "candidates/one/b.yaml");
    expect(git(partial, "ls-tree", "-r", "--name-only", "HEAD")).toBe(
      "candidates/one/a.yaml\ncandidates/one/b.yaml\nprogram.yaml\n",
    );
  });
});
