import { UserError } from "../../core/problems/user-error.ts";
import { count } from "../../core/program/program.ts";
import type { Program } from "../../data/load.ts";
import { lastExchanged, lookAtShared } from "../../git/exchanged.ts";
import type { Io } from "../../io.ts";
import { wrap } from "../../views/paint.ts";

/** How old this copy is, as a sentence; empty where that is no matter (`exchange.days` of program.yaml). */
export function ageOfCopy({ root, settings }: Pick<Program, "root" | "settings">, io: Io): string {
  const limit = count(settings, "exchange.days");
  const last = limit > 0 ? lastExchanged(root) : null;
  const days = last ? Math.floor((io.now().getTime() - last.getTime()) / 86_400_000) : 0;
  return days > 0 && days >= limit ? `This copy was last exchanged ${days} days ago.` : "";
}

/** The same before something is recorded, for whoever is about to. */
export function tellAge(program: Pick<Program, "root" | "settings">, io: Io) {
  const age = ageOfCopy(program, io);
  if (age) io.err(`${wrap(age, io.columns)} To exchange it: ilp send\n`);
}

/**
 * Whoever decides decides on what is known by now: where there is a shared copy, it is looked at first. Throws UserError
 * when it has something that this copy lacks; without a network it is said, and no more.
 */
export async function refuseOlderCopy({ root }: Pick<Program, "root">, io: Io): Promise<void> {
  const found = await lookAtShared(root);
  if (found === "newer")
    throw new UserError(
      "The shared copy has something newer than this one: somebody may have decided already.",
      "Take it in first, then run the command again: ilp send",
    );
  if (typeof found === "object")
    io.err(
      `${wrap(`The shared copy could not be looked at, so this goes by what is here. ${found.unknown}`, io.columns)}\n`,
    );
}
