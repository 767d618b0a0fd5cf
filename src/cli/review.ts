import type { Command } from "commander";
import { caseCommands } from "./case.ts";
import { dated, example, formats, json, longText, type Making, provingText, unattended, where } from "./options.ts";

/** The commands of review (seed 003): handing in, deciding, the case file, and what is told of all that. */
export function reviewCommands(cli: Command, making: Making): void {
  decisionCommands(cli, making);
  caseCommands(cli, making);
  tellingCommands(cli, making);
}

function decisionCommands(cli: Command, { io, run }: Making) {
  const submit = provingText(unattended(where(cli.command("submit <candidate> <document>"))))
    .description("submit a document, or a part of it, for review; it is shown first")
    .action((candidate, document, options) =>
      run(async () => (await import("../commands/review/submit.ts")).submit({ candidate, document, ...options }, io)),
    );
  example(
    submit,
    "ilp submit candidate-one context",
    "ilp submit candidate-one inquiry-ilp#inquiries/inquiry-1 --save --yes",
  );
  const review = provingText(unattended(where(cli.command("review <candidate> <document>"))))
    .description("decide on what was handed in: complete, or incomplete with feedback and a day; it is shown first")
    .option("--complete", "YES (Complete)")
    .option("--incomplete", "NO (Incomplete); needs --feedback and --resubmit-by")
    .option("--resubmit-by <date>", "with --incomplete: the day by which it is handed in again (YYYY-MM-DD)")
    .action((candidate, document, options) =>
      run(async () => (await import("../commands/review/review.ts")).review({ candidate, document, ...options }, io)),
    );
  longText(review, "--feedback <text>", "with --incomplete: what is needed");
  longText(review, "--note <text>", "with --complete: a note on the progress made");
  example(
    review,
    "ilp review candidate-one inquiry-ilp#initial-goal --complete",
    'ilp review candidate-one context --incomplete --feedback "Cell 2 needs the data." --resubmit-by 2027-01-29',
  );
  const feedback = provingText(unattended(where(cli.command("feedback <candidate> <document>"))))
    .description("give feedback on what the candidate wrote; no decision")
    .action((candidate, document, options) =>
      run(async () =>
        (await import("../commands/review/feedback.ts")).giveFeedback({ candidate, document, ...options }, io),
      ),
    );
  longText(feedback, "--text <text>", "what you say to it");
  example(feedback, 'ilp feedback candidate-one collaborative/2026-09 --text "The counts are clear." --yes');
}

function tellingCommands(cli: Command, { io, run }: Making) {
  const printed = (command: Command, years: string) =>
    dated(where(command))
      .option("--year <year>", `induction year (default: ${years})`)
      .option("--word", "as a Word file")
      .option("--out <dir>", "where the Word file goes (default: export)");
  const transcript = formats(printed(cli.command("transcript [candidate]"), "every one"), ["text", "json", "csv", "md"])
    .description("what was handed in and decided: the Progress Tracking Transcript")
    .action((candidate, options) =>
      run(async () => (await import("../commands/print/transcript.ts")).transcript({ candidate, ...options }, io)),
    );
  example(transcript, "ilp transcript candidate-one --word", "ilp transcript --format csv");
  const completion = json(printed(cli.command("completion-record <candidate>"), "the one it is now"))
    .description("what a year asked for and what was accepted, for the candidate to take along")
    .action((candidate, options) =>
      run(async () =>
        (await import("../commands/print/completion-record.ts")).completionRecord({ candidate, ...options }, io),
      ),
    );
  example(completion, "ilp completion-record candidate-one --year 1 --word");
  const dossier = where(cli.command("dossier <candidate>"))
    .description("everything about a candidate in order of time, as one Word file and one folder")
    .option("--out <dir>", "where the folder goes (default: export)")
    .action((candidate, options) =>
      run(async () => (await import("../commands/print/dossier.ts")).dossier({ candidate, ...options }, io)),
    );
  example(dossier, "ilp dossier candidate-one --out print");
}
