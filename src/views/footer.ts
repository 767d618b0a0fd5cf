import type { Day } from "../core/basics/dates.ts";

/** The last line of what commands show: for which day, and what they could not see. */
export const footer = (asOf: Day, notes: string): string => `As of ${asOf}.${notes.trim() ? ` ${notes.trim()}` : ""}\n`;
