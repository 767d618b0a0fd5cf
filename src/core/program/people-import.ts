import { planCandidate, type Somebody } from "./import-candidate.ts";
import { differencesOf, understood } from "./import-person.ts";
import type { Entry, ImportPlan, ImportRow, ImportWords, Known } from "./people-table.ts";

/**
 * What a table of people adds to a program. Somebody is known by id, else by email, else by name; what is there already
 * is compared and left as it is, so that the same table can be read again. Pure.
 */
export function planImport(rows: ImportRow[], known: Known, words: ImportWords): ImportPlan {
  const plan: ImportPlan = { problems: [], people: [], candidates: [], assignments: [], differences: [], same: 0 };
  const entries: Entry[] = [];
  for (const row of rows) {
    const entry = understood(row, entries, known, words, plan.problems);
    if (entry) entries.push(entry);
  }
  const everybody: Somebody[] = [...known.people, ...entries.filter((each) => !each.known)];
  const said = () => plan.people.length + plan.candidates.length + plan.assignments.length + plan.differences.length;
  for (const entry of entries) {
    const before = said();
    if (entry.known) plan.differences.push(...differencesOf(entry, entry.known));
    else plan.people.push({ line: entry.row.line, ...personOf(entry) });
    planCandidate(entry, everybody, known, words, plan);
    if (said() === before) plan.same += 1;
  }
  plan.problems.sort((one, other) => one.line - other.line);
  return plan;
}

const personOf = ({ id, name, emails, roles }: Entry) => ({ id, name, emails, roles });
