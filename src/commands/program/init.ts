import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ask } from "../../ask.ts";
import { idFrom, idProblem } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Settings } from "../../core/program/program.ts";
import { presetAbout, presetNames, programText } from "../../data/presets.ts";
import { readText } from "../../data/read.ts";
import { programSupportFiles } from "../../data/support-files.ts";
import type { NewFile } from "../../data/write.ts";
import { readYaml } from "../../data/yaml.ts";
import { requireGit, startRepository } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { stepsText } from "../../views/steps.ts";
import { homeRepository } from "./home-repository.ts";
import { likeProgram } from "./like.ts";
import { save } from "./save.ts";

export interface InitOptions {
  dir?: string;
  preset?: string;
  like?: string;
  id?: string;
  district?: string;
  repository?: string;
  yes?: boolean;
}

/** What a program begins with: its files, by what it is called, and what to say of where they come from. */
interface Beginning {
  id: string;
  settings: Settings;
  files: NewFile[];
  about: string[];
  /** Who is in it already. */
  people: number;
}

/** Starts a program in a folder that is new, empty, or an empty Git repository. */
export async function init(options: InitOptions, io: Io): Promise<ExitCode> {
  const root = resolve(io.cwd, options.dir ?? ".");
  const called = folderWords(root, options.dir, io);
  requireRoom(root, called);
  const made = topmostMissing(root);
  const there = made ? dirname(made) : root;
  await requireGit(there, false, "any");
  const { home, outer } = await homeRepository(root, there, options, io);
  const begun = options.like === undefined ? await fromPreset(root, options, io) : await fromLike(options, io);
  makeFolder(root, called);
  let started = false;
  let note: string | undefined;
  try {
    started = home === "own" && (await startRepository(root));
    note = await save(
      root,
      begun.files.map((file) => besideOwn(root, file)),
      `Start the program ${begun.id}`,
    );
  } catch (error) {
    if (started) rmSync(join(root, ".git"), { recursive: true, force: true });
    if (made) rmSync(made, { recursive: true, force: true });
    throw error;
  }
  io.out(
    stepsText(
      io,
      `The program ${begun.id} is set up in ${called}.`,
      nextSteps(root, options, begun, io),
      [
        ...begun.about,
        ...(outer === null ? [] : [aroundWords(root, home, outer)]),
        "Whoever can read this folder's Git repository can read everything in it. A repository of its own for each candidate keeps their work between candidate, coach and Induction Team.",
        ...(note ? [note] : []),
      ].join("\n\n"),
    ),
  );
  return 0;
}

/** A file of Git's own that was there first keeps every line; ours come after, since the last word holds there. */
function besideOwn(root: string, file: NewFile): NewFile {
  if (!ofGit.includes(file.path) || !existsSync(join(root, file.path))) return file;
  const there = readText(root, file.path);
  if ("problem" in there) throw new UserError(`${file.path} cannot be read.`, "Nothing was written.", [there.problem]);
  const own = there.text.endsWith("\n") || there.text === "" ? there.text : `${there.text}\n`;
  return { path: file.path, content: own.includes(file.content as string) ? own : `${own}${file.content}` };
}

const ofGit = [".gitignore", ".gitattributes"];

function aroundWords(root: string, home: "own" | "outer", outer: string): string {
  const path = relative(realpathSync(outer), realpathSync(root)).replaceAll("\\", "/");
  return home === "own"
    ? `Its history is kept here, apart from the repository around it (${outer}). So that this one leaves it alone, add the line /${path}/ to ${join(outer, ".gitignore")}.`
    : `Its history is kept in the repository around it (${outer}): whoever can read that one can read the program.`;
}

const sentence = (folder: string) => (folder === "this folder" ? "This folder" : folder);

/** The folder as people call it: never "..". */
function folderWords(root: string, named: string | undefined, io: Io): string {
  if (root === resolve(io.cwd)) return "this folder";
  return named === undefined || named.split(/[\\/]/).includes("..") ? root : named;
}

