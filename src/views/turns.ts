import type { Day } from "../core/basics/dates.ts";
import type { Turn } from "../core/findings/turns.ts";
import type { People } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { table } from "./table.ts";

/** Turns grouped by person, in the order they come in. */
export function turnsText(turns: Turn[], { people }: People, today: Day, notLookedAt: string, io: Io): string {
  if (turns.length === 0) return `Nothing is open. ${footer(today, notLookedAt)}`;
  const colour = paint(io);
  const groups = new Map<string, Turn[]>();
  for (const turn of turns) {
    const who = eitherOf(turn.people.map((id) => nameIn({ people }, id))) || `${turn.role} (nobody assigned)`;
    groups.set(who, [...(groups.get(who) ?? []), turn]);
  }
  const width = widthOf(io);
  const blocks = [...groups].map(([who, mine]) => {
    const rows = mine.map(({ title, due, late, since, next }) => [
      due ? `due ${due}${late ? colour.red(" late") : ""}` : since ? `since ${since}` : "",
      next,
      title,
    ]);
    const told = table(rows, io.columns - 2, 2).flatMap((line, index) => {
      const { due, since, about } = mine[index] as Turn;
      const more = [due && since ? `since ${since}` : "", about ? wrap(safe(about), width, "      ") : ""];
      return [`  ${line}`, ...more.filter(Boolean).map((each) => colour.dim(`      ${each}`))];
    });
    return [colour.bold(safe(who)), ...told].join("\n");
  });
  return `${blocks.join("\n\n")}\n\n${footer(today, notLookedAt)}`;
}

/** Any one of them is enough: Rae Reviewer or Dana Direktor. */
export const eitherOf = (names: string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
