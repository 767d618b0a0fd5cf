import type { Finding } from "./finding.ts";

/** Something the person can mend: said in a sentence, exit code 2, nothing written. Everything else thrown is a bug. */
export class UserError extends Error {
  readonly help: string | undefined;
  readonly findings: Finding[];
  constructor(message: string, help?: string, findings: Finding[] = []) {
    super(message);
    this.name = "UserError";
    this.help = help;
    this.findings = findings;
  }
}

/** By name: each command is bundled apart, with a class of its own. */
export const isUserError = (error: unknown): error is UserError => error instanceof Error && error.name === "UserError";
