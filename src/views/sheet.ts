import type { Value } from "../core/basics/values.ts";
import type { Field } from "../core/forms/form.ts";
import type { Finding } from "../core/problems/finding.ts";
import type { Io } from "../io.ts";
import { findingText } from "./findings.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { sectionText } from "./section.ts";

/**
 * What somebody is shown before a record is made: plain values, so that nothing is agreed to that was not shown, and a
 * page can show the same as a terminal.
 */
export interface Sheet {
  title?: string;
  /** Which of how many it is, when they come one after another. */
  position?: { number: number; of: number } | null;
  /** What stands right below the title. */
  under?: SheetBlock;
  blocks: SheetBlock[];
}

/** A stretch of a sheet; one with nothing in it is left out. */
export type SheetBlock =
  /** The very data that is hashed. */
  | { is: "text"; fields: Field[]; data: Value }
  /** What is still missing; `command` shows all of it. */
  | { is: "missing"; findings: Finding[]; command: string }
  | { is: "lines"; lines: SheetLine[] }
  | SheetWord;

/** A line by itself, or one that is set in; where it is broken, it goes on `hang` steps deeper. */
export type SheetLine = string | { text: string; depth?: number; hang?: number; whole?: boolean };

/** Who says what with which proof: it stands right before the question. */
export interface SheetWord {
  is: "word";
  person: string;
  as: string;
  sentence: string;
  /** What is said besides the sentence, and signed with it. */
  more?: string[];
  /** After "You sign". */
  proof: string;
  notes?: string[];
  /** About a record, not a text: the sentence stands in the same line. */
  brief?: boolean;
}

/** Missing answers beyond this are counted, not listed. */
const most = 5;

/** A sheet on a terminal: its blocks with an empty line around each. */
export function sheetText({ title, position, under, blocks }: Sheet, io: Io): string {
  const where = position ? `${position.number} of ${position.of}  ` : "";
  const head = title ? paint(io).bold(lineText(where + title, io)) : "";
  const first = [head, under ? blockText(under, io) : ""].filter(Boolean).join("\n");
  const all = [first, ...blocks.map((block) => blockText(block, io))];
  return `\n${all.filter(Boolean).join("\n\n")}\n`;
}

function blockText(block: SheetBlock, io: Io): string {
  const linesOf = (lines: SheetLine[]) => lines.map((line) => lineText(line, io));
  switch (block.is) {
    case "text":
      return sectionText(block.fields, block.data, io);
    case "lines":
      return linesOf(block.lines).join("\n");
    case "missing": {
      const { findings, command } = block;
      const shown = findings.slice(0, most).map((each) => findingText(each, io));
      if (findings.length > most) shown.push(`  … and ${findings.length - most} more: ${command}`);
      return findings.length > 0 ? [`Still missing or wrong here (${findings.length}):`, ...shown].join("\n") : "";
    }
    case "word": {
      const { person, as, sentence, more = [], proof, notes = [], brief } = block;
      const head = `${paint(io).bold(safe(person))}, as ${safe(as)}:`;
      const said = [`"${sentence}"`, ...more].map((text) => ({ text, depth: 1 }));
      const first = brief ? [`${head} "${safe(sentence)}"`] : [head, ...linesOf(said)];
      return [...first, ...linesOf([`You sign ${proof}.`, ...notes])].join("\n");
    }
  }
}

function lineText(line: SheetLine, io: Io): string {
  const { text, depth = 0, hang = 0, whole = false } = typeof line === "string" ? { text: line } : line;
  const edge = "  ".repeat(depth);
  return edge + (whole ? safe(text) : wrap(safe(text), widthOf(io), edge + "  ".repeat(hang)));
}
