/** How schemas are compiled, ahead of time and at run time alike. Our annotations are declared, so that a misspelt one is an error. */
export const annotationWords = [
  "form",
  "needed",
  "wanted",
  "applies",
  "list",
  "cell",
  "inferred",
  "part",
  "due",
  "choices",
  "labels",
  "ref",
  "writer",
  "print",
  "totals",
  "prefill",
  "owes",
  "within",
  "falls",
];

/** What the questions of an act of the case file have beside these. */
export const questionWords = ["flag", "help", "past", "anew", "later"];

const words = [...annotationWords, ...questionWords];

export const ajvOptions = {
  allErrors: true,
  verbose: false,
  // Our own words are in messages.ts.
  messages: false,
  allowUnionTypes: true,
  strictTypes: false,
  validateFormats: false,
  // Shared shapes become shared functions: half the code to load.
  inlineRefs: false,
  keywords: words,
} as const;

/** common and annotations are only referred to. */
export const isCompiled = (file: string) => !["common.schema.json", "annotations.schema.json"].includes(file);

export const validatorName = (file: string) => `validate_${file.replace(".schema.json", "").replaceAll("-", "_")}`;
