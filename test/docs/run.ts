/** Does what a page shows, block after block, in a temporary folder: writes its files, types its commands. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { git, ilp, plaindir } from "../cli.ts";
import { type Block, blocksOf, pageText, root, wordsOf } from "./pages.ts";

export interface Place {
  cwd: string;
}

/** A folder as the page says it begins with: empty, or an example program in a Git repository. */
export function startOf(page: string): Place {
  const cwd = plaindir();
  const [, example] = /<!-- examples start in: (\S+) -->/.exec(pageText(page)) ?? [];
  if (example) {
    cpSync(join(root, example), cwd, { recursive: true });
    git(cwd, "init", "--quiet");
    git(cwd, "add", "--all");
    git(cwd, "commit", "--quiet", "-m", "Start");
  }
  return { cwd };
}

/** Throws with page and line when a block does not do what the page says. */
export async function doBlock(block: Block, place: Place): Promise<void> {
  const { flags, text } = block;
  const file = flags.get("file");
  const added = flags.get("add-to");
  const shown = flags.get("in");
  if (file) write(join(place.cwd, file), text);
  if (added) addTo(join(place.cwd, added), text);
  if (shown && !readFileSync(join(place.cwd, shown), "utf8").includes(text.trimEnd()))
    throw wrong(block, `${shown} does not hold these lines`);
  if (flags.has("run")) await type(block, place);
}

export async function doPage(page: string, place = startOf(page)): Promise<Place> {
  for (const block of blocksOf(page)) await doBlock(block, place);
  return place;
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

async function type(block: Block, place: Place) {
  const exits = block.flags.get("exits")?.split(",").map(Number);
  const commands = commandsOf(block);
  for (const [index, { command, output }] of commands.entries()) {
    const [word = "", ...args] = wordsOf(command);
    if (word === "cd") {
      place.cwd = resolve(place.cwd, args[0] ?? "");
      continue;
    }
    if (word !== "ilp") throw wrong(block, `only cd and ilp can be run here, not ${word}`);
    const ran = await ilp(place.cwd, ...args);
    const said = ran.out + ran.err;
    // A block whose list of codes is shorter ends with the last of them; the commands before end with 0.
    const expected = exits?.length === 1 ? (index === commands.length - 1 ? exits[0] : 0) : (exits?.[index] ?? 0);
    if (ran.code !== expected) throw wrong(block, `"${command}" ended with ${ran.code}, not ${expected}:\n${said}`);
    for (const chunk of output)
      if (!oneLine(said).includes(oneLine(chunk)))
        throw wrong(block, `"${command}" does not print\n${chunk}\nbut\n${said}`);
  }
}

/** Where a line breaks depends on the width of the terminal. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** A line with $ is typed; the lines below it are printed, "…" standing for others that are left out. */
export function commandsOf(block: Block): { command: string; output: string[] }[] {
  return block.text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...lines] = part.split("\n");
      const output = lines.join("\n").split(/^\s*…\s*$/m);
      return { command, output: output.filter((chunk) => chunk.trim() !== "") };
    });
}
