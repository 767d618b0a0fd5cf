import type { UserError } from "../core/problems/user-error.ts";
import type { Io } from "../io.ts";
import { findingText } from "./findings.ts";
import { paint, safe, wrap } from "./paint.ts";

/** Why a command could not do its work, and what to do about it. */
export function failureText(error: UserError, io: Io): string {
  // Help holds commands, which would not survive being broken.
  const lines = [`${paint(io).red("ilp:")} ${wrap(safe(error.message), io.columns - "ilp: ".length)}`];
  for (const finding of error.findings) lines.push(findingText(finding, io));
  if (error.help) lines.push(safe(error.help).trimEnd());
  return `${lines.join("\n")}\n`;
}
