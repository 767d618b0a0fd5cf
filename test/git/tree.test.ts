import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blobId, listTree, readAt, readBlobs } from "../../src/git/tree.ts";
import { git, gitdir, plaindir, write } from "../cli.ts";
import { opened } from "./recording.ts";

const names = async (folder: string, folders?: string | string[], root = folder) => {
  const repository = await opened(root);
  return (await listTree(repository, repository.head!, folders)).map(({ path }) => path);
};

describe("recorded files", () => {
  it("are listed by their path from the program's folder", async () => {
    const files = { "programs/one/candidates/ünï/a b.yaml": "a", "programs/one/people.yaml": "p", "else.txt": "e" };
    const folder = gitdir(files);
    const root = join(folder, "programs/one");
    expect(await names(folder, undefined, root)).toEqual(["candidates/ünï/a b.yaml", "people.yaml"]);
    expect(await names(folder, "candidates", root)).toEqual(["candidates/ünï/a b.yaml"]);
    expect(await names(folder, ["people.yaml", "nowhere", "candidates"], root)).toHaveLength(2);
    expect(await names(folder, "nowhere", root)).toEqual([]);
  });

  it("are asked for by name, never by pattern or option", async () => {
    const folder = gitdir({ "a.yaml": "a", "b.yaml": "b" });
    for (const path of ["*", "*.yaml", ":(exclude)a.yaml", ":/", ":(top)a.yaml", "--name-only", `--output=${folder}/x`])
      expect([path, await names(folder, path)]).toEqual([path, []]);
    const repository = await opened(folder);
    await expect(listTree(repository, "--help")).rejects.toThrow(/not a commit id/);
    await expect(listTree(repository, "HEAD")).rejects.toThrow(/not a commit id/);
    expect(await readBlobs(repository, ["HEAD:a.yaml", "--help", `${repository.head}\nHEAD:a.yaml`])).toEqual(
      new Map(),
    );
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  it("tell what is a link", async () => {
    const folder = gitdir({ "a.yaml": "a" });
    symlinkSync("a.yaml", join(folder, "link.yaml"));
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "-m", "Link");
    const repository = await opened(folder);
    expect((await listTree(repository, repository.head!)).map(({ path, mode }) => [path, mode])).toEqual([
      ["a.yaml", "100644"],
      ["link.yaml", "120000"],
    ]);
    expect(await readAt(repository, repository.head!, "link.yaml")).toBeNull();
    expect(await readAt(repository, repository.head!, "nowhere.yaml")).toBeNull();
    expect(await readAt(repository, repository.head!, "a.yaml")).toEqual(Buffer.from("a"));
  });
});

describe("contents", () => {
  it.each(["sha1", "sha256"] as const)("come byte for byte, whatever they hold (%s)", async (format) => {
    const contents = ["", "a\n", "a", "\0\n\0", "x".repeat(200_000), "0000 missing\n", "é\r\n\n\n"];
    const folder = plaindir(Object.fromEntries(contents.map((content, index) => [`${index}.txt`, content])));
    git(folder, "init", "--quiet", `--object-format=${format}`);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "-m", "Start");
    const repository = await opened(folder);
    const entries = await listTree(repository, repository.head!);
    const blobs = await readBlobs(
      repository,
      entries.map(({ blob }) => blob),
    );
    expect(entries.map(({ blob }) => blobs.get(blob)?.toString())).toEqual(contents);
    expect(entries.map(({ blob }) => blob)).toEqual(contents.map((content) => blobId(Buffer.from(content), format)));
  });

  it("that are not in this copy are left out, the others come", async () => {
    const folder = gitdir({ "a.yaml": "a", "b.yaml": "b" });
    git(folder, "config", "uploadpack.allowFilter", "true");
    const partial = join(plaindir(), "partial");
    git(folder, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${folder}`, partial);
    git(partial, "restore", "--staged", "--worktree", "a.yaml");
    const repository = await opened(partial);
    const [a, b] = await listTree(repository, repository.head!);
    expect([...(await readBlobs(repository, [b!.blob, a!.blob])).keys()]).toEqual([a!.blob]);
    expect([...(await readBlobs(await opened(folder), [a!.blob, "0".repeat(40), b!.blob])).keys()]).toHaveLength(2);
  });

  it("are known by their bytes, though the index was told to look away", async () => {
    const folder = gitdir({ "a.yaml": "a\n" });
    git(folder, "update-index", "--assume-unchanged", "a.yaml");
    write(folder, { "a.yaml": "changed\n" });
    expect(git(folder, "status", "--porcelain")).toBe("");
    const repository = await opened(folder);
    const [entry] = await listTree(repository, repository.head!);
    expect(blobId(Buffer.from("changed\n"), repository.format)).not.toBe(entry!.blob);
    expect(blobId(Buffer.from("a\n"), repository.format)).toBe(entry!.blob);
  });
});
