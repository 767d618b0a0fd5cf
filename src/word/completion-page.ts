import { lateBy } from "../core/basics/dates.ts";
import type { CompletionItem, CompletionRecord } from "../core/reports/completion-record.ts";
import type { ComputedSource } from "./computed.ts";
import { dateText, daysOnPaper } from "./shown.ts";

type Page = Pick<ComputedSource, "form" | "value" | "asOf" | "year" | "title" | "about">;

/** The completion record as its Word form says it; what there is nothing of is left out. */
export function completionPage(record: CompletionRecord): Page {
  const { asOf, year, title, about, complete, programYear, coaches, pd, coaching } = record;
  const value = {
    result: complete ? "Complete" : "Not complete",
    kind: record.candidate.kindLabel,
    "program-year": `${programYear.name} (${span(programYear.starts, programYear.ends)})`,
    began: record.began,
    coaches: coaches.map(({ name, from, to }) => `${name} (${span(from, to)})`).join("; "),
    pd: pd?.words ?? null,
    coaching: coaching?.words ?? null,
    ...(record.open.length > 0 ? { open: record.open.map((each) => ({ ...each, what: daysOnPaper(each.what) })) } : {}),
    required: record.required.map(itemOf),
    ...(record.standards.length > 0 ? { standards: record.standards.map(standardOf) } : {}),
    ...(record.extensions.length > 0 ? { extensions: record.extensions } : {}),
  };
  return { form: "completion-record", value, asOf, year, title, about: daysOnPaper(about) };
}

const span = (from: string | null, to: string | null) =>
  from ? `${dateText(from)} to ${to ? dateText(to) : "now"}` : to ? `to ${dateText(to)}` : "all of it";

function itemOf(item: CompletionItem) {
  const { title, standing, requiredBy, signed, submitted, submittedDue, accepted, acceptedBy, attempts } = item;
  const late = [
    ["signed", lateBy(signed, requiredBy)],
    ["handed in", lateBy(submitted, submittedDue)],
  ].flatMap(([what, by]) => (by ? [`${what} ${daysOnPaper(by)}`] : []));
  return {
    title,
    standing: [attempts > 1 ? `${standing}, attempt ${attempts}` : standing, ...late].join("; "),
    signed,
    "handed-in": submitted,
    accepted,
    "accepted-by": acceptedBy,
  };
}

const standardOf = ({ cpsel, title, level, met }: CompletionRecord["standards"][number]) => ({
  standard: `CPSEL ${cpsel}: ${title}`,
  level,
  met,
});
