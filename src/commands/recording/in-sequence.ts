import { isInterrupt } from "../../ask.ts";
import type { ExitCode } from "../../main.ts";
import { type Session, writableRepository } from "./session.ts";

/** Which of how many it is; null when it is the only one. */
export type Position = { number: number; of: number } | null;

/**
 * Does one thing after another, each with a question of its own; `act` says whether it was done. What was done stays done
 * when a later one fails or the person leaves. `done`: as in "What you signed".
 */
export async function oneAfterAnother<Item>(
  session: Session,
  items: Item[],
  done: string,
  act: (item: Item, of: Position) => Promise<boolean>,
): Promise<ExitCode> {
  const { io } = session;
  let count = 0;
  try {
    for (const [index, item] of items.entries()) {
      // What was recorded before may have saved the very file that comes now.
      if (count > 0) session.repository = await writableRepository(session.program);
      if (await act(item, items.length > 1 ? { number: index + 1, of: items.length } : null)) count++;
    }
  } catch (error) {
    if (count === 0) throw error;
    io.out(`\nWhat you ${done} before this stays ${done}. To share it: ilp send\n`);
    if (!isInterrupt(error)) throw error;
    io.err("\nStopped.\n");
    return 2;
  }
  if (count > 0) io.out("\nTo share what you did: ilp send\n");
  return count > 0 ? 0 : 2;
}
