import type { Day } from "../core/basics/dates.ts";
import type { Io } from "../io.ts";
import { widthOf, wrap } from "./paint.ts";

/** The last line of what commands show: for which day, and what they could not see. */
export const footer = (asOf: Day, notes: string, io: Pick<Io, "columns">): string =>
  `${wrap(`As of ${asOf}.${notes.trim() ? ` ${notes.trim()}` : ""}`, widthOf(io))}\n`;
