import { UserError } from "../../core/problems/user-error.ts";
import type { Program } from "../../data/load.ts";
import { type ComputedSource, computedForm, fillComputed } from "../../word/computed.ts";
import { findTemplate } from "./find-template.ts";

/** Prints a computed form as a Word file: see word/computed.ts. Throws UserError. */
export async function printComputed(
  source: ComputedSource & { program: Program },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { candidate, form } = source;
  if (candidate && !candidate.profile)
    throw new UserError(
      `The profile of ${candidate.id} cannot be read, and every form prints from it.`,
      `See why: ilp check ${candidate.id}`,
      candidate.problems,
    );
  const template = await findTemplate(computedForm(source), source.program);
  if (!template) throw new UserError(`There is no Word form for ${form}.`, "Install ilp again.");
  return fillComputed(source, template);
}
