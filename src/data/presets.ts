import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, isSeq, parseDocument } from "yaml";
import { packageFolder } from "./package-folder.ts";

const folder = () => join(packageFolder(), "templates", "presets");

/** combined first: it is the default. */
export const presetNames = (): string[] =>
  readdirSync(folder())
    .map((name) => name.replace(/\.yaml$/, ""))
    .sort((one, other) => Number(other === "combined") - Number(one === "combined") || one.localeCompare(other));

/** One line on what a preset is, for whoever chooses. */
export const presetAbout = (name: string): string => String(read(name).get("about") ?? "");

const read = (name: string) => parseDocument(readFileSync(join(folder(), `${name}.yaml`), "utf8"));

/** The program.yaml a preset begins with, comments and all. Presets that extend another say only what differs. */
export function programText(preset: string, facts: { id: string; district: string }): string {
  const own = read(preset);
  const {
    extends: base,
    about: _,
    without = [],
    ...changes
  } = own.toJS() as Record<string, unknown> & { without?: string[][] };
  const document = typeof base === "string" ? read(base) : own;
  if (typeof base === "string") {
    for (const [key, value] of Object.entries(changes)) change(document, key, value);
    for (const path of without) drop(document, path);
  }
  document.delete("about");
  document.set("id", facts.id);
  document.set("district", facts.district);
  const head =
    "# yaml-language-server: $schema=.ilp/schemas/program.schema.json\n# $schema: .ilp/schemas/program.schema.json\n#\n";
  return head + document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function change(document: Document, key: string, value: unknown) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [inner, each] of Object.entries(value)) {
      const node = document.createNode(each);
      if (typeof each === "object") (node as { flow?: boolean }).flow = true;
      document.setIn([key, inner], node);
    }
  } else {
    const node = document.createNode(value);
    document.set(key, node);
  }
}

/** Removes a key, or the item of a list with that id. */
function drop(document: Document, path: string[]) {
  const [key = "", inner] = path;
  const node = document.get(key, true);
  if (inner === undefined) document.delete(key);
  else if (isSeq(node))
    node.items = node.items.filter((item) => (item as { get: (key: string) => unknown }).get("id") !== inner);
  else document.deleteIn(path);
}
