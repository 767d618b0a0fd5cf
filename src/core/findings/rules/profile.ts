import { addDays, dayInYear, daysBetween, programYearOf } from "../../basics/dates.ts";
import { text } from "../../basics/values.ts";
import { count, type Document, requirement } from "../../program/program.ts";
import { isCoverageUnknown } from "../../review/coverage.ts";
import { finding, type Rule } from "../../review/year.ts";
import { records } from "../facts.ts";
import { coachGaps } from "./supporters.ts";

/** Someone coaches the candidate, without a gap, and was matched soon after the start. */
export const coachAssigned: Rule = {
  reads: ["profile/assignments/*/person", "profile/assignments/*/role"],
  run(document, view) {
    const { settings, profile } = view;
    const has = records(document.value.assignments).some((each) => each.role === "coach" && text(each.person));
    if (!has)
      return [
        finding(
          document,
          "/assignments",
          "no-coach",
          { label: settings.labels.coach.toLowerCase() },
          { turn: "coordinator" },
        ),
      ];
    const label = settings.labels.coach.toLowerCase();
    const gaps = coachGaps(document, view).map(({ index, stretches, last }) =>
      last
        ? finding(
            document,
            "/assignments",
            "coach-ended",
            { label, until: addDays(stretches[0]?.from ?? "", -1) },
            { turn: "coordinator" },
          )
        : finding(document, `/assignments/${index}/to`, "coach-gap", {
            label,
            days: stretches.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(" and "),
          }),
    );
    const limit = count(settings, "coaching.match_days");
    const matched = text(document.value["coach-matched"]);
    const waited = matched ? daysBetween(profile["program-start"], matched) : 0;
    return limit > 0 && waited > limit
      ? [
          ...gaps,
          finding(document, "/coach-matched", "coach-matched-late", {
            ...{ days: waited, limit, label: settings.labels.coach.toLowerCase() },
          }),
        ]
      : gaps;
  },
};

/** Who began late in a program year begins with the next one: that is said, because every due date follows from it. */
export const lateStart: Rule = {
  reads: ["profile/years"],
  run: (document, { start, programYear, year, settings }) =>
    start < programYear.starts
      ? [
          finding(document, `/years/${yearIndex(document, year)}/starts`, "starts-next-year", {
            start,
            year,
            name: programYear.name,
            from: dayInYear(
              String(requirement(settings, "late_start.next_year")),
              programYearOf(start, settings["year-starts"]),
            ),
          }),
        ]
      : [],
};

const yearIndex = ({ value }: Document, year: number) =>
  Math.max(
    0,
    records(value.years).findIndex((each) => each.year === year),
  );

/** Who did a year elsewhere: which standards that covered is asked once, instead of taken for the first three. */
export const transferredIn: Rule = {
  reads: ["profile/covered-elsewhere/cpsels"],
  run: (document, view) =>
    isCoverageUnknown(view)
      ? [
          finding(
            document,
            "/transferred-in",
            "covered-unknown",
            {},
            { turn: "coordinator", field: "covered-elsewhere/cpsels" },
          ),
        ]
      : [],
};

/** A supervisor is known where a form in use asks for one's signature; nobody is their own coach or supervisor; time runs forward. */
export const assignments: Rule = {
  reads: ["profile/assignments/*/person", "profile/assignments/*/role"],
  run(document, { forms, settings, candidate }) {
    const all = records(document.value.assignments);
    const asked = forms.some((form) => Object.values(form.sections).some(({ sign }) => sign.supervisor === "required"));
    const has = all.some((each) => each.role === "supervisor" && text(each.person));
    const backwards = (list: string) =>
      records(document.value[list]).flatMap((each, index) => {
        const [starts, ends] = [text(each.from), text(each.to)];
        const label = list === "leave" ? `Leave ${index + 1}` : `Assignment ${index + 1}`;
        return starts && ends && ends < starts
          ? [finding(document, `/${list}/${index}/to`, "dates-backwards", { label, starts, ends })]
          : [];
      });
    return [
      ...(asked && !has
        ? [
            finding(
              document,
              "/assignments",
              "no-coach",
              { label: settings.labels.supervisor.toLowerCase() },
              { turn: "coordinator" as const },
            ),
          ]
        : []),
      ...all.flatMap((each, index) =>
        each.person === candidate
          ? [finding(document, `/assignments/${index}/person`, "own-supporter", { role: text(each.role) })]
          : [],
      ),
      ...backwards("assignments"),
      ...backwards("leave"),
    ];
  },
};
