import { isDay } from "../../basics/dates.ts";
import { isMapping, text, valuesAt } from "../../basics/values.ts";
import { finding, type Rule, yearsSpan } from "../../review/year.ts";

/** The middle of the year comes after the plan was begun and acknowledged; said once, however many goals have that day. */
export const midYearAfterPlan: Rule = {
  reads: ["admin-ilp/goals/*/mid-year/date", "admin-ilp/acknowledgement/date"],
  run(document, view) {
    const { acknowledgement } = document.value;
    const agreed = isMapping(acknowledgement) ? text(acknowledgement.date) : "";
    const plan = isDay(agreed) && agreed > view.start ? agreed : view.start;
    const { from } = yearsSpan(view);
    const early = valuesAt(document.value, "goals/*/mid-year/date").find(
      ({ value }) => typeof value === "string" && isDay(value) && value < plan && value >= from,
    );
    if (!early) return [];
    const also = plan === agreed ? { also: [{ path: document.file, pointer: "/acknowledgement/date" }] } : {};
    return [finding(document, early.pointer, "mid-year-before-plan", { date: String(early.value), plan }, also)];
  },
};

/** The first self-assessment of a year comes before its last one. */
export const initialBeforeFinal: Rule = {
  reads: ["self-assessment/date"],
  run(document, view) {
    const { administration, date } = document.value;
    if (administration !== "initial" || !isDay(text(date))) return [];
    const final = view.documents.find(
      (each) => each.form.id === document.form.id && each.value.administration === "final",
    );
    const last = text(final?.value.date);
    if (!final || !isDay(last) || last >= text(date)) return [];
    const also = [{ path: final.file, pointer: "/date" }];
    return [finding(document, "/date", "initial-after-final", { date: text(date), final: last }, { also })];
  },
};
