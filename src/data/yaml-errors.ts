import type { Document, LineCounter, YAMLParseError } from "yaml";
import type { Finding } from "../core/problems/finding.ts";
import { habitAt, hasBracket, hasTwoColons } from "./yaml-habits.ts";

type Broken = Pick<Finding, "code" | "data" | "line" | "column">;
interface Words {
  reason: string;
  remedy: string;
}

const unclosed: Words = {
  reason: "A quote or bracket is opened here and never closed.",
  remedy: "Close it on this line, or write longer text below a line ending in |.",
};
const badIndent: Words = {
  reason: "This line is not indented like its neighbors.",
  remedy: "Line it up with the lines it belongs to.",
};

const bracket: Words = {
  reason: "A comma or bracket is missing here.",
  remedy: "Write lists in one line as [one, two].",
};
const twoColons: Words = {
  reason: "There are two colons on this line.",
  remedy: "Put the answer in quotes, or on its own lines below |.",
};

/** What the YAML library says, in words for people who did not mean to learn YAML. The first match counts. */
const words: [code: string, message: RegExp, words: Words][] = [
  ["TAB_AS_INDENT", /./, { reason: "This line begins with a tab.", remedy: "Use spaces instead." }],
  [
    "MULTIPLE_DOCS",
    /./,
    {
      reason: "A second document begins here (after a line with --- or ...).",
      remedy: "Remove that line, or put what follows into a file of its own.",
    },
  ],
  ["MISSING_CHAR", /^Missing closing/, unclosed],
  [
    "MISSING_CHAR",
    /^Comments/,
    {
      reason: "A # stands right after the answer.",
      remedy: "Put a space before it if a comment begins here; if it is part of the answer, put all of it in quotes.",
    },
  ],
  [
    "MISSING_CHAR",
    /followed by map values/,
    { reason: "The colon is missing on this line.", remedy: 'Write it as "name: answer".' },
  ],
  ["MISSING_CHAR", /./, bracket],
  ["BAD_INDENT", /^Flow/, unclosed],
  ["BAD_INDENT", /./, badIndent],
  [
    "MULTILINE_IMPLICIT_KEY",
    /./,
    {
      reason: 'This line should be "name: answer", or stand further in.',
      remedy: "Put two more spaces in front of text that goes on, or add the colon.",
    },
  ],
  ["BLOCK_AS_IMPLICIT_KEY", /./, twoColons],
  [
    "BAD_DQ_ESCAPE",
    /./,
    {
      reason: "A backslash in double quotes has a meaning of its own.",
      remedy: "Write two of them (\\\\), or use single quotes.",
    },
  ],
  [
    "UNEXPECTED_TOKEN",
    /./,
    {
      reason: "Something on this line does not belong there.",
      remedy: "If it is part of an answer, put the whole answer in quotes.",
    },
  ],
  [
    "BAD_SCALAR_START",
    /./,
    { reason: "An answer cannot begin with this character.", remedy: "Put the answer in quotes." },
  ],
  [
    "RESOURCE_EXHAUSTION",
    /./,
    {
      reason: "Lists and groups are nested too deeply here.",
      remedy: "Compare it with a fresh form: ilp new --missing",
    },
  ],
];

const other: Words = { reason: "This line cannot be read.", remedy: "Compare it with the lines around it." };

export const brokenYaml = (words: Words, line: number, column: number): Broken => ({
  code: "yaml-broken",
  data: { ...words },
  line,
  column,
});

/** One finding for all a parser says about a broken file: where the first mistake was made, not where it was noticed. */
export function parseProblem(text: string, document: Document.Parsed, lines: LineCounter): Broken {
  const errors = document.errors as [YAMLParseError, ...YAMLParseError[]];
  const [first] = errors;
  const habit = habitAt(text, lines.linePos(first.pos[0]).line);
  if (habit) return brokenYaml({ reason: habit.reason, remedy: habit.remedy }, habit.line, habit.column);
  const exhausted = errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  const open = errors.find(({ code, message }) => wordsFor(code, message) === unclosed);
  const opened = open ? openedAt(document.contents, open.pos[0]) : null;
  if (exhausted) return at(exhausted.pos[0], wordsFor(exhausted.code, exhausted.message), lines);
  if (opened !== null && opened <= first.pos[0]) return at(opened, unclosed, lines);
  const shifted = errors.some(
    ({ code, pos }) => code === "MULTILINE_IMPLICIT_KEY" && pos[0] === first.pos[0] && pos[0] > 0,
  );
  if (first.code === "BLOCK_AS_IMPLICIT_KEY" && shifted) {
    const below = /\n([ \t]*)\S[^\n]*:(?=\s|$)/.exec(text.slice(first.pos[0]));
    if (below) return at(first.pos[0] + below.index + 1 + (below[1]?.length ?? 0), badIndent, lines);
  }
  const start =
    first.code === "BAD_INDENT" ? first.pos[0] + (/^ */.exec(text.slice(first.pos[0]))?.[0].length ?? 0) : first.pos[0];
  const said = wordsFor(first.code, first.message);
  const { line } = lines.linePos(start);
  const mistaken = (said === twoColons && !hasTwoColons(text, line)) || (said === bracket && !hasBracket(text, line));
  return at(start, mistaken ? badIndent : said, lines);
}

const wordsFor = (code: string, message: string): Words =>
  words.find(([each, pattern]) => each === code && pattern.test(message))?.[2] ?? other;

function at(offset: number, said: Words, lines: LineCounter): Broken {
  const { line, col } = lines.linePos(offset);
  return brokenYaml(said, line, col);
}

interface Node {
  range?: readonly number[] | null;
  type?: string;
  flow?: boolean;
  items?: unknown[];
  key?: Node | null;
  value?: unknown;
}

/** Where the innermost quoted text or [list] begins that an offset lies in or right behind. */
function openedAt(root: unknown, offset: number): number | null {
  let found: number | null = null;
  const visit = (node: Node | null | undefined) => {
    if (!node || typeof node !== "object") return;
    const [start = 0, end = 0] = node.range ?? [];
    if (node.range && (offset < start || start === end)) return;
    if (node.range && offset <= end && (node.flow || node.type?.startsWith("QUOTE_"))) found = start;
    for (const item of node.items ?? []) {
      const pair = item as Node;
      if ("key" in pair) visit(pair.key);
      visit(("key" in pair ? pair.value : pair) as Node | null);
    }
  };
  visit(root as Node | null);
  return found;
}
