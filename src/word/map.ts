import type { Value } from "../core/basics/values.ts";
import type { Document } from "../core/program/program.ts";
import { hexDigest } from "./anchors.ts";
import type { Parts } from "./container.ts";
import { type PrintedAnswer, plainText } from "./scope.ts";
import {
  childOf,
  cleanText,
  declaration,
  elementsOf,
  escapeAttribute,
  escapeText,
  isProblem,
  nodeText,
  parsePart,
} from "./xml.ts";

/** One answer as it was exported: the base of a three-way import. */
export interface MappedAnswer {
  /** What its control's tag holds. */
  key: string;
  bookmark: string;
  document: string;
  /** Below the document. */
  address: string;
  kind: string;
  value: Value;
  /** As it was printed, where that is not simply the value. */
  shown?: string;
}

export interface ExportMap {
  candidate: string;
  form: string;
  version: number;
  documents: { name: string; digest: string }[];
  answers: MappedAnswer[];
}

export const mapSpace = "urn:ilp:export:1";

/** Stable text of a value: keys sorted, no spaces. */
export function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
      .join(",")}}`;
  return JSON.stringify(value);
}

const digests = new WeakMap<Document, string>();

/** sha256 (hex) of what a document says; comments and layout of its file do not count. */
export function documentDigest(document: Document): string {
  const found = digests.get(document) ?? hexDigest(canonical(document.value));
  digests.set(document, found);
  return found;
}

const asText = (value: Value) => (typeof value === "string" ? value : JSON.stringify(value));

/** The customXml part that travels inside an exported file. `keyOf` gives the anchor each answer got. */
export function writeMap(
  map: Omit<ExportMap, "answers">,
  answers: PrintedAnswer[],
  keyOf: (answer: PrintedAnswer) => { key: string; bookmark: string },
): string {
  const attribute = (name: string, value: string) => ` ${name}="${escapeAttribute(value)}"`;
  const sources = map.documents.map(({ name, digest }) => `<document${attribute("name", name)} digest="${digest}"/>`);
  const rows = answers.map((answer) => {
    const { key, bookmark } = keyOf(answer);
    const shown = plainText(answer.shown);
    const printed = shown === asText(answer.value) || answer.blank ? "" : attribute("shown", shown);
    const place = `${attribute("document", answer.document)}${attribute("address", answer.address)} kind="${answer.field.kind}"`;
    return `<answer key="${key}" bookmark="${bookmark}"${place}${printed}>${escapeText(cleanText(JSON.stringify(answer.value)))}</answer>`;
  });
  const head = `${attribute("candidate", map.candidate)}${attribute("form", map.form)} version="${map.version}"`;
  return `${declaration}<export xmlns="${mapSpace}"${head}><documents>${sources.join("")}</documents><answers>${rows.join("")}</answers></export>`;
}

/** Reads the map of an exported file; null when it carries none, or one that cannot be read. */
export function readMap(parts: Parts): ExportMap | null {
  for (const [name, bytes] of parts) {
    if (!/^customXml\/item\d+\.xml$/.test(name)) continue;
    const root = parsePart(bytes);
    if (isProblem(root) || root.attributes.xmlns !== mapSpace) continue;
    const { candidate = "", form = "", version = "" } = root.attributes;
    const rows = (list: string) => elementsOf(childOf(root, list) ?? { name: list, attributes: {}, children: [] });
    return {
      candidate,
      form,
      version: Number(version),
      documents: rows("documents").map(({ attributes }) => ({
        name: attributes.name ?? "",
        digest: attributes.digest ?? "",
      })),
      answers: rows("answers").map((row) => ({
        ...(row.attributes as unknown as Omit<MappedAnswer, "value">),
        value: JSON.parse(nodeText(row)) as Value,
      })),
    };
  }
  return null;
}
