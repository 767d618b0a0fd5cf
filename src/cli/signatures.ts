import { type Command, Option } from "commander";
import { json, longText, type Making, provingText, unattended, where } from "./options.ts";

/** The commands about signatures, keys and sharing: names, flags and help. */
export function signatureCommands(cli: Command, { io, run }: Making): void {
  const signing = (command: Command) =>
    provingText(unattended(where(command))).addOption(new Option("--commit", "as --save").hideHelp());
  const savingToo = ({ commit, ...options }: { commit?: boolean; save?: boolean }) =>
    commit ? { ...options, save: true } : options;
  signing(cli.command("sign [candidate] [document]"))
    .description("sign what waits for you, or one document; it is shown first")
    .option("--withdraw <record>", "take back a signature, submission or decision of your own")
    .addHelpText(
      "after",
      "\nExamples:\n  ilp sign\n  ilp sign candidate-one pd-log\n  ilp sign candidate-one inquiry-ilp#initial-goal --as coach",
    )
    .action((candidate, document, options) =>
      run(async () =>
        (await import("../commands/sign/sign.ts")).sign({ candidate, document, ...savingToo(options) }, io),
      ),
    );
  const declining = signing(cli.command("decline <candidate> <document>"));
  longText(declining, "--reason <text>", "why; the candidate and the Induction Team read it")
    .description("record that you do not sign, and why")
    .addHelpText(
      "after",
      '\nExample:\n  ilp decline candidate-one inquiry-ilp#initial-goal --reason "Cell 3 needs a measure."',
    )
    .action((candidate, document, options) =>
      run(async () =>
        (await import("../commands/sign/sign.ts")).decline({ candidate, document, ...savingToo(options) }, io),
      ),
    );
  signing(cli.command("witness <record>"))
    .description("confirm, with your key, that a signature made without one is the signer's own")
    .addHelpText("after", "\nExample:\n  ilp witness 1ee0cf0d2ee8")
    .action((record, options) =>
      run(async () => (await import("../commands/sign/witness.ts")).witness({ record, ...options }, io)),
    );

  const record = cli.command("record").description("record what happened on paper");
  signing(record.command("paper-signature <candidate> <document>"))
    .description("record that a coach or supervisor signed on paper: you saw it, and have the scan")
    .option("--role <role>", "as what they signed: supervisor or coach")
    .option("--signer <person>", "who signed (default: whoever held that role on the day)")
    .option("--on <date>", "the day on the paper (YYYY-MM-DD)")
    .option("--scan <file>", "the scan, or a photo of the paper; it is kept beside the case file")
    .addHelpText(
      "after",
      "\nExample:\n  ilp record paper-signature candidate-one context#triad --role supervisor --on 2026-09-20 --scan triad.pdf",
    )
    .action((candidate, document, options) =>
      run(async () =>
        (await import("../commands/sign/paper-signature.ts")).recordPaper(
          { candidate, document, ...savingToo(options) },
          io,
        ),
      ),
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
      run(async () => (await import("../commands/audit/verify.ts")).verify({ candidate, ...options }, io)),
    );
  json(where(cli.command("history <candidate> [document]")))
    .description("who signed what, when, and what changed since")
    .option("--diff", "show, word by word, what changed in texts that were signed")
    .option("--raw", "list who changed the documents as well")
    .addHelpText(
      "after",
      "\nExamples:\n  ilp history candidate-one\n  ilp history candidate-one inquiry-ilp#initial-goal --diff",
    )
    .action((candidate, document, options) =>
      run(async () => (await import("../commands/audit/history.ts")).history({ candidate, document, ...options }, io)),
    );

  const keys = cli.command("keys").description("the keys of electronic signatures: make, show, accept, end them");
  where(keys.command("setup"))
    .description("set yourself up to sign on this computer: who you are, your consent, your key (once)")
    .option("--email <address>", "your school email, as people.yaml has it (default: the one Git knows)")
    .option("--consent", "agree to sign electronically")
    .option("--no-passphrase", "make the key without a passphrase")
    .option("--key <file>", "use this key, and make none")
    .addHelpText("after", "\nExample:\n  ilp keys setup --email coach.one@example.org")
    .action((options) => run(async () => (await import("../commands/keys/setup.ts")).setUpKeys(options, io)));
  json(where(keys.command("show [person]")))
    .description("who has which key, what it is worth, and which are on this computer")
    .addHelpText("after", "\nExample:\n  ilp keys show coach-one")
    .action((person, options) =>
      run(async () => (await import("../commands/keys/show.ts")).showKeys({ person, ...options }, io)),
    );
  where(keys.command("accept <person>"))
    .description("enter the key somebody asks for in people.yaml, once they read you its fingerprint")
    .option("--fingerprint <fingerprint>", "as they read it to you; another one is refused")
    .option("-y, --yes", "ask nothing; needs --fingerprint")
    .addHelpText("after", "\nExample:\n  ilp keys accept coach-one")
    .action((person, options) =>
      run(async () => (await import("../commands/keys/accept.ts")).acceptKey({ person, ...options }, io)),
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
      run(async () => (await import("../commands/keys/revoke.ts")).retireKey({ person, ...options }, io)),
    );
  ending(keys.command("compromised [person]"))
    .description("mark a key that somebody else may have (default: yours); what it signed no longer counts")
    .option("--since <date>", "the first day on which somebody else may have had it (default: today)")
    .addHelpText("after", "\nExample:\n  ilp keys compromised coach-one --since 2027-01-11 --yes")
    .action((person, options) =>
      run(async () => (await import("../commands/keys/revoke.ts")).reportKey({ person, ...options }, io)),
    );

  json(where(cli.command("send")))
    .description("share: take in what others sent, then send what is saved here")
    .option("--save", "save the program's changed files first")
    .option("--to <name>", "which shared copy, when there are several")
    .addOption(
      new Option("--keep <whose>", "whose text stands where both changed the same").choices(["mine", "theirs"]),
    )
    .addHelpText("after", "\nExamples:\n  ilp send\n  ilp send --save")
    .action((options) => run(async () => (await import("../commands/share/send.ts")).send(options, io)));
}
