import { type Directive, readTag, standsAlone } from "./grammar.ts";
import { type Lifted, liftParagraph, slotName } from "./lift.ts";
import type { BlockNode, SlotNode, TemplateNode } from "./nodes.ts";
import { type Place, problemAt, type WordProblem } from "./problem.ts";
import { noneRow } from "./tables.ts";
import { childOf, closeTag, type Element, element, elementsOf, openTag, serialise, textOf, walk } from "./xml.ts";

interface Context {
  part: string;
  lifted: Lifted[];
  problems: WordProblem[];
  tables: number;
  paragraphs: number;
  place: Place;
  depth: number;
  inRows: boolean;
}

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

const unmatched = (marker: Directive, place: Place) =>
  problemAt(
    "unmatched",
    place,
    marker.is === "close" ? `{{/${marker.block}}} closes nothing.` : "{{else}} stands outside of {{#if}}.",
  );

/** The directive of a paragraph that holds nothing but an opening or closing block. */
function blockMarker(paragraph: Element, context: Context): Directive | null {
  lift(paragraph, context);
  const [slot, ...more] = slotsIn(paragraph);
  const found = slot && context.lifted[Number(slot.attributes.n)]?.directive;
  if (!found || found.is === "slot" || more.length > 0 || textOf(paragraph).trim() !== "") return null;
  return found.is !== "else" && found.block === "rows" ? null : found;
}

const lift = (paragraph: Element, context: Context) => {
  if (context.place.table === undefined) context.place = { ...context.place, paragraph: ++context.paragraphs };
  liftParagraph(paragraph, context.place, context.lifted, context.problems);
};

const slotsIn = (node: Element) => [...walk(node)].filter(({ name }) => name === slotName);

function compileParagraph(paragraph: Element, context: Context): TemplateNode[] {
  lift(paragraph, context);
  const slots = slotsIn(paragraph).map((slot) => context.lifted[Number(slot.attributes.n)] as Lifted);
  const block = slots.find(({ directive }) => directive.is === "slot" && standsAlone.has(directive.mode));
  if (!block) return generic(paragraph, context);
  if (slots.length > 1 || textOf(paragraph).trim() !== "") {
    context.problems.push(problemAt("not-alone", context.place, `${block.words} has to stand alone in its paragraph.`));
    return [];
  }
  const properties = childOf(paragraph, "w:pPr");
  return [{ ...toSlot(block, context), level: "paragraphs", paragraph: properties ? elementsOf(properties) : [] }];
}

