import { lateBy } from "../core/basics/dates.ts";
import type { CompletionItem, CompletionRecord } from "../core/reports/completion-record.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** What a year asked for and what was accepted, line by line. */
export function completionText(record: CompletionRecord, notes: string, io: Io): string {
  const colour = paint(io);
  const width = widthOf(io);
  const { candidate, program, coachLabel } = record;
  const title = record.complete ? colour.green(record.title) : colour.red(record.title);
  const lines = [colour.bold(title), wrap(safe(record.about), width), ""];
  const facts: [string, string][] = [
    ["Candidate", `${candidate.name} (${candidate.id}), ${candidate.kindLabel}`],
    ["Site", [candidate.position, candidate.site].filter(Boolean).join(", ")],
    ["Program", `${program.name}, ${program.district}`],
    ["Year", `${record.programYear.name}, begun ${record.began}`],
    ...record.coaches.map(({ name, from, to }): [string, string] => [coachLabel, `${name}, ${daysText(from, to)}`]),
    ["PD", record.pd?.words ?? ""],
    ["Coaching", record.coaching?.words ?? ""],
  ];
  const room = Math.max(...facts.map(([label]) => label.length)) + 2;
  for (const [label, text] of facts.filter(([, text]) => text !== ""))
    lines.push(`${label.padEnd(room)}${wrap(safe(text), width, " ".repeat(room))}`);
  const blocks: [string, string[]][] = [
    [
      "Standards of the year's goals, with the level at its end",
      record.standards.map(
        ({ cpsel, title, level, met }) =>
          `CPSEL ${cpsel}: ${title}: ${level === "" ? "no level yet" : `${level}${met === null ? "" : met ? " (met or exemplified)" : " (not met)"}`}`,
      ),
    ],
    ["Required", record.required.map(requiredText)],
    [
      "Extended",
      record.extensions.map(
        ({ title, from, to, agreed }) => `${title}: due ${to} instead of ${from}, as agreed with ${agreed}`,
      ),
    ],
    ["Open", record.open.map(({ title, what, due }) => `${title}: ${what}${due ? ` (due ${due})` : ""}`)],
  ];
  for (const [heading, texts] of blocks.filter(([, texts]) => texts.length > 0))
    lines.push("", colour.bold(heading), ...texts.map((text) => `  ${wrap(safe(text), width, "    ")}`));
  return `${lines.join("\n")}\n${notes ? `\n${wrap(notes, width)}\n` : ""}`;
}

const daysText = (from: string | null, to: string | null): string =>
  [from ? `from ${from}` : "", to ? `to ${to}` : ""].filter(Boolean).join(" ") || "no days given";

/** Late is said where it counts: ", 178 days after 2026-06-02". */
const lateText = (day: string | null, due: string | null): string => {
  const late = lateBy(day, due);
  return late ? `, ${late}` : "";
};

/** "Inquiry ILP, Inquiry 1: YES (Complete) 2026-02-14 by Reviewer One; signatures complete 2026-02-09; …" */
function requiredText(item: CompletionItem): string {
  const { title, standing, accepted, acceptedBy, submitted, submittedDue, attempts, signed, requiredBy } = item;
  const isYes = standing === "YES (Complete)";
  const yes = accepted ? `YES (Complete) ${accepted} by ${acceptedBy}` : "";
  const again = attempts > 1 ? `, attempt ${attempts}` : "";
  const facts = [
    isYes ? yes || standing : standing === "submitted" ? "" : standing,
    submitted ? `submitted ${submitted}${again}${lateText(submitted, submittedDue)}` : "",
    isYes ? "" : yes,
    signed ? `signatures complete ${signed}${lateText(signed, requiredBy)}` : "",
    `required${requiredBy ? ` by ${requiredBy}` : ""}`,
  ];
  return `${title}: ${facts.filter(Boolean).join("; ")}`;
}
