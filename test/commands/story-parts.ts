/** Three people with a clone each of one repository, who run the built program on the real day. Build it first: npm run build */
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PartStatus } from "../../src/core/findings/status.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { git, ilpBinary, plaindir, type Ran } from "../cli.ts";
import { emailOf, homeOf, nameOf, peopleText } from "../signatures/scenarios/people.ts";
import { fileOf, inquiry, inquiryText, newProgram, people, saveAll, textIn } from "../signatures/scenarios/program.ts";
import { type Put, put, type Row, type Said } from "../signatures/scenarios/records.ts";

const idOf = { candidate: "candidate-one", coach: "coach-one", reviewer: "reviewer-one" } as const;
export type Who = keyof typeof idOf;
export const everybody = Object.keys(idOf) as Who[];
export type Clones = Record<Who | "origin", string>;

/** The day it is for the program, so many days on. */
export function dayIn(days: number): string {
  const moment = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Los_Angeles", dateStyle: "short" }).format(moment);
}

/** A day as the Word forms print it. */
export const printed = (day: string) => day.replace(/^(\d+)-(\d+)-(\d+)$/, "$2/$3/$1");

export const part = ["candidate-one", "inquiry-ilp#initial-goal"] as const;
export const place = "year-1/inquiry-ilp#initial-goal";
export const title = "Candidate One, Inquiry ILP, Part 1: Initial Inquiry Goal";

const goal = /\n# Part 1[\s\S]*(?=inquiries:)/;
const withMeasure = (measure: string) => inquiryText.replace("More students explain, counted twice.", measure);

/** The candidate writes all of part 1. */
export const draft = (folder: string, measure: string) => writeFileSync(join(folder, inquiry), withMeasure(measure));

/** One candidate, who began last month and has written nothing of part 1; everybody has a key. */
export function threeClones(): Clones {
  const origin = plaindir();
  git(origin, "init", "--quiet", "--template=", "--bare", "--initial-branch=main");
  const begun = `${dayIn(-31).slice(0, 8)}01`;
  const profile = fileOf("candidate-one", "profile");
  const folder = newProgram();
  rmSync(join(folder, "candidates/candidate-two"), { recursive: true });
  const files = {
    [people]: peopleText().replaceAll("2026-01-15", "2020-01-15"),
    [profile]: textIn(folder, profile).replaceAll("2026-08-10", begun),
    [inquiry]: inquiryText.replace(goal, "\n"),
  };
  saveAll(folder, files, { at: `${begun}T12:00:00Z` });
  git(folder, "push", "--quiet", origin, "main");
  const cloned = everybody.map((who) => [who, cloneOf(origin, who)]);
  return { origin, ...Object.fromEntries(cloned) };
}

function cloneOf(origin: string, who: Who): string {
  const folder = plaindir();
  git(folder, "clone", "--quiet", "--template=", origin, ".");
  git(folder, "config", "user.name", nameOf(idOf[who]));
  git(folder, "config", "user.email", emailOf(idOf[who]));
  return folder;
}

/** Runs the program as one of them, in a folder. */
export const runIn = (folder: string, who: Who, ...args: string[]): Promise<Ran> =>
  ilpBinary(folder, args, { HOME: homeOf(idOf[who]), COLUMNS: "200" });

/** A fresh copy of a folder. */
export function freshCopy(folder: string): string {
  const copy = plaindir();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** A fresh copy whose history is gone: one start, with everything there is but what is named. */
export function squashed(folder: string, ...without: string[]): string {
  const copy = freshCopy(folder);
  for (const path of [".git", ...without]) rmSync(join(copy, path), { recursive: true });
  git(copy, "init", "--quiet", "--template=");
  saveAll(copy);
  return copy;
}

/** What `ilp verify --json` says: its code, and the records in order of time. */
export async function verified(folder: string) {
  const { code, out } = await runIn(folder, "coach", "verify", "--json");
  const json = JSON.parse(out);
  const rows: (Row & Pick<Statement, "decision" | "at">)[] = json.candidates.flatMap(
    (each: { records: unknown[] }) => each.records,
  );
  return { code, json, rows: rows.sort((one, other) => (one.at < other.at ? -1 : 1)) };
}

/** Where part 1 stands. */
export async function standing(folder: string): Promise<PartStatus["state"]> {
  const { out } = await runIn(folder, "coach", "status", "candidate-one", "--json");
  const reviews: PartStatus[] = JSON.parse(out).candidates[0].documents.flatMap(
    (each: { reviews?: PartStatus[] }) => each.reviews ?? [],
  );
  return reviews.find(({ section }) => section === "initial-goal")?.state as PartStatus["state"];
}

/** A YES to what was handed in last, made by hand, past every command. */
export async function forged(folder: string, who: Omit<Said, "role">): Promise<Put> {
  const { rows } = await verified(folder);
  const covers = rows.filter(({ act, state }) => act === "submit" && state === "valid").map(({ id }) => id);
  const at = new Date().toISOString();
  const made = await put(folder, { ...who, role: "reviewer", act: "review", decision: "YES", covers, at });
  git(folder, "reset", "--quiet", "--hard");
  return made;
}
