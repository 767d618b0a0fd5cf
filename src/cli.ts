import { Command, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { ambientIo, type Io } from "./io.ts";
import { type ExitCode, guarded } from "./main.ts";

const codes = `
Exit codes: 0 nothing missing or wrong; 1 something is missing or wrong; 
2 could not do it (nothing was written); 70 a mistake in ilp itself.`;

/** The commands: names, flags and help. What they do lies in commands/, loaded only when asked for. */
export function program(io: Io, done: (code: ExitCode) => void): Command {
  const cli = new Command("ilp")
    .description(
      "Individual Leadership Plans for administrator induction: plain files in Git, checked, and printed as Word forms.",
    )
    .version(packageJson.version)
    .option("--no-color", "plain text")
    .addOption(new Option("--debug", "show the stack when ilp itself fails").hideHelp())
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showSuggestionAfterError()
    .showHelpAfterError("Run ilp --help to see all commands.")
    .addHelpText("after", codes)
    .exitOverride();
  const run = (command: () => Promise<ExitCode>) => guarded(io, cli.opts().debug === true, command).then(done);
  const where = (command: Command) =>
    command.option("-p, --program <dir>", "the program folder (default: here or above)");
  const dated = (command: Command) => command.option("--as-of <date>", "as if today were this day (YYYY-MM-DD)");
  const json = (command: Command) =>
    command
      .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
      .option("--json", "short for --format json");
  const unattended = (command: Command) => command.option("-y, --yes", "take the defaults, ask nothing");

  unattended(cli.command("init [dir]"))
    .description("start a program: its rules, its people file, editor settings, first record in Git")
    .option("--preset <preset>", "combined, westside or hart")
    .option("--id <id>", "short name of the program, such as westside-aip")
    .option("--district <name>", "the district, as it is printed on every form")
    .addHelpText(
      "after",
      '\nExample:\n  ilp init our-program --preset combined --id westside-aip --district "Westside District" --yes',
    )
    .action((dir, options) => run(async () => (await import("./commands/init.ts")).init({ dir, ...options }, io)));

  const people = cli.command("people").description("who is in the program");
  unattended(where(people.command("add [name]")))
    .description("add a person")
    .option("--id <id>", "short name (default: from the name)")
    .option("--email <address...>", "address, repeated for several")
    .option(
      "--role <role...>",
      "candidate, coach, supervisor, reviewer, coordinator, director, manager, assistant-superintendent, registrar",
    )
    .addHelpText(
      "after",
      '\nExample:\n  ilp people add "Coach One" --id coach-one --email coach.one@example.org --role coach --yes',
    )
    .action((name, options) =>
      run(async () => (await import("./commands/people.ts")).addPerson({ name, ...options }, io)),
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
      run(async () => (await import("./commands/people-assign.ts")).assignPerson({ candidate, ...options }, io)),
    );
  json(where(people.command("list")))
    .description("list everyone, with roles and coaches' training")
    .addHelpText("after", "\nExample:\n  ilp people list")
    .action((options) => run(async () => (await import("./commands/people.ts")).listPeople(options, io)));

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
    .option("--missing", "for a candidate who is there already: write only what is missing")
    .addHelpText(
      "after",
      '\nExample:\n  ilp new "Candidate One" --id candidate-one --kind induction --year 1 --start 2026-08-10 --coach coach-one --supervisor supervisor-one --yes',
    )
    .action((name, options) =>
      run(async () => (await import("./commands/new.ts")).newCandidate({ name, ...options }, io)),
    );

  unattended(where(cli.command("rollover <candidate>")))
    .description("begin the candidate's next year, on the other standards")
    .option("--start <date>", "first day of that year (default: the day the program year begins)")
    .option("--cpsels <list>", "the standards of the year's goals")
    .addHelpText("after", "\nExample:\n  ilp rollover candidate-one --start 2027-08-09 --yes")
    .action((candidate, options) =>
      run(async () => (await import("./commands/rollover.ts")).rollover({ candidate, ...options }, io)),
    );

  json(dated(where(cli.command("check [candidate] [document]"))))
    .description("everything missing or wrong, where it stands and what to do")
    .option("--milestone <id>", "only what this milestone asks for, such as november")
    .option("--strict", "count advice as well")
    .addHelpText(
      "after",
      "\nExamples:\n  ilp check\n  ilp check candidate-one pd-log\n  ilp check candidate-one --milestone november",
    )
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/check.ts")).check({ candidate, document, ...options }, io)),
    );

  json(dated(where(cli.command("status [candidate]"))))
    .description("where everyone stands; with a candidate, document by document")
    .addHelpText("after", "\nExample:\n  ilp status candidate-one")
    .action((candidate, options) =>
      run(async () => (await import("./commands/status.ts")).status({ candidate, ...options }, io)),
    );

  json(dated(where(cli.command("next"))))
    .description("whose turn it is, with what, and by when")
    .option("--for <person>", "only this person's turns")
    .addHelpText("after", "\nExample:\n  ilp next --for coach-one")
    .action((options) => run(async () => (await import("./commands/next.ts")).next(options, io)));

  where(cli.command("export [candidate] [documents...]"))
    .description("print the forms as Word files")
    .option("--all", "every candidate")
    .option("--out <dir>", "where the files go (default: export)")
    .option("--template <file>", "fill this Word form instead (one document)")
    .option("--allow-missing", "go on when the form has no place for an answer")
    .option("--keep-unknown", "leave marks in the form that ilp does not know")
    .option("--pdf", "make PDF files as well (needs LibreOffice)")
    .addHelpText("after", "\nExamples:\n  ilp export candidate-one\n  ilp export candidate-one pd-log --out print")
    .action((candidate, documents, options) =>
      run(async () => (await import("./commands/export.ts")).exportForms({ candidate, documents, ...options }, io)),
    );

  const signing = (command: Command) =>
    unattended(where(command))
      .option("--as <role>", "in which role, when you have several")
      .option("--key <file>", "sign with this key file")
      .option("--no-key", "sign by name alone")
      .option("--save", "save unsaved changes of the document in the same step")
      .addOption(new Option("--commit", "as --save").hideHelp());
  const savingToo = ({ commit, ...options }: { commit?: boolean; save?: boolean }) =>
    commit ? { ...options, save: true } : options;
  signing(cli.command("sign [candidate] [document]"))
    .description("sign what waits for you, or one document; it is shown first")
    .option("--withdraw <record>", "withdraw a signature of your own")
    .addHelpText(
      "after",
      "\nExamples:\n  ilp sign\n  ilp sign candidate-one pd-log\n  ilp sign candidate-one inquiry-ilp#initial-goal --as coach",
    )
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/sign.ts")).sign({ candidate, document, ...savingToo(options) }, io)),
    );
  signing(cli.command("decline <candidate> <document>"))
    .description("record that you do not sign, and why")
    .option("--reason <text>", "why; the candidate and the Induction Team read it")
    .addHelpText(
      "after",
      '\nExample:\n  ilp decline candidate-one inquiry-ilp#initial-goal --reason "Cell 3 needs a measure."',
    )
    .action((candidate, document, options) =>
      run(async () => (await import("./commands/sign.ts")).decline({ candidate, document, ...savingToo(options) }, io)),
    );
  signing(cli.command("witness <record>"))
    .description("confirm, with your key, that a signature made without one is the signer's own")
    .addHelpText("after", "\nExample:\n  ilp witness 1ee0cf0d2ee8")
    .action((record, options) =>
      run(async () => (await import("./commands/witness.ts")).witness({ record, ...options }, io)),
    );

  json(where(cli.command("verify [candidate]")))
    .description(
      "check every signature against what Git has, and history itself; exit 4 when something was tampered with",
    )
    .option("--all", "list signatures that are in order as well")
    .option("--strict", "a remark, or a signature by name only, is not enough")
    .option("--no-history", "do not look through history")
    .option("--accept", "take people, keys and history as they are now as the ones to compare with")
    .addHelpText("after", "\nExamples:\n  ilp verify\n  ilp verify candidate-one --all")
    .action((candidate, options) =>
      run(async () => (await import("./commands/verify.ts")).verify({ candidate, ...options }, io)),
    );

  const keys = cli.command("keys").description("the keys of electronic signatures: make, show, accept, end them");
  where(keys.command("setup"))
    .description("set yourself up to sign on this computer: who you are, your consent, your key (once)")
    .option("--email <address>", "your school email, as people.yaml has it (default: the one Git knows)")
    .option("--consent", "agree to sign electronically")
    .option("--no-passphrase", "make the key without a passphrase")
    .option("--key <file>", "use this key, and make none")
    .addHelpText("after", "\nExample:\n  ilp keys setup --email coach.one@example.org")
    .action((options) => run(async () => (await import("./commands/keys-setup.ts")).setUpKeys(options, io)));
  json(where(keys.command("show [person]")))
    .description("who has which key, what it is worth, and which are on this computer")
    .addHelpText("after", "\nExample:\n  ilp keys show coach-one")
    .action((person, options) =>
      run(async () => (await import("./commands/keys-show.ts")).showKeys({ person, ...options }, io)),
    );
  where(keys.command("accept <person>"))
    .description("enter the key somebody asks for in people.yaml, once they read you its fingerprint")
    .option("--fingerprint <fingerprint>", "as they read it to you; another one is refused")
    .option("-y, --yes", "ask nothing; needs --fingerprint")
    .addHelpText("after", "\nExample:\n  ilp keys accept coach-one")
    .action((person, options) =>
      run(async () => (await import("./commands/keys-accept.ts")).acceptKey({ person, ...options }, io)),
    );
  const ending = (command: Command) =>
    where(command)
      .option("--key <fingerprint>", "which key, when there are several")
      .option("-y, --yes", "take the defaults, ask nothing");
  ending(keys.command("retire [person]"))
    .description("end a key that is no longer used (default: yours); what it signed before stays valid")
    .option("--since <date>", "the first day on which it no longer counts (default: tomorrow)")
    .addHelpText("after", "\nExample:\n  ilp keys retire coach-one --since 2027-06-30 --yes")
    .action((person, options) =>
      run(async () => (await import("./commands/keys-revoke.ts")).retireKey({ person, ...options }, io)),
    );
  ending(keys.command("compromised [person]"))
    .description("mark a key that somebody else may have (default: yours); what it signed no longer counts")
    .option("--since <date>", "the first day on which somebody else may have had it (default: today)")
    .addHelpText("after", "\nExample:\n  ilp keys compromised coach-one --since 2027-01-11 --yes")
    .action((person, options) =>
      run(async () => (await import("./commands/keys-revoke.ts")).reportKey({ person, ...options }, io)),
    );

  const log = cli.command("log").description("add an entry in seconds");
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
      run(async () => (await import("./commands/log-evidence.ts")).logEvidence({ source, ...options }, io)),
    );

  json(where(cli.command("evidence [candidate]")))
    .description("which element, where is the evidence")
    .addHelpText("after", "\nExample:\n  ilp evidence candidate-one")
    .action((candidate, options) =>
      run(async () => (await import("./commands/evidence.ts")).evidenceMatrix({ candidate, ...options }, io)),
    );

  json(where(cli.command("send")))
    .description("share: take in what others sent, then send what is saved here")
    .option("--save", "save the program's changed files first")
    .option("--to <name>", "which shared copy, when there are several")
    .addOption(
      new Option("--keep <whose>", "whose text stands where both changed the same").choices(["mine", "theirs"]),
    )
    .addHelpText("after", "\nExamples:\n  ilp send\n  ilp send --save")
    .action((options) => run(async () => (await import("./commands/send.ts")).send(options, io)));

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
