import { paragraphLook } from "./looks.ts";
import type { SlotNode } from "./nodes.ts";
import { type Block, readProse } from "./prose.ts";
import { type Links, spanRuns } from "./runs.ts";

/** The lists a document may use: bullets are fixed, every list of numbers is one of its own. */
export interface Lists {
  bullet: number;
  star: number;
  /** Begins a list of numbers; gives its id. */
  numbers: (first: number) => number;
}

/**
 * An answer's prose as paragraphs in place of a slot. Empty prose is one empty paragraph.
 * `mark` wraps the content of the first one, after `keep` where that is more than plain text.
 */
export function proseParagraphs(
  text: string,
  slot: SlotNode,
  { links, lists }: { links: Links; lists: Lists },
  { mark, keep }: Record<"mark" | "keep", (content: string) => string>,
): string {
  let list = 0;
  const blocks = readProse(text);
  if (blocks.length === 0) return paragraph(slot, {}, mark(""));
  return blocks
    .map((block, index) => {
      const content = block.spans.map((span) => spanRuns(span, slot.look, links)).join("");
      if (block.is === "number" && (block.number === 1 || list === 0)) list = lists.numbers(block.number ?? 1);
      return paragraph(
        slot,
        lookFor(block, list, lists),
        index === 0 ? mark(isPlain(block) ? content : keep(content)) : content,
      );
    })
    .join("");
}

const isPlain = ({ spans }: Block) => spans.every(({ bold, italic, href }) => !bold && !italic && href === undefined);

function lookFor({ is, mark, tight }: Block, list: number, lists: Lists) {
  const id = is === "number" ? list : is === "bullet" ? (mark === "*" ? lists.star : lists.bullet) : undefined;
  return {
    ...(id === undefined ? {} : { list: id }),
    ...(is === "quote" ? { quote: true } : {}),
    ...(tight ? { tight } : {}),
  };
}

export const paragraph = (slot: SlotNode, look: Parameters<typeof paragraphLook>[1], content: string) =>
  `<w:p>${paragraphLook(slot, look)}${content}</w:p>`;
