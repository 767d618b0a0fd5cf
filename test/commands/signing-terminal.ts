/** `ilp` on a pseudo-terminal of some width, with answers typed when their questions appear. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { git, gitState, plaindir, snapshot, write } from "../cli.ts";
import { programWithMonths } from "../signatures/concurrency.ts";
import { emailOf, nameOf, type PersonId } from "../signatures/scenarios/people.ts";
import { people, textIn } from "../signatures/scenarios/program.ts";
import { program as sshKeygen } from "../signatures/ssh.ts";

export const hasTerminal = spawnSync("script", ["--version"]).error === undefined;
if (!hasTerminal) console.log("skipped: the program script, which gives a pseudo-terminal, is not here");

export { sshKeygen };

const binary = resolve("bin/ilp.js");
export const passphrase = "long secret";

export interface Desk {
  folder: string;
  home: string;
}

/** Somebody's computer: an own home folder, with a key under a passphrase in it when people.yaml shall know one. */
export function deskOf(person: PersonId, { keyed, months = 1 }: { keyed: boolean; months?: number }): Desk {
  const folder = programWithMonths(months);
  const home = plaindir();
  git(folder, "config", "user.name", nameOf(person));
  git(folder, "config", "user.email", emailOf(person));
  if (!keyed) return { folder, home };
  const file = join(home, ".ssh", "ilp_ed25519");
  mkdirSync(join(home, ".ssh"), { mode: 0o700 });
  execFileSync(sshKeygen, ["-q", "-t", "ed25519", "-N", passphrase, "-C", emailOf(person), "-f", file]);
  const [type, line] = textIn(home, ".ssh/ilp_ed25519.pub").split(" ");
  const known = new RegExp(`(id: ${person},.*key: ")[^"]+`);
  write(folder, { [people]: textIn(folder, people).replace(known, `$1${type} ${line}`) });
  git(folder, "commit", "--quiet", "--all", "-m", "Key");
  return { folder, home };
}

export interface Typed {
  code: number;
  /** As it came, with what moves and colours. */
  raw: string;
  /** How many answers were typed. */
  answers: number;
}

/** Each answer is typed when its question has appeared behind the one before; none may be left over. */
export function typed(
  { folder, home }: Desk,
  args: string,
  answers: [question: string, keys: string][],
  {
    columns = 80,
    env = {},
    program = binary,
  }: { columns?: number; env?: Record<string, string>; program?: string } = {},
): Promise<Typed> {
  const { NO_COLOR: _, ...inherited } = process.env;
  const command = `stty cols ${columns} rows 40; exec ${process.execPath} ${program} ${args}`;
  return new Promise((done, fail) => {
    const child = spawn("script", ["-qefc", command, "/dev/null"], {
      cwd: folder,
      env: { ...inherited, TERM: "xterm", HOME: home, SSH_AUTH_SOCK: "", SSH_ASKPASS: "", ...env },
    });
    let raw = "";
    let from = 0;
    const waiting = [...answers];
    // Several may have come at once: whatever is there already is looked at again.
    const look = () => {
      const [next] = waiting;
      const at = next ? raw.indexOf(next[0], from) : -1;
      if (!next || at === -1) return;
      waiting.shift();
      from = at + next[0].length;
      setTimeout(() => {
        child.stdin.write(next[1]);
        look();
      }, 120);
    };
    child.stdout.on("data", (bytes) => {
      raw += bytes;
      look();
    });
    child.on("close", (code) => {
      said.push({ raw, columns });
      if (waiting.length > 0) fail(new Error(`never asked: ${waiting[0]?.[0]}\n${raw}`));
      else done({ code: code ?? -1, raw, answers: answers.length });
    });
  });
}

const said: { raw: string; columns: number }[] = [];

const plain = (raw: string) => raw.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "");

/** Lines of what ilp printed; a question is drawn anew with each key, and ssh-keygen speaks for itself. */
export const linesOf = (raw: string): string[] =>
  plain(raw)
    .split(/\r?\n/)
    .filter(
      (line) => !/[?✔] (Why do you|Sign|Record|Hand it in|What|By which day)|^(Enter passphrase|Load key)/.test(line),
    );

/** Everything that was printed since the last time fits its terminal and speaks of people's things. */
export function expectFitsAndPlainWords() {
  expect(said.length).toBeGreaterThan(0);
  for (const { raw, columns } of said.splice(0)) {
    // Commands and addresses are not broken: they are copied. Failures are not broken yet either.
    const wide = linesOf(raw).filter((line) => line.length > columns && !/^ilp: |\bilp [a-z]+ |\/\S+\//.test(line));
    expect(wide).toEqual([]);
    expect(plain(raw).replace(/\S*\/tmp\/\S*/g, "")).not.toMatch(
      /\b(commit\w*|branch\w*|HEAD|stag(e|ed|ing)|rebas\w*)\b/i,
    );
    expect(plain(raw)).not.toMatch(/undefined|\[object|NaN/);
    expect(raw).not.toContain(passphrase);
  }
}

/** What nothing may change: files, and all that Git has. */
export const everything = ({ folder }: Desk) => [snapshot(folder), gitState(folder)];

/** Act, state and assurance of each record. */
export function recordsAt({ folder, home }: Desk): string[] {
  const args = [binary, "verify", "--json"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, HOME: home } });
  return JSON.parse(String(stdout)).candidates.flatMap((each: { records: Record<string, string>[] }) =>
    each.records.map(({ act, state, assurance }) => `${act}: ${state} ${assurance}`),
  );
}
