import { type Context, lift, slotsIn, unmatched } from "./compile-context.ts";
import type { Directive } from "./grammar.ts";
import type { BlockNode, TemplateNode } from "./nodes.ts";
import { problemAt } from "./problem.ts";
import { noneRow } from "./tables.ts";
import { closeTag, type Element, elementsOf, openTag, textOf, walk } from "./xml.ts";

/** Tables: rows between {{#rows list}} and {{/rows}} are repeated. */
export function compileTable(table: Element, context: Context): TemplateNode[] {
  const outer = { place: context.place, inRows: context.inRows };
  const number = ++context.tables;
  const out: TemplateNode[] = [openTag(table)];
  let block: BlockNode | null = null;
  let row = 0;
  for (const child of elementsOf(table)) {
    if (child.name !== "w:tr") {
      (block?.body ?? out).push(...context.compile(child));
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
    return context.compile(child);
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
