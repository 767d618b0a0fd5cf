import { type Context, generic, lift, slotsIn, toSlot, unmatched } from "./compile-context.ts";
import { compileControl } from "./compile-control.ts";
import { compileTable } from "./compile-table.ts";
import { type Directive, standsAlone } from "./grammar.ts";
import { type Lifted, slotName } from "./lift.ts";
import type { BlockNode, TemplateNode } from "./nodes.ts";
import { problemAt, type WordProblem } from "./problem.ts";
import { childOf, closeTag, type Element, elementsOf, nodeText, openTag, serialise } from "./xml.ts";

/** Compiles one part (document, header or footer) into fixed text and slots. Changes the tree it is given. */
export function compilePart(root: Element, part: string): { nodes: TemplateNode[]; problems: WordProblem[] } {
  const context: Context = {
    part,
    lifted: [],
    problems: [],
    tables: 0,
    paragraphs: 0,
    place: { part },
    depth: 0,
    inRows: false,
    seen: new WeakSet(),
    compile: (node) => compileElement(node, context),
  };
  const nodes = compileElement(root, context);
  return { nodes: joinText(nodes), problems: context.problems };
}

/** Neighbouring texts become one. */
function joinText(nodes: TemplateNode[]): TemplateNode[] {
  const out: TemplateNode[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (typeof node === "string" && typeof last === "string") out[out.length - 1] = last + node;
    else if (typeof node === "string" || node.is === "id") out.push(node);
    else if (node.is === "block") out.push({ ...node, body: joinText(node.body), otherwise: joinText(node.otherwise) });
    else out.push(node);
  }
  return out;
}

const holdsBlocks = new Set([
  "w:body",
  "w:tc",
  "w:hdr",
  "w:ftr",
  "w:txbxContent",
  "w:sdtContent",
  "w:footnote",
  "w:comment",
]);

function compileElement(node: Element, context: Context): TemplateNode[] {
  if (node.name === slotName) return [slotFor(node, context)];
  if (node.name === "w:sdt") return compileControl(node, context);
  if (node.name === "w:p") return compileParagraph(node, context);
  if (node.name === "w:tbl") return compileTable(node, context);
  // In what is repeated, bookmarks would not be unique any more.
  if (context.depth > 0 && (node.name === "w:bookmarkStart" || node.name === "w:bookmarkEnd")) return [];
  if (node.name === "wp:docPr") return withFreshId(node);
  delete node.attributes["w14:paraId"];
  delete node.attributes["w14:textId"];
  if (node.children.length === 0) return [serialise(node)];
  const inner = holdsBlocks.has(node.name)
    ? compileBlocks(elementsOf(node), context)
    : node.children.flatMap((child) =>
        typeof child === "string" ? [serialise(child)] : compileElement(child, context),
      );
  return [openTag(node), ...inner, closeTag(node)];
}

function withFreshId(node: Element): TemplateNode[] {
  const [before = "", after = ""] = serialise({ ...node, attributes: { ...node.attributes, id: "\u{F8FF}" } }).split(
    "\u{F8FF}",
  );
  return [before, { is: "id" }, after];
}

/** Paragraphs and tables of one container, with the blocks opened and closed among them. */
function compileBlocks(children: Element[], context: Context): TemplateNode[] {
  const out: TemplateNode[] = [];
  const open: { block: BlockNode; into: TemplateNode[] }[] = [];
  let into = out;
  for (const child of children) {
    const marker = child.name === "w:p" ? blockMarker(child, context) : null;
    const place = { ...context.place };
    if (marker?.is === "open") {
      const block: BlockNode = {
        is: "block",
        block: marker.block,
        key: marker.key,
        asked: marker.asked === true,
        body: [],
        otherwise: [],
        place,
      };
      into.push(block);
      open.push({ block, into });
      into = block.body;
      context.depth++;
    } else if (marker?.is === "else" || marker?.is === "close") {
      const last = open.at(-1);
      const fits =
        last &&
        (marker.is === "else"
          ? last.block.block === "if" && into === last.block.body
          : last.block.block === marker.block);
      if (!fits) context.problems.push(unmatched(marker, place));
      else if (marker.is === "else") into = last.block.otherwise;
      else {
        open.pop();
        into = last.into;
        context.depth--;
      }
    } else into.push(...compileElement(child, context));
  }
  for (const { block } of open) {
    context.depth--;
    context.problems.push(
      problemAt("unclosed", block.place, `{{#${block.block} ${block.key}}} has no {{/${block.block}}} beside it.`),
    );
  }
  return out;
}

/** The directive of a paragraph that holds nothing but an opening or closing block. */
function blockMarker(paragraph: Element, context: Context): Directive | null {
  lift(paragraph, context);
  const [slot, ...more] = slotsIn(paragraph);
  const found = slot && context.lifted[Number(slot.attributes.n)]?.directive;
  if (!found || found.is === "slot" || more.length > 0 || nodeText(paragraph).trim() !== "") return null;
  return found.is !== "else" && found.block === "rows" ? null : found;
}

function compileParagraph(paragraph: Element, context: Context): TemplateNode[] {
  lift(paragraph, context);
  const slots = slotsIn(paragraph).map((slot) => context.lifted[Number(slot.attributes.n)] as Lifted);
  const block = slots.find(({ directive }) => directive.is === "slot" && standsAlone.has(directive.mode));
  if (!block) return generic(paragraph, context);
  if (slots.length > 1 || nodeText(paragraph).trim() !== "") {
    context.problems.push(problemAt("not-alone", context.place, `${block.words} has to stand alone in its paragraph.`));
    return [];
  }
  const properties = childOf(paragraph, "w:pPr");
  return [{ ...toSlot(block, context), level: "paragraphs", paragraph: properties ? elementsOf(properties) : [] }];
}

function slotFor(node: Element, context: Context): TemplateNode {
  const found = context.lifted[Number(node.attributes.n)] as Lifted;
  const { directive } = found;
  if (directive.is === "slot") return toSlot(found, context);
  const rule =
    directive.is !== "else" && directive.block === "rows"
      ? "belongs in the first and last cell of a table's rows"
      : "has to stand alone in its paragraph";
  context.problems.push(problemAt("not-alone", context.place, `${found.words} ${rule}.`));
  return "";
}
