import { addDays, type Day } from "../basics/dates.ts";
import { type CandidateStatus, isAnswered } from "./status.ts";
import type { Turn } from "./turns.ts";

/** One candidate among all: what is open, as `ilp next` counts it. */
export interface Overview {
  status: CandidateStatus;
  /** Turns, whosever they are, and how many of them are late. */
  open: number;
  late: number;
  /** Turns due today or within the next six days. */
  soon: number;
  /** The first day that anything is due; null where nothing has a day. */
  due: Day | null;
  /** Something was told to the Induction Team, or came back with NO. */
  first: boolean;
  /** Documents of the years that somebody filled in, of those that ask for something. */
  ready: { done: number; asked: number };
}

/** What an overview says of one candidate: pure, from status and turns. */
export function overviewOf(status: CandidateStatus, turns: Turn[], today: Day): Overview {
  const week = addDays(today, 6);
  const dues = turns.flatMap(({ due }) => due ?? []).sort();
  const asked = status.documents.filter(
    ({ year, state, cells }) =>
      year !== null && state !== "optional" && state !== "not-asked" && (cells.total > 0 || !isAnswered(state)),
  );
  return {
    status,
    open: turns.length,
    late: turns.filter(({ late }) => late).length,
    soon: turns.filter(({ due, late }) => due !== null && !late && due <= week).length,
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

/** How many candidates are complete, and how much is late or due this week. */
export const totalsOf = (overviews: Overview[]) => ({
  late: overviews.reduce((sum, { late }) => sum + late, 0),
  soon: overviews.reduce((sum, { soon }) => sum + soon, 0),
  complete: overviews.filter(({ status }) => status.complete).length,
});
