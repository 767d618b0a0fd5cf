/** What somebody does to Git itself so that signatures seem other than they are; numbers as in signatures.md 8. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../src/core/records/statement.ts";
import { git, plaindir } from "../cli.ts";
import { emailOf, homeWith, keyOf } from "./scenarios/people.ts";
import {
  as,
  become,
  edit,
  expectPlainWords,
  fileOf,
  inquiry,
  log,
  newProgram,
  saveAll,
  textIn,
} from "./scenarios/program.ts";
import { coach, look, put, signedProgram, worth } from "./scenarios/records.ts";
import { program as sshKeygen, writeSeedKey } from "./ssh.ts";

const headOf = (folder: string) => git(folder, "rev-parse", "HEAD").trim();

describe("history that says otherwise", () => {
  it("27: replaced objects and a mailmap fool git log, and not us", async () => {
    const folder = newProgram();
    await put(folder, { ...coach, key: undefined, by: "candidate-one" });
    saveAll(folder, { ".mailmap": `Coach One <${emailOf("coach-one")}> <${emailOf("candidate-one")}>\n` });
    git(folder, "config", "log.mailmap", "true");
    const forged = git(folder, "rev-parse", "HEAD~1").trim();
    const object = git(folder, "cat-file", "commit", forged).replace(/^author .*</m, `author Coach One <`);
    const other = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], {
      cwd: folder,
      input: object.replace(emailOf("candidate-one"), emailOf("coach-one")),
      encoding: "utf8",
    }).trim();
    git(folder, "replace", forged, other);
    expect(git(folder, "log", "--format=%aE", "--use-mailmap", "-1", forged).trim()).toBe(emailOf("coach-one"));
    expect(git(folder, "log", "--format=%ae", "-1", forged).trim()).toBe(emailOf("coach-one"));
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([4, "wrong-person/none"]);
  });

  it("28: a message with other words, or with ours in the middle, gives a name no proof", async () => {
    for (const spoil of [
      () => "Work\n",
      (message: string) => `${message}\nSigned-off: all of it is true\n\nThe end.\n`,
    ]) {
      const folder = newProgram();
      const { statement } = await put(folder, { ...coach, key: undefined }, "x");
      git(folder, "reset", "--quiet");
      git(
        folder,
        "-c",
        "user.name=Coach One",
        "-c",
        `user.email=${emailOf("coach-one")}`,
        "commit",
        "--quiet",
        "--amend",
        "-m",
        spoil(messageOf(statement)),
      );
      expect(worth(await look(folder))).toBe("valid/none");
    }
  });

  it("29: a changed message and two of Git's own signatures do not matter to a key", async () => {
    const folder = await signedProgram();
    const raw = git(folder, "cat-file", "commit", "HEAD");
    const [head = ""] = raw.split("\n\n");
    const signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----";
    const input = `${head}\n${signature}\n${signature}\n\nSomething else\n`;
    const id = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], {
      cwd: folder,
      input,
      encoding: "utf8",
    }).trim();
    git(folder, "update-ref", "refs/heads/main", id);
    expect(worth(await look(folder))).toBe("valid/key*");
  });

  it("29: a message that names another record is a contradiction", async () => {
    const folder = newProgram();
    const first = await put(folder, coach);
    const second = await put(folder, { ...coach, section: "application" }, messageOf(first.statement));
    const found = await look(folder);
    expect([found.code, worth(found, first.id), worth(found, second.id)]).toEqual([4, "valid/key*", "invalid/none"]);
  });

  it("29: amended by another, a keyed record stays, and one by name alone is not theirs any more", async () => {
    for (const [key, after] of [
      ["coach-one", "valid/key*"],
      [undefined, "wrong-person/none"],
    ] as const) {
      const folder = newProgram();
      await put(folder, { ...coach, key });
      git(folder, "reset", "--quiet");
      become(folder, "candidate-one");
      git(folder, "commit", "--quiet", "--amend", "--reset-author", "--no-edit");
      expect(worth(await look(folder))).toBe(after);
    }
  });

  it.skipIf(!sshKeygen)(
    "25: moved onto other work and signed in Git by another, both kinds stay what they are",
    async () => {
      const folder = newProgram();
      git(folder, "checkout", "--quiet", "-b", "mine");
      saveAll(folder, { [fileOf("candidate-two", "year-1/pd-log")]: `${textIn(folder, log)}# mine\n` });
      git(folder, "checkout", "--quiet", "main");
      const keyed = await put(folder, coach);
      const named = await put(folder, { role: "coach", signer: "coach-three", candidate: "candidate-two" });
      git(folder, "reset", "--quiet");
      const file = join(homeWith("coach-two"), ".ssh", "id_other");
      const { publicKey, privateKey } = keyOf("coach-two");
      writeSeedKey(file, privateKey.export({ format: "der", type: "pkcs8" }).subarray(-32), publicKey);
      writeFileSync(`${file}.pub`, `${publicKey}\n`);
      become(folder, "coach-two");
      const signing = ["gpg.format=ssh", `user.signingkey=${file}`, "commit.gpgsign=true"].flatMap((each) => [
        "-c",
        each,
      ]);
      git(folder, ...signing, "rebase", "--quiet", "mine");
      expect(git(folder, "cat-file", "commit", "HEAD")).toContain("gpgsig");
      const found = await look(folder);
      expect([worth(found, keyed.id), worth(found, named.id)]).toEqual(["valid/key*", "valid/name*"]);
    },
  );

  it("squashed into one, a keyed record stays and a named one loses its proof, not its name", async () => {
    const folder = newProgram();
    const start = headOf(folder);
    const keyed = await put(folder, coach);
    const named = await put(folder, { role: "coach", signer: "coach-three", candidate: "candidate-two" });
    git(folder, "reset", "--quiet", "--soft", start);
    saveAll(folder, {}, { person: "director-one", at: "2026-11-21T20:00:00Z" });
    const found = await look(folder);
    expect([worth(found, keyed.id), worth(found, named.id)]).toEqual(["valid/key*", "valid/none"]);
    expect(found.code).toBe(1);
  });

  it("33: an edit here and a signature there merge cleanly, and the signature is stale", async () => {
    const folder = newProgram();
    git(folder, "checkout", "--quiet", "-b", "edit");
    edit(folder, inquiry, "Whose voices", "Whose voice");
    git(folder, "checkout", "--quiet", "main");
    const signed = await as("coach-one")(folder, "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
    expect([signed.code, signed.err]).toEqual([0, ""]);
    git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "--quiet", "--no-edit", "edit");
    expect(worth(await look(folder))).toBe("stale/key");
    const next = await as("coach-one")(folder, "next", "--for", "coach-one");
    expect(next.out).toContain("ilp sign candidate-one year-1/inquiry-ilp#initial-goal");
    expectPlainWords();
  });

  it("32: two people sign the same part in two copies; merged, both hold", async () => {
    const folder = newProgram();
    const there = plaindir();
    git(there, "clone", "--quiet", folder, ".");
    const one = await as("candidate-one")(folder, "sign", "candidate-one", "collaborative/2026-09", "--yes");
    const other = await as("coach-one")(there, "sign", "candidate-one", "collaborative/2026-09", "--yes");
    expect([one.err, other.err]).toEqual(["", ""]);
    git(folder, "pull", "--quiet", "--no-rebase", "--no-edit", there, "main");
    const found = await look(folder);
    expect(found.rows.map((row) => worth(found, row.id))).toEqual(["valid/key*", "valid/key*"]);
  });
});
