import type { Day } from "../basics/dates.ts";
import { milestonesOf } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { blocks, isLate } from "../problems/messages.ts";
import { milestoneDue, type YearView } from "../review/year.ts";
import { coachingHours, pdHours } from "./facts.ts";
import { notMetWords } from "./standards.ts";
import type { Assessed, DocumentStatus, YearStatus } from "./status.ts";

/** Whether a finding is about something that a milestone asks for. */
export const concerns = (finding: Finding, milestone: string): boolean =>
  finding.milestone === milestone || finding.milestones?.includes(milestone) === true;

/** Hours of a log that cannot be read are not none: nobody knows them. */
function pdRead(view: YearView, documents: DocumentStatus[], today: Day): YearStatus["hours"]["pd"] {
  const hours = pdHours(view, today);
  const isUnreadable = ({ form, year, state }: DocumentStatus) =>
    form === "pd-log" && year === view.year && state === "unreadable";
  return hours && { ...hours, ...(documents.some(isUnreadable) ? { unreadable: true as const } : {}) };
}

/** Hours and milestones of a year. */
export function yearStatus(view: YearView, documents: DocumentStatus[], findings: Assessed[], today: Day): YearStatus {
  const begunFor = (milestone: string) =>
    view.forms.some(
      (form) =>
        milestonesOf(form).includes(milestone) &&
        documents.some((each) => each.form === form.id && each.year === view.year && each.cells.answered > 0),
    );
  const open = findings.filter((each) => blocks(each) && (each.document?.startsWith(`year-${view.year}/`) ?? false));
  return {
    year: view.year,
    programYear: view.programYear.name,
    notMet: notMetWords(view, findings),
    hours: { pd: pdRead(view, documents, today), coaching: coachingHours(view, today) },
    milestones: view.settings.milestones.map(({ id, title, assumed }) => {
      const { due = null, moved } = milestoneDue(view, id);
      const mine = open.filter((each) => concerns(each, id));
      // Neither does a part with an earlier day of its own make it late, nor one that was extended, or is due again.
      const late = mine.some((each) => isLate(each, today)) && (due === null || due < today);
      const clear = begunFor(id) ? "clear" : "none";
      const state = mine.length === 0 ? clear : late ? "late" : "open";
      return { id, title, due, ...(moved ? { moved } : {}), assumed: assumed === true, state };
    }),
  };
}
