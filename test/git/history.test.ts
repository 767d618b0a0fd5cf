import { renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changesBelow, type FileChange, parentTimes } from "../../src/git/history.ts";
import { git, gitdir, plaindir, write } from "../cli.ts";
import { opened, record, recordIn } from "./recording.ts";

const one = "candidates/one/a.yaml";
const save = (folder: string, message: string) => {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", message);
  return git(folder, "rev-parse", "HEAD").trim();
};
const history = async (root: string, since: string | null = null, folders = ["candidates"]) =>
  changesBelow(await opened(root), folders, since);
const short = ({ message, status, path }: FileChange) => `${message.trim()}: ${status} ${path}`;
const told = async (root: string, since?: string | null, folders?: string[]) =>
  (await history(root, since, folders)).changes.map(short);

/** Added, changed, made a link, taken away; beside it what is none of our business. */
function grown() {
  const folder = gitdir({ "programs/p/program.yaml": "x", "else/candidates/one/a.yaml": "e" });
  const root = join(folder, "programs/p");
  write(root, { [one]: "1\n" });
  save(folder, "add");
  write(root, { [one]: "2\n", "program.yaml": "y" });
  save(folder, "change");
  rmSync(join(root, one));
  symlinkSync("away", join(root, one));
  save(folder, "link");
  rmSync(join(root, one));
  save(folder, "remove");
  return { folder, root };
}

describe("changes", () => {
  it("are told newest first, by path from the program's folder", async () => {
    const { folder, root } = grown();
    expect(await told(root)).toEqual([`remove: D ${one}`, `link: T ${one}`, `change: M ${one}`, `add: A ${one}`]);
    const [removed, , changed, added] = (await history(root)).changes;
    expect(added).toMatchObject({ oldBlob: null, merge: false });
    expect(changed).toMatchObject({ oldBlob: added!.blob, parents: [added!.commit] });
    expect(removed).toMatchObject({ blob: null, commit: git(folder, "rev-parse", "HEAD").trim() });
  });

  it("hold the raw message, author and times", async () => {
    const folder = gitdir({ "a.txt": "a" });
    const message = ":100644 100644 a b M\n\n\ncandidates/x\nILP-Sign: coach\n 0123\nünï";
    const when = new Date("2026-01-15T18:22:05Z");
    const { commit } = await recordIn(folder, record, { message, when });
    expect((await history(folder)).changes).toEqual([
      {
        commit,
        parents: [git(folder, "rev-parse", "HEAD^").trim()],
        merge: false,
        author: { name: "Casey Example", email: "casey@example.org" },
        at: "2026-01-15T18:22:05Z",
        committed: "2026-01-15T18:22:05Z",
        message,
        path: record,
        status: "A",
        blob: git(folder, "rev-parse", `HEAD:${record}`).trim(),
        oldBlob: null,
      },
    ]);
  });

  it("are not softened by settings: renames, hidden first commit, e-mail replaced, short ids", async () => {
    const folder = gitdir({ [one]: "a long enough file\n".repeat(20) });
    renameSync(join(folder, one), join(folder, "candidates/one/b.yaml"));
    write(folder, { ".mailmap": "Forged <forged@example.org> <test.person@example.org>\n" });
    save(folder, "rename");
    for (const setting of ["diff.renames=copies", "log.follow=true", "log.showRoot=false", "log.mailmap=true"])
      git(folder, "config", ...setting.split("="));
    for (const setting of ["core.abbrev=4", "diff.orderFile=/nowhere", "format.pretty=oneline", "log.diffMerges=off"])
      git(folder, "config", ...setting.split("="));
    const { changes } = await history(folder, null, ["candidates/one"]);
    expect(changes.map(short)).toEqual(
      [`rename: D ${one}`, "rename: A candidates/one/b.yaml", `Start: A ${one}`].sort((a) =>
        a.startsWith("Start") ? 1 : 0,
      ),
    );
    expect(changes.map(({ author }) => author.email)).toEqual(Array(3).fill("test.person@example.org"));
    expect(changes[2]!.blob).toHaveLength(40);
    expect(await told(folder, null, ["candidates/one/b.yaml"])).toEqual(["rename: A candidates/one/b.yaml"]);
  });

  it("are told from the true commits, not from replaced ones or grafts", async () => {
    const { folder, root } = grown();
    const truth = await told(root);
    const tree = git(folder, "rev-parse", "HEAD~3^{tree}").trim();
    const forged = git(folder, "commit-tree", tree, "-m", "forged").trim();
    const [, second, third] = git(folder, "rev-list", "HEAD").split("\n");
    write(folder, { ".git/info/grafts": `${third}\n` });
    expect(git(folder, "rev-list", "--count", "HEAD").trim()).toBe("3");
    git(folder, "replace", second!, forged);
    expect(git(folder, "log", "--format=%s")).not.toContain("Start");
    expect(await told(root)).toEqual(truth);
    expect(truth).toHaveLength(4);
  });

  it("with dates no calendar has are still told", async () => {
    const folder = gitdir({ [one]: "1\n" });
    const raw = git(folder, "cat-file", "commit", "HEAD").replace(/\d+ \+0000$/gm, "99999999999999 +0000");
    write(folder, { "raw-commit": raw });
    const id = git(folder, "hash-object", "-t", "commit", "-w", "--literally", "raw-commit").trim();
    git(folder, "update-ref", "refs/heads/main", id);
    expect((await history(folder)).changes[0]!.at).toMatch(/^(9999|1970)-/);
  });

  it("are none where nothing is recorded", async () => {
    const folder = plaindir();
    git(folder, "init", "--quiet");
    expect(await history(folder)).toEqual({ changes: [], rewritten: false });
    expect(await history(gitdir({ "a.txt": "a" }))).toEqual({ changes: [], rewritten: false });
  });
});

