import { type Context, generic, toSlot } from "./compile-context.ts";
import { readTag } from "./grammar.ts";
import type { TemplateNode } from "./nodes.ts";
import { childOf, closeTag, type Element, elementsOf, openTag, serialise, walk } from "./xml.ts";

/** A content control: with a tag that is a key it becomes a slot, else it stays. */
export function compileControl(control: Element, context: Context): TemplateNode[] {
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
    ...rest.flatMap((child) => context.compile(child)),
    closeTag(control),
  ];
}
