import type { Done } from "./rounds.ts";

/** One file of the case, as it reads now. */
export interface Told<Entry> extends Done {
  entry: Entry;
  /** Records of earlier wordings, oldest first. */
  corrected: string[];
}

/** Whether an id is this file's; earlier wordings count as the file they became. */
export const isOf = (each: Pick<Told<unknown>, "record" | "corrected">, id: string | undefined): boolean =>
  id !== undefined && (each.record === id || each.corrected.includes(id));
