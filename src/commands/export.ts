import { UserError } from "../core/user-error.ts";
import type { Io } from "../io.ts";
import type { ExitCode } from "../main.ts";
export async function exportForms(_: unknown, __: Io): Promise<ExitCode> {
  throw new UserError("not there yet");
}
