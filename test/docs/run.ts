/** Does what a page shows, block after block, in a temporary folder: writes its files, types its commands. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Place, placeOf, type Scene, startOf, typeIlp } from "./computers.ts";
import { type Block, blocksOf, wordsOf } from "./pages.ts";

export type { Place } from "./computers.ts";

/** Throws with page and line when a block does not do what the page says. */
export async function doBlock(block: Block, scene: Scene): Promise<void> {
  const { flags, text } = block;
  const file = flags.get("file");
  const added = flags.get("add-to");
  const shown = flags.get("in");
  const answered = flags.get("answer-in");
  const place = placeOf(scene, flags.get("on"));
  if (file) write(join(place.cwd, file), text);
  if (added) addTo(join(place.cwd, added), text);
  if (answered && !answerIn(join(place.cwd, answered), text))
    throw wrong(block, `${answered} has no place, or several, for these lines`);
  if (shown && !readFileSync(join(place.cwd, shown), "utf8").includes(text.trimEnd()))
    throw wrong(block, `${shown} does not hold these lines`);
  if (flags.has("run")) await type(block, scene, place);
  if (flags.has("shell")) typeInShell(block, place);
}

/** Does a page from its first block to its last. Blocks that need a tool which is not here are left out, and named. */
export async function doPage(page: string): Promise<Scene> {
  const scene = startOf(page);
  for (const block of blocksOf(page)) {
    const missing = missingTool(block);
    if (missing) console.warn(`${page}:${block.line} was not tried: ${missing} is not on this computer.`);
    else await doBlock(block, scene);
  }
  return scene;
}

/** needs=python3,ssh-keygen: programs; python3:yaml is a package of Python's. */
function missingTool({ flags }: Block): string | undefined {
  const here = (tool: string) => {
    const [program = "", part] = tool.split(":");
    const asked = part ? `${program} -c "import ${part}"` : `command -v ${program}`;
    return spawnSync("sh", ["-c", asked], { stdio: "ignore" }).status === 0;
  };
  return flags
    .get("needs")
    ?.split(",")
    .find((tool) => !here(tool));
}

const wrong = (block: Block, reason: string) => new Error(`${block.page}:${block.line}: ${reason}`);

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** As a person does it: a list that is there already is replaced; anything else goes to the end. */
export function addTo(path: string, text: string) {
  const before = readFileSync(path, "utf8");
  const [key = ""] = text.split("\n");
  const list = new RegExp(`^${key}\\n(?: +- .*\\n)+`, "m");
  writeFileSync(path, list.test(before) ? before.replace(list, text) : `${before}\n${text}`);
}

/** An answer below its question: the lines of the block that the file has already say where. False when they do not. */
export function answerIn(path: string, text: string): boolean {
  const before = readFileSync(path, "utf8");
  const lines = text.split(/(?<=\n)/);
  for (let known = lines.length - 1; known > 0; known--) {
    const [first, ...others] = before.split(lines.slice(0, known).join(""));
    if (others.length > 1) return false;
    if (others.length === 0) continue;
    writeFileSync(path, `${first}${text}${others[0]}`);
    return true;
  }
  return false;
}

async function type(block: Block, scene: Scene, place: Place) {
  const exits = block.flags.get("exits")?.split(",").map(Number);
  const commands = commandsOf(block);
  for (const [index, { command, output }] of commands.entries()) {
    const [word = "", ...args] = wordsOf(command);
    if (word === "cd") {
      place.cwd = resolve(place.cwd, args[0] ?? "");
      continue;
    }
    if (word !== "ilp") throw wrong(block, `only cd and ilp can be run here, not ${word}`);
    const ran = await typeIlp(scene, place, args);
    const said = ran.out + ran.err;
    // A block whose list of codes is shorter ends with the last of them; the commands before end with 0.
    const expected = exits?.length === 1 ? (index === commands.length - 1 ? exits[0] : 0) : (exits?.[index] ?? 0);
    if (ran.code !== expected) throw wrong(block, `"${command}" ended with ${ran.code}, not ${expected}:\n${said}`);
    requirePrinted(block, command, output, said);
  }
}

/** Commands of other programs, as a person types them in a shell; each must end with 0. */
function typeInShell(block: Block, { cwd, home }: Place) {
  for (const { command, output } of commandsOf(block)) {
    const env = { ...process.env, HOME: home };
    const ran = spawnSync("sh", ["-c", command], { cwd, env, encoding: "utf8" });
    const said = ran.stdout + ran.stderr;
    if (ran.status !== 0) throw wrong(block, `"${command}" ended with ${ran.status}:\n${said}`);
    requirePrinted(block, command, output, said);
  }
}

function requirePrinted(block: Block, command: string, output: string[], said: string) {
  for (const chunk of output)
    if (!oneLine(said).includes(oneLine(chunk)))
      throw wrong(block, `"${command}" does not print\n${chunk}\nbut\n${said}`);
}

/** Where a line breaks depends on the width of the terminal. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** A line with $ is typed; the lines below it are printed, "…" standing for what is left out. */
export function commandsOf(block: Block): { command: string; output: string[] }[] {
  return block.text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...rest] = part.split("\n");
      const more = command.endsWith("\\") ? rest.findIndex((line) => !line.endsWith("\\")) + 1 : 0;
      const output = rest.slice(more).join("\n").split("…");
      return {
        command: [command, ...rest.slice(0, more)].join("\n"),
        output: output.filter((chunk) => chunk.trim() !== ""),
      };
    });
}
