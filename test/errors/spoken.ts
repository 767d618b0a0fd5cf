/** Reads what ilp printed for people: which findings are in it, and of which code each is. */
import { type Code, codes, words } from "../../src/core/problems/messages.ts";

/** The lines of one finding, as they are printed: where, what, what to do. */
export type Printed = string[];

/** Every finding in a text: a place, two spaces in, and sentences four spaces in below it. */
export function findingsIn(out: string): Printed[] {
  const lines = out.split("\n");
  return lines.flatMap((line, index) => {
    if (!/^ {2}\S/.test(line) || !lines[index + 1]?.startsWith("    ")) return [];
    const below = lines.slice(index + 1);
    const end = below.findIndex((each) => !each.startsWith("    "));
    return [[line, ...(end === -1 ? below : below.slice(0, end))]];
  });
}

/** The code of a finding: of those whose sentences can be what was printed, the one that says most of it. Two codes may say the same. */
export function codesOf([, ...sentences]: Printed): Code[] {
  const said = sentences.map((line) => line.trim()).join(" ");
  const fitting = shapes.filter(({ shape }) => shape.test(said));
  const most = Math.max(...fitting.map(({ fixed }) => fixed));
  return fitting.filter(({ fixed }) => fixed === most).map(({ code }) => code);
}

const gap = "\u0000";
const anything = new Proxy({} as Record<string, string>, { get: () => gap });
const fixedIn = (text: string) => text.replaceAll(gap, "").trim().length;

const shapes = codes.map((code) => {
  const { message, help = "" } = words({ code, data: anything });
  // What is nothing but a gap may be left out.
  const asked = fixedIn(help) > 0 ? ` ${help}` : gap;
  const pattern = `${message}${asked}`
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll(` ${gap}`, "(?: .*)?")
    .replaceAll(gap, ".*");
  const places = "(?: See also \\S+)*";
  const follows = "(?: This may follow from what is missing in .*)?";
  return { code, shape: new RegExp(`^${pattern}${places}${follows}$`), fixed: fixedIn(message + help) };
});
