import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ask } from "../../ask.ts";
import { idFrom, idProblem } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Settings } from "../../core/program/program.ts";
import { presetAbout, presetNames, programText } from "../../data/presets.ts";
import { programSupportFiles } from "../../data/support-files.ts";
import { readYaml } from "../../data/yaml.ts";
import { requireGit, startRepository } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { stepsText } from "../../views/steps.ts";
import { save } from "./save.ts";

export interface InitOptions {
  dir?: string;
  preset?: string;
  id?: string;
  district?: string;
  yes?: boolean;
}

/** Starts a program in a folder that is new, empty, or an empty Git repository. */
export async function init(options: InitOptions, io: Io): Promise<ExitCode> {
  const root = resolve(io.cwd, options.dir ?? ".");
  requireRoom(root, options.dir ?? ".");
  const presets = presetNames();
  const answers = await ask(io, options.yes === true, [
    {
      name: "preset",
      flag: "--preset NAME",
      message: "Which set of forms?",
      given: options.preset,
      fallback: "combined",
      choices: presets.map((name) => ({ value: name, name: `${name}: ${presetAbout(name)}`, short: name })),
      problem: (answer) => (presets.includes(answer) ? null : `"${answer}" is not one of ${presets.join(", ")}`),
    },
    {
      name: "district",
      flag: "--district TEXT",
      message: "District, as it is printed on every form:",
      given: options.district,
      problem: (answer) => (answer.trim() === "" ? "the district needs a name" : null),
    },
    {
      name: "id",
      flag: "--id ID",
      message: "Short name of the program:",
      given: options.id,
      fallback: idFrom(basename(root)) || "induction",
      problem: idProblem,
    },
  ]);
  const content = programText(answers.preset ?? "combined", { id: answers.id ?? "", district: answers.district ?? "" });
  const read = readYaml(content);
  if ("problem" in read) throw new Error("the preset does not parse");
  const settings = read.value as unknown as Settings;
  const made = topmostMissing(root);
  await requireGit(made ? dirname(made) : root, false, "any");
  makeFolder(root, options.dir ?? ".");
  let started = false;
  let note: string | undefined;
  try {
    started = await startRepository(root);
    const files = [{ path: "program.yaml", content }, ...programSupportFiles(settings)];
    note = await save(root, files, `Start the program ${answers.id}`);
  } catch (error) {
    if (started) rmSync(join(root, ".git"), { recursive: true, force: true });
    if (made) rmSync(made, { recursive: true, force: true });
    throw error;
  }
  const assumed = settings.milestones.filter((each) => each.assumed).map(({ title, due }) => `${title}: ${due}`);
  io.out(
    stepsText(
      io,
      `The program ${answers.id} is set up in ${options.dir ?? "this folder"}.`,
      [
        ...(options.dir && options.dir !== "."
          ? [`Go there: cd ${/\s/.test(options.dir) ? `"${options.dir}"` : options.dir}`]
          : []),
        `Open program.yaml and confirm the dates marked "assumed" (${assumed.join("; ")}).`,
        'Add the people: ilp people add "Full Name" --role coach',
        'Set up a candidate: ilp new "Full Name"',
        "See where everyone stands: ilp status",
      ],
      [
        "Whoever can read this folder's Git repository can read everything in it. A repository of its own for each candidate keeps their work between candidate, coach and Induction Team.",
        ...(note ? ["", note] : []),
      ].join("\n"),
    ),
  );
  return 0;
}

/** The first folder on the way that is not there; null when all are. */
function topmostMissing(folder: string): string | null {
  if (existsSync(folder)) return null;
  return topmostMissing(dirname(folder)) ?? folder;
}

function makeFolder(root: string, named: string) {
  try {
    mkdirSync(root, { recursive: true });
  } catch {
    throw new UserError(`${named} cannot be made: you have no right to write there.`, "Choose another folder.");
  }
}

/** Throws UserError when the folder holds something already. */
function requireRoom(root: string, named: string) {
  let names: string[];
  try {
    names = statSync(root).isDirectory() ? readdirSync(root) : ["a file"];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new UserError(`${named} cannot be used: a file stands where a folder should be.`, "Choose another folder.");
  }
  if (names.includes("program.yaml"))
    throw new UserError(`${named} is a program folder already.`, "To see where it stands: ilp status");
  const others = names.filter(
    (name) => ![".git", "README.md", "LICENSE", ".gitignore", ".gitattributes"].includes(name),
  );
  if (others.length > 0) throw new UserError(`${named} is not empty.`, "Choose a new folder, or an empty one.");
}
