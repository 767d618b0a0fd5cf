import { Command } from "commander";
import { didYouMean } from "../core/basics/nearest.ts";

/** A command that says what is near a word it does not know, as every other part of ilp does: and nothing when nothing is. */
export class Tree extends Command {
  override createCommand(name?: string): Command {
    return new Tree(name);
  }

  /** Called by commander. */
  unknownCommand(): void {
    this.refuse("command", this.args[0] ?? "", namesIn(this), "commander.unknownCommand");
  }

  /** Called by commander. */
  unknownOption(flag: string): void {
    const known = [...this.options, ...(this.parent?.options ?? [])].flatMap(({ long, hidden }) =>
      long && !hidden ? [long] : [],
    );
    this.refuse("option", flag, [...known, "--help"], "commander.unknownOption");
  }

  private refuse(kind: string, word: string, known: string[], code: string): void {
    const near = flagged(word) ? didYouMean(word, known) : didYouMean(word.toLowerCase(), known);
    this.error(`error: unknown ${kind} '${word}'${near ? `\n${near.trim()}` : ""}`, { code });
  }
}

const flagged = (word: string) => word.startsWith("-");

const namesIn = (command: Command): string[] => command.commands.map((each) => each.name());

/** `ilp help people add`: the help of exactly that command, here and below each group of commands. */
export function helpCommands(cli: Command): void {
  for (const group of cli.commands)
    if (group.commands.length > 0 && group.registeredArguments.length === 0)
      helpCommand(group, [cli.name(), group.name()]);
  helpCommand(cli, [cli.name()]);
}

function helpCommand(parent: Command, path: string[]): void {
  const [first] = namesIn(parent).filter((name) => name !== "help");
  const example = [...path, "help", ...(path.length > 1 ? [first] : ["people", "add"])].join(" ");
  parent
    .helpCommand(false)
    .command("help [command...]")
    .description("how a command is used, with examples")
    .addHelpText("after", `\nExample:\n  ${example}`)
    .action((words: string[]) => commandAt(parent, path, words).help());
}

/** The command that words name, one below the other. A word too many ends with 2, as an unknown command does. */
function commandAt(from: Command, path: string[], [word, ...rest]: string[]): Command {
  if (word === undefined) return from;
  const found = from.commands.find((each) => each.name() === word);
  if (found) return commandAt(found, [...path, word], rest);
  const known = namesIn(from).filter((name) => name !== "help");
  const near = didYouMean(word.toLowerCase(), known);
  const above = path.join(" ");
  const all = path.length === 1 || known.length === 0 ? "" : `${above} has: ${known.join(", ")}.`;
  return from.error(`error: there is no command '${above} ${word}'\n${near || all}`.trim(), {
    code: "commander.unknownCommand",
  });
}
