import type { BlockKind, Mode } from "./grammar.ts";
import type { TemplatePlace } from "./problem.ts";
import type { Element } from "./xml.ts";

/** A compiled part: text that stays, and what is filled in. */
export type TemplateNode = string | SlotNode | BlockNode | IdNode;

/** Where one value goes. */
export interface SlotNode {
  is: "slot";
  mode: Mode;
  key: string;
  value?: string;
  /** In a line of text, or as paragraphs of its own. */
  level: "run" | "paragraphs";
  /** The look of the text, as `<w:rPr>…</w:rPr>` or nothing. */
  look: string;
  /** Properties of the paragraph, in the order Word wants them; only when level is paragraphs. */
  paragraph: Element[];
  /** True inside a repeated table row: there an empty answer shows no prompt. */
  inRows: boolean;
  place: TemplatePlace;
  /** What stood there, for a key nobody knows. */
  original: TemplateNode[];
  /** True when it came from a control's tag. */
  tagged: boolean;
}

export interface BlockNode {
  is: "block";
  block: BlockKind;
  key: string;
  asked: boolean;
  body: TemplateNode[];
  otherwise: TemplateNode[];
  place: TemplatePlace;
}

/** A number that must be new at every repetition. */
export interface IdNode {
  is: "id";
}

/** Every slot and block, depth first, with the lists around it. */
export function* walkNodes(
  nodes: TemplateNode[],
  lists: string[] = [],
): Generator<{ node: SlotNode | BlockNode; lists: string[] }> {
  for (const node of nodes) {
    if (typeof node === "string" || node.is === "id") continue;
    yield { node, lists };
    if (node.is === "block") {
      yield* walkNodes(node.body, node.block === "if" ? lists : [...lists, node.key]);
      yield* walkNodes(node.otherwise, lists);
    }
  }
}
