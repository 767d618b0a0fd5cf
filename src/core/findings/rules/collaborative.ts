import { hoursText, minutesBetween } from "../../basics/hours.ts";
import { below, levelName } from "../../basics/levels.ts";
import { isBlank, type Mapping, text } from "../../basics/values.ts";
import type { Finding } from "../../problems/finding.ts";
import { count, type Document, listed, requirementSource } from "../../program/program.ts";
import { team } from "../../program/roles.ts";
import { documentOf, finding, type Rule, type YearView } from "../../review/year.ts";
import { coachingHours, goalCpsels, inHours, isPassing, lastDay, records, sessionMinutes } from "../facts.ts";

/** Sessions lie in the month they are summed up in, last some time, and no two of them are at once. */
export const sessions: Rule = {
  reads: ["collaborative-summary/sessions"],
  run: (document, { settings }, { today }) => [
    ...(!isBlank(document.value.sessions) && !isBlank(document.value["no-sessions-reason"])
      ? [finding(document, "/no-sessions-reason", "reason-beside-sessions", {})]
      : []),
    ...records(document.value.sessions).flatMap((session, index, all) => {
      const date = text(session.date);
      const month = text(document.value.month);
      const label = `Session ${index + 1}`;
      const at = `/sessions/${index}`;
      return [
        ...atOnce(document, session, index, all),
        ...(date && !date.startsWith(month)
          ? [finding(document, `${at}/date`, "session-outside-month", { label, date, month })]
          : []),
        ...(lastDay(session, ["date"]) > today
          ? [finding(document, `${at}/date`, "session-planned", { label, date })]
          : []),
        ...sessionLength(document, session, at, label, count(settings, "coaching.session_hours")),
      ];
    }),
  ],
};

/** How long a session lasts: as said, as its times say, and not longer than a session can. */
function sessionLength(document: Document, session: Mapping, at: string, label: string, limit: number): Finding[] {
  const [start, end] = [text(session.start), text(session.end)];
  const { minutes } = session;
  const between = minutesBetween(start, end);
  const hours = inHours(sessionMinutes(session));
  const tooLong = { label, hours: hoursText(hours), limit: hoursText(limit) };
  if (limit > 0 && hours > limit)
    return [finding(document, `${at}/${typeof minutes === "number" ? "minutes" : "end"}`, "session-too-long", tooLong)];
  return [
    ...(typeof minutes === "number" && (between ?? minutes) !== minutes
      ? [finding(document, `${at}/minutes`, "session-minutes-differ", { label, start, end, minutes })]
      : []),
    ...(start && end && between === null
      ? [finding(document, `${at}/end`, "session-times", { label, start, end })]
      : []),
  ];
}

/** An earlier session of the list at the same time; without times, one as long on the same day. */
function atOnce(document: Document, session: Mapping, index: number, all: Mapping[]): Finding[] {
  const [date, start, end] = [text(session.date), text(session.start), text(session.end)];
  const isTimed = (each: Mapping) => minutesBetween(text(each.start), text(each.end)) !== null;
  const before = all.slice(0, index).filter((other) => date !== "" && text(other.date) === date);
  const label = `Session ${index + 1}`;
  const over = before.find(
    (each) => isTimed(each) && isTimed(session) && text(each.start) < end && start < text(each.end),
  );
  if (over) {
    const data = {
      label,
      date,
      start,
      end,
      other: `Session ${all.indexOf(over) + 1}`,
      from: text(over.start),
      to: text(over.end),
    };
    const also = [{ path: document.file, pointer: `/sessions/${all.indexOf(over)}` }];
    return [finding(document, `/sessions/${index}`, "sessions-overlap", data, { also })];
  }
  return before.some((other) => text(other.start) === start && other.minutes === session.minutes)
    ? [finding(document, `/sessions/${index}`, "session-twice", { label, date })]
    : [];
}

/** The Final speaks of each standard in the year's plan (seed 004: "prescribed in the ILP"). */
export const finalCoversGoals: Rule = {
  reads: ["collaborative-final/assessment", "admin-ilp/goals/*/cpsel"],
  run(document, view) {
    const given = records(document.value.assessment).map((each) => each.cpsel);
    const planned = goalCpsels(view);
    // A row whose standard is still blank says so itself.
    const blank = given.filter((cpsel) => cpsel === null || cpsel === undefined).length;
    // Of a list without any row its length says enough.
    const isBegun = given.length > 0 || count(view.settings, "goals.per_year") === 0;
    const missing = isBegun ? planned.filter((cpsel) => !given.includes(cpsel)).slice(blank) : [];
    const more = { turn: "coach", names: true } as const;
    return [
      ...missing.map((cpsel) => finding(document, "/assessment", "final-standard-missing", { cpsel }, more)),
      ...given.flatMap((cpsel, index) =>
        typeof cpsel === "number" && planned.length > 0 && !planned.includes(cpsel)
          ? [finding(document, `/assessment/${index}/cpsel`, "final-standard-extra", { cpsel })]
          : [],
      ),
      ...given.flatMap((cpsel, index) => {
        const first = given.indexOf(cpsel);
        if (typeof cpsel !== "number" || first === index) return [];
        const also = [{ path: document.file, pointer: `/assessment/${first}/cpsel` }];
        return [
          finding(document, `/assessment/${index}/cpsel`, "final-standard-twice", { cpsel }, { also, turn: "coach" }),
        ];
      }),
    ];
  },
};

