import { UserError } from "../../core/problems/user-error.ts";

/** A question on a terminal that only a clear yes answers. */
export async function saysYes(message: string): Promise<boolean> {
  const { askOnTerminal } = await import("../../prompts.ts");
  const { answer } = await askOnTerminal([{ type: "confirm", name: "answer", message, default: false }]);
  return answer === true;
}

/** A new passphrase, typed twice on a terminal; it may be empty. Throws UserError when the two differ. */
export async function newPassphrase(): Promise<string> {
  const first = await secret("Passphrase for the new key:");
  if ((await secret("The same passphrase again:")) === first) return first;
  throw new UserError("The two passphrases are not the same.", "No key was made. Run the command again.");
}

async function secret(message: string): Promise<string> {
  const { askOnTerminal } = await import("../../prompts.ts");
  const { answer } = await askOnTerminal([{ type: "password", name: "answer", message, mask: "*" }]);
  return String(answer);
}
