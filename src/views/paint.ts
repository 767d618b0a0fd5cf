import { Chalk } from "chalk";
import type { Io } from "../io.ts";

/** Colours for a terminal; plain text everywhere else. */
export const paint = (io: Pick<Io, "colour">) => new Chalk({ level: io.colour ? 1 : 0 });

/** Text from files may hold anything: control characters must not reach the terminal. */
export const safe = (text: string) =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");

/** How wide text is set: lines that are longer are hard to read. */
export const widthOf = ({ columns }: Pick<Io, "columns">) => Math.min(columns, 100);

/** Breaks a sentence into lines of at most `width`, each after the first set in by `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width - indent.length) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join(`\n${indent}`);
}
