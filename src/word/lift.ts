import { type Directive, readDirective } from "./grammar.ts";
import { problemAt, type TemplatePlace, type WordProblem } from "./problem.ts";
import { childOf, type Element, element, type Node } from "./xml.ts";

/** A directive found in a text, put into the tree in place of its braces. */
export interface Lifted {
  directive: Directive;
  /** As typed. */
  words: string;
  properties: Element | undefined;
}

/** The element that stands for a directive until the part is compiled. */
export const slotName = "#slot";

interface Text {
  node: Element;
  run: Element;
  parent: Element;
}

/** The texts of a paragraph in reading order; paragraphs inside (text boxes) have their own. */
function textsOf(parent: Element, found: Text[] = []): Text[] {
  for (const child of parent.children) {
    if (typeof child === "string" || child.name === "w:p") continue;
    if (child.name === "w:r") {
      for (const inner of child.children) {
        if (typeof inner === "string") continue;
        if (inner.name === "w:t") found.push({ node: inner, run: child, parent });
      }
    } else if (child.name !== "w:pPr") textsOf(child, found);
  }
  return found;
}

const content = (node: Element) => node.children.filter((child) => typeof child === "string").join("");

/**
 * Replaces every {{…}} of a paragraph by a slot element, even when Word has split it over several runs.
 * The slot takes the look of the run in which it begins. Gives back what it found; problems go into `problems`.
 */
export function liftParagraph(
  paragraph: Element,
  place: TemplatePlace,
  lifted: Lifted[],
  problems: WordProblem[],
): void {
  const texts = textsOf(paragraph);
  const whole = texts.map(({ node }) => content(node)).join("");
  if (!/\{\{|\}\}/.test(whole)) return;
  const pieces = cut(whole, place, problems);
  let at = 0;
  const replaced = new Map<Element, Map<Element, (string | number)[]>>();
  const parents = new Map<Element, Element>();
  for (const { node, run, parent } of texts) {
    const end = at + content(node).length;
    const mine: (string | number)[] = [];
    for (const piece of pieces) {
      if (piece.directive) {
        if (piece.start < at || piece.start >= end) continue;
        lifted.push({ directive: piece.directive, words: piece.words, properties: childOf(run, "w:rPr") });
        mine.push(lifted.length - 1);
      } else {
        const text = piece.words.slice(Math.max(0, at - piece.start), Math.max(0, end - piece.start));
        if (text !== "") mine.push(text);
      }
    }
    at = end;
    parents.set(run, parent);
    replaced.set(run, (replaced.get(run) ?? new Map()).set(node, mine));
  }
  for (const [run, contents] of replaced) {
    const parent = parents.get(run);
    if (parent) parent.children.splice(parent.children.indexOf(run), 1, ...splitRun(run, contents));
  }
}

interface Piece {
  start: number;
  words: string;
  directive?: Directive;
}

function cut(whole: string, place: TemplatePlace, problems: WordProblem[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const plain = (end: number) => {
    const words = whole.slice(at, end);
    if (/\{\{|\}\}/.test(words))
      problems.push(
        problemAt("stray-braces", place, `there are braces without their partner: "${words.trim().slice(0, 60)}".`),
      );
    if (words !== "") pieces.push({ start: at, words });
  };
  for (const match of whole.matchAll(/\{\{([^{}]*)\}\}/g)) {
    plain(match.index);
    const directive = readDirective(match[1] ?? "");
    if (directive) pieces.push({ start: match.index, words: match[0], directive });
    else problems.push(problemAt("unknown-words", place, `${match[0]} is not something ilp can fill in.`));
    at = match.index + match[0].length;
  }
  plain(whole.length);
  return pieces;
}

/** One run with a slot inside becomes run, slot, run; each run keeps its look. */
function splitRun(run: Element, contents: Map<Element, (string | number)[]>): Node[] {
  const properties = childOf(run, "w:rPr");
  const out: Node[] = [];
  let current: Node[] = [];
  const close = () => {
    if (current.length > 0) out.push(element("w:r", run.attributes, ...(properties ? [properties] : []), ...current));
    current = [];
  };
  for (const child of run.children) {
    if (child === properties) continue;
    const replacement = typeof child === "string" ? undefined : contents.get(child);
    if (replacement === undefined) {
      if (typeof child !== "string") current.push(child);
      continue;
    }
    for (const piece of replacement) {
      if (typeof piece === "string") current.push(element("w:t", { "xml:space": "preserve" }, piece));
      else {
        close();
        out.push(element(slotName, { n: String(piece) }));
      }
    }
  }
  close();
  return out;
}
