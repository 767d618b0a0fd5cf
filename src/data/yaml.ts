import { LineCounter, parseDocument, visit } from "yaml";
import type { Finding } from "../core/finding.ts";
import type { Value } from "../core/values.ts";

/** Larger than any form people write by hand. */
const largest = 1024 * 1024;

type Problem = Pick<Finding, "code" | "data"> & Partial<Pick<Finding, "line" | "column" | "pointer">>;
export type Read = { value: Value } | { problem: Problem };

/** Bytes to text: UTF-8, with or without a byte-order mark. */
export function decode(bytes: Uint8Array): { text: string } | { problem: Problem } {
  if (bytes.length > largest) return { problem: { code: "file-too-large", data: { limit: "1 MB" } } };
  if (bytes.includes(0)) return { problem: { code: "file-not-text", data: {} } };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const good = new TextDecoder("utf-8").decode(bytes).split("\uFFFD")[0] ?? "";
    const lines = good.split("\n");
    return { problem: { code: "file-not-utf8", data: {}, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 } };
  }
}

/** What the YAML library says, in words for people who did not mean to learn YAML. */
const broken: Record<string, { reason: string; remedy: string }> = {
  TAB_AS_INDENT: { reason: "This line begins with a tab.", remedy: "Use spaces instead." },
  DUPLICATE_KEY: { reason: "This line stands twice at the same level.", remedy: "Keep one of the two." },
  MULTIPLE_DOCS: { reason: "A line with --- begins a second document.", remedy: "Remove the line, or put what follows into a file of its own." },
  MISSING_CHAR: { reason: "A quote or bracket is opened here and never closed.", remedy: "Close it, or write the text below a line ending in |." },
  BAD_INDENT: { reason: "This line is not indented like its neighbors.", remedy: "Line it up with the lines it belongs to." },
  MULTILINE_IMPLICIT_KEY: { reason: "This line should be \"name: answer\", or stand further in.", remedy: "Put two more spaces in front of text that goes on, or add the colon." },
  BLOCK_AS_IMPLICIT_KEY: { reason: "There are two colons on this line.", remedy: "Put the answer in quotes, or on its own lines below |." },
  IMPOSSIBLE: { reason: "This line cannot be read.", remedy: "Compare it with the lines around it." },
  UNEXPECTED_TOKEN: { reason: "Something on this line does not belong there.", remedy: "If it is part of an answer, put the answer in quotes." },
  BAD_SCALAR_START: { reason: "An answer cannot begin with this character.", remedy: "Put the answer in quotes." },
};

const suspicious = /(^|[\s[{,])(&|\*|!|<<\s*:)[^\s]/m;

/** Parses one YAML 1.2 document. Refuses what these files never need: aliases, merge keys, tags, second documents. Never throws. */
export function readYaml(text: string): Read {
  if (text.trim() === "" ) return { problem: { code: "file-empty", data: {} } };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const known = broken[error.code] ?? { reason: "This line cannot be read.", remedy: `(${error.message})` };
    return { problem: { code: "yaml-broken", data: known, line, column: col } };
  }
  const odd = suspicious.test(text) ? oddNode(document, lines) : null;
  if (odd) return { problem: odd };
  if (document.contents === null) return { problem: { code: "file-empty", data: {} } };
  return { value: document.toJS() as Value };
}

function oddNode(document: ReturnType<typeof parseDocument>, lines: LineCounter): Problem | null {
  let problem: Problem | null = null;
  const at = (node: { range?: readonly number[] | null }, sample: string) => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    problem = { code: "yaml-anchor", data: { sample }, line, column: col };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, node) => at(node, `*${node.source}`),
    Node(_, node) {
      if ("anchor" in node && node.anchor) return at(node, `&${node.anchor}`);
      const tag = "tag" in node ? node.tag : undefined;
      if (tag && !/^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/.test(tag)) return at(node, tag);
      return undefined;
    },
    Pair(_, pair) {
      const key = pair.key as { value?: unknown; range?: readonly number[] } | null;
      return key?.value === "<<" ? at(key, "<<") : undefined;
    },
  });
  return problem;
}

/** Where in the text a JSON pointer leads; for a key that is not there, where its surroundings begin. Lines and columns start at 1. */
export function locate(source: string, pointers: string[]): { line: number; column: number; endLine: number; endColumn: number }[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return pointers.map((pointer) => {
    const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
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
