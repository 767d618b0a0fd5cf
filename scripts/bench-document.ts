import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { answers } from "../src/core/answers.ts";
import type { Candidate, Rulebook } from "../src/core/program.ts";
import { isBlank } from "../src/core/values.ts";
import { profileFacts, viewsOf } from "../src/core/view.ts";

export interface PlainAnswer {
  label: string;
  prompt: string;
  text: string;
}

/** The answers of the inquiry ILP, as plain text: what the peers are asked to print. */
export function answersOf(rulebook: Rulebook, candidate: Candidate): PlainAnswer[] {
  if (!candidate.profile) return [];
  const [view] = viewsOf(candidate, candidate.profile, rulebook);
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

/** The equal document as a template with marks, for the peers that fill templates. */
export const templateFor = (open: string, close: string) =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph(`${open}#answers${close}`),
            new Paragraph({ children: [new TextRun({ text: `${open}label${close}`, bold: true })] }),
            new Paragraph({ children: [new TextRun({ text: `${open}prompt${close}`, size: 18 })] }),
            box([new Paragraph(`${open}text${close}`)]),
            new Paragraph(`${open}/answers${close}`),
          ],
        },
      ],
    }),
  );
