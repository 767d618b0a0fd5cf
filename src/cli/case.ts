import { type Command, Option } from "commander";
import type { Row } from "../core/acts/row.ts";
import { type CaseAct, rows } from "../core/acts/rows.ts";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import { actSchemas } from "../generated/acts.ts";
import { example, longText, type Making, proving, unattended, where } from "./options.ts";

/** What commands that begin with the same word have in common. */
const groups: Record<string, string> = {
  plan: "a Special Assistance Plan: open it, write on it, close it",
  appeal: "an appeal about a decision NO: open it, next step, close it",
};

/** The acts of the case file (seed 003): a command for each row, with a flag for each thing it asks. */
export function caseCommands(cli: Command, making: Making): void {
  for (const row of rows) actCommand(cli, row, making);
}

function actCommand(cli: Command, row: Row & { act: CaseAct }, { io, run }: Making) {
  const { act } = row;
  const [words = "", ...rest] = row.command.split(/ (?=[<[])/);
  const names = words.split(" ");
  const parent = names.slice(0, -1).reduce((above, name) => {
    const known = above.commands.find((each) => each.name() === name);
    return known ?? above.command(name).description(groups[name] ?? "");
  }, cli);
  const command = proving(unattended(where(parent.command([names.at(-1), ...rest].join(" ")))));
  command.description(row.help);
  addAsked(command, actSchemas[act]);
  if (row.target === "open-appeal") command.option("--appeal <record>", "which appeal, when several are open");
  if (row.correctable) command.option("--corrects <record>", "an earlier one of your own that this one stands for");
  const named = rest.map((each) => each.replace(/[^a-z]/g, ""));
  example(command, ...row.examples).action((...given: unknown[]) => {
    const values = Object.fromEntries(named.map((name, index) => [name, given[index]]));
    // What the command above knows as well, such as --yes, it has taken for itself.
    refuseOthers(command);
    const options = { ...command.optsWithGlobals(), ...values } as { candidate: string };
    return run(async () => (await import("../commands/case/act.ts")).fileAct(act, options, io));
  });
}

/** A flag of the command above, such as --note of concern, is none of this one's, though that one takes it. */
function refuseOthers(command: Command) {
  const own = command.options.map((option) => option.attributeName());
  for (let above = command.parent; above?.parent; above = above.parent)
    for (const option of above.options) {
      const name = option.attributeName();
      if (above.getOptionValueSource(name) === "cli" && !own.includes(name))
        command.error(`error: unknown option '${option.long}'`);
    }
}

/** A flag for each question, those of groups as well; a longer text can come from a file. */
function addAsked(command: Command, { properties }: Mapping) {
  for (const field of Object.values(isMapping(properties) ? properties : {})) {
    if (!isMapping(field)) continue;
    if (isMapping(field.properties)) addAsked(command, field);
    if (typeof field.flag !== "string" || !field.flag.startsWith("--")) continue;
    const help = String(field.help ?? "");
    const { contentMediaType } = isMapping(field.items) ? field.items : field;
    if (contentMediaType) longText(command, field.flag, help);
    else {
      const option = new Option(field.flag, help);
      command.addOption(Array.isArray(field.enum) ? option.choices(field.enum.map(String)) : option);
    }
  }
}
