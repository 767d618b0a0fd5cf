import { addDays, type Day } from "../basics/dates.ts";
import { blocks } from "../problems/messages.ts";
import { type CandidateStatus, isAnswered } from "./status.ts";
import type { FoundTurn } from "./turns.ts";

/** One candidate among all: what is open, as `ilp next` counts it. */
export interface Overview {
  status: CandidateStatus;
  /** What there is to do, whosever turn it is: one thing a turn, as `ilp next` lists them. Requests are none. */
  things: FoundTurn[];
  /** How many things, and how many of them are late. */
  open: number;
  late: number;
  /** Things due today or within the next six days. */
  soon: number;
  /** The first day that anything is due; null where nothing has a day. */
  due: Day | null;
  /** Something was told to the Induction Team, or came back with NO. */
  first: boolean;
  /** Documents of the years that somebody filled in, of those that ask for something. */
  ready: { done: number; asked: number };
}

/** The turns that keep somebody from being complete: the one rule for every number "to do" and "late". */
export const thingsIn = (turns: FoundTurn[]): FoundTurn[] =>
  turns.filter(({ findings }) => findings.some((each) => blocks(each)));

/** What an overview says of one candidate: pure, from status and turns. */
export function overviewOf(status: CandidateStatus, turns: FoundTurn[], today: Day): Overview {
  const week = addDays(today, 6);
  const things = thingsIn(turns);
  const dues = things.flatMap(({ due }) => due ?? []).sort();
  const asked = status.documents.filter(
    ({ year, state, cells }) =>
      year !== null &&
      state !== "optional" &&
      state !== "not-asked" &&
      // Of what asks for nothing by itself, such as an empty log, nobody who is complete owes anything.
      (cells.total > 0 || (!isAnswered(state) && !status.complete)),
  );
  return {
    status,
    things,
    open: things.length,
    late: things.filter(({ late }) => late).length,
    soon: things.filter(({ due, late }) => due !== null && !late && due <= week).length,
    due: dues[0] ?? null,
    first: turns.some(({ first }) => first),
    ready: {
      done: asked.filter(({ state }) => isAnswered(state) && state !== "returned").length,
      asked: asked.length,
    },
  };
}

/** Who needs help first: what was told or came back, then most late, then due soonest; whoever is complete comes last. */
export const byNeed = (one: Overview, other: Overview): number =>
  Number(one.status.complete) - Number(other.status.complete) ||
  Number(other.first) - Number(one.first) ||
  other.late - one.late ||
  (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
  one.status.name.localeCompare(other.status.name);

/** How many candidates are complete, how much is to do, and how much of it late or due this week. */
export const totalsOf = (overviews: Overview[]) => ({
  open: overviews.reduce((sum, { open }) => sum + open, 0),
  late: overviews.reduce((sum, { late }) => sum + late, 0),
  soon: overviews.reduce((sum, { soon }) => sum + soon, 0),
  complete: overviews.filter(({ status }) => status.complete).length,
});
