import type { SlotNode } from "./nodes.ts";
import { type Element, serialise } from "./xml.ts";

/** The order in which Word wants the properties of a paragraph. */
const order = (
  "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap " +
  "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc " +
  "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
  .split(" ")
  .map((name) => `w:${name}`);

export interface ParagraphLook {
  /** The list it belongs to. */
  list?: number;
  quote?: boolean;
  /** No room below: the next block follows on the next line. */
  tight?: boolean;
}

const cache = new WeakMap<SlotNode, Map<string, string>>();

/** `<w:pPr>…</w:pPr>` of a paragraph written in place of a slot: the slot's own look and what the block adds. */
export function paragraphLook(slot: SlotNode, look: ParagraphLook): string {
  const key = `${look.list ?? ""}/${look.quote ?? ""}/${look.tight ?? ""}`;
  const mine = cache.get(slot) ?? new Map<string, string>();
  cache.set(slot, mine);
  const found = mine.get(key) ?? properties(slot.paragraph, look);
  mine.set(key, found);
  return found;
}

function properties(base: Element[], { list, quote, tight }: ParagraphLook): string {
  const added = new Map<string, string>();
  if (list !== undefined) added.set("w:numPr", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`);
  if (list !== undefined) added.set("w:ind", "");
  if (quote) added.set("w:ind", '<w:ind w:left="360" w:right="360"/>');
  if (quote) added.set("w:pBdr", '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="A6A6A6"/></w:pBdr>');
  if (tight) added.set("w:spacing", '<w:spacing w:after="0"/>');
  const all = [
    ...base.filter(({ name }) => !added.has(name)).map((each) => [each.name, serialise(each)] as const),
    ...added,
  ];
  const inner = all.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)).map(([, xml]) => xml);
  return inner.length > 0 ? `<w:pPr>${inner.join("")}</w:pPr>` : "";
}

export type TextLook = "bold" | "italic" | "link" | "box" | "prompt" | "mark";

const added: Record<TextLook, { style?: string; fonts?: string; rest: string }> = {
  bold: { rest: "<w:b/>" },
  italic: { rest: "<w:i/>" },
  link: { style: '<w:rStyle w:val="Hyperlink"/>', rest: "" },
  box: {
    fonts: '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>',
    rest: "",
  },
  prompt: { rest: '<w:color w:val="6B6B6B"/>' },
  mark: { rest: '<w:color w:val="595959"/><w:sz w:val="16"/>' },
};

const looks = new Map<string, string>();

/** A run's look with something added; the parts stand in the order Word wants. */
export function withLook(look: string, name: TextLook, linkStyle = true): string {
  const key = `${name}${linkStyle}${look}`;
  const found = looks.get(key);
  if (found !== undefined) return found;
  const { style, fonts, rest } = added[name];
  const [, ownStyle = "", ownFonts = "", ownRest = ""] =
    /^<w:rPr>(<w:rStyle [^>]*\/>)?(<w:rFonts [^>]*\/>)?(.*)<\/w:rPr>$/s.exec(look) ?? [];
  const plainLink = name === "link" && !linkStyle ? '<w:color w:val="0563C1"/><w:u w:val="single"/>' : "";
  const kept = rest.includes("w:color") ? ownRest.replace(/<w:color [^>]*\/>/, "") : ownRest;
  const size = rest.includes("w:sz") ? kept.replace(/<w:szC?s? [^>]*\/>/g, "") : kept;
  const before = name === "bold" || name === "italic" ? `${rest}${size}` : placed(size, `${rest}${plainLink}`);
  const made = `<w:rPr>${(linkStyle && style) || ownStyle}${fonts ?? ownFonts}${before}</w:rPr>`;
  if (looks.size > 5000) looks.clear();
  looks.set(key, made);
  return made;
}

/** Colour, size and underline come after bold and italic and before the rest. */
function placed(own: string, rest: string): string {
  const early =
    /^(?:<w:(?:b|bCs|i|iCs|caps|smallCaps|strike|dstrike|outline|shadow|emboss|imprint|noProof|snapToGrid|vanish|webHidden)(?: [^>]*)?\/>)*/.exec(
      own,
    )?.[0] ?? "";
  return `${early}${rest}${own.slice(early.length)}`;
}
