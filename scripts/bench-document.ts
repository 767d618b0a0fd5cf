import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { isBlank } from "../src/core/basics/values.ts";
import { answers } from "../src/core/forms/answers.ts";
import type { Candidate, Rulebook } from "../src/core/program/program.ts";
import { profileFacts, viewsOf } from "../src/core/review/year.ts";
import { type Parts, pack, writeContainer } from "../src/word/container.ts";

export interface PlainAnswer {
  label: string;
  prompt: string;
  text: string;
}

/** The answers of the inquiry ILP, as plain text: what the peers are asked to print. */
export function answersOf(rulebook: Rulebook, candidate: Candidate): PlainAnswer[] {
  if (!candidate.profile) return [];
  const [view] = viewsOf(candidate, rulebook);
  const document = candidate.documents.find(({ name }) => name === "year-1/inquiry-ilp");
  if (!view || !document) return [];
  return [
    ...answers(document.form.fields, document.value, { settings: rulebook.settings, profile: profileFacts(view) }),
  ]
    .filter(({ field, value }) => field.kind !== "group" && field.kind !== "list" && !isBlank(value))
    .map(({ field, value }) => ({ label: field.label, prompt: field.prompt, text: String(value) }));
}

const box = (children: Paragraph[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ children: [new TableCell({ children })] })],
  });

const block = ({ label, prompt, text }: PlainAnswer) => [
  new Paragraph({ children: [new TextRun({ text: label, bold: true })] }),
  new Paragraph({ children: [new TextRun({ text: prompt, size: 18 })] }),
  box(
    text
      .trimEnd()
      .split("\n")
      .map((line) => new Paragraph(line)),
  ),
];

/** The equal document by the Document API of `docx`. */
export const documentByApi = (all: PlainAnswer[]) =>
  Packer.toBuffer(new Document({ sections: [{ children: all.flatMap(block) }] }));

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const plain = (xml: string) => xml.replace(/&\w+;/g, (entity) => entities[entity] ?? entity);

/**
 * Our own finished file as a template for the peers: the same pages, with a mark in place of every text inside a control.
 * Its rows and blocks are there already, so the peers are spared every loop.
 */
export function markedTemplate(parts: Parts): { template: Uint8Array; data: Record<string, string> } {
  const data: Record<string, string> = {};
  const document = Buffer.from(parts.get("word/document.xml") ?? new Uint8Array()).toString("utf8");
  const marked = document.replace(/<w:sdtContent>.*?<\/w:sdtContent>/gs, (content) =>
    content.replace(/(<w:t(?: [^>]*)?>)([^<]+)(<\/w:t>)/g, (_, open: string, text: string, close: string) => {
      const key = `t${Object.keys(data).length}`;
      data[key] = plain(text);
      return `${open}{${key}}${close}`;
    }),
  );
  const all = new Map(parts).set("word/document.xml", Buffer.from(marked));
  return { template: writeContainer([...all].map(([name, bytes]) => pack(name, bytes))), data };
}
