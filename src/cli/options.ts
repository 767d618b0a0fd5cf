import { type Command, Option } from "commander";
import type { Io } from "../io.ts";
import type { ExitCode } from "../main.ts";

/** What every command is made with. */
export interface Making {
  io: Io;
  run: (command: () => Promise<ExitCode>) => Promise<void>;
}

/** Options that several commands have. */
export const where = (command: Command): Command =>
  command.option("-p, --program <dir>", "the program folder (default: here or above)");
export const dated = (command: Command): Command =>
  command.option("--as-of <date>", "as if today were this day (YYYY-MM-DD)");
export const unattended = (command: Command): Command => command.option("-y, --yes", "take the defaults, ask nothing");
export const formats = (command: Command, choices: string[]): Command =>
  command
    .addOption(new Option("--format <format>", "how to print").choices(choices).default("text"))
    .option("--json", "short for --format json");
export const json = (command: Command): Command => formats(command, ["text", "json"]);

/** How somebody signs: in which role, with which key. */
export const proving = (command: Command): Command =>
  command
    .option("--as <role>", "in which role, when you have several")
    .option("--key <file>", "sign with this key file")
    .option("--no-key", "sign by name alone");

/** As `proving`, for what is said about a document. */
export const provingText = (command: Command): Command =>
  proving(command).option("--save", "save unsaved changes of the document in the same step");

/** A longer text: on the command line, or from a file. */
export const longText = (command: Command, flag: string, help: string): Command => {
  const [name = "", value = ""] = flag.split(" ");
  const several = value.includes("...") ? "..." : "";
  return command
    .option(flag, help)
    .option(`${name}-file <file${several}>`, "the same, from a text file; - is standard input");
};

/** How a command is used, at the end of its help. */
export const example = (command: Command, ...lines: string[]): Command =>
  command.addHelpText("after", `\n${lines.length > 1 ? "Examples" : "Example"}:\n  ${lines.join("\n  ")}`);
