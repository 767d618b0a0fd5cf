import { isInterrupt } from "./ask.ts";
import { isUserError } from "./core/problems/user-error.ts";
import type { Io } from "./io.ts";

/** Exit codes: 0 nothing missing or wrong; 1 something is; 2 could not do it; 4 integrity; 70 a bug in ilp itself. */
export type ExitCode = 0 | 1 | 2 | 4 | 70;

/** Runs one command. The one place where a failure becomes words and an exit code. */
export async function guarded(io: Io, debug: boolean, command: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (isInterrupt(error)) {
      io.err("\nStopped. Nothing was written.\n");
      return 2;
    }
    if (isUserError(error)) {
      const { failureText } = await import("./views/failure.ts");
      io.err(failureText(error, io));
      return 2;
    }
    io.err(
      "ilp made a mistake of its own; your files were not changed.\nPlease report it with the command you ran (see the package's page for where).\n",
    );
    io.err(debug && error instanceof Error ? `${error.stack}\n` : "Run it again with --debug to see more.\n");
    return 70;
  }
}
