import { confirm } from "../../ask.ts";
import type { Io } from "../../io.ts";
import { type Sheet, sheetText } from "../../views/sheet.ts";

/** A sheet that ends in a question, and what a no means: "Not signed." */
export interface AskedSheet extends Sheet {
  question: string;
  no?: string;
  /** An empty line before the question. */
  apart?: boolean;
}

/** Shows what is about to be recorded, and asks; false when the person says no. Throws UserError where nobody can be asked. */
export async function agreed(sheet: AskedSheet, given: { yes?: boolean }, io: Io): Promise<boolean> {
  io.out(`${sheetText(sheet, io)}${sheet.apart ? "\n" : ""}`);
  if (await confirm(sheet.question, given, io)) return true;
  io.out(`${sheet.no ? `${sheet.no} ` : ""}Nothing was written.\n`);
  return false;
}
