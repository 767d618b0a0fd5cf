import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { noGit } from "./refusals.ts";

export interface Ran {
  code: number;
  out: Buffer;
  err: string;
}

export interface RunOptions {
  /** What the command reads from its standard input. */
  input?: string | Uint8Array;
  /** Added to the cleaned environment. */
  env?: Record<string, string>;
  /** Exit codes that are an answer and no failure; 0 alone unless said. */
  ok?: number[];
}

/** Git ended with a code that was not expected. `message` is what it said, without its own labels. */
export class GitError extends Error {
  readonly code: number;
  readonly said: string;
  constructor(args: string[], { code, err }: Ran) {
    super(lastWords(err) || `git ${args.find((arg) => !arg.startsWith("-"))} ended with ${code}`);
    this.name = "GitError";
    this.code = code;
    this.said = err;
  }
}

function lastWords(err: string): string {
  const lines = err.split("\n").map((line) => line.replace(/^(fatal|error): /, "").trimEnd());
  return lines
    .filter((line) => line !== "" && !/^(warning|hint):/.test(line))
    .slice(-3)
    .join("; ");
}

/** Where a person keeps settings is theirs to say; every other GIT_ variable could lead to another repository or program. */
const kept = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];

const settings = [
  "advice.graftFileDeprecated=false",
  "color.ui=false",
  "core.fsmonitor=false",
  // Nothing can ever lie below it: a folder of ours in a copied .git could hold planted hooks.
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "core.protectHFS=true",
  "core.protectNTFS=true",
  "core.quotePath=false",
  "gc.auto=0",
  "i18n.commitEncoding=UTF-8",
  "i18n.logOutputEncoding=UTF-8",
  "log.follow=false",
  "log.mailmap=false",
  "log.showRoot=true",
  "log.showSignature=false",
  "maintenance.auto=false",
  "protocol.allow=never",
  "user.useConfigOnly=true",
];

const always = [
  "--no-replace-objects",
  "--literal-pathspecs",
  "--no-optional-locks",
  "--no-pager",
  ...settings.flatMap((setting) => ["-c", setting]),
];

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const mine = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name) || kept.includes(name));
  return {
    ...Object.fromEntries(mine),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    // Stronger than protocol.allow, which a repository's own protocol.file.allow would outrank in an older Git.
    GIT_ALLOW_PROTOCOL: "none",
    // Grafts (an old way to change what history shows) are not read.
    GIT_GRAFT_FILE: devNull,
    ...more,
  };
}

/**
 * Runs Git with nothing of the repository's own settings able to start a program, change what history says, or ask.
 * For reading that is enough; a command that may run filters also needs `withoutPrograms`.
 * Throws UserError when Git is not installed, GitError when it ends with a code that is not ok.
 */
export function runGit(folder: string, args: string[], { input, env, ok = [0] }: RunOptions = {}): Promise<Ran> {
  return new Promise((done, fail) => {
    const git = spawn("git", [...always, ...args], { cwd: folder, env: environment(env), windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    git.stdout.on("data", (piece) => out.push(piece));
    git.stderr.on("data", (piece) => err.push(piece));
    git.on("error", (error: NodeJS.ErrnoException) =>
      fail(error.code === "ENOENT" && existsSync(folder) ? noGit() : error),
    );
    git.on("close", (code) => {
      const ran = { code: code ?? -1, out: Buffer.concat(out), err: Buffer.concat(err).toString() };
      if (ok.includes(ran.code)) done(ran);
      else fail(new GitError(args, ran));
    });
    // Git may end before it has read everything; its exit code tells why.
    git.stdin.on("error", () => {});
    git.stdin.end(input);
  });
}

/** The parts of an answer given with -z. */
export const parts = (out: Buffer): string[] => out.toString().split("\0").slice(0, -1);
