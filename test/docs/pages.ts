/** Reads the README and the pages of docs/: their fenced blocks, and what the words after the fence say about them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export const pages = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`),
];

export const pageText = (page: string): string => readFileSync(join(root, page), "utf8");

/** ```yaml valid=pd-log: lang is yaml, flags has valid with "pd-log"; a word alone has "". */
export interface Block {
  page: string;
  line: number;
  lang: string;
  flags: Map<string, string>;
  text: string;
}

const fence = /^( *)```(.*)$/;

export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let open: { indent: string; block: Block; lines: string[] } | null = null;
  for (const [index, line] of pageText(page).split("\n").entries()) {
    const [, indent = "", info = ""] = fence.exec(line) ?? [];
    const isFence = fence.test(line);
    if (open && isFence) {
      blocks.push({ ...open.block, text: `${open.lines.join("\n")}\n` });
      open = null;
    } else if (open) open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    else if (isFence) {
      const [lang = "", ...words] = info.trim().split(/\s+/);
      const flags = new Map(
        words.map((word) => word.split(/=(.*)/, 2) as [string, string?]).map(([a, b]) => [a, b ?? ""]),
      );
      open = { indent, block: { page, line: index + 1, lang, flags, text: "" }, lines: [] };
    }
  }
  if (open) throw new Error(`${page}:${open.block.line}: this block is never closed`);
  return blocks;
}

/** A command line as a shell splits it: words, and quotes around words with spaces. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Pages whose examples are done. */
export const shownPages = pages.filter(
  (page) =>
    page !== "docs/adding-a-form.md" && blocksOf(page).some(({ flags }) => flags.has("run") || flags.has("shell")),
);

/** Pages on which several people set themselves up: they take longer than all the others. */
export const longPages = ["docs/signatures.md", "docs/review.md"];
