import type { ImportPlan } from "../core/program/people-table.ts";
import type { Io } from "../io.ts";
import { safe, widthOf, wrap } from "./paint.ts";
import { table } from "./table.ts";

/** What a table of people adds, or would add, and where it says something else than the program. */
export function importText(plan: ImportPlan, file: string, dryRun: boolean, io: Io): string {
  const { people, candidates, assignments, differences, same } = plan;
  const would = dryRun ? "Would be added" : "Added";
  const named = (role: string, person: string | null) => (person === null ? [] : [`${role} ${person}`]);
  const started = (line: number) =>
    candidates
      .filter((each) => each.line === line)
      .map(({ start, coach, supervisor }) =>
        [`from ${start}`, ...named("coach", coach), ...named("supervisor", supervisor)].join(", "),
      );
  const fresh = people.map(({ line, id, name, roles }) => ({
    line,
    cells: [safe(name), id, roles.join(", "), ...started(line)],
  }));
  const begun = candidates
    .filter(({ line }) => !people.some((each) => each.line === line))
    .map(({ line, id, name }) => ({ line, cells: [safe(name), id, "candidate", ...started(line)] }));
  const matched = assignments.map(({ line, candidate, role, person, from }) => ({
    line,
    cells: [`${role} ${person}`, candidate, "", `from ${from}`],
  }));
  const rows = [...fresh, ...begun, ...matched]
    .sort((one, other) => one.line - other.line)
    .map(({ line, cells }) => [`  ${file}:${line}`, ...cells]);
  const width = widthOf(io);
  const told = [
    ...(rows.length > 0 ? [`${would}:\n${table(rows, io.columns, 4).join("\n")}`] : ["Nothing to add."]),
    ...(differences.length > 0
      ? [
          `The table says otherwise, and nothing was changed there:\n${differences
            .map(({ line, text }) => `  ${wrap(`${file}:${line}: ${safe(text)}`, width - 2, "    ")}`)
            .join("\n")}`,
        ]
      : []),
    ...(same > 0 ? [`There already, as the table says: ${same} ${same === 1 ? "row" : "rows"}.`] : []),
  ];
  return `${told.join("\n\n")}\n`;
}
