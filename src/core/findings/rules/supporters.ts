import { addDays, type Day, programYearOf } from "../../basics/dates.ts";
import { text } from "../../basics/values.ts";
import type { Finding, Place } from "../../problems/finding.ts";
import type { Document } from "../../program/program.ts";
import { nameIn } from "../../program/registry.ts";
import { finding, type Rule, type YearView } from "../../review/year.ts";
import { records } from "../facts.ts";

/** Somebody's time with the candidate, both ends included. */
interface Stretch {
  /** Its place in the profile. */
  index: number;
  role: "coach" | "supervisor";
  person: string;
  from: Day;
  to: Day;
}

const [always, forever] = ["0000-01-01", "9999-12-31"];
const stretchOf = (each: { from?: unknown; to?: unknown }) => ({
  from: typeof each.from === "string" && each.from ? each.from : always,
  to: typeof each.to === "string" && each.to ? each.to : forever,
});
const overlap = (one: Pick<Stretch, "from" | "to">, other: Pick<Stretch, "from" | "to">) =>
  one.from <= other.to && other.from <= one.to;

/** Who has been assigned, in order of time; what runs backwards says so itself, and nobody is their own coach. */
const stretchesOf = ({ value }: Document, candidate: string): Stretch[] =>
  records(value.assignments)
    .flatMap((each, index): Stretch[] => {
      const [role, person] = [text(each.role), text(each.person)];
      if ((role !== "coach" && role !== "supervisor") || !person || person === candidate) return [];
      return [{ index, role, person, ...stretchOf(each) }];
    })
    .filter(({ from, to }) => from <= to)
    .sort((one, other) => one.from.localeCompare(other.from));

/** Coach and supervisor have these roles in people.yaml, one at a time, and are two people; sessions come after the coach. */
export const supporters: Rule = {
  reads: ["profile/assignments/*/person", "profile/assignments/*/role"],
  run(document, view) {
    const all = stretchesOf(document, view.candidate);
    return [
      ...withoutRole(document, all, view),
      ...together(document, all, view),
      ...inBoth(document, all, view),
      ...earlySessions(document, all, view),
    ];
  },
};

const labelOf = ({ settings }: YearView, role: Stretch["role"]) => settings.labels[role].toLowerCase();

/** Once for each person and role, however often they are assigned; whoever people.yaml does not know is said elsewhere. */
function withoutRole(document: Document, all: Stretch[], view: YearView): Finding[] {
  return all.flatMap(({ index, role, person }, at) => {
    const known = view.people.people.find(({ id }) => id === person);
    if (!known || (known.roles as string[]).includes(role)) return [];
    if (all.slice(0, at).some((each) => each.person === person && each.role === role)) return [];
    const data = { name: nameIn(view.people, person), role, label: labelOf(view, role) };
    const place = { path: "people.yaml", pointer: `/people/${view.people.people.indexOf(known)}/roles` };
    return [finding(document, `/assignments/${index}/person`, "supporter-without-role", data, { also: [place] })];
  });
}

/** Two coaches, or two supervisors, on one day: nobody could tell whose signature is asked for. */
function together(document: Document, all: Stretch[], view: YearView): Finding[] {
  return all.flatMap((later, at) => {
    const earlier = all.slice(0, at).find((each) => each.role === later.role && overlap(each, later));
    if (!earlier) return [];
    const until = [earlier.to, later.to].sort()[0] ?? forever;
    const [one, other] = [earlier, later].map(({ person }) => nameIn(view.people, person));
    const who = one === other ? `${one} is entered twice` : `${one} and ${other} are both entered`;
    const days = `${later.from === always ? "" : ` from ${later.from}`}${until === forever ? " on" : ` to ${until}`}`;
    return [
      finding(
        document,
        `/assignments/${later.index}/from`,
        "two-at-once",
        { who, label: labelOf(view, later.role), days },
        { also: [placeOf(document, `/assignments/${earlier.index}/to`)] },
      ),
    ];
  });
}

