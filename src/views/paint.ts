import { Chalk } from "chalk";
import type { Io } from "../io.ts";
import { columnsOf } from "./columns.ts";

/** Colours for a terminal; plain text everywhere else. */
export const paint = (io: Pick<Io, "colour">) => new Chalk({ level: io.colour ? 1 : 0 });

/** Text from files may hold anything: control characters must not reach the terminal. */
export const safe = (text: string) =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");

/** How wide text is set: lines that are longer are hard to read. */
export const widthOf = ({ columns }: Pick<Io, "columns">) => Math.min(columns, 100);

/** A command as a sentence gives it, after a colon, at the beginning or after "or": up to where the sentence goes on. */
const command = /(?<=^|[:(] |\(|, or )(?:ilp|git) [a-z][\w-]*(?: (?:"[^"]*"|'[^']*'|[^\s,;()]*[^\s,;:.()]))*/g;
// Of private use: nobody writes it, and it takes one column.
const held = "\ue000";

/** A text with the commands in it changed. */
export const withCommands = (text: string, change: (command: string) => string): string =>
  text.replace(command, change);

/**
 * Breaks a sentence into lines of at most `width` columns, each after the first set in by `indent`. A command is not
 * broken, even if it is longer than a line: it could not be copied.
 */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  const room = width - columnsOf(indent);
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.replace(command, (found) => found.replaceAll(" ", held)).split(" ")) {
      if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > room) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  // An empty line between paragraphs is empty: no line ends in bare spaces.
  return lines
    .map((line, index) => (index === 0 || line === "" ? line : indent + line))
    .join("\n")
    .replaceAll(held, " ");
}
