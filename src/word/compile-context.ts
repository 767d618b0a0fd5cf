import type { Directive } from "./grammar.ts";
import { type Lifted, liftParagraph, slotName } from "./lift.ts";
import type { SlotNode, TemplateNode } from "./nodes.ts";
import { problemAt, type TemplatePlace, type WordProblem } from "./problem.ts";
import { closeTag, type Element, element, elementsOf, openTag, serialise, walk } from "./xml.ts";

/** What is known while a part is compiled. */
export interface Context {
  part: string;
  lifted: Lifted[];
  problems: WordProblem[];
  tables: number;
  paragraphs: number;
  place: TemplatePlace;
  depth: number;
  inRows: boolean;
  /** Compiles whatever stands inside. */
  compile: (node: Element) => TemplateNode[];
  /** Paragraphs looked through before. */
  seen: WeakSet<Element>;
}

export const lift = (paragraph: Element, context: Context) => {
  if (context.seen.has(paragraph)) return;
  context.seen.add(paragraph);
  if (context.place.table === undefined) context.place = { ...context.place, paragraph: ++context.paragraphs };
  liftParagraph(paragraph, context.place, context.lifted, context.problems);
};

export const slotsIn = (node: Element) => [...walk(node)].filter(({ name }) => name === slotName);

export function toSlot({ directive, words, properties }: Lifted, context: Context): SlotNode {
  if (directive.is !== "slot") throw new Error("a block is no slot");
  const look = properties ? serialise(properties) : "";
  const original = [
    serialise(
      element("w:r", {}, ...(properties ? [properties] : []), element("w:t", { "xml:space": "preserve" }, words)),
    ),
  ];
  return {
    ...directive,
    is: "slot",
    level: "run",
    look,
    paragraph: [],
    inRows: context.inRows,
    place: { ...context.place },
    original,
    tagged: false,
  };
}

export const unmatched = (marker: Directive, place: TemplatePlace) =>
  problemAt(
    "unmatched",
    place,
    marker.is === "close" ? `{{/${marker.block}}} closes nothing.` : "{{else}} stands outside of {{#if}}.",
  );

export function generic(node: Element, context: Context): TemplateNode[] {
  delete node.attributes["w14:paraId"];
  delete node.attributes["w14:textId"];
  return [openTag(node), ...elementsOf(node).flatMap((child) => context.compile(child)), closeTag(node)];
}
