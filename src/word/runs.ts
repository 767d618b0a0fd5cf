import { withLook } from "./looks.ts";
import { cleanText, escapeText } from "./xml.ts";

/** What links and pictures need from the part they stand in. */
export interface Links {
  /** The relationship for an address outside, or null where the part cannot hold one. */
  outside: (href: string) => string | null;
  linkStyle: boolean;
  /** Whether the list that links inside the file lead to is printed. */
  inside: boolean;
}

const needsSpace = /^\s|\s$|\s\s/;

/** Text as runs of one look; line ends become line breaks, tabs become tabs. */
export function textRuns(text: string, look: string): string {
  const clean = cleanText(text);
  if (clean === "") return "";
  if (!/[\n\t]/.test(clean)) return `<w:r>${look}${textNode(clean)}</w:r>`;
  const inner = clean
    .split(/([\n\t])/)
    .map((piece) => (piece === "\n" ? "<w:br/>" : piece === "\t" ? "<w:tab/>" : piece === "" ? "" : textNode(piece)))
    .join("");
  return `<w:r>${look}${inner}</w:r>`;
}

const textNode = (text: string) =>
  `<w:t${needsSpace.test(text) ? ' xml:space="preserve"' : ""}>${escapeText(text)}</w:t>`;

/** One stretch of text with its look, as a link where it is one. */
export function spanRuns(
  span: { text: string; bold?: boolean; italic?: boolean; href?: string; anchor?: string },
  look: string,
  links: Links,
): string {
  const { text, bold, italic, href, anchor } = span;
  if (href !== undefined || anchor !== undefined) {
    const target = anchor === undefined ? idOf(href ?? "", links) : links.inside ? `w:anchor="${anchor}"` : null;
    if (target)
      return `<w:hyperlink ${target} w:history="1">${textRuns(text, withLook(look, "link", links.linkStyle))}</w:hyperlink>`;
  }
  return textRuns(text, bold ? withLook(look, "bold") : italic ? withLook(look, "italic") : look);
}

/** Only addresses that a reader may safely follow become links. */
const safe = /^(https?:\/\/|mailto:)[^\s<>"]+$/i;

function idOf(href: string, links: Links): string | null {
  const id = safe.test(href) ? links.outside(cleanText(href)) : null;
  return id === null ? null : `r:id="${id}"`;
}
