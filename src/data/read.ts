import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Finding, Place, Spot } from "../core/problems/finding.ts";
import { decode, largest, type Problem, tooLarge } from "./decode.ts";
import { parseText } from "./parse.ts";

const reasons: Record<string, string> = {
  ENOENT: "it is not there",
  EACCES: "you have no right to read it",
  EISDIR: "it is a folder",
  ELOOP: "it is a link that leads to itself",
  ENOTDIR: "a file stands where a folder should be",
};
const reasonOf = (error: unknown) => reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? (error as Error).message;

/** A file's text, or what is wrong with it. `path` is from the program's folder, for people. Never throws. */
export function readText(root: string, path: string): { text: string } | { problem: Finding } {
  const refused = (problem: Problem) => ({ problem: { path, pointer: "", ...problem } });
  try {
    const entry = lstatSync(join(root, path));
    if (entry.isSymbolicLink()) return refused({ code: "folder-is-link", data: { name: path } });
    if (entry.isDirectory()) return refused({ code: "file-unreadable", data: { reason: "it is a folder" } });
    // A pipe would be waited for forever.
    if (!entry.isFile()) return refused({ code: "file-unreadable", data: { reason: "it is not an ordinary file" } });
    if (entry.size > largest) return refused(tooLarge);
    const decoded = decode(readFileSync(join(root, path)));
    return "text" in decoded ? decoded : refused(decoded.problem);
  } catch (error) {
    return refused({ code: "file-unreadable", data: { reason: reasonOf(error) } });
  }
}

/** A YAML file that holds a mapping. Never throws. */
export async function readMapping(
  root: string,
  path: string,
): Promise<{ value: Mapping; text: string } | { problem: Finding }> {
  const source = readText(root, path);
  if ("problem" in source) return source;
  const parsed = await parseText(source.text);
  if ("problem" in parsed) return { problem: { path, pointer: "", ...parsed.problem } };
  if (isMapping(parsed.value)) return { value: parsed.value, text: source.text };
  const found = Array.isArray(parsed.value) ? "a list" : "a single piece of text";
  const data = { label: "This file", found, expected: 'lines of the shape "name: answer"', hint: "" };
  return { problem: { code: "wrong-type", data, path, pointer: "", line: 1, column: 1 } };
}

/** Names in a folder, sorted; empty when it is not there. Links are named apart and never followed. */
export function readFolder(path: string): { files: string[]; folders: string[]; links: string[] } {
  const found = { files: [] as string[], folders: [] as string[], links: [] as string[] };
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return found;
  }
  for (const entry of entries) {
    if (entry.isSymbolicLink()) found.links.push(entry.name);
    else if (entry.isDirectory()) found.folders.push(entry.name);
    else if (entry.isFile()) found.files.push(entry.name);
  }
  for (const names of Object.values(found)) names.sort();
  return found;
}

/** Adds line and column to findings that do not have them: each file is read once more, only when it has something to show. */
export async function located<F extends Finding>(root: string, findings: F[]): Promise<F[]> {
  const spots = await spotsOf(root, [
    ...findings.filter((each) => each.line === undefined && each.code !== "document-missing"),
    ...findings.flatMap(({ also = [] }) => also),
  ]);
  const at = <Each extends Place>(each: Each): Each => ({ ...each, ...spots.get(each) });
  return findings.map((each) => ({ ...at(each), ...(each.also ? { also: each.also.map(at) } : {}) }));
}

/** The line and column of each place, where its file can be read. */
async function spotsOf(root: string, places: Place[]): Promise<Map<Place, Partial<Spot>>> {
  const spots = new Map<Place, Partial<Spot>>();
  for (const [path, all] of groupByPath(places)) {
    const source = readText(root, path);
    if ("problem" in source) continue;
    const { locate } = await import("./yaml.ts");
    const found = locate(
      source.text,
      all.map((each) => each.pointer),
    );
    for (const [index, each] of all.entries()) spots.set(each, found[index] ?? {});
  }
  return spots;
}

function groupByPath(places: Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const each of places) groups.set(each.path, [...(groups.get(each.path) ?? []), each]);
  return groups;
}
