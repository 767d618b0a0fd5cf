import { existsSync, realpathSync } from "node:fs";
import { ask } from "../../ask.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { openRepository, requireWritable } from "../../git/open.ts";
import type { Io } from "../../io.ts";

/** Where a program's history is kept: in a repository that begins with the program, or in the one around its folder. */
export type HomeRepository = "own" | "outer";

const kinds: HomeRepository[] = ["own", "outer"];

/**
 * Which repository keeps a program that begins in a folder. Nothing is asked where there is only one answer; inside
 * another repository both answers change who can read the program, so neither is taken without a word.
 * `there` is the folder, or the nearest one above it that is there already. Throws UserError.
 */
export async function homeRepository(
  root: string,
  there: string,
  { repository: given, yes }: { repository?: string; yes?: boolean },
  io: Io,
): Promise<{ home: HomeRepository; outer: string | null }> {
  if (given !== undefined && !(kinds as string[]).includes(given))
    throw new UserError(`--repository: "${given}" is not one of ${kinds.join(", ")}.`);
  const around = await openRepository(there);
  const itsOwn = around !== null && existsSync(root) && realpathSync(around.top) === realpathSync(root);
  const outer = around === null || itsOwn ? null : around.top;
  if (outer === null) {
    if (given === "outer")
      throw new UserError(
        "There is no Git repository around this folder.",
        "Leave --repository out: the program gets a repository of its own.",
      );
    return { home: "own", outer };
  }
  const home = given ?? (io.interactive && !yes ? await asked(outer, io) : null);
  if (home === null)
    throw new UserError(
      `The folder lies inside another Git repository: ${outer}`,
      `Say where the program's history is kept:
  --repository own    in a repository of its own, in this folder. Who reads the program is decided for it alone.
  --repository outer  in the one around it. Whoever can read that one can read the program, and what it ever held.
Nothing was written.`,
    );
  if (home === "outer") requireWritable(around);
  return { home: home as HomeRepository, outer };
}

async function asked(outer: string, io: Io): Promise<string> {
  const { home = "" } = await ask(io, false, [
    {
      name: "home",
      flag: "--repository KIND",
      message: `The folder lies inside another Git repository (${outer}). Where is the program's history kept?`,
      given: undefined,
      fallback: "own",
      choices: [
        { value: "own", name: "in a repository of its own, in this folder", short: "a repository of its own" },
        {
          value: "outer",
          name: "in the one around it: whoever can read that one can read the program",
          short: "the one around it",
        },
      ],
    },
  ]);
  return home;
}
