import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { UserError } from "../core/problems/user-error.ts";
import { runGit } from "./run.ts";

const patience = 15_000;
const forgotten = 10 * 60_000;

/** Does something while no other ilp command writes in this repository. Throws UserError when that takes too long. */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { out } = await runGit(folder, ["rev-parse", "--git-path", "ilp.lock"]);
  const lock = resolve(folder, out.toString().trim());
  const mine = `${process.pid} ${hostname()}\n`;
  const since = Date.now();
  while (!taken(lock, mine)) {
    if (isLeftOver(lock)) rmSync(lock, { force: true });
    else if (Date.now() - since > patience)
      throw new UserError(
        "Another ilp command is writing in this repository.",
        `Wait until it is done. If none is running, remove ${lock}`,
      );
    else await new Promise((wake) => setTimeout(wake, 30 + Math.random() * 50));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock: string, mine: string): boolean {
  try {
    writeFileSync(lock, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // On a full disk the file is there by now, and empty: nobody shall wait for it.
    rmSync(lock, { force: true });
    throw new UserError(`${lock} cannot be written: ${(error as Error).message}.`, "Nothing was written.");
  }
}

/** Left behind by a command that was killed. */
function isLeftOver(lock: string): boolean {
  try {
    const [pid, host] = readFileSync(lock, "utf8").trim().split(" ");
    if (Date.now() - statSync(lock).mtimeMs > forgotten) return true;
    if (host !== hostname() || !Number(pid)) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
