import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Value } from "../core/basics/values.ts";
import { type Problem, withoutMark } from "./decode.ts";
import { brokenYaml, parseProblem } from "./yaml-errors.ts";

export type Read = { value: Value } | { problem: Problem };

/** Deeper than any form goes; a hostile file could otherwise exhaust the stack. */
const deepest = 64;
const tooDeep = {
  reason: "Lists and groups are nested too deeply here.",
  remedy: "No form goes this deep: compare it with a fresh one.",
};

/** Parses one YAML 1.2 document. Refuses what these files never need: aliases, merge keys, tags, second documents. Never throws. */
export function readYaml(source: string): Read {
  const text = withoutMark(source);
  if (text.trim() === "") return { problem: { code: "file-empty", data: {} } };
  const lines = new LineCounter();
  const brackets = /(?:[[{]\s*){65}/.exec(text);
  if (brackets) return { problem: placed(text, brackets.index) };
  // Keys are compared below: the library compares each with every other, which takes minutes in a long file.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, merge: false });
  if (document.errors.length > 0) return { problem: parseProblem(text, document, lines) };
  if (document.directives?.yaml.explicit || text.startsWith("%"))
    return { problem: odd(text.split(/\s/, 1)[0] ?? "%", 0, lines) };
  // A tag that does not fit what it stands before, an unknown directive: other programs may read the text differently.
  const [warning] = document.warnings;
  if (warning) return { problem: odd(text.slice(...warning.pos).split(/\s/, 1)[0] || "%", warning.pos[0], lines) };
  const problem = nodeProblem(document.contents, lines, 0);
  if (problem) return { problem };
  if (document.contents === null) return { problem: { code: "file-empty", data: {} } };
  return { value: document.toJS() as Value };
}

function placed(text: string, offset: number): Problem {
  const before = text.slice(0, offset).split("\n");
  return brokenYaml(tooDeep, before.length, (before.at(-1)?.length ?? 0) + 1);
}

function odd(sample: string, offset: number, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(offset);
  return { code: "yaml-anchor", data: { sample }, line, column: col };
}

const ordinaryTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** The first thing in the tree that these files do not use, or that stands twice. */
function nodeProblem(node: unknown, lines: LineCounter, depth: number): Problem | null {
  if (isAlias(node)) return odd(`*${node.source}`, node.range?.[0] ?? 0, lines);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  const start = node.range?.[0] ?? 0;
  if (node.anchor) return odd(`&${node.anchor}`, start, lines);
  if (node.tag && !ordinaryTag.test(node.tag)) return odd(node.tag, start, lines);
  if (isScalar(node)) return null;
  if (depth > deepest) {
    const { line, col } = lines.linePos(start);
    return brokenYaml(tooDeep, line, col);
  }
  const seen = new Set<string>();
  for (const item of node.items) {
    const problem = isPair(item)
      ? (keyProblem(item.key, seen, lines) ??
        nodeProblem(item.key, lines, depth + 1) ??
        nodeProblem(item.value, lines, depth + 1))
      : nodeProblem(item, lines, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function keyProblem(key: unknown, seen: Set<string>, lines: LineCounter): Problem | null {
  if (isMap(key) || isSeq(key)) return odd("?", key.range?.[0] ?? 0, lines);
  if (!isScalar(key)) return null;
  const word = String(key.value ?? "");
  const start = key.range?.[0] ?? 0;
  if (word === "<<") return odd("<<", start, lines);
  const words = nameProblem(key.value, key.source ?? "") ?? (seen.has(word) ? twice(word) : null);
  if (words) {
    const { line, col } = lines.linePos(start);
    return brokenYaml(words, line, col);
  }
  seen.add(word);
  return null;
}

const twice = (word: string) => ({
  reason: `The line "${word}:" stands twice at the same level.`,
  remedy: "Keep one of the two.",
});

/** A name that programs read as something else than text: 1 and "1" would be one name here and two elsewhere. */
function nameProblem(value: unknown, source: string): { reason: string; remedy: string } | null {
  if (value === "__proto__") return { reason: `The name "${value}" is not for files.`, remedy: "Choose another name." };
  if (typeof value === "string") return null;
  if (source === "") return { reason: "The name before the colon is missing.", remedy: 'Write it as "name: answer".' };
  return { reason: `The name ${source} is not read as text.`, remedy: `Put it in quotes: "${source}":` };
}

/** Where in the text a JSON pointer leads; for a key that is not there, where its surroundings begin. Lines and columns start at 1. */
export function locate(
  source: string,
  pointers: string[],
): { line: number; column: number; endLine: number; endColumn: number }[] {
  const lines = new LineCounter();
  const document = parseDocument(withoutMark(source), { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return pointers.map((pointer) => {
    const steps = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const [from, to] = rangeOf(document.contents, steps) ?? [0, 0];
    const start = lines.linePos(from);
    const end = lines.linePos(Math.max(from, to));
    return { line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
  });
}

interface Node {
  range?: readonly number[] | null;
  items?: unknown[];
}

/** The range of the deepest node on the way; for a pair, from its key on. */
function rangeOf(root: unknown, steps: string[]): [number, number] | null {
  let node = root as Node | null;
  let range: [number, number] | null = null;
  for (const step of steps) {
    const items = node?.items;
    if (!items) break;
    const pair = items.find((item) => String((item as { key?: { value?: unknown } }).key?.value) === step) as
      | { key: Node; value: Node | null }
      | undefined;
    const next = pair ? pair.value : /^\d+$/.test(step) ? (items[Number(step)] as Node | undefined) : undefined;
    if (!pair && !next) break;
    const start = pair ? pair.key.range?.[0] : next?.range?.[0];
    range = [start ?? 0, next?.range?.[1] ?? pair?.key.range?.[1] ?? start ?? 0];
    node = next ?? null;
  }
  return range;
}
