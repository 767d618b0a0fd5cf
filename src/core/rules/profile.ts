import { records } from "../facts.ts";
import { count } from "../program.ts";
import { text } from "../values.ts";
import { finding, type Rule } from "../view.ts";

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Someone coaches the candidate, and was matched soon after the start. */
export const coachAssigned: Rule = {
  reads: ["profile/assignments/*/person", "profile/assignments/*/role"],
  run(document, { settings, profile }) {
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
    const limit = count(settings, "coaching.match_days");
    const matched = text(document.value["coach-matched"]);
    const waited = matched ? days(profile["program-start"], matched) : 0;
    return limit > 0 && waited > limit
      ? [finding(document, "/coach-matched", "coach-matched-late", { days: waited, limit })]
      : [];
  },
};
