import { addDays, type Day } from "../../core/basics/dates.ts";
import { isMapping, items, type Mapping, text, type Value } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { appendItem, setValue } from "../../data/edit.ts";
import { itemLines } from "../../data/edit-text.ts";
import { readYaml } from "../../data/yaml.ts";

/** One entry under assignments in profile.yaml that names somebody. */
export interface Assignment {
  /** Its place in the list. */
  index: number;
  person: string;
  from: Day | "";
  to: Day | "";
}

/** Those who have, or had, or will have a role, in the order of the file. */
export const assigned = (list: Value | undefined, role: string): Assignment[] =>
  items(list).flatMap((each, index) =>
    isMapping(each) && each.role === role && text(each.person)
      ? [{ index, person: text(each.person), from: text(each.from), to: text(each.to) }]
      : [],
  );

/** Those whose time reaches to a day, or beyond. */
const lasting = (all: Assignment[], day: Day) => all.filter(({ to }) => to === "" || to >= day);

/** Why nobody new can begin on a day, or null: what has begun by then can be ended, what begins later cannot. */
export function beginProblem(all: Assignment[], day: Day): string | null {
  const later = all.find(({ from }) => from !== "" && from >= day);
  return later ? `${later.person} is assigned from ${later.from} on; choose a later day` : null;
}

/** The text of a profile with one more assignment, and those that it ends. Throws UserError. */
export function reassigned(
  source: string,
  { role, person, from }: { role: string; person: string; from: Day },
  file: string,
): { content: string; ended: Assignment[] } {
  const read = readYaml(source);
  if ("problem" in read)
    throw new UserError(`${file} cannot be read.`, undefined, [{ path: file, pointer: "", ...read.problem }]);
  const all = assigned(isMapping(read.value) ? read.value.assignments : null, role);
  const ended = lasting(all, from);
  const same = ended.find((each) => each.person === person);
  if (same)
    throw new UserError(
      `${person} is the ${role} already${same.from ? `, since ${same.from}` : ""}${same.to ? ` and until ${same.to}` : ""}.`,
      `To change the days, edit assignments in ${file}.`,
    );
  const problem = beginProblem(all, from);
  if (problem) throw new UserError(`--from DATE: ${problem}.`);
  const closed = ended.reduce(
    (text, { index }) => setValue(text, `/assignments/${index}/to`, addDays(from, -1), file),
    source,
  );
  const item: Mapping = { role, person, from, to: null };
  return { content: appendItem(closed, "assignments", item, itemLines(item), file), ended };
}
