import { type Command, Option } from "commander";
import { type Making, proving, provingText } from "./cli-signatures.ts";

interface ReviewMaking extends Making {
  dated: (command: Command) => Command;
}

/** The commands of review (seed 003): handing in, deciding, the case file, and what is told of all that. */
export function reviewCommands(cli: Command, log: Command, making: ReviewMaking): void {
  decisionCommands(cli, making);
  caseCommands(cli, log, making);
  appealCommands(cli, making);
  tellingCommands(cli, making);
}

const example = (command: Command, ...lines: string[]) =>
  command.addHelpText("after", `\n${lines.length > 1 ? "Examples" : "Example"}:\n  ${lines.join("\n  ")}`);

function decisionCommands(cli: Command, { io, run, where, unattended }: ReviewMaking) {
  const submit = provingText(unattended(where(cli.command("submit <candidate> <document>"))))
    .description("hand in a document, or a part of it, for review; it is shown first")
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/review/submit.ts")).submit({ candidate, document, ...options }, io)),
    );
  example(
    submit,
    "ilp submit candidate-one context",
    "ilp submit candidate-one inquiry-ilp#inquiries/inquiry-1 --save --yes",
  );
  const review = provingText(where(cli.command("review <candidate> <document>")))
    .description("decide on what was handed in: YES, or NO with feedback and a day; it is shown first")
    .option("--yes", "YES (Complete)")
    .option("--no", "NO (Incomplete); needs --feedback and --resubmit-by")
    .option("--feedback <text>", "with NO: what is needed")
    .option("--resubmit-by <date>", "with NO: the day by which it is handed in again (YYYY-MM-DD)")
    .option("--note <text>", "with YES: a note on the progress made")
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/review/review.ts")).review({ candidate, document, ...options }, io)),
    );
  example(
    review,
    "ilp review candidate-one inquiry-ilp#initial-goal --yes",
    'ilp review candidate-one context --no --feedback "Cell 2 needs the data." --resubmit-by 2027-01-29',
  );
  const feedback = provingText(unattended(where(cli.command("feedback <candidate> <document>"))))
    .description("give feedback on what the candidate wrote; no decision")
    .option("--text <text>", "what you say to it")
    .action((candidate, document, options) =>
      run(async () =>
        (await import("./commands/review/feedback.ts")).giveFeedback({ candidate, document, ...options }, io),
      ),
    );
  example(feedback, 'ilp feedback candidate-one collaborative/2026-09 --text "The counts are clear." --yes');
}

const about = (command: Command) => command.option("--about <document>", "the document, or document#part, it is about");
const correcting = (command: Command) =>
  command.option("--corrects <record>", "an earlier one of your own that this one stands for");

function caseCommands(cli: Command, log: Command, { io, run, where, unattended }: ReviewMaking) {
  const filing = (command: Command) => proving(unattended(where(command)));
  const concern = correcting(about(filing(cli.command("concern <candidate>"))))
    .description("tell the Induction Team that a candidate makes too little progress")
    .option("--reason <key>", "which reason of program.yaml's list, such as follow-through")
    .option("--note <text>", "what you saw")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/concern.ts")).tellConcern({ candidate, ...options }, io)),
    );
  example(concern, 'ilp concern candidate-one --reason nonresponsive --note "Three messages since March." --yes');
  const answer = filing(concern.command("answer <candidate> [record]"))
    .description("answer a concern, or the word that somebody does not sign")
    .option("--text <text>", "the Induction Team's answer")
    .action((candidate, record, _, command: Command) =>
      run(async () =>
        // What `concern` knows as well, such as --yes, it has taken for itself.
        (await import("./commands/case/concern-answer.ts")).answerConcern(
          { ...command.optsWithGlobals(), candidate, record },
          io,
        ),
      ),
    );
  example(answer, 'ilp concern answer candidate-one 1ee0cf0d2ee8 --text "We met on March 12." --yes');

  const plan = cli.command("plan").description("a Special Assistance Plan: open it, write on it, close it");
  const open = about(filing(plan.command("open <candidate>")))
    .description("open a Special Assistance Plan; candidate and coach are told of it first")
    .option("--reason <text>", "why")
    .option("--action <text...>", "what will be done, repeated for several")
    .option("--notified-candidate <date>", "when the candidate was told (YYYY-MM-DD)")
    .option("--notified-coach <date>", "when the coach was told (YYYY-MM-DD)")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/plan.ts")).openPlan({ candidate, ...options }, io)),
    );
  example(
    open,
    'ilp plan open candidate-one --reason "Two decisions NO" --action "Weekly visits" --notified-candidate 2027-02-01 --notified-coach 2027-02-01 --yes',
  );
  const update = correcting(filing(plan.command("update <candidate>")))
    .description("write down how the plan goes")
    .option("--text <text>", "how it goes")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/plan.ts")).updatePlan({ candidate, ...options }, io)),
    );
  example(update, 'ilp plan update candidate-one --text "Two visits took place." --yes');
  const close = filing(plan.command("close <candidate>"))
    .description("close the plan")
    .option("--outcome <text>", "how it ended")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/plan.ts")).closePlan({ candidate, ...options }, io)),
    );
  example(close, 'ilp plan close candidate-one --outcome "Both inquiries were accepted." --yes');

  const extend = correcting(filing(cli.command("extend <candidate> <document>")))
    .description("put off the day a document, or a part of it, is due, as agreed")
    .option("--to <date>", "the new day (YYYY-MM-DD)")
    .option("--agreed <name...>", "who agreed, repeated for several")
    .option("--reason <text>", "why")
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/case/extend.ts")).extend({ candidate, document, ...options }, io)),
    );
  example(
    extend,
    'ilp extend candidate-one inquiry-ilp#initial-goal --to 2026-12-18 --agreed "Candidate One" "Coach One" --yes',
  );

  const contact = correcting(about(filing(log.command("contact <candidate>"))))
    .description("keep a record of a contact, such as an e-mail or a meeting")
    .option("--with <name>", "with whom")
    .option("--position <title>", "their position")
    .addOption(new Option("--channel <channel>", "how").choices(["email", "phone", "meeting", "letter", "other"]))
    .option("--on <date>", "when (YYYY-MM-DD)")
    .option("--summary <text>", "what was said")
    .option("--step <number>", "which step of an appeal it belongs to")
    .option("--file <path...>", "files to keep with it, such as the e-mail")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/log-contact.ts")).logContact({ candidate, ...options }, io)),
    );
  example(
    contact,
    'ilp log contact candidate-one --with "Coach One" --channel phone --on 2027-02-03 --summary "Asked for a meeting." --yes',
  );
}

