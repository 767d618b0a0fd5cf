import { chmodSync, existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { changesBelow, parentTimes } from "../../src/git/history.ts";
import { identityOf, setIdentity } from "../../src/git/identity.ts";
import { buildTree } from "../../src/git/indexes.ts";
import { alone } from "../../src/git/lock.ts";
import { recordFiles, repairIndex } from "../../src/git/plumbing.ts";
import { listTree, readAt, readBlobs } from "../../src/git/tree.ts";
import { git, gitdir, plaindir, write } from "../cli.ts";
import { opened, recording } from "./recording.ts";

const hooks = [
  ...["applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-applypatch", "post-checkout", "post-commit"],
  ...[
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
  ],
  ...[
    "pre-push",
    "pre-rebase",
    "prepare-commit-msg",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
  ],
];

/** Settings that name a program, and where one is asked for by pattern, the patterns. */
const settings = (trap: string): [string, string][] => [
  ["core.fsmonitor", trap],
  ["core.pager", trap],
  ["core.editor", trap],
  ["core.askPass", trap],
  ["core.sshCommand", trap],
  ["core.alternateRefsCommand", trap],
  ["sequence.editor", trap],
  ["pager.log", trap],
  ["pager.config", trap],
  ["filter.evil.clean", trap],
  ["filter.evil.smudge", trap],
  ["filter.evil.required", "true"],
  ["filter.process=evil.process", trap],
  ["filter.process=evil.required", "true"],
  ["diff.external", trap],
  ["diff.evil.command", trap],
  ["diff.evil.textconv", trap],
  ["merge.evil.driver", trap],
  ["gpg.program", trap],
  ["gpg.ssh.program", trap],
  ["gpg.format", "ssh"],
  ["user.signingKey", "key::ssh-ed25519 AAAA"],
  ["commit.gpgSign", "true"],
  ["log.showSignature", "true"],
  ["trailer.evil.command", trap],
  ["trailer.evil.cmd", trap],
  ["trailer.evil.key", "ILP-Sign"],
  ["credential.helper", `!${trap}`],
  ["gc.auto", "1"],
];

/** What is newest claims to be signed: asked to show that, Git would start a program. */
function sign(folder: string) {
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n\n";
  write(folder, { ".git/raw": git(folder, "cat-file", "commit", "HEAD").replace("\n\n", `\n${signature}`) });
  git(folder, "update-ref", "HEAD", git(folder, "hash-object", "-t", "commit", "-w", ".git/raw").trim());
}

/** A repository in which nearly everything Git may start leads into a trap. */
function trapped() {
  const folder = gitdir({ "a.yaml": "a\n", "b.dat": "b\n", "candidates/one/a.yaml": "1\n" });
  sign(folder);
  // As if changed in the second the index was written: Git compares such files anew, through the filters.
  const later = new Date(Date.now() + 3_600_000);
  for (const file of ["a.yaml", "b.dat"]) utimesSync(join(folder, file), later, later);
  git(folder, "add", "--all");
  const trap = join(plaindir({ trap: '#!/bin/sh\necho "$0 $*" >> "$(dirname "$0")/sprung"\ncat\n' }), "trap");
  chmodSync(trap, 0o755);
  for (const [name, value] of settings(trap)) git(folder, "config", name, value);
  write(folder, {
    ".git/info/attributes": "*.yaml filter=evil diff=evil merge=evil\n*.dat filter=process=evil\n",
    ...Object.fromEntries(hooks.map((name) => [`.git/hooks/${name}`, readFileSync(trap)])),
  });
  for (const name of hooks) chmodSync(join(folder, ".git/hooks", name), 0o755);
  for (const name of hooks) write(join(trap, ".."), { [name]: "" });
  const sprung = () => [join(trap, "../sprung"), join(folder, ".git/hooks/sprung")].filter((file) => existsSync(file));
  return { folder, sprung };
}

describe("a repository with hostile settings", () => {
  let baited: ReturnType<typeof trapped>;
  beforeAll(() => {
    baited = trapped();
  });

  it.each([
    ["status", "--short"],
    ["log", "-p", "--ext-diff"],
    ["add", "--renormalize", "."],
    ["update-ref", "refs/heads/other", "HEAD"],
    [
      "-c",
      "core.fsmonitor=false",
      "-c",
      "core.hooksPath=/dev/null",
      "update-index",
      "--force-remove",
      "candidates/one/a.yaml",
    ],
    ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "log", "-1"],
  ])("springs the trap when git %s runs as usual", (...args) => {
    const { folder, sprung } = baited;
    for (const file of sprung()) rmSync(file);
    try {
      git(folder, ...args);
    } catch {}
    expect(sprung()).not.toEqual([]);
  });

  it("starts nothing, whatever of ours runs in it", async () => {
    const { folder, sprung } = trapped();
    const repository = await opened(folder);
    const entries = await listTree(repository, repository.head!);
    expect(
      (
        await readBlobs(
          repository,
          entries.map(({ blob }) => blob),
        )
      ).size,
    ).toBe(3);
    expect(await readAt(repository, repository.head!, "a.yaml")).toEqual(Buffer.from("a\n"));
    expect(await identityOf(repository, {})).toMatchObject({ name: "Test Person" });
    await setIdentity(repository, { name: "Casey Example", email: "casey@example.org" });
    const files = ["a.yaml", "b.dat"].map((path) => ({
      path,
      content: Buffer.from("new\n"),
      write: "replace" as const,
    }));
    const { commit, deferred } = await recordFiles(
      repository,
      recording(undefined, { removed: ["candidates/one/a.yaml"] }),
    );
    expect(deferred).toBe(false);
    await recordFiles(await opened(folder), recording(undefined, { files }));
    git(
      folder,
      "-c",
      "core.fsmonitor=false",
      "-c",
      "core.hooksPath=/dev/null",
      "update-index",
      "--force-remove",
      "a.yaml",
    );
    expect(await repairIndex(await opened(folder), ["a.yaml"])).toEqual(["a.yaml"]);
    const { changes } = await changesBelow(await opened(folder), ["candidates"], repository.head);
    expect(changes.map((change) => change.commit)).toEqual([commit, commit]);
    await parentTimes(repository, changes);
    await changesBelow(repository, ["."]);
    expect(sprung()).toEqual([]);
    expect(git(folder, "cat-file", "commit", commit)).not.toContain("gpgsig");
  });

  it("is not trusted with the lock either", async () => {
    const { folder, sprung } = trapped();
    await alone(folder, async () => {});
    expect(sprung()).toEqual([]);
  });

  it("does not make Git fetch what is missing through a program of its own", async () => {
    const source = gitdir({ "a.yaml": "a\n" });
    git(source, "config", "uploadpack.allowFilter", "true");
    const folder = join(plaindir(), "partial");
    git(source, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${source}`, folder);
    const sprung = join(plaindir(), "sprung");
    git(folder, "config", "protocol.file.allow", "always");
    git(folder, "config", "remote.origin.uploadpack", `touch ${sprung}; git-upload-pack`);
    const repository = await opened(folder);
    const [entry] = await listTree(repository, repository.head!);
    expect(await readBlobs(repository, [entry!.blob])).toEqual(new Map());
    expect(existsSync(sprung)).toBe(false);
    git(folder, "cat-file", "blob", entry!.blob);
    expect(existsSync(sprung)).toBe(true);
  });
});

describe("a path that came past our own look", () => {
  it.each(["../x", ".git/x", "a/.GIT/x", "a//x", "/x", "a/./x", "a/.g\u200cit/x", "a/git~1/x"])(
    "is refused when Git does not take it: %j",
    async (path) => {
      const folder = gitdir({ "a.yaml": "a\n" });
      for (const name of ["core.protectHFS", "core.protectNTFS"]) git(folder, "config", name, "false");
      const repository = await opened(folder);
      const [{ blob } = { blob: "" }] = await listTree(repository, repository.head!);
      const update = { entries: [{ path, mode: "100644", blob }], removed: [] };
      await expect(buildTree(repository, repository.head, update, {})).rejects.toThrow();
    },
  );
});
