import { addDays, dayInYear, isDay, type ProgramYear, programYearOf } from "../core/basics/dates.ts";
import { count, type Settings } from "../core/program/program.ts";
import { milestoneDue, type YearView } from "../core/review/year.ts";
import { fact, type Printed, type Scope } from "./scope.ts";
import { dateText } from "./shown.ts";

/** How many years the "ILP Journey" has columns for. */
export const yearsOf = (settings: Settings) => Math.max(1, count(settings, "program.years"));

/** Every milestone with its due date in each year of the program: rows with title, year-1, year-2 … and note. */
export function journey(settings: Settings, views: YearView[]): Scope[] {
  return settings.milestones.map((milestone) => {
    const entries = new Map<string, Printed>([["title", fact(milestone.title)]]);
    const notes = milestone.assumed ? ["assumed, confirm"] : [];
    for (let year = 1; year <= yearsOf(settings); year++) {
      const view = views.find((each) => each.year === year);
      const { due = null, moved } = view ? milestoneDue(view, milestone.id) : {};
      const day = view ? due : laterDay(milestone.due, year, views, settings);
      if (view && moved) notes.push(`year ${year}: moved from ${dateText(moved)}, begun ${dateText(view.start)}`);
      entries.set(`year-${year}`, fact(day && isDay(day) ? dateText(day) : dueWords(milestone.due)));
    }
    entries.set("note", fact(notes.join("; ")));
    return { path: "milestones", entries, outer: null };
  });
}

/** A day of the calendar is known before the year begins; a day counted from the start is not. */
function laterDay(due: string, year: number, views: YearView[], settings: Settings): string | null {
  const [first] = views;
  if (!first || !/^\d\d-\d\d$/.test(due)) return null;
  let programYear: ProgramYear = first.programYear;
  for (let at = first.year; at < year; at++)
    programYear = programYearOf(addDays(programYear.ends, 1), settings["year-starts"]);
  return year < first.year ? null : dayInYear(due, programYear);
}

const dueWords = (due: string) =>
  due.replace(/^./, (letter) => letter.toUpperCase()).replace("after start", "after the start");