/** The coach is there for the candidate, the supervisor judges their work: one person for both is pointed out, once. */
function inBoth(document: Document, all: Stretch[], view: YearView): Finding[] {
  const coaches = all.filter(({ role }) => role === "coach");
  const both = all
    .filter(({ role }) => role === "supervisor")
    .flatMap((one) => {
      const coach = coaches.find((each) => each.person === one.person && overlap(each, one));
      return coach ? [{ one, coach }] : [];
    });
  return [...new Map(both.map((each) => [each.one.person, each])).values()].map(({ one, coach }) =>
    finding(
      document,
      `/assignments/${one.index}/person`,
      "coach-is-supervisor",
      {
        candidate: view.candidate,
        name: nameIn(view.people, one.person),
        coach: labelOf(view, "coach"),
        supervisor: labelOf(view, "supervisor"),
      },
      { also: [placeOf(document, `/assignments/${coach.index}/person`)] },
    ),
  );
}

/** Sessions before there was a coach: one of the two days is a slip. Told once, by the first of them. */
function earlySessions(document: Document, all: Stretch[], view: YearView): Finding[] {
  const first = all.find(({ role }) => role === "coach");
  if (!first || first.from === always) return [];
  const early = view.all
    .filter(({ form }) => form.rules.includes("sessions"))
    .flatMap((summary) =>
      records(summary.value.sessions).flatMap((session, index) => {
        const date = text(session.date);
        return date && date < first.from ? [{ date, place: placeOf(summary, `/sessions/${index}/date`) }] : [];
      }),
    )
    .sort((one, other) => one.date.localeCompare(other.date));
  const [earliest] = early;
  if (!earliest) return [];
  const many = early.length === 1 ? "A session is" : `${early.length} sessions are`;
  const data = { many, date: earliest.date, from: first.from, label: labelOf(view, "coach") };
  return [
    finding(document, `/assignments/${first.index}/from`, "sessions-before-coach", data, { also: [earliest.place] }),
  ];
}

const placeOf = ({ file: path }: Document, pointer: string): Place => ({ path, pointer });

/** Days without a coach, of one cause: those between one coach and the next. */
export interface CoachGap {
  /** The assignment that ended before them. */
  index: number;
  stretches: { from: Day; to: Day }[];
  /** Whether nobody follows. */
  last: boolean;
}

/**
 * The days of the candidate's years on which nobody coaches them, from the first coach on. Before that, the rule on the
 * match speaks; during a leave nobody has to.
 */
export function coachGaps(document: Document, view: YearView): CoachGap[] {
  const coaches = stretchesOf(document, view.candidate).filter(({ role }) => role === "coach");
  const [first] = coaches;
  if (!first) return [];
  const away = records(document.value.leave).filter((each) => text(each.from));
  const covered = [...coaches, ...away.map(stretchOf)].sort((one, other) => one.from.localeCompare(other.from));
  const open = yearsOf(view).flatMap(({ starts, ends }) =>
    uncovered([starts, first.from].sort()[1] ?? starts, ends, covered),
  );
  const gaps = new Map<number, CoachGap>();
  for (const stretch of open) {
    const before = coaches
      .filter(({ to }) => to < stretch.from)
      .reduce((one, other) => (other.to > one.to ? other : one), first);
    const last = !coaches.some(({ from }) => from > stretch.to);
    const gap = gaps.get(before.index) ?? { index: before.index, stretches: [], last };
    gaps.set(before.index, { ...gap, stretches: [...gap.stretches, stretch] });
  }
  return [...gaps.values()];
}

/** Each year from its first day to the end of the program year; the days between belong to none. */
const yearsOf = ({ profile, settings, year, start, programYear }: YearView): { starts: Day; ends: Day }[] =>
  profile.years
    .map((each) =>
      each.year === year
        ? { starts: start, ends: programYear.ends }
        : { starts: each.starts, ends: programYearOf(each.starts, settings["year-starts"]).ends },
    )
    .sort((one, other) => one.starts.localeCompare(other.starts));

/** The end of the last year the candidate has begun. */
export const lastDayOf = (view: YearView): Day => yearsOf(view).at(-1)?.ends ?? view.programYear.ends;

/** What of some days lies in none of the stretches, which come in order. */
function uncovered(from: Day, to: Day, covered: { from: Day; to: Day }[]): { from: Day; to: Day }[] {
  const open: { from: Day; to: Day }[] = [];
  let day = from;
  for (const each of covered) {
    if (day > to || each.from > to) break;
    if (each.from > day) open.push({ from: day, to: addDays(each.from, -1) });
    if (each.to >= to) return open;
    if (each.to >= day) day = addDays(each.to, 1);
  }
  return day > to ? open : [...open, { from: day, to }];
}
