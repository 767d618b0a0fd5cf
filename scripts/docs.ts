/** Writes docs/errors.md, everything ilp can say about a file, from messages.ts and the samples of test/errors. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { codes, type Weight, weightOf, words } from "../src/core/problems/messages.ts";
import { exampleOf } from "./error-examples.ts";
import { reviewFile, reviewPage } from "./process-page.ts";

export const errorsFile = join(import.meta.dirname, "..", "docs", "errors.md");

/** Every name a sentence asks for, as the name itself in italics. */
const placeholders = new Proxy({} as Record<string, string>, { get: (_, name) => `*${String(name)}*` });

const weights: [weight: Weight, title: string, says: string][] = [
  ["wrong", "Wrong", "The file says something that cannot be so. `ilp check` ends with 1 until it is corrected."],
  [
    "missing",
    "Missing",
    "Still to do. `ilp check` ends with 1 until it is there, whether or not it is due; once it is overdue it is an error, before that a warning.",
  ],
  [
    "request",
    "Also waiting",
    "Somebody waits for an answer, a signature or feedback. It keeps nobody from being complete, and never counts; `ilp next` lists it.",
  ],
  ["advice", "Advice", "Worth a look. It counts only with `ilp check --strict`."],
  ["note", "Note", "Only said. It never counts."],
];

const cell = (text: string | undefined) => {
  const shown = (text ?? "").replaceAll("|", "\\|").replaceAll("<", "&lt;");
  return /^\*\w+\*$/.test(shown) ? "(it says so in the case at hand)" : shown;
};

const rowsOf = (weight: Weight) =>
  codes
    .filter((code) => weightOf(code) === weight)
    .map((code) => {
      const { message, help } = words({ code, data: placeholders });
      return `| [\`${code}\`](#${code}) | ${weight} | ${cell(message)} | ${cell(help)} |`;
    });

const examplesOf = (weight: Weight) => codes.filter((code) => weightOf(code) === weight).flatMap(exampleOf);

/** The page, as text. Words in italics stand for what is at hand: a label, a date, a number. */
export const errorsPage = (): string =>
  `${[
    "<!-- Made by `npx tsx scripts/docs.ts` from src/core/problems/messages.ts and test/errors. Do not edit it by hand. -->",
    "",
    "# Everything `ilp check` can say",
    "",
    "Each finding has a code that never changes (`ilp check --json` prints it), a weight, a sentence and, where there is",
    "something to do, a second sentence that says what. Words in *italics* stand for what is at hand: a label, a date, a",
    "number of your program's rules.",
    "",
    "Below each table stands an example for every code: what was written or done, and exactly what `ilp check` says to it.",
    "Lines with - were there before, lines with + take their place. The programs they begin with lie in",
    "`test/errors/bases`; in them it is November 21, 2026. RECORD stands for the short name of a record.",
    ...weights.flatMap(([weight, title, says]) => [
      "",
      `## ${title}`,
      "",
      says,
      "",
      "| Code | Weight | It says | What to do |",
      "|---|---|---|---|",
      ...rowsOf(weight),
      ...examplesOf(weight),
    ]),
  ].join("\n")}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(errorsFile, errorsPage());
  writeFileSync(reviewFile, reviewPage());
}
