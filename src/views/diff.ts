import type { TextStretch } from "../core/basics/text-change.ts";
import type { Change } from "../core/merge/changes.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** Words of unchanged text that are shown on either side of a change. */
const around = 12;

interface Word {
  kind: TextStretch["kind"];
  text: string;
  /** Whether it begins a line of its own, as in the text. */
  newLine: boolean;
  /** Whether no space stands before it. */
  glued: boolean;
}

/** What changed in each answer, word by word: struck and underlined in colour, else [-gone-] and {+come+}. */
export function diffText(changes: Change[], io: Io, indent: string): string[] {
  const colour = paint(io);
  const width = widthOf(io) - indent.length - 2;
  return changes.flatMap(({ label, much, pieces }) => [
    ...wrap(`${safe(label)} (${safe(much)})`, width)
      .split("\n")
      .map((line) => indent + colour.bold(line)),
    ...diffLines(pieces, width, io).map((line) => `${indent}  ${line}`),
  ]);
}

/** Two texts laid over each other, broken into lines of at most `width` letters. None when no words differ. */
export function diffLines(pieces: TextStretch[], width: number, io: Pick<Io, "colour">): string[] {
  const words = marked(shortened(wordsOf(pieces)), io.colour);
  const lines: Word[][] = [];
  let room = 0;
  for (const [at, word] of words.entries()) {
    const line = lines.at(-1);
    const needed = word.text.length + (word.glued ? 0 : 1);
    if (!line || word.newLine || (!word.glued && needed + gluedAfter(words, at) > room)) {
      lines.push([word]);
      room = width - word.text.length;
    } else {
      line.push(word);
      room -= needed;
    }
  }
  return lines.map((line) => painted(line, io));
}

/** Letters that follow without a space: they stay on one line. */
function gluedAfter(words: Word[], at: number): number {
  let length = 0;
  for (let next = at + 1; words[next]?.glued && !words[next]?.newLine; next++) length += words[next]!.text.length;
  return length;
}

function wordsOf(pieces: TextStretch[]): Word[] {
  const words: Word[] = [];
  let gap = "";
  for (const { kind, text } of pieces)
    for (const part of safe(text).match(/\s+|\S+/g) ?? []) {
      if (part.trim() === "") gap = kind === "removed" && gap !== "" ? gap : part;
      else {
        words.push({ kind, text: part, newLine: gap.includes("\n"), glued: gap === "" && words.length > 0 });
        gap = "";
      }
    }
  return words;
}

/** Long stretches that stayed as they were give way to "…". */
function shortened(words: Word[]): Word[] {
  const near = new Set<number>();
  for (const [at, { kind }] of words.entries())
    if (kind !== "same") for (let next = at - around; next <= at + around; next++) near.add(next);
  if (near.size === 0) return [];
  return words.flatMap((word, at) => {
    if (near.has(at)) return [word];
    return near.has(at - 1) || at === 0 ? [{ ...word, text: "…", glued: false }] : [];
  });
}

/** Without colour, signs around each run of words that went or came. */
function marked(words: Word[], colour: boolean): Word[] {
  if (colour) return words;
  const signs = { removed: ["[-", "-]"], added: ["{+", "+}"], same: ["", ""] } as const;
  return words.map((word, at) => {
    const [open, close] = signs[word.kind];
    const begins = words[at - 1]?.kind !== word.kind;
    const ends = words[at + 1]?.kind !== word.kind;
    return { ...word, text: `${begins ? open : ""}${word.text}${ends ? close : ""}` };
  });
}

/** Colour and line both tell: not everyone sees red and green apart. */
function painted(line: Word[], io: Pick<Io, "colour">): string {
  const colour = paint(io);
  const look = { same: (text: string) => text, removed: colour.red.strikethrough, added: colour.green.underline };
  const runs: TextStretch[] = [];
  for (const [at, { kind, text, glued }] of line.entries()) {
    const space = at > 0 && !glued ? " " : "";
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += space + text;
    else runs.push({ kind: "same", text: space }, { kind, text });
  }
  return runs.map(({ kind, text }) => (text ? look[kind](text) : "")).join("");
}
