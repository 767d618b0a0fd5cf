import type { Mapping, Value } from "../core/basics/values.ts";

/**
 * Reads the plain part of YAML that ilp itself writes, an order of magnitude faster than a full parser.
 * Anything it is not sure of (odd quoting, anchors, tabs, a surprising indent, an error) makes it give up with
 * `undefined`, and the full parser decides: this one never guesses and never reports an error.
 */
export function readPlain(text: string): Value | undefined {
  if (text.includes("\r") || text.includes("\t") || unusual.test(text)) return undefined;
  const reader = new Reader(text.split("\n"));
  try {
    const value = reader.mapping(reader.indentOfNext(), 0);
    return reader.atEnd() ? value : undefined;
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

/** Control characters, exotic line ends, lone surrogates. */
const unusual = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/;
const unsure = Symbol("unsure");
const deepest = 40;

const keyLine = /^( *)((?:- )*)([A-Za-z][A-Za-z0-9_.-]*|[1-9][A-D]):(?: +(\S.*))?$/;
const special = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
/** As a key, only what YAML 1.2 itself reads as something else than text. */
const specialKey = /^(?:null|true|false)$/i;
/** Words without quotes: from a letter on, or a number of something ("30 days"), or an element of the CPSEL. */
const plainWord = /^(?:[A-Za-z]|\d+ +[A-Za-z])(?:[^\s#:[\]{}"]|:(?=[^\s#:[\]{}",])| +(?=[^\s#:[\]{}"]))*$|^[1-9][A-D]$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;
const quoted = /^"(?:[^"\\]|\\["\\nt])*"$/;

class Reader {
  private at = 0;
  constructor(private readonly lines: string[]) {}

  /** Moves past blank lines and comments; the indent of the next line with something on it, or -1 at the end. */
  indentOfNext(): number {
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at] ?? "";
      const first = line.search(/\S/);
      if (first === -1 || line[first] === "#") continue;
      return first;
    }
    return -1;
  }

  atEnd = () => this.indentOfNext() === -1;

  mapping(indent: number, depth: number): Mapping {
    if (indent < 0 || depth > deepest) throw unsure;
    const result: Mapping = {};
    while (this.indentOfNext() === indent) {
      const parts = keyLine.exec(this.lines[this.at] ?? "");
      if (parts?.[2] !== "") break;
      this.entry(result, parts[3] ?? "", parts[4], indent, depth);
    }
    if (this.indentOfNext() > indent) throw unsure;
    return result;
  }

  private entry(into: Mapping, key: string, rest: string | undefined, indent: number, depth: number) {
    if (specialKey.test(key) || Object.hasOwn(into, key) || key === "__proto__") throw unsure;
    this.at++;
    if (rest === undefined || rest.startsWith("#")) into[key] = this.below(indent, depth);
    else if (/^\|-?$/.test(rest)) into[key] = this.block(indent, rest === "|-");
    else {
      into[key] = readFlow(rest);
      if (this.indentOfNext() > indent) throw unsure;
    }
  }

  /** What stands under `key:`: a mapping, a list, or nothing. */
  private below(indent: number, depth: number): Value {
    const next = this.indentOfNext();
    const dash = (this.lines[this.at] ?? "").startsWith("- ", next);
    if (dash && next >= indent) return this.list(next, depth + 1);
    return next > indent ? this.mapping(next, depth + 1) : null;
  }

  private list(indent: number, depth: number): Value[] {
    if (depth > deepest) throw unsure;
    const result: Value[] = [];
    for (let next = this.indentOfNext(); next === indent; next = this.indentOfNext()) {
      const line = this.lines[this.at] ?? "";
      if (!line.startsWith("- ", indent)) break;
      const rest = line.slice(indent + 2);
      if (rest.startsWith(" ") || rest === "") throw unsure;
      const parts = keyLine.exec(" ".repeat(indent + 2) + rest);
      if (parts && parts[2] === "") {
        // The item's first key stands behind the dash: read it as a line of its own.
        this.lines[this.at] = " ".repeat(indent + 2) + rest;
        result.push(this.mapping(indent + 2, depth + 1));
      } else {
        this.at++;
        result.push(readFlow(rest));
        if (this.indentOfNext() > indent) throw unsure;
      }
    }
    if (this.indentOfNext() > indent) throw unsure;
    return result;
  }

  /** A block of prose after `key: |`. */
  private block(indent: number, strip: boolean): string {
    let content = -1;
    const found: string[] = [];
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at] ?? "";
      const first = line.search(/[^ ]/);
      if (first === -1) {
        if (content === -1 && line !== "") throw unsure;
        found.push(content === -1 ? "" : line.slice(content));
        continue;
      }
      if (content === -1 && first > indent) content = first;
      if (content === -1 || first < content) {
        if (first > indent) throw unsure;
        break;
      }
      found.push(line.slice(content));
    }
    while (found.at(-1) === "") found.pop();
    if (found.length === 0) return "";
    // Lines of spaces at the end, and the very end of the file, are where parsers have their own ideas.
    if (found.at(-1)?.trim() === "" || (this.at >= this.lines.length && this.lines.at(-1) !== "")) throw unsure;
    return found.join("\n") + (strip ? "" : "\n");
  }
}