function nextSteps(root: string, { dir = "." }: InitOptions, { settings, people }: Beginning, io: Io): string[] {
  const assumed = settings.milestones.filter((each) => each.assumed).map(({ title, due }) => `${title}: ${due}`);
  const registrars = settings.signatures?.registrars ?? [];
  return [
    ...(root === resolve(io.cwd) ? [] : [`Go there: cd ${/\s/.test(dir) ? `"${dir}"` : dir}`]),
    ...(assumed.length > 0
      ? [`Open program.yaml and confirm the dates marked "assumed" (${assumed.join("; ")}).`]
      : []),
    ...(registrars.length > 0
      ? [
          `${registrars.join(" or ")} signs people.yaml and program.yaml as they are here: ilp sign program people, then ilp sign program program`,
        ]
      : []),
    ...(people > 0
      ? ["See who is in it: ilp people list"]
      : ['Add the people: ilp people add "Full Name" --role coach']),
    'Set up a candidate: ilp new "Full Name"',
    "See where everyone stands: ilp status",
  ];
}

/** The rules of another program, for the next candidate's repository. Throws UserError. */
async function fromLike({ like = "", preset, id, district }: InitOptions, io: Io): Promise<Beginning> {
  if (preset !== undefined)
    throw new UserError(
      "--like takes the rules of another program, --preset those that ilp brings along.",
      "Give one of the two.",
    );
  const wrong = id === undefined ? null : idProblem(id);
  if (wrong) throw new UserError(`--id: ${wrong}.`);
  if (district?.trim() === "") throw new UserError("--district: the district needs a name.");
  const { source, files, people, left } = await likeProgram(io.cwd, like, { id, district });
  const own = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`)).length;
  const taken = [
    "program.yaml",
    ...(own("forms") > 0 ? [counted(own("forms"), "form of its own", "forms of its own")] : []),
    ...(own("templates") > 0 ? [counted(own("templates"), "Word form of its own", "Word forms of its own")] : []),
    `${counted(people.length, "person", "people")} of people.yaml, with every key`,
  ];
  return {
    id: id ?? source.settings.id,
    settings: source.settings,
    files,
    about: [
      `Taken over from ${folderWords(source.root, like, io)}: ${listText(taken)}. Left there: ${listText([...(left > 0 ? [counted(left, "candidate", "candidates")] : []), "every record", "key requests", "the comments of people.yaml"])}.`,
    ],
    people: people.length,
  };
}

const counted = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
const listText = (parts: string[]) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

/** A preset, with what it asks. Throws UserError. */
async function fromPreset(root: string, options: InitOptions, io: Io): Promise<Beginning> {
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
      fallback: (await idFrom(basename(root))) || "induction",
      problem: idProblem,
    },
  ]);
  const id = answers.id ?? "";
  const content = programText(answers.preset ?? "combined", { id, district: answers.district ?? "" });
  const read = readYaml(content);
  if ("problem" in read) throw new Error("the preset does not parse");
  const settings = read.value as unknown as Settings;
  const files = [{ path: "program.yaml", content }, ...programSupportFiles(settings)];
  return { id, settings, files, about: [], people: 0 };
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
    throw new UserError(
      `${sentence(named)} cannot be made: you have no right to write there.`,
      "Choose another folder.",
    );
  }
}

/** Throws UserError when the folder holds something already. */
function requireRoom(root: string, named: string) {
  let names: string[];
  try {
    names = statSync(root).isDirectory() ? readdirSync(root) : ["a file"];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new UserError(
      `${sentence(named)} cannot be used: a file stands where a folder should be.`,
      "Choose another folder.",
    );
  }
  if (names.includes("program.yaml"))
    throw new UserError(`${sentence(named)} is a program folder already.`, "To see where it stands: ilp status");
  const others = names.filter((name) => ![".git", "README.md", "LICENSE", ...ofGit].includes(name));
  if (others.length > 0)
    throw new UserError(`${sentence(named)} is not empty.`, "Choose a new folder, or an empty one.");
}
