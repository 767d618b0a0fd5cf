import type { Io } from "../io.ts";

/** How a result is asked for. */
export interface ReportOptions<Format extends string = "text" | "json"> {
  format?: Format;
  json?: boolean;
}

/** --json is short for --format json. */
export const formatOf = <Format extends string>({ format, json }: ReportOptions<Format>): Format | "text" | "json" =>
  json ? "json" : (format ?? "text");

/** Prints a result in the format asked for; what only the others need is neither made nor loaded. */
export async function report<Format extends string>(
  formats: Record<Format | "text" | "json", () => string | Promise<string>>,
  options: ReportOptions<Format>,
  io: Io,
): Promise<void> {
  io.out(await formats[formatOf(options)]());
}