/** A value on one line: a scalar, or a flow list or mapping of them. */
function readFlow(source: string): Value {
  const comment = /^((?:"(?:[^"\\]|\\.)*"|[^"#])*?) +#.*$/.exec(source);
  const text = (comment?.[1] ?? source).trimEnd();
  if (/^\[ *\]$/.test(text)) return [];
  const flow = /^([[{])(.*)[\]}]$/.exec(text);
  if (flow && (flow[1] === "[") === text.endsWith("]")) {
    const parts = splitFlow(flow[2] ?? "");
    return flow[1] === "[" ? parts.map(readFlow) : flowMapping(parts);
  }
  return scalar(text);
}

/** The parts between the commas of the outermost level. */
function splitFlow(inner: string): string[] {
  const parts: string[] = [];
  let part = "";
  let level = 0;
  let quote = false;
  for (let index = 0; index < inner.length; index++) {
    const letter = inner[index] ?? "";
    if (quote && letter === "\\") part += inner[index++] ?? "";
    else if (letter === '"') quote = !quote;
    else if (!quote && letter === "#") throw unsure;
    else if (!quote && (letter === "[" || letter === "{")) level++;
    else if (!quote && (letter === "]" || letter === "}")) level--;
    if (letter === "," && level === 0 && !quote) {
      parts.push(part.trim());
      part = "";
    } else part += inner[index] ?? "";
  }
  if (level !== 0 || quote) throw unsure;
  const all = [...parts, part.trim()];
  if (all.some((each) => each === "")) throw unsure;
  return all;
}

/** One pair of a flow mapping; as JSON has it, the key is in quotes, and needs no space after it. */
const pair = /^(?:([A-Za-z][A-Za-z0-9_.-]*): +|"([A-Za-z][A-Za-z0-9_.-]*)": *)(\S.*)$/;

function flowMapping(parts: string[]): Mapping {
  const result: Mapping = {};
  for (const part of parts) {
    const [, bare, inQuotes, rest] = pair.exec(part) ?? [];
    const key = bare ?? inQuotes ?? "";
    if (rest === undefined || specialKey.test(key) || Object.hasOwn(result, key)) throw unsure;
    result[key] = readFlow(rest);
  }
  return result;
}

function scalar(text: string): Value {
  if (quoted.test(text)) return JSON.parse(text) as string;
  if (text === "null") return null;
  if (text === "true") return true;
  if (text === "false") return false;
  if (number.test(text)) return text === "-0" ? throwUnsure() : Number(text);
  if (day.test(text)) return text;
  if (plainWord.test(text) && !special.test(text)) return text;
  return throwUnsure();
}

function throwUnsure(): never {
  throw unsure;
}
