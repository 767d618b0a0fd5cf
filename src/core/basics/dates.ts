/** Calendar days are strings, YYYY-MM-DD: they sort as they are, and no time zone can move them. */
export type Day = string;

const asUtc = (day: Day) => new Date(`${day}T00:00:00Z`);
const asDay = (date: Date): Day => date.toISOString().slice(0, 10);

/** True for a day that exists: 2024-02-29 does, 2023-02-29 does not. */
export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = asUtc(value);
  return !Number.isNaN(date.getTime()) && asDay(date) === value;
}

/** False for a day so far away that it must be a slip. */
export const canBeMeant = (day: Day): boolean => day >= "1900" && day < "2200";

export function addDays(day: Day, days: number): Day {
  const date = asUtc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return asDay(date);
}

/** The calendar day of a moment in a time zone; 23:59 in Los Angeles is still that day there. Throws RangeError for an unknown zone. */
export function dayIn(timeZone: string, moment: Date): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(moment);
}

/** Days from one day to another: 1 to the next one. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / 86_400_000);

/** How late a day is: "178 days after 2026-06-02"; empty when it is in time, or nothing was due. */
export function lateBy(day: Day | null, due: Day | null): string {
  if (day === null || due === null || day <= due) return "";
  const days = daysBetween(due, day);
  return `${days} ${days === 1 ? "day" : "days"} after ${due}`;
}

export interface ProgramYear {
  /** First and last day. */
  starts: Day;
  ends: Day;
  /** As people write it: 2023-24. */
  name: string;
}

/** The program year a day lies in. `yearStarts` is a month and day such as 07-01. */
export function programYearOf(day: Day, yearStarts: string): ProgramYear {
  const calendarYear = Number(day.slice(0, 4));
  const first = day.slice(5) >= yearStarts ? calendarYear : calendarYear - 1;
  const starts = `${first}-${yearStarts}`;
  return {
    starts,
    ends: addDays(`${first + 1}-${yearStarts}`, -1),
    name: `${first}-${String((first + 1) % 100).padStart(2, "0")}`,
  };
}

/** The day with this month and day inside a program year. 02-29 becomes 02-28 in a year without one. */
export function dayInYear(monthDay: string, year: ProgramYear): Day {
  const first = Number(year.starts.slice(0, 4));
  const day = `${monthDay >= year.starts.slice(5) ? first : first + 1}-${monthDay}`;
  return isDay(day) ? day : addDays(`${day.slice(0, 7)}-01`, 27);
}

/** The month (YYYY-MM) inside a program year for a month number such as 09. */
export const monthInYear = (month: string, year: ProgramYear) =>
  dayInYear(`${month}-${month === year.starts.slice(5, 7) ? year.starts.slice(8) : "01"}`, year).slice(0, 7);

export const nextMonth = (month: string) => addDays(`${month}-28`, 4).slice(0, 7);
export const lastOfMonth = (month: string): Day => addDays(`${nextMonth(month)}-01`, -1);

/**
 * The day something is due, from the words of program.yaml:
 * "06-02", "30 days after start", "day 10 of the next month" (needs `month`). Null when it cannot be told.
 */
export function dueDay(due: string, year: ProgramYear, start: Day, month?: string): Day | null {
  const after = /^(\d+) days after start$/.exec(due);
  if (after) return addDays(start, Number(after[1]));
  const next = /^day (\d+) of the next month$/.exec(due);
  if (next) {
    if (!month) return null;
    const following = nextMonth(month);
    const day = `${following}-${String(next[1]).padStart(2, "0")}`;
    return isDay(day) ? day : lastOfMonth(following);
  }
  return dayInYear(due, year);
}
