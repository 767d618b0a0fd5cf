import { isMapping, items, text, valuesAt } from "../../basics/values.ts";
import { count, requirement, requirementSource } from "../../program/program.ts";
import { documentOf, finding, firstDayOf, type Rule } from "../../review/year.ts";
import { records } from "../facts.ts";

/** Each goal of the plan is carried out by an inquiry, where the program asks for that. */
export const inquiryGoals: Rule = {
  reads: ["inquiry-ilp/inquiries/*/goal", "admin-ilp/goals/*/cpsel"],
  run(document, view) {
    if (requirement(view.settings, "inquiry.goal_required") !== true) return [];
    const carried = records(document.value.inquiries).map((inquiry) => text(inquiry.goal));
    if (carried.every((goal) => goal === "")) return [];
    return records(documentOf(view, "admin-ilp")?.value.goals)
      .filter((goal) => typeof goal.cpsel === "number" && !carried.includes(text(goal.id)))
      .map((goal) =>
        finding(document, "/inquiries", "goal-without-inquiry", { goal: text(goal.id), cpsel: goal.cpsel as number }),
      );
  },
};

/** An inquiry runs forward in time, and its entries lie inside it. */
export const inquiryDates: Rule = {
  reads: ["inquiry-ilp/inquiries/*/starts", "inquiry-ilp/inquiries/*/ends", "inquiry-ilp/inquiries/*/entries/*/date"],
  run: (document, view) =>
    records(document.value.inquiries).flatMap((inquiry, index) => {
      const starts = text(inquiry.starts);
      const ends = text(inquiry.ends);
      const label = `Inquiry ${index + 1}`;
      if (!starts || !ends) return [];
      if (ends < starts)
        return [finding(document, `/inquiries/${index}/ends`, "dates-backwards", { label, starts, ends })];
      const first = firstDayOf(view);
      const { ends: last, name } = view.programYear;
      if (starts < first || ends > last)
        return [finding(document, `/inquiries/${index}/starts`, "cycle-outside", { label, starts, ends, year: name })];
      return records(inquiry.entries).flatMap((entry, place) => {
        const date = text(entry.date);
        if (!date || (date >= starts && date <= ends)) return [];
        const data = { label: `${label} › Entry ${place + 1}`, date, starts, ends };
        return [finding(document, `/inquiries/${index}/entries/${place}/date`, "entry-outside-cycle", data)];
      });
    }),
};

/** The application refers to at least two different pieces of evidence, each cited in an entry of the year (seed 000). */
export const applicationEvidence: Rule = {
  reads: ["inquiry-ilp/application/evidence/*/item", "inquiry-ilp/inquiries/*/entries/*/evidence", "evidence/items"],
  run(document, view) {
    const cited = new Set(
      valuesAt(document.value, "inquiries/*/entries/*/evidence").flatMap(({ value }) => items(value).map(String)),
    );
    const application = document.value.application;
    const evidence = isMapping(application) ? records(application.evidence) : [];
    const ids = evidence.map((each) => text(each.item));
    if (ids.every((id) => id === "")) return [];
    const label = "Application › Evidence";
    const loose = ids.flatMap((id, index) =>
      id && !cited.has(id)
        ? [finding(document, `/application/evidence/${index}/item`, "evidence-not-cited", { label, id })]
        : [],
    );
    const different = new Set(ids.filter((id) => cited.has(id))).size;
    const min = count(view.settings, "evidence.min");
    // A list that is too short, or a blank or loose reference, is said where it stands; this is for the same piece twice.
    const said = ids.length < min || ids.includes("") || loose.length > 0;
    const short =
      different < min && !said
        ? [
            finding(
              document,
              "/application/evidence",
              "evidence-too-few",
              { label, count: different, min },
              { source: requirementSource(view.settings, "evidence.min") },
            ),
          ]
        : [];
    return [...loose, ...short];
  },
};
