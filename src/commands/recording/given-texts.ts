import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import { decode, withoutMark } from "../../data/decode.ts";
import type { Io } from "../../io.ts";

/** --resubmit-by for resubmitBy. */
const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Options with the texts that are given as files (--feedback-file FILE; "-" is standard input), each in the place of the
 * option it stands for. Throws UserError.
 */
export async function withTexts<Options extends object>(options: Options, names: string[], io: Io): Promise<Options> {
  const given = options as Record<string, unknown>;
  const read: Record<string, unknown> = {};
  let fromInput = 0;
  for (const name of names) {
    const files = given[`${name}File`];
    if (files === undefined) continue;
    const flag = flagOf(name);
    if (given[name] !== undefined)
      throw new UserError(`${flag} and ${flag}-file say the same thing twice.`, "Give one of the two.");
    const all = [files].flat().map(String);
    fromInput += all.filter((each) => each === "-").length;
    if (fromInput > 1) throw new UserError('"-" is given twice, and there is one standard input.', "Give it once.");
    const texts: string[] = [];
    for (const file of all) texts.push(await textOf(io, file));
    read[name] = Array.isArray(files) ? texts : texts[0];
  }
  return { ...options, ...read };
}

async function textOf({ cwd, input }: Io, file: string): Promise<string> {
  const found = decode(file === "-" ? ((await input?.()) ?? new Uint8Array()) : bytesOf(cwd, file));
  if ("text" in found) return withoutMark(found.text);
  throw new UserError(
    `${file === "-" ? "What came in on standard input" : file} is no plain text in UTF-8, or too large.`,
    "Save it as plain text (.txt), and run the command again.",
  );
}

function bytesOf(cwd: string, file: string): Buffer {
  const path = resolve(cwd, file);
  try {
    // A pipe or a device may never end.
    if (!statSync(path).isFile()) throw new Error("no ordinary file");
    return readFileSync(path);
  } catch {
    throw new UserError(
      `There is no file ${file} that can be read.`,
      "Give the path of a text file, or - for what is typed in.",
    );
  }
}