describe("two lines of work brought together", () => {
  /** One line adds a file, the other another. */
  function forked() {
    const folder = gitdir({ "candidates/one/a.yaml": "1\n" });
    git(folder, "checkout", "--quiet", "-b", "side");
    write(folder, { "candidates/one/side.yaml": "s\n" });
    save(folder, "side");
    git(folder, "checkout", "--quiet", "main");
    write(folder, { "candidates/one/main.yaml": "m\n" });
    save(folder, "main");
    return folder;
  }
  const forkedChanges = ["main: A candidates/one/main.yaml", "side: A candidates/one/side.yaml"];

  it("say nothing of their own when nothing is lost", async () => {
    const folder = forked();
    git(folder, "merge", "--quiet", "-m", "merge", "side");
    expect((await told(folder)).slice(0, 2).sort()).toEqual(forkedChanges);
    expect(await told(folder)).toHaveLength(3);
  });

  it("tell what was dropped, though one side never had it", async () => {
    const folder = forked();
    git(folder, "merge", "--quiet", "-s", "ours", "-m", "merge", "side");
    const { changes } = await history(folder);
    expect(short(changes[0]!)).toBe("merge: D candidates/one/side.yaml");
    expect(changes[0]!.merge).toBe(true);
    expect(changes).toHaveLength(4);
  });

  it("tell what was slipped in", async () => {
    const folder = forked();
    git(folder, "merge", "--quiet", "--no-commit", "side");
    write(folder, { "candidates/one/new.yaml": "n\n", "candidates/one/a.yaml": "2\n" });
    save(folder, "merge");
    const slipped = (await told(folder)).filter((line) => line.startsWith("merge"));
    expect(slipped.sort()).toEqual(["merge: A candidates/one/new.yaml", "merge: M candidates/one/a.yaml"]);
  });
});

describe("since the last look", () => {
  it("only what is new is told", async () => {
    const { folder, root } = grown();
    const [, before] = git(folder, "rev-list", "HEAD").split("\n");
    expect(await told(root, before)).toEqual([`remove: D ${one}`]);
    expect(await history(root, git(folder, "rev-parse", "HEAD").trim())).toEqual({ changes: [], rewritten: false });
  });

  it("rewritten history is noticed, and told as a whole", async () => {
    const { folder, root } = grown();
    const last = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "reset", "--quiet", "--hard", "HEAD~2");
    expect(await history(root, last)).toMatchObject({ rewritten: true, changes: [{ status: "M" }, { status: "A" }] });
    expect(await history(root, "0".repeat(40))).toMatchObject({ rewritten: true, changes: [{}, {}] });
    await expect(history(root, "--output=x")).rejects.toThrow(/not a commit id/);
  });
});

describe("when the state before was recorded", () => {
  const at = (folder: string, seconds: number, name: string) => {
    write(folder, { [`candidates/${name}.yaml`]: name });
    git(folder, "add", "--all");
    const raw = (parents: string[]) =>
      `tree ${git(folder, "write-tree").trim()}\n${parents.map((id) => `parent ${id}\n`).join("")}author A <a@example.org> 1 +0000\ncommitter A <a@example.org> ${seconds} +0000\n\n${name}\n`;
    return (...parents: string[]) => {
      write(folder, { ".git/raw": raw(parents) });
      const id = git(folder, "hash-object", "-t", "commit", "-w", ".git/raw").trim();
      git(folder, "update-ref", "refs/heads/main", id);
      return id;
    };
  };

  it("is the newest of its parents; nothing for the first of all", async () => {
    const folder = gitdir();
    const a = at(folder, 1_000_000_000, "a")();
    const b = at(folder, 1_100_000_000, "b")(a);
    const c = at(folder, 1_050_000_000, "c")(a);
    const d = at(folder, 1_000_000_001, "d")(c, b);
    const { changes } = await history(folder);
    const times = await parentTimes(await opened(folder), changes);
    expect(Object.fromEntries(times)).toEqual({
      [a]: null,
      [b]: "2001-09-09T01:46:40Z",
      [c]: "2001-09-09T01:46:40Z",
      [d]: "2004-11-09T11:33:20Z",
    });
    expect(await parentTimes(await opened(folder), [])).toEqual(new Map());
  });

  it("is not known where a shallow copy is cut", async () => {
    const folder = gitdir({ [one]: "1" });
    write(folder, { [one]: "2" });
    const last = save(folder, "second");
    const shallow = join(plaindir(), "shallow");
    git(folder, "clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
    const { changes } = await history(shallow);
    expect(changes.map(short)).toEqual([`second: A ${one}`]);
    expect(await parentTimes(await opened(shallow), changes)).toEqual(new Map([[last, null]]));
  });
});
