import cpsel from "../../../schemas/cpsel.json" with { type: "json" };

/** In the order of the descriptions of practice. */
const levels = Object.keys(cpsel.levels);

/** The numbers of the California standards (CPSEL). */
export const standards: number[] = Object.keys(cpsel.standards).map(Number);

/** As the descriptions of practice have it: Directed Toward. */
export const levelName = (level: string): string => (cpsel.levels as Record<string, string>)[level] ?? level;

/** Whether a level comes before another; never when one is blank. */
export const below = (level: string, start: string) =>
  level !== "" && start !== "" && levels.indexOf(level) < levels.indexOf(start);
