import { join, relative, resolve } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import type { Program } from "../../data/load.ts";
import { writeFiles } from "../../data/write.ts";
import type { Io } from "../../io.ts";
import { safe } from "../../views/paint.ts";
import type { ComputedSource } from "../../word/computed.ts";

export interface PrintOptions {
  word?: boolean;
  out?: string;
}

/** Options that only go together. Throws UserError. */
export function checkPrinting({ word, out }: PrintOptions, format: string): void {
  if (word && format !== "text")
    throw new UserError("--word writes a Word file; --format prints on the screen.", "Leave out one of the two.");
  if (out !== undefined && !word)
    throw new UserError("--out says where a Word file goes.", "Add --word, or send the text itself to a file with >.");
}

/** Writes a computed form as a Word file, a candidate's into their own folder, and says where. */
export async function printWord(
  source: ComputedSource & { program: Program },
  { out }: PrintOptions,
  io: Io,
): Promise<void> {
  const { printComputed } = await import("./print-computed.ts");
  const { name, bytes } = await printComputed(source);
  const folder = out === undefined ? join(source.program.root, "export") : resolve(io.cwd, out);
  const path = source.candidate ? join(source.candidate.id, name) : name;
  writeFiles(folder, [{ path, content: bytes }]);
  io.out(`${safe(join(relative(io.cwd, folder), path))}\n`);
}
