import type { Parts } from "../../src/word/container.ts";
import { relationshipsOf } from "../../src/word/package.ts";
import { childOf, type Element, elementsOf, walk } from "../../src/word/xml.ts";

const val = (node: Element | undefined) => node?.attributes["w:val"] ?? "";

/** What stands in document, headers and footers: tables, controls, bookmarks, lists and styles. */
export function lintBody(parts: Parts, roots: Map<string, Element>): string[] {
  const document = relationshipsOf(parts, "").find(({ type }) => type === "officeDocument")?.target ?? "";
  const related = relationshipsOf(parts, document);
  const pages = [
    document,
    ...related.filter(({ type }) => type === "header" || type === "footer").map(({ target }) => target),
  ];
  const all = pages.flatMap((name) => [...walk(roots.get(name) ?? { name: "", attributes: {}, children: [] })]);
  const find = (type: string) => roots.get(related.find((each) => each.type === type)?.target ?? "");
  return [
    ...structure(all),
    ...controls(all),
    ...bookmarks(all),
    ...pictures(all),
    ...lists(all, find("numbering")),
    ...usedStyles(all, find("styles")),
  ];
}

const inCell = new Set(["w:p", "w:tbl", "w:sdt", "w:tcPr", "w:bookmarkStart", "w:bookmarkEnd", "w:customXml"]);

function structure(all: Element[]): string[] {
  return all.flatMap((node) => {
    if (node.name === "w:tc" && !endsInParagraph(node)) return ["A table cell does not end in a paragraph."];
    if (node.name === "w:tc" && elementsOf(node).some(({ name }) => !inCell.has(name)))
      return ["A table cell holds text outside of a paragraph."];
    if (node.name === "w:body" && elementsOf(node).some(({ name }) => name === "w:r" || name === "w:t"))
      return ["Text stands directly in the body."];
    if (node.name === "w:p" && elementsOf(node).some(({ name }) => name === "w:p" || name === "w:tbl"))
      return ["A paragraph holds a paragraph or a table."];
    return node.name === "w:tbl" ? wideRows(node) : [];
  });
}

function endsInParagraph(node: Element): boolean {
  const last = elementsOf(node)
    .filter(({ name }) => !name.startsWith("w:bookmark"))
    .at(-1);
  if (last?.name === "w:sdt") return endsInParagraph(childOf(last, "w:sdtContent") ?? last);
  return last?.name === "w:p";
}

function wideRows(table: Element): string[] {
  const columns = elementsOf(childOf(table, "w:tblGrid") ?? table).filter(({ name }) => name === "w:gridCol").length;
  const spanOf = (cell: Element) => Number(val(childOf(childOf(cell, "w:tcPr") ?? cell, "w:gridSpan"))) || 1;
  const rows = elementsOf(table).filter(({ name }) => name === "w:tr");
  const widths = rows.map((row) =>
    elementsOf(row)
      .filter(({ name }) => name === "w:tc")
      .reduce((sum, cell) => sum + spanOf(cell), 0),
  );
  return widths.some((width) => width > columns)
    ? ["A table row is wider than its table."]
    : rows.length === 0
      ? ["A table has no rows."]
      : [];
}

const repeated = (values: string[]) => [...new Set(values.filter((value, index) => values.indexOf(value) < index))];

function controls(all: Element[]): string[] {
  const properties = all.filter(({ name }) => name === "w:sdtPr");
  const tags = properties.map((node) => val(childOf(node, "w:tag"))).filter(Boolean);
  return [
    ...repeated(properties.map((node) => val(childOf(node, "w:id"))).filter(Boolean)).map(
      (id) => `Two content controls have the id ${id}.`,
    ),
    ...repeated(tags).map((tag) => `Two content controls have the tag ${tag}.`),
    ...tags.filter((tag) => tag.length > 64).map((tag) => `The tag ${tag} has more than 64 characters.`),
  ];
}

function bookmarks(all: Element[]): string[] {
  const starts = all.filter(({ name }) => name === "w:bookmarkStart").map(({ attributes }) => attributes);
  const ends = all.filter(({ name }) => name === "w:bookmarkEnd").map(({ attributes }) => attributes["w:id"] ?? "");
  const ids = starts.map((each) => each["w:id"] ?? "");
  const names = starts.map((each) => each["w:name"] ?? "");
  const anchors = all.flatMap(({ name, attributes }) =>
    name === "w:hyperlink" && attributes["w:anchor"] ? [attributes["w:anchor"]] : [],
  );
  return [
    ...repeated(ids).map((id) => `Two bookmarks have the id ${id}.`),
    ...repeated(names).map((name) => `Two bookmarks are called ${name}.`),
    ...ids
      .filter((id) => ends.filter((end) => end === id).length !== 1)
      .map((id) => `The bookmark ${id} does not end once.`),
    ...names
      .filter((name) => !/^[A-Za-z_]\w{0,39}$/.test(name))
      .map((name) => `"${name}" cannot be the name of a bookmark.`),
    ...anchors
      .filter((anchor) => !names.includes(anchor))
      .map((anchor) => `A link leads to the bookmark ${anchor}, which is not there.`),
  ];
}

function pictures(all: Element[]): string[] {
  const drawn = all.filter(({ name }) => name === "wp:docPr");
  return [
    ...repeated(drawn.map(({ attributes }) => attributes.id ?? "")).map((id) => `Two pictures have the id ${id}.`),
    ...drawn
      .filter(({ attributes }) => !attributes.descr)
      .map(({ attributes }) => `The picture ${attributes.name} has no description.`),
  ];
}

function lists(all: Element[], numbering: Element | undefined): string[] {
  const known = new Set(
    numbering
      ? elementsOf(numbering)
          .filter(({ name }) => name === "w:num")
          .map(({ attributes }) => attributes["w:numId"])
      : [],
  );
  const used = new Set(all.filter(({ name }) => name === "w:numId").map(val));
  return [...used].filter((id) => id !== "0" && !known.has(id)).map((id) => `The list ${id} is not defined.`);
}

function usedStyles(all: Element[], styles: Element | undefined): string[] {
  const known = new Set(styles ? elementsOf(styles).map(({ attributes }) => attributes["w:styleId"]) : []);
  const used = new Set(all.filter(({ name }) => ["w:pStyle", "w:rStyle", "w:tblStyle"].includes(name)).map(val));
  return [...used].filter((id) => !known.has(id)).map((id) => `The style ${id} is not defined.`);
}