function appealCommands(cli: Command, { io, run, where, unattended }: ReviewMaking) {
  const appeal = cli.command("appeal").description("an appeal about a decision NO: open it, next step, close it");
  const filing = (command: Command) => proving(unattended(where(command)));
  const which = (command: Command) => command.option("--appeal <record>", "which appeal, when several are open");
  const open = correcting(filing(appeal.command("open <candidate> <document>")))
    .description("appeal against a decision NO")
    .option("--text <text>", "what you ask for, and why")
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/case/appeal.ts")).openAppeal({ candidate, document, ...options }, io)),
    );
  example(open, 'ilp appeal open candidate-one context --text "The data is in cell 4." --yes');
  const step = which(filing(appeal.command("step <candidate>")))
    .description("take an appeal to its next step")
    .option("--text <text>", "what happened at the step before")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/appeal.ts")).stepAppeal({ candidate, ...options }, io)),
    );
  example(step, 'ilp appeal step candidate-one --text "No agreement in the meeting." --yes');
  const close = which(filing(appeal.command("close <candidate>")))
    .description("close an appeal")
    .option("--outcome <text>", "how it ended")
    .action((candidate, options) =>
      run(async () => (await import("./commands/case/appeal.ts")).closeAppeal({ candidate, ...options }, io)),
    );
  example(close, 'ilp appeal close candidate-one --outcome "Reviewed again." --yes');
}

function tellingCommands(cli: Command, { io, run, where, dated, json }: ReviewMaking) {
  const printed = (command: Command, years: string) =>
    dated(where(command))
      .option("--year <year>", `induction year (default: ${years})`)
      .option("--word", "as a Word file")
      .option("--out <dir>", "where the Word file goes (default: export)");
  const transcript = printed(cli.command("transcript [candidate]"), "every one")
    .description("what was handed in and decided: the Progress Tracking Transcript")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json", "csv", "md"]).default("text"))
    .option("--json", "short for --format json")
    .action((candidate, options) =>
      run(async () => (await import("./commands/print/transcript.ts")).transcript({ candidate, ...options }, io)),
    );
  example(transcript, "ilp transcript candidate-one --word", "ilp transcript --format csv");
  const completion = json(printed(cli.command("completion-record <candidate>"), "the one it is now"))
    .description("what a year asked for and what was accepted, for the candidate to take along")
    .action((candidate, options) =>
      run(async () =>
        (await import("./commands/print/completion-record.ts")).completionRecord({ candidate, ...options }, io),
      ),
    );
  example(completion, "ilp completion-record candidate-one --year 1 --word");
  const dossier = where(cli.command("dossier <candidate>"))
    .description("everything about a candidate in order of time, as one Word file and one folder")
    .option("--out <dir>", "where the folder goes (default: export)")
    .action((candidate, options) =>
      run(async () => (await import("./commands/print/dossier.ts")).dossier({ candidate, ...options }, io)),
    );
  example(dossier, "ilp dossier candidate-one --out print");
}
