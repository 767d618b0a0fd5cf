/** Where something stands in a template: counted from 1, as a person counts on the page. */
export interface TemplatePlace {
  part: string;
  table?: number;
  row?: number;
  cell?: number;
  paragraph?: number;
}

export type ProblemCode =
  | "file"
  | "unknown-key"
  | "unknown-words"
  | "wrong-use"
  | "not-alone"
  | "unclosed"
  | "unmatched"
  | "stray-braces"
  | "answer-left-out"
  | "no-template"
  | "no-document";

/** Something that keeps a form from being printed: a value, never thrown. `message` is a whole sentence. */
export interface WordProblem {
  code: ProblemCode;
  message: string;
  place?: TemplatePlace;
}

/** "the document, table 2, row 3, cell 1". */
export function placeText({ part, table, row, cell, paragraph }: TemplatePlace): string {
  const inTable =
    table === undefined ? [] : [`table ${table}`, ...(row ? [`row ${row}`] : []), ...(cell ? [`cell ${cell}`] : [])];
  return [part, ...inTable, ...(paragraph && table === undefined ? [`paragraph ${paragraph}`] : [])].join(", ");
}

export const problemAt = (code: ProblemCode, place: TemplatePlace, sentence: string): WordProblem => ({
  code,
  place,
  message: `In ${placeText(place)}: ${sentence}`,
});
