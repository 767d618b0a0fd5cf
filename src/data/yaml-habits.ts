/** A mistake people naturally make: where it is (line and column from 1), and what to do. */
export interface Habit {
  line: number;
  column: number;
  reason: string;
  remedy: string;
}

const isEntry = (line: string) => /^\s*(#|- |-$|[\w.-]+:(\s|$))/.test(line);
const indentOf = (line: string) => line.length - line.trimStart().length;
const count = (line: string, letter: string) => line.split(letter).length - 1;

interface Spot {
  lines: string[];
  /** From 0. */
  index: number;
}
type Look = (spot: Spot) => { column: number; reason: string; remedy: string } | null;

const line = ({ lines, index }: Spot) => lines[index] ?? "";

/** `entries: []` was left as it is, and items were put below it. */
const filledEmptyList: Look = (spot) => {
  const [, space = "", key] = /^(\s*)([\w-]+): \[\]\s*(?:#.*)?$/.exec(line(spot)) ?? [];
  const below = spot.lines
    .slice(spot.index + 1)
    .find((each) => each.trim() !== "" && !each.trimStart().startsWith("#"));
  if (!key || !/^\s*- /.test(below ?? "")) return null;
  return {
    column: space.length + 1,
    reason: `"${key}:" is marked as empty with [], and items follow.`,
    remedy: "Remove the [].",
  };
};

const tab: Look = (spot) =>
  /^ *\t/.test(line(spot))
    ? { column: 1, reason: "This line begins with a tab.", remedy: "Use spaces instead." }
    : null;

const curlyQuote: Look = (spot) => {
  const found = /:\s+[“”„‘’«]/.exec(line(spot));
  if (!found) return null;
  return {
    column: found.index + found[0].length,
    reason: "Curly quotes do not count as quotes here.",
    remedy: 'Type straight ones: "…".',
  };
};

const textBehindBar: Look = (spot) => {
  const found = /:\s+\|[-+]?\s+[^#\s]/.exec(line(spot));
  if (!found) return null;
  return {
    column: found.index + found[0].length,
    reason: "Text stands behind the | on the same line.",
    remedy: "Put it on the next line, two spaces further in.",
  };
};

const quoteInQuotes: Look = (spot) => {
  const [, before = "", quote = ""] = /^(.*?:\s+)(["'])/.exec(line(spot)) ?? [];
  const bare = line(spot).replaceAll('\\"', "").replaceAll("''", "");
  if (!quote || count(bare.slice(before.length), quote) < 3) return null;
  return {
    column: before.length + 1,
    reason: `There are quotes inside quotes (${quote}).`,
    remedy:
      quote === "'"
        ? 'Use "…" around an answer with an apostrophe.'
        : "Leave out the outer ones and put the text below a line ending in |.",
  };
};

/** An answer under `key: |` that was not moved in. */
const answerNotIndented: Look = (spot) => {
  if (isEntry(line(spot)) || line(spot).trim() === "") return null;
  for (let above = spot.index - 1; above >= 0; above--) {
    const text = spot.lines[above] ?? "";
    const [, key] = /^\s*(?:- )?([\w-]+):\s*\|[-+]?\s*$/.exec(text) ?? [];
    if (key)
      return {
        column: indentOf(line(spot)) + 1,
        reason: `This looks like the answer to "${key}" above.`,
        remedy: `Put its lines two spaces further in than "${key}".`,
      };
    if (isEntry(text) && !text.trimStart().startsWith("#")) return null;
  }
  return null;
};

const looks = [filledEmptyList, tab, curlyQuote, textBehindBar, quoteInQuotes, answerNotIndented];

/** The habit behind a parser's complaint about a line, looked for there and on the lines around it. */
export function habitAt(text: string, complaint: number): Habit | null {
  const lines = text.split("\n").map((each) => each.replace(/\r$/, ""));
  const written = (index: number) =>
    (lines[index] ?? "").trim() !== "" && !(lines[index] ?? "").trimStart().startsWith("#");
  const near = [complaint - 1];
  for (let index = complaint - 2; index >= 0 && near.length < 3; index--) if (written(index)) near.push(index);
  for (let index = complaint; index < lines.length && near.length < 4; index++) if (written(index)) near.push(index);
  for (const look of looks)
    for (const index of near) {
      const found = look({ lines, index });
      if (found) return { line: index + 1, ...found };
    }
  return null;
}

/** Whether a line really has a second colon that reads as another "name: answer". */
export const hasTwoColons = (text: string, number: number) =>
  count(`${(text.split("\n")[number - 1] ?? "").replace(/"[^"]*"/g, "")} `, ": ") > 1;
export const hasBracket = (text: string, number: number) =>
  text
    .split("\n")
    .slice(Math.max(0, number - 4), number)
    .some((each) => /[[\]{}]/.test(each));
