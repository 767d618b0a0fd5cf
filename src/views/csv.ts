import { safe } from "./paint.ts";

/**
 * A table as RFC 4180 has it: lines end in CR LF, cells with commas, quotes or line breaks stand in quotes.
 * It begins with a byte order mark: without one Excel takes UTF-8 for the computer's own encoding, and José is garbled;
 * everything else that reads CSV passes over it.
 */
export const csvText = (rows: string[][]): string =>
  `\ufeff${rows.map((row) => row.map(cellText).join(",")).join("\r\n")}\r\n`;

/** A cell. Text that a spreadsheet would run as a formula begins with an apostrophe, which keeps it text. */
function cellText(value: string): string {
  const text = safe(value.replace(/\r\n?/g, "\n"));
  const guarded = /^[=+\-@\t\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
