import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { git, plaindir, snapshot } from "../cli.ts";
import { program as sshKeygen } from "../signatures/ssh.ts";
import { become, newProgram, personOf } from "./keys-parts.ts";

const binary = resolve("bin/ilp.js");
const hasScript = spawnSync("script", ["--version"]).error === undefined;

/** Runs ilp keys on a pseudo-terminal; each answer is typed when its question has appeared behind the one before. */
function typed(
  folder: string,
  home: string,
  args: string,
  answers: [question: string, keys: string][],
): Promise<string> {
  return new Promise((done) => {
    const child = spawn("script", ["-qefc", `${process.execPath} ${binary} keys ${args}`, "/dev/null"], {
      cwd: folder,
      env: { ...process.env, TERM: "xterm", HOME: home, SSH_AUTH_SOCK: "" },
    });
    let seen = "";
    let from = 0;
    const waiting = [...answers];
    child.stdout.on("data", (bytes) => {
      seen += bytes;
      const [next] = waiting;
      const at = next ? seen.indexOf(next[0], from) : -1;
      if (!next || at === -1) return;
      waiting.shift();
      from = at + next[0].length;
      setTimeout(() => child.stdin.write(next[1]), 80);
    });
    child.on("close", () => done(seen));
  });
}

const forbidden = /\b(commit\w*|branch\w*|HEAD|stag(e|ed|ing)|rebas\w*)\b/;

it.skipIf(!hasScript || !sshKeygen)("four answers set a person up, one accepts the key", async () => {
  const folder = newProgram();
  const home = plaindir();
  const seen = await typed(folder, home, "setup", [
    ["Your school email:", "\r"],
    ["Do you agree?", "y\r"],
    ["Enter passphrase", "long secret\r"],
    ["Enter same passphrase", "long secret\r"],
  ]);
  expect(seen).toContain("I agree to sign this program's forms electronically.");
  const file = join(home, ".ssh", "ilp_ed25519");
  // The passphrase is the key's: the right one opens it, another does not, and it was never shown.
  const opens = (passphrase: string) => spawnSync(sshKeygen, ["-y", "-P", passphrase, "-f", file]).status === 0;
  expect([opens("long secret"), opens(""), seen.includes("long secret")]).toEqual([true, false, false]);
  const [, fingerprint = "?"] = execFileSync(sshKeygen, ["-l", "-f", file], { encoding: "utf8" }).split(" ");
  expect(seen.replace(/\s+/g, "")).toContain(fingerprint);
  expect(existsSync(join(folder, "people/requests/coach-one.yaml"))).toBe(true);

  become(folder, "Coordinator One");
  const accepting = await typed(folder, home, "accept coach-one", [["by phone or face to face?", "y\r"]]);
  expect(accepting.replace(/\s+/g, "")).toContain(fingerprint);
  const [, line = "?"] = readFileSync(`${file}.pub`, "utf8").split(" ");
  expect(personOf(folder, "coach-one").keys?.map(({ key }) => key)).toEqual([`ssh-ed25519 ${line}`]);
  expect(git(folder, "status", "--porcelain")).toBe("");

  become(folder, "Coach One");
  const ended = await typed(folder, home, "compromised", [
    ["Since which day", "\r"],
    ["Mark this key as compromised?", "y\r"],
  ]);
  expect(personOf(folder, "coach-one").keys?.[0]?.revoked?.reason).toBe("compromised");
  for (const text of [seen, accepting, ended]) expect(text).not.toMatch(forbidden);
});

it.skipIf(!hasScript)("Enter alone does not agree, and Ctrl-C leaves nothing behind", async () => {
  const folder = newProgram();
  const home = plaindir();
  const before = snapshot(folder);
  const config = readFileSync(join(folder, ".git/config"), "utf8");
  expect(
    await typed(folder, home, "setup", [
      ["Your school email:", "\r"],
      ["Do you agree?", "\r"],
    ]),
  ).toContain("That is all right.");
  expect(
    await typed(folder, home, "setup", [
      ["Your school email:", "\r"],
      ["Do you agree?", "\u0003"],
    ]),
  ).toContain("Stopped. Nothing was written.");
  expect([snapshot(folder), readFileSync(join(folder, ".git/config"), "utf8"), snapshot(home)]).toEqual([
    before,
    config,
    {},
  ]);
});
