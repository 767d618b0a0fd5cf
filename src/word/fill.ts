import { anchorOf } from "./anchors.ts";
import { type Box, boxesOf, choiceLabel } from "./boxes.ts";
import { bookmarked, type Control, control } from "./controls.ts";
import { fieldFor, type Keys } from "./keys.ts";
import { withLook } from "./looks.ts";
import type { BlockNode, SlotNode, TemplateNode } from "./nodes.ts";
import { type Lists, paragraph, proseParagraphs } from "./paragraphs.ts";
import { drawing } from "./picture.ts";
import { type Links, spanRuns, textRuns } from "./runs.ts";
import { lookUp, type Printed, type PrintedAnswer, plainText, type Scope } from "./scope.ts";
import { escapeAttribute } from "./xml.ts";

/** What a file gathers while it is filled. */
export interface Filling {
  keys: Keys;
  links: Links;
  lists: Lists;
  /** The relationship of a picture; the same picture is stored once. */
  picture: (bytes: Uint8Array) => string;
  nextId: () => number;
  nextBookmark: () => number;
  /** Bookmarks given to facts, once each. */
  bookmarks: Set<string>;
  /** Anchors with a control; an answer printed again is plain text. */
  placed: Set<string>;
  /** Answers whose text stands in the file. */
  printed: Set<PrintedAnswer>;
  /** Keys whose prompt the form prints anyway. */
  prompted: Set<string>;
  /** Leaves what nobody knows as it stands in the template. */
  keepUnknown: boolean;
  /** Nothing is to be filled in or read back: answers are text without controls, and an empty one is a dash. */
  plain: boolean;
}

/** Fills compiled nodes: fixed text goes over as it is, values are never read as template text. */
export function fillNodes(nodes: TemplateNode[], scope: Scope, filling: Filling, out: string[]): void {
  for (const node of nodes) {
    if (typeof node === "string") out.push(node);
    else if (node.is === "id") out.push(String(filling.nextId()));
    else if (node.is === "block") fillBlock(node, scope, filling, out);
    else fillSlot(node, scope, filling, out);
  }
}

function fillBlock(node: BlockNode, scope: Scope, filling: Filling, out: string[]): void {
  const entry = lookUp(scope, node.key);
  if (node.block === "if") {
    const holds = node.asked ? entry !== undefined : entry !== undefined && !isEmpty(entry);
    fillNodes(holds ? node.body : node.otherwise, scope, filling, out);
    return;
  }
  const items = entry?.is === "list" ? entry.items : [];
  if (items.length === 0) fillNodes(node.otherwise, scope, filling, out);
  for (const item of items) fillNodes(node.body, item.outer ? item : { ...item, outer: scope }, filling, out);
}

function isEmpty(entry: Printed): boolean {
  if (entry.is === "list") return entry.items.length === 0;
  if (entry.is === "answer" || entry.is === "group") return entry.blank;
  return entry.is === "fact" && entry.spans.length === 0;
}

function fillSlot(slot: SlotNode, scope: Scope, filling: Filling, out: string[]): void {
  if (slot.mode === "label" || slot.mode === "prompt" || slot.mode === "choice") {
    out.push(textRuns(words(slot, scope, filling), slot.look));
    return;
  }
  const entry = lookUp(scope, slot.key);
  const isParagraph = slot.level === "paragraphs";
  if (slot.mode === "count") out.push(textRuns(entry?.is === "list" ? String(entry.items.length) : "", slot.look));
  else if (!entry) fillUnknown(slot, scope, filling, out);
  else if (entry.is === "answer") out.push(answer(slot, entry, filling));
  else out.push(isParagraph ? factParagraphs(slot, entry, filling) : factRuns(slot, entry, filling));
}

/** A question that is not put to this candidate leaves nothing; a name nobody knows may stay as it stands. */
function fillUnknown(slot: SlotNode, scope: Scope, filling: Filling, out: string[]): void {
  const isParagraph = slot.level === "paragraphs";
  const isKnown = filling.keys.facts.has(slot.key) || fieldFor(filling.keys, scope.path, slot.key) !== undefined;
  const own: string[] = [];
  if (filling.keepUnknown && !isKnown) fillNodes(slot.original, scope, filling, own);
  const kept = own.join("");
  out.push(isParagraph && (kept === "" || !slot.tagged) ? paragraph(slot, {}, kept) : kept);
}

function words({ mode, key, value }: SlotNode, scope: Scope, filling: Filling): string {
  const field = fieldFor(filling.keys, scope.path, key);
  if (!field) return "";
  return mode === "label" ? field.label : mode === "prompt" ? field.prompt : choiceLabel(field, value ?? "");
}

function factRuns(slot: SlotNode, entry: Printed, filling: Filling): string {
  if (entry.is !== "fact") return "";
  const runs = entry.spans.map((span) => spanRuns(span, slot.look, filling.links)).join("");
  if (entry.bookmark === undefined || filling.bookmarks.has(entry.bookmark)) return runs;
  filling.bookmarks.add(entry.bookmark);
  return bookmarked(entry.bookmark, filling.nextBookmark(), runs);
}

