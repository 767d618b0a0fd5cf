import { parseXml, type XmlDocument, XmlElement, XmlText } from "@rgrove/parse-xml";

/** An element as we change it: names keep their prefix (`w:p`), text nodes are plain strings. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
}
export type Node = Element | string;

const depthLimit = 200;

/** Parses one part. A document type declaration is refused: it could pull in other files, or grow without end. */
export function parsePart(bytes: Uint8Array | string): Element | { problem: string } {
  const text = typeof bytes === "string" ? bytes : decode(bytes);
  if (/<!DOCTYPE/i.test(text)) return { problem: "it has a document type declaration" };
  try {
    const { root }: XmlDocument = parseXml(text);
    return root ? convert(root, 0) : { problem: "it is empty" };
  } catch (error) {
    return { problem: error instanceof TooDeep ? "it is nested too deep" : "it is not well-formed XML" };
  }
}

export const isProblem = (value: object): value is { problem: string } => "problem" in value && !("children" in value);

class TooDeep extends Error {}

function convert(element: XmlElement, depth: number): Element {
  if (depth > depthLimit) throw new TooDeep();
  const children: Node[] = [];
  for (const child of element.children) {
    if (child instanceof XmlElement) children.push(convert(child, depth + 1));
    else if (child instanceof XmlText) children.push(child.text);
  }
  return { name: element.name, attributes: element.attributes, children };
}

/** Word writes UTF-8; some tools write UTF-16 with a byte order mark. */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes).replace(/^(<\?xml[^>]*?) encoding="utf-16"/i, '$1 encoding="UTF-8"');
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const element = (name: string, attributes: Record<string, string> = {}, ...children: Node[]): Element => ({
  name,
  attributes,
  children,
});

export function serialise(node: Node): string {
  if (typeof node === "string") return escapeText(node);
  const inner = node.children.map(serialise).join("");
  return inner === ""
    ? `<${node.name}${attributesText(node)}/>`
    : `<${node.name}${attributesText(node)}>${inner}</${node.name}>`;
}

export const openTag = (node: Element) => `<${node.name}${attributesText(node)}>`;
export const closeTag = (node: Element) => `</${node.name}>`;

const attributesText = ({ attributes }: Element) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("");

/** Characters that no XML file may hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const illegal =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Most texts have none of these: one quick look saves two slow ones. */
const suspect = /[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
const special = /[&<>]/;

/** Text without what XML cannot hold, with line ends as "\n". */
export const cleanText = (text: string) =>
  suspect.test(text) ? text.replace(/\r\n?/g, "\n").replace(illegal, "") : text;

export function escapeText(text: string): string {
  return special.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;
}

export const escapeAttribute = (text: string) =>
  escapeText(cleanText(text)).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

export const childOf = (parent: Element, name: string): Element | undefined =>
  parent.children.find((child): child is Element => typeof child !== "string" && child.name === name);

export const elementsOf = (parent: Element): Element[] =>
  parent.children.filter((child): child is Element => typeof child !== "string");

/** Every element below, depth first, itself included. */
export function* walk(node: Element): Generator<Element> {
  yield node;
  for (const child of node.children) if (typeof child !== "string") yield* walk(child);
}

/** The text of a subtree. */
export const nodeText = (node: Node): string =>
  typeof node === "string" ? node : node.children.map(nodeText).join("");
