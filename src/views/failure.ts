import type { UserError } from "../core/user-error.ts";
import type { Io } from "../io.ts";
import { findingText } from "./findings.ts";
import { paint, safe } from "./paint.ts";

/** Why a command could not do its work, and what to do about it. */
export function failureText(error: UserError, io: Io): string {
  const lines = [`${paint(io).red("ilp:")} ${safe(error.message)}`];
  for (const finding of error.findings) lines.push(findingText(finding, io));
  if (error.help) lines.push(safe(error.help));
  return `${lines.join("\n")}\n`;
}