function generic(node: Element, context: Context): TemplateNode[] {
  delete node.attributes["w14:paraId"];
  delete node.attributes["w14:textId"];
  return [openTag(node), ...elementsOf(node).flatMap((child) => compileElement(child, context)), closeTag(node)];
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

function toSlot({ directive, words, properties }: Lifted, context: Context): SlotNode {
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

/** Tables: rows between {{#rows list}} and {{/rows}} are repeated. */
function compileTable(table: Element, context: Context): TemplateNode[] {
  const outer = { place: context.place, inRows: context.inRows };
  const number = ++context.tables;
  const out: TemplateNode[] = [openTag(table)];
  let block: BlockNode | null = null;
  let row = 0;
  for (const child of elementsOf(table)) {
    if (child.name !== "w:tr") {
      (block?.body ?? out).push(...compileElement(child, context));
      continue;
    }
    context.place = { part: context.part, table: number, row: ++row };
    const cells = elementsOf(child).filter(({ name }) => name === "w:tc" || name === "w:sdt");
    const opening = takeRowMarker(child, cells.at(0), "open", context);
    const closing = takeRowMarker(child, cells.at(-1), "close", context);
    if (opening?.is === "open") {
      if (block)
        context.problems.push(
          problemAt("unclosed", block.place, `{{#rows ${block.key}}} is still open when the next one begins.`),
        );
      block = {
        is: "block",
        block: "rows",
        key: opening.key,
        asked: false,
        body: [],
        otherwise: [noneRow(table)],
        place: { ...context.place },
      };
      out.push(block);
      context.depth++;
      context.inRows = true;
    }
    (block?.body ?? out).push(...compileRow(child, cells, context));
    if (!closing) continue;
    if (!block) context.problems.push(unmatched(closing, context.place));
    else {
      context.depth--;
      context.inRows = outer.inRows;
      block = null;
    }
  }
  if (block)
    context.problems.push(problemAt("unclosed", block.place, `{{#rows ${block.key}}} has no {{/rows}} in its table.`));
  if (block) context.depth--;
  Object.assign(context, outer);
  return [...out, closeTag(table)];
}

function compileRow(row: Element, cells: Element[], context: Context): TemplateNode[] {
  delete row.attributes["w14:paraId"];
  delete row.attributes["w14:textId"];
  const { place } = context;
  const inner = elementsOf(row).flatMap((child) => {
    const cell = cells.indexOf(child);
    context.place = cell < 0 ? place : { ...place, cell: cell + 1 };
    return compileElement(child, context);
  });
  context.place = place;
  return [openTag(row), ...inner, closeTag(row)];
}

/** Finds {{#rows}} in a row's first cell, or {{/rows}} in its last, and takes it out. */
function takeRowMarker(
  row: Element,
  cell: Element | undefined,
  wanted: "open" | "close",
  context: Context,
): Directive | null {
  if (!cell) return null;
  for (const each of elementsOf(row)) for (const inner of walkOwn(each)) if (inner.name === "w:p") lift(inner, context);
  for (const paragraph of walkOwn(cell)) {
    if (paragraph.name !== "w:p") continue;
    const slot = slotsIn(paragraph).find((each) => {
      const found = context.lifted[Number(each.attributes.n)]?.directive;
      return found?.is === wanted && found.block === "rows";
    });
    if (!slot) continue;
    for (const holder of walk(paragraph)) holder.children = holder.children.filter((child) => child !== slot);
    const isBare = textOf(paragraph).trim() === "" && slotsIn(paragraph).length === 0;
    const siblings = elementsOf(cell).filter(({ name }) => name === "w:p");
    if (isBare && siblings.length > 1) cell.children = cell.children.filter((child) => child !== paragraph);
    return context.lifted[Number(slot.attributes.n)]?.directive ?? null;
  }
  return null;
}

/** A subtree without the tables inside it. */
function* walkOwn(node: Element): Generator<Element> {
  yield node;
  for (const child of elementsOf(node)) if (child.name !== "w:tbl") yield* walkOwn(child);
}

/** A content control: with a tag that is a key it becomes a slot, else it stays. */
function compileControl(control: Element, context: Context): TemplateNode[] {
  const properties = childOf(control, "w:sdtPr");
  const tag = (properties && childOf(properties, "w:tag")?.attributes["w:val"]) ?? "";
  const isBox = properties ? childOf(properties, "w14:checkbox") !== undefined : false;
  const inner = childOf(control, "w:sdtContent");
  const directive = tag === "" || tag.startsWith("goog_") ? null : readTag(tag, isBox);
  if (!inner || directive?.is !== "slot") return keepControl(control, properties, context);
  const cell = childOf(inner, "w:tc");
  const paragraph = [...walk(inner)].find(({ name }) => name === "w:p");
  const run = [...walk(inner)].find(({ name }) => name === "w:r");
  const look = lookOf(run && childOf(run, "w:rPr"), properties && childOf(properties, "w:rPr"));
  const slot = toSlot({ directive, words: tag, properties: look }, context);
  slot.tagged = true;
  slot.original = keepControl(structuredClone(control), structuredClone(properties), context);
  if (!paragraph) return [slot];
  const pPr = childOf(paragraph, "w:pPr");
  if (isBox) return wrap(cell, [openTag(paragraph), ...(pPr ? [serialise(pPr)] : []), slot, closeTag(paragraph)]);
  return wrap(cell, [{ ...slot, mode: "rich", level: "paragraphs", paragraph: pPr ? elementsOf(pPr) : [] }]);
}

/** Placeholder text has a look of its own, which the answer must not have. */
const lookOf = (own: Element | undefined, given: Element | undefined) =>
  own &&
  elementsOf(own).some(({ name, attributes }) => name === "w:rStyle" && /placeholder/i.test(attributes["w:val"] ?? ""))
    ? given
    : (own ?? given);

function wrap(cell: Element | undefined, nodes: TemplateNode[]): TemplateNode[] {
  if (!cell) return nodes;
  const properties = childOf(cell, "w:tcPr");
  return [openTag(cell), ...(properties ? [serialise(properties)] : []), ...nodes, closeTag(cell)];
}

function keepControl(control: Element, properties: Element | undefined, context: Context): TemplateNode[] {
  if (!properties) return generic(control, context);
  const own = elementsOf(properties).flatMap((child): TemplateNode[] =>
    child.name === "w:id" ? ['<w:id w:val="', { is: "id" }, '"/>'] : [serialise(child)],
  );
  const rest = elementsOf(control).filter((child) => child !== properties);
  return [
    openTag(control),
    openTag(properties),
    ...own,
    closeTag(properties),
    ...rest.flatMap((child) => compileElement(child, context)),
    closeTag(control),
  ];
}
