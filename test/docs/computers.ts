/** Where a page happens: on one computer, or on those of several people who share a program. */
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { git, ilpWith, plaindir, type Ran, today } from "../cli.ts";
import { pageText, root } from "./pages.ts";

/** One person's computer: the folder they are in, and their own, where keys lie. */
export interface Place {
  cwd: string;
  home: string;
}

/** What a page stands for: its computers, and what was printed last that a later command repeats. */
export interface Scene extends Place {
  /** By name, as in the flag on=coach: each with a copy of the program that the first one shares. */
  others: Map<string, Place>;
  shared: string | null;
  said: { fingerprint: string; record: string };
  /** Commands so far: each is a minute later, so that signatures have an order. */
  minutes: number;
}

const before = { GIT_AUTHOR_DATE: `${today}T12:00:00Z`, GIT_COMMITTER_DATE: `${today}T12:00:00Z` };

/** A folder as the page says it begins with: empty, or an example program in a Git repository. */
export function startOf(page: string): Scene {
  const cwd = plaindir();
  const [, example] = /<!-- examples start in: (\S+) -->/.exec(pageText(page)) ?? [];
  if (example) {
    cpSync(join(root, example), cwd, { recursive: true });
    git(cwd, "init", "--quiet");
    git(cwd, "add", "--all");
    // Before anything the page does, so that nothing looks backdated.
    execFileSync("git", ["commit", "--quiet", "-m", "Start"], { cwd, env: { ...process.env, ...before } });
  }
  const said = { fingerprint: "", record: "" };
  return { cwd, home: plaindir(), others: new Map(), shared: null, said, minutes: 0 };
}

/** The computer a block is done on. Somebody new begins with a copy of what is shared. */
export function placeOf(scene: Scene, name: string | undefined): Place {
  if (name === undefined) return scene;
  const known = scene.others.get(name);
  if (known) return known;
  const place = { cwd: join(plaindir(), "program"), home: plaindir() };
  git(scene.cwd, "clone", "--quiet", sharedBy(scene), place.cwd);
  scene.others.set(name, place);
  return place;
}

function sharedBy(scene: Scene): string {
  if (scene.shared) return scene.shared;
  scene.shared = join(plaindir(), "shared.git");
  git(scene.cwd, "clone", "--quiet", "--bare", scene.cwd, scene.shared);
  return scene.shared;
}

/** Types a command of ilp there, and keeps what it printed that pages repeat. */
export async function typeIlp(scene: Scene, place: Place, args: string[]): Promise<Ran> {
  scene.minutes += 1;
  const now = new Date(Date.parse(`${today}T20:00:00Z`) + scene.minutes * 60_000);
  const env = { HOME: place.home, PATH: process.env.PATH };
  const ran = await ilpWith({ env, now: () => now }, place.cwd, ...args.map((word) => withSaid(scene, word)));
  scene.said.fingerprint = ran.out.match(/SHA256:[A-Za-z0-9+/]{43}/g)?.at(-1) ?? scene.said.fingerprint;
  scene.said.record = [...ran.out.matchAll(/\brecord ([0-9a-f]{12})\b/gi)].at(-1)?.[1] ?? scene.said.record;
  return ran;
}

/** Pages cannot know a fingerprint or a record's id beforehand: these words stand for those printed last. */
const withSaid = ({ said }: Scene, word: string) =>
  word === "SHA256:…" ? said.fingerprint : word === "RECORD" ? said.record : word;
