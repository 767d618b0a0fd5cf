import type { Mapping } from "../../src/core/basics/values.ts";
import type { Form } from "../../src/core/forms/form.ts";
import { type Parts, pack, readContainer, writeContainer } from "../../src/word/container.ts";
import { exportDocument } from "../../src/word/export.ts";
import { formOf, rulebook, viewsWith } from "./sample.ts";

const main =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A Word file around a body. */
export function wordFile(body: string, more: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${head}<w:document ${main}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...more,
  };
  return writeContainer(Object.entries(parts).map(([name, content]) => pack(name, Buffer.from(content))));
}

export const paragraph = (...runs: string[]) =>
  `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join("")}</w:p>`;
export const table = (...rows: string[][]) =>
  `<w:tbl><w:tblPr/><w:tblGrid>${(rows[0] ?? []).map(() => '<w:gridCol w:w="1000"/>').join("")}</w:tblGrid>${rows
    .map(
      (cells) =>
        `<w:tr>${cells.map((cell) => `<w:tc>${cell.startsWith("<w:") ? cell : paragraph(cell)}</w:tc>`).join("")}</w:tr>`,
    )
    .join("")}</w:tbl>`;

const fileOf = (form: Form, value: Mapping) => {
  const document = { form, file: "f", name: "year-1/x", year: 1, value };
  return { document, view: viewsWith([document])[0] as NonNullable<ReturnType<typeof viewsWith>[0]> };
};

/** Fills a body with a document of a form: the text of the new body, or the problems. */
export function fill(
  body: string,
  value: Mapping,
  form = "admin-ilp",
  more: { allowMissing?: boolean; keepUnknown?: boolean } = {},
) {
  const result = exportDocument(
    {
      rulebook,
      asOf: "2030-01-01",
      form: formOf(form),
      parts: [fileOf(formOf(form), value)],
      allowMissing: true,
      ...more,
    },
    wordFile(body),
  );
  if ("problems" in result)
    return {
      problems: result.problems.map(({ code, message }) => ({ code, message })),
      xml: "",
      text: "",
      bytes: new Uint8Array(),
    };
  const xml = partText(result.bytes, "word/document.xml");
  return { problems: [], xml, text: plain(xml), bytes: result.bytes };
}

export const partText = (bytes: Uint8Array, name: string): string =>
  Buffer.from((readContainer(bytes) as Parts).get(name) ?? []).toString("utf8");

/** The visible text: "|" between paragraphs, "/" for a line break. */
export const plain = (xml: string) =>
  xml
    .replace(/^.*?<w:body>/s, "")
    .replace(/<\/w:p>/g, "|")
    .replace(/<w:br\/>/g, "/")
    .replace(/<w:tab\/>/g, "→")
    .replace(/<[^>]*>/g, "")
    .replace(/\|$/, "");