function factParagraphs(slot: SlotNode, entry: Printed, filling: Filling): string {
  if (entry.is === "picture") {
    const name = escapeAttribute(entry.path);
    return paragraph(
      slot,
      {},
      drawing(entry.bytes, filling.picture(entry.bytes), filling.nextId(), name, escapeAttribute(entry.description)),
    );
  }
  const text = entry.is === "fact" ? (entry.prose ?? plainText(entry.spans)) : "";
  const same = (content: string) => content;
  return proseParagraphs(text, slot, filling, { mark: same, keep: same });
}

function answer(slot: SlotNode, entry: PrintedAnswer, filling: Filling): string {
  const { mode } = slot;
  if (mode === "marks") return textRuns(entry.marks[slot.value ?? ""] ?? "", withLook(slot.look, "mark"));
  if (mode === "check" || mode === "boxes" || mode === "checklist") return boxes(slot, entry, filling);
  const isNew = !filling.plain && !filling.placed.has(entry.anchor);
  filling.placed.add(entry.anchor);
  filling.printed.add(entry);
  const { bookmark } = anchorOf(entry.anchor);
  const mark = (content: string) => (isNew ? bookmarked(bookmark, filling.nextBookmark(), content) : content);
  const wrap = (content: string, more: Partial<Control> = {}) =>
    isNew
      ? control(
          { anchor: entry.anchor, label: entry.field.label, id: filling.nextId(), look: slot.look, ...more },
          content,
        )
      : content;
  if (slot.level === "run") return mark(wrap(...inline(slot, entry, filling)));
  // In a line of its own: LibreOffice prints the prompt of a block control like an answer.
  if (entry.blank) return paragraph(slot, {}, mark(wrap(prompting(slot, entry, filling), { prompting: true })));
  if (entry.field.kind === "text")
    return wrap(proseParagraphs(String(entry.value), slot, filling, { mark, keep: keepLooks(filling) }));
  return wrap(paragraph(slot, {}, mark(entry.shown.map((span) => spanRuns(span, slot.look, filling.links)).join(""))));
}

/** LibreOffice 7 flattens the first paragraph of a block control, unless another control stands in it. */
const keepLooks = (filling: Filling) => (content: string) =>
  filling.plain
    ? content
    : `<w:sdt><w:sdtPr><w:id w:val="${filling.nextId()}"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

function inline(slot: SlotNode, entry: PrintedAnswer, filling: Filling): [string, Partial<Control>] {
  if (entry.blank) return [prompting(slot, entry, filling), { prompting: true }];
  const spans = slot.mode === "short" ? entry.short : entry.shown;
  const runs = spans.map((span) => spanRuns(span, slot.look, filling.links)).join("");
  return [runs === "" ? "<w:r><w:t/></w:r>" : runs, runs.includes("<w:hyperlink") ? {} : { kind: "plain" }];
}

/** What an empty answer shows: its prompt, unless that is printed above; in a table row, where there is no room, blanks to click on. */
function prompting(slot: SlotNode, entry: PrintedAnswer, { prompted, plain }: Filling): string {
  if (plain) return slot.inRows ? "" : textRuns("–", slot.look);
  const text = slot.inRows ? "\u00A0\u00A0\u00A0" : (!prompted.has(slot.key) && entry.field.prompt) || "No answer yet.";
  return textRuns(text, slot.inRows ? slot.look : withLook(slot.look, "prompt"));
}

function boxes(slot: SlotNode, entry: PrintedAnswer, filling: Filling): string {
  const all = boxesOf(entry);
  if (slot.mode === "check") {
    const box = all.find(({ value }) => value === (slot.value ?? "yes"));
    if (!box) return "";
    // Every chosen value has to stand somewhere: one ticked box does not print an answer of three.
    const shown = all.filter(
      ({ ticked, value }) => ticked && (value === box.value || filling.placed.has(`${entry.anchor}=${value}`)),
    );
    if (shown.length === all.filter(({ ticked }) => ticked).length) filling.printed.add(entry);
    return oneBox(slot, entry, box, filling);
  }
  filling.printed.add(entry);
  const labelled = all.map((box) => oneBox(slot, entry, box, filling) + textRuns(`\u00A0${box.label}`, slot.look));
  if (slot.mode === "checklist")
    return labelled.map((runs) => paragraph(slot, {}, runs)).join("") || paragraph(slot, {}, "");
  return labelled.join(textRuns("   ", slot.look));
}

function oneBox(slot: SlotNode, entry: PrintedAnswer, { value, label, ticked }: Box, filling: Filling): string {
  const anchor = `${entry.anchor}=${value}`;
  const look = withLook(slot.look, "box");
  const glyph = `<w:r>${look}<w:t>${ticked ? "☒" : "☐"}</w:t></w:r>`;
  if (filling.plain || filling.placed.has(anchor)) return glyph;
  filling.placed.add(anchor);
  const name = `${entry.field.label}: ${label}`;
  return bookmarked(
    anchorOf(anchor).bookmark,
    filling.nextBookmark(),
    control({ anchor, label: name, id: filling.nextId(), look, kind: ticked ? "ticked" : "clear" }, glyph),
  );
}
