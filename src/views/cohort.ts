import type { Day } from "../core/basics/dates.ts";
import { hoursText } from "../core/basics/hours.ts";
import { type Overview, totalsOf } from "../core/findings/overview.ts";
import type { CandidateStatus } from "../core/findings/status.ts";
import type { People, Settings } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { waitingLines } from "./status-reviews.ts";
import { fitsIn, table } from "./table.ts";

/** Everyone, one line each, whoever needs help first. */
export interface Cohort {
  settings: Settings;
  people: People;
  /** Those that were asked for, of all there are. */
  overviews: Overview[];
  of: number;
  /** What was asked for, as flags: the command that shows more has them too. */
  flags: string;
  /** Turns of whoever sits here; null where nobody knows who that is. */
  mine: number | null;
  limit: number;
  asOf: Day;
  notLookedAt: string;
}

/** With more than one screen of candidates, what is not shown is counted. */
export function cohortText(
  { settings, people, overviews, of, flags, mine, limit, asOf, notLookedAt }: Cohort,
  io: Io,
): string {
  const colour = paint(io);
  const head = `${colour.bold(safe(settings.name))}, ${safe(settings.district)}`;
  if (of === 0) return `${head}\n\nNo candidates yet. To set one up: ilp new "Full Name"\n`;
  if (overviews.length === 0)
    return `${head}\n\nNone of the ${of} candidates is meant by that.\n\n${footer(asOf, notLookedAt, io)}`;
  const shown = overviews.slice(0, limit);
  const rest = overviews.length - shown.length;
  const more = rest > 0 ? [`… and ${rest} more. To see all: ilp status${flags} --limit ${overviews.length}`] : [];
  const lines = [
    wrap(head, widthOf(io)),
    wrap(totalsText(overviews, mine, io), widthOf(io)),
    "",
    ...cohortTable(shown, people, io),
    ...more,
    ...waitingLines(
      overviews.map(({ status }) => status),
      shown.length > 20 ? 3 : 10,
      io,
    ),
  ];
  return `${lines.join("\n")}\n\n${footer(asOf, `For one of them: ilp status NAME. ${notLookedAt}`, io)}`;
}

/** Things are the turns that are no requests, as in `ilp check`; `mine` are all turns, as `ilp next` lists them. */
function totalsText(overviews: Overview[], mine: number | null, io: Io): string {
  const { complete, late, soon } = totalsOf(overviews);
  const { length: count } = overviews;
  const things = (number: number) => `${number} ${number === 1 ? "thing" : "things"}`;
  return [
    `${count} ${count === 1 ? "candidate" : "candidates"}, ${complete} complete`,
    late > 0 ? paint(io).red(`${things(late)} late`) : "nothing late",
    `${soon} due this week`,
    mine === null ? "" : `${mine} for you`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Ids give way before names: without them a line is still somebody's. */
function cohortTable(overviews: Overview[], people: People, io: Io): string[] {
  const full = [
    ["Candidate", "Id", "Year", "Ready", "PD hours", "To do", "Late", "Due first", "Standards"],
    ...overviews.map((each) => cohortRow(each, people, io)),
  ].map((row) => (overviews.some(({ status }) => notMetOf(status)) ? row : row.slice(0, -1)));
  // A name that two people bear has its id beside it, which the column says already.
  const alone = full.map(([name = "", id = "", ...others]) => [name.replace(` (${id})`, ""), id, ...others]);
  const rows = fitsIn(alone, io.columns) ? alone : full.map(([name = "", _, ...others]) => [name, ...others]);
  return table(rows, io.columns, 0);
}

function cohortRow({ status, open, late, due, ready }: Overview, people: People, io: Io): string[] {
  const colour = paint(io);
  return [
    safe(nameIn(people, status.id, status.name)),
    safe(status.id),
    status.year ? String(status.year) : "",
    `${ready.done} of ${ready.asked}`,
    pdText(status),
    status.complete ? colour.green("none") : String(open),
    late > 0 ? colour.red(String(late)) : "",
    due ?? "",
    notMetOf(status) ? colour.red(notMetOf(status)) : "",
  ];
}

/** "0 of 3 met", of the first year where a standard is not. */
const notMetOf = ({ years }: CandidateStatus): string =>
  years.find(({ notMet }) => notMet)?.notMet.replace("standards ", "") ?? "";

function pdText(status: CandidateStatus): string {
  const pd = status.years.find(({ year }) => year === status.year)?.hours.pd;
  if (!pd) return "-";
  if (pd.unreadable) return "not readable";
  return pd.exempt ? hoursText(pd.counted) : `${hoursText(pd.counted)} of ${hoursText(pd.required)}`;
}
