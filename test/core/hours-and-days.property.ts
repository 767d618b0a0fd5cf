/**
 * Random programs, candidates and days: no hour counts before its day, and nobody is late for what was due before their
 * start. Used by the quick and the slow test.
 */
import fc from "fast-check";
import { expect } from "vitest";
import { addDays } from "../../src/core/basics/dates.ts";
import type { Mapping } from "../../src/core/basics/values.ts";
import { weightOf } from "../../src/core/problems/messages.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { dueBeside, milestoneDue, viewsOf } from "../../src/core/review/year.ts";
import { type Case, candidateOf, profileOf, rulebookOf, settingsOf, statusOf } from "../build.ts";

const dayFrom = (from: string, most: number) => fc.nat(most).map((days) => addDays(from, days));
/** Any day of three program years, leap day and all. */
const anyDay = dayFrom("2026-07-01", 3 * 365 + 1);
const hours = fc.integer({ min: 1, max: 4000 }).map((hundredths) => hundredths / 100);
const entry = fc.record({ date: anyDay, length: fc.option(fc.nat(60), { nil: null }), hours });
const session = fc.record({ day: fc.nat(27), minutes: fc.integer({ min: 1, max: 900 }) });
const fixedDay = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) });
const two = (number: number) => String(number).padStart(2, "0");
const monthDay = fixedDay.map(({ month, day }) => `${two(month)}-${two(Math.min(day, month === 2 ? 29 : 30))}`);
const leave = fc.record({ from: anyDay, length: fc.option(fc.nat(200), { nil: null }) });

const situation = fc.record({
  start: anyDay,
  today: anyDay,
  entries: fc.array(entry, { maxLength: 6 }),
  sessions: fc.array(session, { maxLength: 4 }),
  month: fc.nat(11),
  pdDue: monthDay,
  november: monthDay,
  midYear: monthDay,
  days: fc.nat(90),
  nextYear: fc.oneof(monthDay, fc.constant("")),
  leaves: fc.array(leave, { maxLength: 3 }),
  preset: fc.constantFrom("combined", "westside", "hart"),
});
type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

const entriesOf = ({ entries }: Situation): Mapping[] =>
  entries.map(({ date, length, hours: many }, index) => ({
    id: `activity-${index}`,
    title: `Activity ${index}`,
    date,
    end: length === null ? null : addDays(date, length),
    hours: many,
  }));

function caseOf(given: Situation): Case & { month: string } {
  const { start, today, sessions, pdDue, november, midYear, days, nextYear, leaves, preset } = given;
  const month = addDays(`${start.slice(0, 7)}-01`, given.month * 31).slice(0, 7);
  const profile: Partial<Profile> = {
    "program-start": start,
    years: [{ year: 1, starts: start }],
    leave: leaves.map(({ from, length }) => ({ from, to: length === null ? null : addDays(from, length) })),
  };
  const documents: Case["documents"] = {
    ...(preset === "hart"
      ? {}
      : {
          "year-1/pd-log": { entries: entriesOf(given) },
          [`year-1/collaborative/${month}`]: {
            month,
            sessions: sessions.map(({ day, minutes }, index) => ({
              id: `s${index}`,
              date: addDays(`${month}-01`, day),
              minutes,
            })),
          },
        }),
    "year-1/self-assessment-initial": { administration: "initial" },
    ...(preset === "westside" ? {} : { "year-1/inquiry-ilp": { inquiries: [{ id: "i1", "focus-question": "Why?" }] } }),
  };
  const milestones = { "pd-hours": pdDue, november, "mid-year": midYear };
  const requirements = { "late_start.days": days, "late_start.next_year": nextYear };
  return { documents, profile, preset, today, milestones, requirements, month };
}

/** (b) Whatever counts lies on a day that has come; what is counted and what is not is all there is, once. */
export function noHourBeforeItsDay(runs: number, seed: number) {
  let [counted, planned] = [0, 0];
  fc.assert(
    fc.property(situation, (given) => {
      const asked = caseOf(given);
      const [year] = statusOf(asked).years;
      const { pd, coaching } = year?.hours ?? {};
      if (!pd || !coaching) return;
      const done = entriesOf(given).filter(({ date, end }) => String(end ?? date) <= given.today);
      const sum = (all: Mapping[]) => all.reduce((total, each) => total + Math.round(Number(each.hours) * 100), 0);
      expect(Math.round(pd.counted * 100)).toBeLessThanOrEqual(sum(done));
      expect(Math.round((pd.counted + pd.planned + pd.late) * 100)).toBe(sum(entriesOf(given)));
      const minutes = (isMine: (day: string) => boolean) =>
        given.sessions
          .filter(({ day }) => isMine(addDays(`${asked.month}-01`, day)))
          .reduce((total, each) => total + each.minutes, 0);
      const inHours = (all: number) => Math.round((all / 60) * 100) / 100;
      expect([coaching.counted, coaching.planned]).toEqual([
        inHours(minutes((day) => day <= given.today)),
        inHours(minutes((day) => day > given.today)),
      ]);
      // A day later no less is done.
      const next = statusOf({ ...asked, today: addDays(given.today, 1) }).years[0]?.hours.pd;
      expect(next?.counted).toBeGreaterThanOrEqual(pd.counted);
      counted += pd.counted;
      planned += pd.planned;
    }),
    { numRuns: runs, seed },
  );
  expect(counted).toBeGreaterThan(0);
  expect(planned).toBeGreaterThan(0);
}

/** (c) Nothing is due before the start, so nobody is late on their first day or before. */
export function nobodyLateBeforeTheStart(runs: number, seed: number) {
  let moved = 0;
  fc.assert(
    fc.property(situation, anyDay, (given, beside) => {
      const asked = caseOf(given);
      for (const today of [addDays(given.start, -1), given.start]) {
        const late = statusOf({ ...asked, today }).findings.filter(
          ({ code, due }) => weightOf(code) === "missing" && due !== undefined && due < given.start,
        );
        expect(late.map(({ code, document, due }) => [code, document, due])).toEqual([]);
      }
      const settings = settingsOf(given.preset, asked.requirements);
      for (const milestone of settings.milestones) milestone.due = asked.milestones?.[milestone.id] ?? milestone.due;
      const rulebook = rulebookOf(settings);
      for (const view of viewsOf(candidateOf({}, profileOf(asked.profile), rulebook), rulebook)) {
        for (const { id, due } of settings.milestones) {
          const found = milestoneDue(view, id);
          if (!/^\d\d-/.test(due)) continue;
          expect(found.due?.localeCompare(addDays(given.start, given.days))).not.toBe(-1);
          expect(found.moved === undefined || found.due === addDays(given.start, given.days)).toBe(true);
          if (found.moved) moved++;
        }
        expect((dueBeside(view, beside).due ?? "") >= given.start).toBe(true);
      }
    }),
    { numRuns: runs, seed },
  );
  expect(moved).toBeGreaterThan(0);
}
