import { canBeMeant, type Day, isDay } from "./dates.ts";

const months = "january february march april may june july august september october november december".split(" ");

/** 8 for August, Aug and Aug.; 0 for what is no month. */
const monthNumber = (word: string) =>
  months.findIndex((month) => month.startsWith(word.toLowerCase().replace(/\.$/, ""))) + 1;

const two = (number: number) => String(number).padStart(2, "0");
const dayOf = (year: number, month: number, day: number): Day => `${year}-${two(month)}-${two(day)}`;

/**
 * The day that somebody wrote in a spreadsheet: 2026-08-10, August 10, 2026, 10 Aug 2026, 8/24/2026. What can be read
 * as two days is not guessed: 8/10/2026 is the tenth of August in California and the eighth of October elsewhere.
 */
export function writtenDay(written: string): { day: Day } | { problem: string } {
  const text = written.trim().replace(/\s+/g, " ");
  const days = [...new Set(readings(text))].filter(isDay);
  const [day, other] = days;
  if (day !== undefined && other === undefined)
    return canBeMeant(day) ? { day } : { problem: `"${written}" is in a year that cannot be meant` };
  if (day !== undefined) return { problem: `"${written}" can be read as ${day} and as ${other}; write year-month-day` };
  return { problem: `"${written}" is not a day as ilp reads it; write year-month-day, such as 2026-08-10` };
}

/** All days that a text can mean, of which some may not exist. */
function readings(text: string): Day[] {
  const named =
    /^(?<month>[A-Za-z]{3,9}\.?) (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/.exec(text) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?<month>[A-Za-z]{3,9}\.?)[ ,-]+(?<year>\d{4})$/.exec(text);
  if (named?.groups) {
    const { year, month = "", day } = named.groups;
    return [dayOf(Number(year), monthNumber(month), Number(day))];
  }
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return [dayOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]))];
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (!yearLast) return [];
  const [one, other, year] = [Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4])];
  return [dayOf(year, one, other), dayOf(year, other, one)];
}
