import type { Day } from "../core/dates.ts";
import type { People } from "../core/program.ts";
import type { Turn } from "../core/turns.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { paint, safe } from "./paint.ts";
import { table } from "./table.ts";

/** Turns grouped by person, soonest first. */
export function turnsText(turns: Turn[], { people }: People, today: Day, notLookedAt: string, io: Io): string {
  if (turns.length === 0) return `Nothing is open. ${footer(today, notLookedAt)}`;
  const colour = paint(io);
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? id;
  const groups = new Map<string, Turn[]>();
  for (const turn of turns) {
    const who = turn.people.map(nameOf).join(", ") || `${turn.role} (nobody assigned)`;
    groups.set(who, [...(groups.get(who) ?? []), turn]);
  }
  const blocks = [...groups].map(([who, mine]) => {
    const rows = mine.map(({ title, due, late, next }) => [
      due ? `due ${due}${late ? colour.red(" late") : ""}` : "",
      next,
      title,
    ]);
    return [colour.bold(safe(who)), ...table(rows, io.columns - 2, 2).map((line) => `  ${line}`)].join("\n");
  });
  return `${blocks.join("\n\n")}\n\n${footer(today, notLookedAt)}`;
}
