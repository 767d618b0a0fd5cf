import { eastAsianWidth } from "get-east-asian-width";

/** Text without colours. */
export const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, "");

const ascii = /^[\x20-\x7e]*$/;
/** Marks set above the letter before them, joiners and the like take no column of their own. */
const takesNone = /^[\p{M}\p{Cf}\p{Cc}]$/u;

const widthOfOne = (letter: string): number =>
  takesNone.test(letter) ? 0 : eastAsianWidth(letter.codePointAt(0) as number);

/** How many columns of a terminal a text takes: full-width letters two, combining marks and colours none. */
export function columnsOf(text: string): number {
  const shown = bare(text);
  if (ascii.test(shown)) return shown.length;
  let columns = 0;
  for (const letter of shown) columns += widthOfOne(letter);
  return columns;
}

/** The beginning of a text that fits, with an ellipsis for what does not; a letter keeps its marks. */
export function cut(text: string, room: number): string {
  if (columnsOf(text) <= room) return text;
  let kept = "";
  let columns = 0;
  for (const letter of bare(text)) {
    columns += widthOfOne(letter);
    if (columns > room - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
