import { type Command, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { dated, json, unattended, where } from "./cli/options.ts";
import { reviewCommands } from "./cli/review.ts";
import { signatureCommands } from "./cli/signatures.ts";
import { helpCommands, Tree } from "./cli/tree.ts";
import { roles } from "./core/program/roles.ts";
import { ambientIo, type Io } from "./io.ts";
import { type ExitCode, guarded } from "./main.ts";

const codes = `
Exit codes: 0 nothing missing or wrong; 1 something is missing or wrong;
2 could not do it (nothing was written); 4 a signature, or history, is not what it says (verify);
70 a mistake in ilp itself.`;

/** The commands: names, flags and help. What they do lies in commands/, loaded only when asked for. */
export function program(io: Io, done: (code: ExitCode) => void): Command {
  const cli = new Tree("ilp")
    .description(
      "Individual Leadership Plans for administrator induction: plain files in Git, checked, and printed as Word forms.",
    )
    .version(packageJson.version)
    .option("--no-color", "plain text")
    .addOption(new Option("--debug", "show the stack when ilp itself fails").hideHelp())
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError("Run ilp --help to see all commands.")
    .addHelpText("after", codes)
    .exitOverride();
  const run = (command: () => Promise<ExitCode>) => guarded(io, cli.opts().debug === true, command).then(done);

  unattended(cli.command("init [dir]"))
    .description("start a program: its rules, its people file, editor settings, first record in Git")
    .option("--preset <preset>", "combined, westside or hart")
    .option("--id <id>", "short name of the program, such as westside-aip")
    .option("--district <name>", "the district, as it is printed on every form")
    .option("--like <dir>", "take over the rules and people of this program, for the next candidate's repository")
    .option("--repository <kind>", "inside another Git repository: own (one for the program) or outer (that one)")
    .addHelpText(
      "after",
      '\nExamples:\n  ilp init our-program --preset combined --id westside-aip --district "Westside District" --yes\n  ilp init candidate-two --like our-program --yes',
    )
    .action((dir, options) =>
      run(async () => (await import("./commands/program/init.ts")).init({ dir, ...options }, io)),
    );

  const people = cli.command("people").description("who is in the program");
  unattended(where(people.command("add [name]")))
    .description("add a person")
    .option("--id <id>", "short name (default: from the name)")
    .option("--email <address...>", "address, repeated for several")
    .option("--role <role...>", roles.join(", "))
    .addHelpText(
      "after",
      '\nFor somebody who is there without an email, it adds the address.\n\nExamples:\n  ilp people add "Coach One" --id coach-one --email coach.one@example.org --role coach --yes\n  ilp people add "Candidate One" --email candidate.one@example.org',
    )
    .action((name, options) =>
      run(async () => (await import("./commands/program/people.ts")).addPerson({ name, ...options }, io)),
    );
  unattended(where(people.command("assign <candidate>")))
    .description("give a candidate another coach or supervisor, from a day on")
    .option("--role <role>", "coach or supervisor")
    .option("--person <id>", "who it will be, from people.yaml")
    .option("--from <date>", "the first day; whoever it was until then ends the day before (default: today)")
    .addHelpText(
      "after",
      "\nExample:\n  ilp people assign candidate-one --role coach --person coach-two --from 2027-01-11 --yes",
    )
    .action((candidate, options) =>
      run(async () =>
        (await import("./commands/program/people-assign.ts")).assignPerson({ candidate, ...options }, io),
      ),
    );
  where(people.command("import <file>"))
    .description("set up the people and candidates of a table (CSV): all of them, or none")
    .option("--dry-run", "show what would be added, and write nothing")
    .addHelpText(
      "after",
      "\nColumns: name, roles; email, and for candidates coach, supervisor, start, site, position, kind. An id, where two have one name.\n\nExample:\n  ilp people import people.csv --dry-run",
    )
    .action((file, options) =>
      run(async () => (await import("./commands/program/people-import.ts")).importPeople({ file, ...options }, io)),
    );
  json(where(people.command("list")))
    .description("list everyone, with roles and coaches' training")
    .addHelpText("after", "\nExample:\n  ilp people list")
    .action((options) => run(async () => (await import("./commands/program/people.ts")).listPeople(options, io)));

  unattended(where(cli.command("new [name]")))
    .description("set up a candidate: every form of the year, with its prompts")
    .option("--id <id>", "short name (default: from the name)")
    .option("--kind <kind>", "induction or transitional")
    .option("--year <year>", "induction year")
    .option("--start <date>", "first day in the program")
    .option("--coach <id>", "the coach, from people.yaml")
    .option("--supervisor <id>", "the supervisor, from people.yaml")
    .option("--email <address>", "the candidate's address")
    .option("--site <name>", "school or office")
    .option("--position <title>", "job title")
    .option("--cpsels <list>", "the standards of the year's goals, such as 2,4,5")
    .option("--transferred-in", "year 1 was completed in another program")
    .option("--covered <list>", "with --transferred-in: the standards covered there, such as 1,3,6")
    .option("--covered-in <name>", "with --transferred-in: the name of that program")
    .option(
      "--missing",
      "for those who are there already: write the forms and questions that are missing (--id: for one)",
    )
    .addHelpText(
      "after",
      '\nExample:\n  ilp new "Candidate One" --id candidate-one --kind induction --year 1 --start 2026-08-10 --coach coach-one --supervisor supervisor-one --yes',
    )
    .action((name, options) =>
      run(async () => (await import("./commands/program/new.ts")).newCandidate({ name, ...options }, io)),
    );

  unattended(where(cli.command("rollover <candidate>")))
    .description("begin the candidate's next year, on the other standards")
    .option("--start <date>", "first day of that year (default: the day the program year begins)")
    .option("--cpsels <list>", "the standards of the year's goals")
    .option(
      "--extra-year",
      "a year beyond the program's, after a leave or an extension: on the standards not covered yet",
    )
    .addHelpText("after", "\nExample:\n  ilp rollover candidate-one --start 2027-08-09 --yes")
    .action((candidate, options) =>
      run(async () => (await import("./commands/program/rollover.ts")).rollover({ candidate, ...options }, io)),
    );

  json(dated(where(cli.command("check [candidate] [document]"))))
    .description("everything missing or wrong, where it stands and what to do")
    .option("--milestone <id>", "only what this milestone asks for, such as november")
    .option("--strict", "count advice as well")
    .option("--all", "every finding; without it, at most 20 of each candidate are shown")
    .addHelpText(
      "after",
      "\nExamples:\n  ilp check\n  ilp check candidate-one pd-log\n  ilp check candidate-one --milestone november",
    )
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/work/check.ts")).check({ candidate, document, ...options }, io)),
    );

  json(dated(where(cli.command("status [candidate]"))))
    .description("where everyone stands, whoever needs help first; with a candidate, document by document")
    .option("--coach <person>", "only the candidates of this coach")
    .addOption(new Option("--year <year>", "only candidates in this induction year").choices(["1", "2"]))
    .option("--late", "only candidates with something late")
    .option("--limit <number>", "at most so many candidates on screen (default: 60)")
    .addHelpText("after", "\nExamples:\n  ilp status candidate-one\n  ilp status --coach coach-one --late")
    .action((candidate, options) =>
      run(async () => (await import("./commands/work/status.ts")).status({ candidate, ...options }, io)),
    );

  json(dated(where(cli.command("next"))))
    .description("what is your turn, or everyone's: what is late, or due within 30 days")
    .option("--for <person>", "this person's turns")
    .addOption(new Option("--role <role>", "everyone's turns in this role").choices(roles))
    .option("--days <number>", "how many days ahead (default: next.days of program.yaml, or 30)")
    .option("--all", "everyone's turns, however far off; with --for, all of that person's")
    .addHelpText("after", "\nExamples:\n  ilp next\n  ilp next --for coach-one --days 60\n  ilp next --all")
    .action((options) => run(async () => (await import("./commands/work/next.ts")).next(options, io)));

  where(cli.command("export [candidate] [documents...]"))
    .description("print the forms as Word files")
    .option("--all", "every candidate")
    .option("--out <dir>", "where the files go (default: export)")
    .addOption(new Option("--for <who>", "only what this reader may see").choices(["supervisor"]))
    .option("--template <file>", "fill this Word form instead (one document)")
    .option("--allow-missing", "go on when the form has no place for an answer")
    .option("--keep-unknown", "leave marks in the form that ilp does not know")
    .option("--pdf", "make PDF files as well (needs LibreOffice)")
    .addHelpText("after", "\nExamples:\n  ilp export candidate-one\n  ilp export candidate-one pd-log --out print")
    .action((candidate, documents, options) =>
      run(async () =>
        (await import("./commands/print/export.ts")).exportForms({ candidate, documents, ...options }, io),
      ),
    );

  const making = { io, run };
  signatureCommands(cli, making);
  const log = cli.command("log").description("add an entry in seconds");
  reviewCommands(cli, making);

  unattended(where(log.command("evidence <source>")))
    .description("add a file or an address to the evidence index")
    .option("--candidate <id>", "whose evidence (default: the only candidate)")
    .option("--title <text>", "what it is")
    .option("--kind <kind>", "document, photo, data, video, link or other")
    .option("--date <date>", "when it was made")
    .option("--element <element...>", "CPSEL elements it speaks to, such as 2B")
    .option("--id <id>", "short name the forms refer to (default: from the title)")
    .addHelpText(
      "after",
      '\nExample:\n  ilp log evidence survey.pdf --candidate candidate-one --title "Family survey" --element 4A --yes',
    )
    .action((source, options) =>
      run(async () => (await import("./commands/work/log-evidence.ts")).logEvidence({ source, ...options }, io)),
    );

  json(where(cli.command("evidence [candidate]")))
    .description("which element, where is the evidence")
    .addHelpText("after", "\nExample:\n  ilp evidence candidate-one")
    .action((candidate, options) =>
      run(async () => (await import("./commands/work/evidence.ts")).listEvidence({ candidate, ...options }, io)),
    );

  helpCommands(cli);
  return cli;
}

/** Runs a command line (without node and the script); an empty one is the status. */
export async function main(argv: string[], io: Io = ambientIo()): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await program(io, (result) => {
      code = result;
    }).parseAsync(argv.length === 0 ? ["status"] : argv, { from: "user" });
  } catch (error) {
    const { exitCode, code: kind } = error as { exitCode?: number; code?: string };
    if (!kind?.startsWith("commander.")) throw error;
    return exitCode === 0 ? 0 : 2;
  }
  return code;
}
