import { safe } from "./paint.ts";

/** What GitHub makes a link of by itself: a backslash in it would become part of the address. */
const address = /((?:https?:\/\/|www\.)[^\s<>`|\\[\]"]*[A-Za-z0-9/=-])/;

/** Text inside Markdown as it was written: nothing in it is a mark, a tag or the edge of a cell. */
export const plainIn = (text: string): string =>
  safe(text)
    .trim()
    .split(address)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join("")
    // At the beginning these would make a list.
    .replace(/^[-+]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_~[\]|#!>]/g, "\\$&")
    .replace(/\s*\n\s*/g, "<br>");

/** A table as GitHub's Markdown has it. */
export function markdownTable(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(plainIn).join(" | ")} |`;
  return [line(heads), `| ${heads.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}
