/** Runs ilp as people do: in a temporary folder made from an object literal, in this process or as the built program. */
import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { main } from "../src/cli.ts";
import type { Io } from "../src/io.ts";

export type Files = Record<string, string | Uint8Array>;
export interface Ran {
  code: number;
  out: string;
  err: string;
}

const made: string[] = [];
// Where files share what they load, folders that are made once serve the next file too; test/scratch.ts removes them all.
if (process.env.ILP_TEST_FILES_APART)
  afterAll(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

/** A temporary folder with these files, removed after the tests. */
export function plaindir(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ilp-test-")));
  made.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Files) {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

export const git = (folder: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** A temporary Git repository with these files, recorded once. */
export function gitdir(files: Files = {}): string {
  const folder = plaindir(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", "Start");
  return folder;
}

/** The day it is in every test. */
export const today = "2026-11-21";

/** A command in this process. */
export async function ilp(folder: string, ...args: string[]): Promise<Ran> {
  return ilpWith({}, folder, ...args);
}

export async function ilpWith(changes: Partial<Io>, folder: string, ...args: string[]): Promise<Ran> {
  const said = { out: "", err: "" };
  const code = await main(args, {
    cwd: folder,
    env: {},
    interactive: false,
    colour: false,
    columns: 200,
    now: () => new Date(`${today}T20:00:00Z`),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...changes,
  });
  return { code, ...said };
}

const binary = resolve(import.meta.dirname, "../bin/ilp.js");

/** A command as a process of its own: the built program. */
export function ilpBinary(folder: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [binary, ...args], { cwd: folder, env: { ...process.env, ...env } });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said.err += text;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code: code ?? -1, ...said }));
  });
}

/** Every file below a folder (Git's own apart), to compare before and after. */
export function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => !/^\.git($|[\\/])/.test(name),
  );
  return Object.fromEntries(
    names
      .filter((name) => lstatSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString("latin1")]),
  );
}

/** What Git has staged and recorded, to compare before and after. */
export const gitState = (folder: string): string =>
  existsSync(join(folder, ".git"))
    ? git(folder, "ls-files", "--stage") + git(folder, "log", "--format=%H") + git(folder, "status", "--porcelain")
    : "";
