import { addDays, type Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { holdersOf } from "../program/holders.ts";
import { reviewPolicyOf } from "../program/policy.ts";
import { count } from "../program/program.ts";
import { shortAddress, titleAbout } from "../records/labels.ts";
import { shortId } from "../records/statement.ts";
import { type Appeal, goesOnBy, reachedIn } from "../review/case-file.ts";
import type { Standing } from "../review/standing.ts";
import { inCase } from "./in-case.ts";

/** Appeals that wait: for whoever their step is with; once closed, for the candidate to go on. One that was granted is a turn on its part. */
export function askedAppeals(standing: Standing, today: Day): Finding[] {
  const { appeals } = standing.caseFile;
  const running = appeals.filter(({ closed }) => !closed);
  return [
    ...running.flatMap((each) => appealRunning(each, running.length > 1, standing, today)),
    ...appeals.flatMap((each) => appealClosed(each, standing, today)),
  ];
}

function appealRunning(appeal: Appeal, isOneOfSeveral: boolean, standing: Standing, today: Day): Finding[] {
  const { candidate, rulebook } = standing;
  const reached = appeal.steps.at(-1);
  const declared = reviewPolicyOf(rulebook.settings)["appeal-steps"];
  const at = reached && declared[reached.number - 1];
  if (!at) return [];
  const turn = at.role as Role;
  const others = holdersOf(turn, candidate.id, candidate.profile, rulebook.people, today).filter(
    (id) => id !== appeal.decider && id !== candidate.id,
  );
  // Whoever gave the NO is heard at the first step; where nobody else is there, it goes on.
  const isHeardOnly = others.length === 0 && reached.number === 1 && declared.length > 1;
  const which = isOneOfSeveral ? ` --appeal ${shortId(appeal.opened.record)}` : "";
  const next = `ilp appeal ${isHeardOnly ? "step" : "close"} ${candidate.id}${which}`;
  const unable = isHeardOnly || appeal.decider === null ? [candidate.id] : [candidate.id, appeal.decider];
  const section = titleAbout(candidate, appeal.opened.entry.about);
  const { about } = appeal.opened.entry;
  const data = { section, about, step: reached.number, title: at.title, date: reached.day, command: next };
  const due = at.days ? { due: addDays(reached.day, at.days) } : {};
  return [
    {
      ...{ ...inCase(reached.record, standing), ...due, code: "appeal-running", data },
      ...{ turn, unable, since: reached.day, next },
    },
  ];
}

/** What follows where the NO stands, while it is still the last word on its part. */
function appealClosed(appeal: Appeal, standing: Standing, today: Day): Finding[] {
  const { candidate, rulebook, caseFile, parts } = standing;
  const { closed, of, opened } = appeal;
  const part = parts.find(({ attempts }) => attempts.at(-1)?.decision?.record === of);
  const isLast = caseFile.appeals.filter((each) => each.of === of).at(-1) === appeal;
  if (!closed?.entry.result || part?.state !== "returned" || !isLast) return [];
  const steps = reviewPolicyOf(rulebook.settings)["appeal-steps"];
  const due = goesOnBy(closed, { steps, days: count(rulebook.settings, "appeal.days") });
  const section = titleAbout(candidate, opened.entry.about);
  const base = { ...inCase(closed.record, standing), ...(due ? { due } : {}), since: closed.day };
  const data = { section, about: opened.entry.about, date: closed.day, until: due ? `, by ${due}` : "" };
  if (closed.entry.result !== "upheld" || reachedIn(appeal) >= steps.length || (due && due < today)) return [];
  const next = `ilp appeal open ${candidate.id} ${shortAddress(part.document, part.section)}`;
  return [{ ...base, code: "appeal-upheld", data: { ...data, command: next }, turn: "candidate", next }];
}
