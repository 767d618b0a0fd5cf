import type { Day } from "../core/basics/dates.ts";
import type { Turn } from "../core/findings/turns.ts";
import type { People } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { fitsIn, table } from "./table.ts";

/** What was asked for, and what is left out of it. */
export interface AskedTurns {
  /** Id of whose turns they are; null for everyone's. */
  person: string | null;
  /** The last day that is looked at; null for all. */
  until: Day | null;
  /** How many are due later. */
  later: number;
  /** The command that shows all of them. */
  more: string;
  /** The word that looks as far ahead as was asked for; empty where none was said. */
  span: string;
  /** Whether everything of this person was asked for. */
  whole: boolean;
}

/** How many rows one person has of their own list, and of everyone's; and of how many people the first few have rows. */
const most = { mine: 20, each: 3, people: 10, first: 5 };

/** Turns grouped by person, in the order they come in; what would fill pages is counted, with the command that shows it. */
export function turnsText(
  turns: Turn[],
  asked: AskedTurns,
  { people }: People,
  today: Day,
  notLookedAt: string,
  io: Io,
): string {
  const end = `${laterText(asked)}${footer(today, notLookedAt, io)}`;
  if (turns.length === 0) return `${nothingText(asked, people)} ${end}`;
  const colour = paint(io);
  const groups = new Map<string, Turn[]>();
  for (const turn of turns) {
    const mine = asked.person !== null && turn.people.includes(asked.person) ? [asked.person] : turn.people;
    const who = eitherOf(mine.map((id) => nameIn({ people }, id))) || `${turn.role} (nobody who can do it is assigned)`;
    groups.set(who, [...(groups.get(who) ?? []), turn]);
  }
  const width = widthOf(io);
  const all = [...groups];
  const isFolded = asked.person === null && all.length > most.people;
  const blocks = (isFolded ? all.slice(0, most.first) : all).map(([who, group]) => {
    const limit = asked.whole ? group.length : asked.person === null ? most.each : most.mine;
    // One row is as short as the line that would count it.
    const mine = group.length > limit + 1 ? group.slice(0, limit) : group;
    const left = group.length - mine.length;
    const rows = mine.map(({ title, due, moved, late, since, next }) => [
      due ? `due ${due}${movedText(moved)}${late ? colour.red(" late") : ""}` : since ? `since ${since}` : "",
      safe(next),
      safe(title),
    ]);
    // Of a title that would be cut to a few letters, the command says as much.
    const shown = fitsIn(
      rows.map((row) => row.slice(0, 2)),
      io.columns - 24,
    )
      ? rows
      : rows.map((row) => row.slice(0, 2));
    const told = table(shown, io.columns - 2, 2).flatMap((line, index) => {
      const { due, since, about } = mine[index] as Turn;
      const more = [due && since ? `since ${since}` : "", about ? wrap(safe(about), width, "      ") : ""];
      return [`  ${line}`, ...more.filter(Boolean).map((each) => colour.dim(`      ${each}`))];
    });
    const rest = left > 0 ? [`  … and ${left} more: ${listOf(group, asked)}`] : [];
    return [colour.bold(safe(who)), ...told, ...rest].join("\n");
  });
  if (isFolded) blocks.push(countsText(all.slice(most.first), asked, io));
  return `${blocks.join("\n\n")}\n\n${end}`;
}

/** One line for each of those whose rows are not shown. */
function countsText(groups: [who: string, turns: Turn[]][], asked: AskedTurns, io: Io): string {
  const rows = groups.map(([who, turns]) => {
    const late = turns.filter((turn) => turn.late).length;
    return [safe(who), `${turns.length} open${late > 0 ? `, ${late} late` : ""}`, listOf(turns, asked)];
  });
  return [`And for ${groups.length} more:`, ...table(rows, io.columns - 2, 0).map((line) => `  ${line}`)].join("\n");
}

/** The command that lists these: of whoever can do the first; where nobody can, of all findings. */
const listOf = ([turn]: Turn[], { person, span, more }: AskedTurns): string => {
  if (person !== null) return more;
  const [who] = turn?.people ?? [];
  if (who === undefined) return safe(["ilp check", turn?.candidate].filter(Boolean).join(" "));
  return ["ilp next", `--for ${safe(who)}`, span].filter(Boolean).join(" ");
};

function nothingText({ person, until, later }: AskedTurns, people: People["people"]): string {
  const who = person === null ? "" : ` for ${safe(nameIn({ people }, person))}`;
  return later === 0 ? `Nothing is open${who}.` : `Nothing is late, or due by ${until}${who}.`;
}

const laterText = ({ later, until, more }: AskedTurns): string =>
  later === 0 ? "" : `${later} more ${later === 1 ? "is" : "are"} due after ${until}: ${more}\n`;

/** Said of a day that a late start has moved. */
export const movedText = (moved: Day | null | undefined) => (moved ? ` (moved from ${moved})` : "");

/** Any one of them is enough: Rae Reviewer or Dana Direktor. */
export const eitherOf = (names: string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
