import inquirer from "inquirer";

/** Questions on a terminal, loaded only when one is asked. */
export const askOnTerminal = inquirer.prompt;
