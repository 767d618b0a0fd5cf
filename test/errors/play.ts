/** Makes the program of a sample and asks ilp about it, in this process. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git, ilp, plaindir, type Ran } from "../cli.ts";
import { wordsOf } from "../docs/pages.ts";
import type { PersonId } from "../signatures/scenarios/people.ts";
import { as, saveAll } from "../signatures/scenarios/program.ts";
import { type Base, errorsFolder, type Sample, type Step } from "./samples.ts";

/** What is printed, with RECORD for the short names of records. */
export async function play(sample: Sample): Promise<string> {
  return tidy(await ilp(await folderOf(sample), ...argumentsOf(sample.command)));
}

export const tidy = ({ out, err }: Pick<Ran, "out" | "err">): string =>
  `${out}${err}`.replace(/\b[0-9a-f]{12}\b/g, "RECORD").replace(/\n*$/, "\n");

/** The words of a command line after `ilp`. */
export const argumentsOf = (command: string): string[] => wordsOf(command).slice(1);

/** The folder in which a sample's command is given, made once. */
export function folderOf(sample: Sample): Promise<string> {
  const known = folders.get(sample);
  if (known) return known;
  const folder = make(sample);
  folders.set(sample, folder);
  return folder;
}
const folders = new Map<Sample, Promise<string>>();

async function make({ base, done, name }: Sample): Promise<string> {
  const recorded = done.findLastIndex((step) => "run" in step || "git" in step) + 1;
  const folder = recorded === 0 ? unrecorded(base) : copyOf(await afterRecords(base, done.slice(0, recorded), name));
  for (const step of done.slice(recorded)) await take(step, folder, 0, name);
  return folder;
}

/** Where nobody recorded anything, Git is not asked: it only has to be there. */
function unrecorded(base: Base): string {
  const folder = copyOf(join(errorsFolder, "bases", base));
  mkdirSync(join(folder, ".git"));
  return folder;
}

/** Samples that begin with the same records share them: each is made once. */
function afterRecords(base: Base, steps: Step[], name: string): Promise<string> {
  const key = JSON.stringify([base, steps]);
  const known = recordings.get(key);
  if (known) return known;
  const recording = record(base, steps, name);
  recordings.set(key, recording);
  return recording;
}
const recordings = new Map<string, Promise<string>>();

async function record(base: Base, steps: Step[], name: string): Promise<string> {
  const last = steps.at(-1);
  if (!last) return programOf(base);
  const folder = copyOf(await afterRecords(base, steps.slice(0, -1), name));
  await take(last, folder, steps.length, name);
  return folder;
}

function programOf(base: Base): string {
  const folder = copyOf(join(errorsFolder, "bases", base));
  git(folder, "init", "--quiet", "--template=", "--initial-branch=main");
  saveAll(folder);
  return folder;
}

function copyOf(from: string): string {
  const folder = plaindir();
  cpSync(from, folder, { recursive: true });
  return folder;
}

/** One thing that was done; `minute` keeps what happened on one day in its order. */
async function take(step: Step, folder: string, minute: number, name: string): Promise<void> {
  if ("run" in step) {
    const now = () => new Date(`${step.on}T20:${String(minute).padStart(2, "0")}:00Z`);
    const ran = await as(step.by as PersonId, { now })(
      folder,
      ...argumentsOf(step.run.replace("RECORD", () => lastRecord(folder))),
    );
    if (ran.code !== 0) throw new Error(`${name}: ${step.run}\n${ran.out}${ran.err}`);
    return;
  }
  if ("git" in step) return void git(folder, ...wordsOf(step.git).slice(1));
  if ("edit" in step) return edit(join(folder, step.edit), step.old, step.new, name);
  if ("remove" in step) return rmSync(join(folder, step.remove), { recursive: true });
  if ("copy" in step) return copy(join(folder, step.copy), join(folder, step.to));
  if ("rename" in step) return renameSync(join(folder, step.rename), join(folder, step.to));
  const path = join(folder, "link" in step ? step.link : step.write);
  mkdirSync(dirname(path), { recursive: true });
  if ("link" in step) symlinkSync(step.to, path);
  else if ("latin1" in step) writeFileSync(path, step.latin1, "latin1");
  else writeFileSync(path, step.text.repeat(step.times ?? 1));
}

/** The short name of the record that was made last. */
const lastRecord = (folder: string): string =>
  /([0-9a-f]{12})\.yaml\n$/.exec(git(folder, "log", "-1", "--format=", "--name-only"))?.[1] ?? "";

function copy(from: string, to: string) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

/** A passage that does not stand there exactly once is a mistake of the sample. */
function edit(file: string, old: string, passage: string, name: string) {
  const text = readFileSync(file, "utf8");
  if (text.split(old).length !== 2) throw new Error(`${name}: not once in ${file}: ${old}`);
  writeFileSync(
    file,
    text.replace(old, () => passage),
  );
}