const baseline = (view: YearView, standard: unknown) =>
  records(documentOf(view, "admin-ilp")?.value.goals).find((goal) => goal.cpsel === standard)?.baseline;

/**
 * A standard of the plan at a level that the program does not count as met is not met (seed 004: "met or exemplified").
 * Once the Final is said, the Induction Team decides what follows; in a draft it is pointed out. Never a score.
 */
export const finalNotMet: Rule = {
  reads: ["collaborative-final/assessment/*/level"],
  run(document, view, { said }) {
    const { settings, candidate } = view;
    const planned = goalCpsels(view);
    const short = records(document.value.assessment).flatMap(({ cpsel, level }, index) =>
      typeof cpsel !== "number" ||
      (planned.length > 0 && !planned.includes(cpsel)) ||
      isBlank(level) ||
      isPassing(settings, level)
        ? []
        : [{ cpsel, level: levelName(text(level)), pointer: `/assessment/${index}/level` }],
    );
    const [first, ...others] = short;
    if (!first) return [];
    const data = {
      standards: short.map(({ cpsel, level }) => `CPSEL ${cpsel} (${level})`).join(", "),
      cpsels: short.map(({ cpsel }) => `CPSEL ${cpsel}`).join(", "),
      passing: listed(settings, "levels.passing")
        .map((level) => levelName(String(level)))
        .join(" or "),
      ...{ candidate, document: document.name, coach: settings.labels.coach.toLowerCase() },
    };
    const also = others.length > 0 ? { also: others.map(({ pointer }) => ({ path: document.file, pointer })) } : {};
    if (!said) return [finding(document, first.pointer, "final-not-met-yet", data, { ...also, turn: "coach" })];
    const source = requirementSource(settings, "levels.passing");
    // Of the document as a whole, as what is asked of records: it is no answer to give, and keeps nobody from signing.
    const [turn, ...orTurn] = team;
    const whole = { section: ".", follows: [], turn, orTurn, first: true as const, source };
    return [finding(document, first.pointer, "final-not-met", data, { ...also, ...whole })];
  },
};

/** A level below the one at the start is pointed out where nothing says why. */
export const finalLevels: Rule = {
  reads: ["collaborative-final/assessment/*/level", "admin-ilp/goals/*/baseline"],
  run: (document, view) =>
    records(document.value.assessment).flatMap((row, index) => {
      const level = text(row.level);
      const start = text(baseline(view, row.cpsel));
      const data = { label: `CPSEL ${row.cpsel}`, level: levelName(level), start: levelName(start) };
      return below(level, start) && isBlank(row.rationale)
        ? [finding(document, `/assessment/${index}/level`, "level-below-start", data)]
        : [];
    }),
};

/** A year-end narrative is about the goal of its own standard (seed 004: one for each CPSEL of the plan). */
export const yearEndGoal: Rule = {
  reads: ["year-end-summary/goal", "admin-ilp/goals/*/cpsel"],
  run(document, view) {
    const plan = documentOf(view, "admin-ilp");
    const { cpsel, goal: id } = document.value;
    const goals = records(plan?.value.goals);
    const index = goals.findIndex((goal) => !isBlank(goal.id) && goal.id === id);
    const planned = goals[index]?.cpsel;
    const fitting = goals.find((goal) => goal.cpsel === cpsel);
    // A standard that is not in the plan at all is said of the document.
    if (!plan || !fitting || typeof cpsel !== "number" || typeof planned !== "number" || planned === cpsel) return [];
    const also = [{ path: plan.file, pointer: `/goals/${index}/cpsel` }];
    const data = { cpsel, goal: text(id), planned, fitting: text(fitting.id) };
    return [finding(document, "/goal", "summary-goal-elsewhere", data, { also })];
  },
};

/** A year-end narrative and the Final should tell the same story. */
export const yearEndLevels: Rule = {
  reads: ["year-end-summary/end-level", "collaborative-final/assessment/*/level", "admin-ilp/goals/*/baseline"],
  run(document, view) {
    const standard = document.value.cpsel;
    const end = text(document.value["end-level"]);
    const start = text(document.value["start-level"]);
    const row = records(documentOf(view, "collaborative-final")?.value.assessment).find(
      (each) => each.cpsel === standard,
    );
    const final = text(row?.level);
    const planned = text(baseline(view, standard));
    return [
      ...(end && final && end !== final
        ? [
            finding(document, "/end-level", "levels-differ", {
              cpsel: Number(standard),
              level: levelName(end),
              final: levelName(final),
            }),
          ]
        : []),
      ...(start && planned && start !== planned
        ? [
            finding(document, "/start-level", "start-level-differs", {
              cpsel: Number(standard),
              level: levelName(start),
              planned: levelName(planned),
            }),
          ]
        : []),
      ...(below(end, start)
        ? [
            finding(document, "/end-level", "level-below-start", {
              label: `CPSEL ${standard}`,
              level: levelName(end),
              start: levelName(start),
            }),
          ]
        : []),
    ];
  },
};

/** Coaching hours of the year against the program's aim: advice only, no seed gives a number. */
export const coachingAim: Rule = {
  reads: ["collaborative-summary/sessions"],
  run(document, view, { today }) {
    const hours = coachingHours(view, today);
    if (!hours || hours.counted >= hours.required) return [];
    const counted = hoursText(hours.counted);
    const data = { counted: `${counted} ${counted === "1" ? "hour" : "hours"}`, required: hoursText(hours.required) };
    return [finding(document, "", "coaching-hours-low", data)];
  },
};
