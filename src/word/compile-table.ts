import { type Context, lift, slotsIn, unmatched } from "./compile-context.ts";
import type { Directive } from "./grammar.ts";
import type { BlockNode, TemplateNode } from "./nodes.ts";
import { problemAt } from "./problem.ts";
import { noneRow } from "./tables.ts";
import { closeTag, type Element, elementsOf, nodeText, openTag, walk } from "./xml.ts";

/** Tables: rows between {{#rows list}} and {{/rows}} are repeated. */
export function compileTable(table: Element, context: Context): TemplateNode[] {
  const outer = { place: context.place, inRows: context.inRows };
  const number = ++context.tables;
  const out: TemplateNode[] = [openTag(table)];
  // Rows inside rows: a list of the items of the list around them.
  const open: BlockNode[] = [];
  const into = () => open.at(-1)?.body ?? out;
  let row = 0;
  for (const child of elementsOf(table)) {
    if (child.name !== "w:tr") {
      into().push(...context.compile(child));
      continue;
    }
    context.place = { part: context.part, table: number, row: ++row };
    const cells = elementsOf(child).filter(({ name }) => name === "w:tc" || name === "w:sdt");
    const openings = takeRowMarkers(child, cells.at(0), "open", context);
    const closings = takeRowMarkers(child, cells.at(-1), "close", context);
    for (const opening of openings) {
      if (opening.is !== "open") continue;
      const block: BlockNode = {
        is: "block",
        block: "rows",
        key: opening.key,
        asked: false,
        body: [],
        // Of a list inside another there is nothing to say when it is empty.
        otherwise: open.length > 0 ? [] : [noneRow(table)],
        place: { ...context.place },
      };
      into().push(block);
      open.push(block);
      context.depth++;
      context.inRows = true;
    }
    into().push(...compileRow(child, cells, context));
    for (const closing of closings) {
      if (open.pop()) context.depth--;
      else context.problems.push(unmatched(closing, context.place));
      if (open.length === 0) context.inRows = outer.inRows;
    }
  }
  for (const { key, place } of open) {
    context.depth--;
    context.problems.push(problemAt("unclosed", place, `{{#rows ${key}}} has no {{/rows}} in its table.`));
  }
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
    return context.compile(child);
  });
  context.place = place;
  return [openTag(row), ...inner, closeTag(row)];
}

/** Finds every {{#rows}} in a row's first cell, or {{/rows}} in its last, and takes them out. */
function takeRowMarkers(
  row: Element,
  cell: Element | undefined,
  wanted: "open" | "close",
  context: Context,
): Directive[] {
  if (!cell) return [];
  for (const each of elementsOf(row)) for (const inner of walkOwn(each)) if (inner.name === "w:p") lift(inner, context);
  const found: Directive[] = [];
  for (const paragraph of [...walkOwn(cell)].filter(({ name }) => name === "w:p")) {
    const slots = new Map(
      slotsIn(paragraph).flatMap((slot) => {
        const directive = context.lifted[Number(slot.attributes.n)]?.directive;
        return directive?.is === wanted && directive.block === "rows" ? [[slot, directive] as const] : [];
      }),
    );
    if (slots.size === 0) continue;
    found.push(...slots.values());
    for (const holder of walk(paragraph))
      holder.children = holder.children.filter((child) => typeof child === "string" || !slots.has(child));
    const isBare = nodeText(paragraph).trim() === "" && slotsIn(paragraph).length === 0;
    const siblings = elementsOf(cell).filter(({ name }) => name === "w:p");
    if (isBare && siblings.length > 1) cell.children = cell.children.filter((child) => child !== paragraph);
  }
  return found;
}

/** A subtree without the tables inside it. */
function* walkOwn(node: Element): Generator<Element> {
  yield node;
  for (const child of elementsOf(node)) if (child.name !== "w:tbl") yield* walkOwn(child);
}
