import type { CaseAct } from "../../core/acts/rows.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { holdersOf } from "../../core/program/holders.ts";
import { count } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { transitionOf } from "../../core/records/acts.ts";
import { addressTitle, reviewCommand, shortAddress } from "../../core/records/labels.ts";
import { shortId } from "../../core/records/statement.ts";
import type { Decision, Part } from "../../core/review/attempts.ts";
import { type Appeal, goesOnBy, isOf, reachedIn } from "../../core/review/case-file.ts";
import { partsOf } from "../../core/review/standing.ts";
import { findRecord } from "../../signatures/find-record.ts";
import { refusal } from "../recording/refusal.ts";
import type { Aim } from "./aim.ts";
import type { Earlier } from "./correction.ts";
import type { CaseContext } from "./open-case.ts";
import { placeNamed } from "./place.ts";

/** What an appeal is about, for people. */
const appealTitle = ({ candidate }: CaseContext, { opened }: Appeal): string => {
  const [name = "", section = "."] = opened.entry.about.split("#");
  return addressTitle(candidate, name, section);
};

/** The decision that is appealed against (seed 003). Throws UserError. */
export function decisionAim(context: CaseContext, earlier: Earlier | null): Aim {
  const { candidate, file, program, options } = context;
  const word = options.document ?? "";
  const corrected = earlier && file.appeals.find(({ opened }) => opened.record === earlier.record);
  const { about, of, decision } = corrected ? sameAs(context, corrected, word) : returnedPart(context, word);
  const mine = file.appeals.filter((each) => each.of === of);
  const running = mine.find((each) => !each.closed);
  const before = mine.at(-1);
  const first = before?.closed?.entry.result ? reachedIn(before) + 1 : 1;
  return {
    of,
    entry: { about },
    ...(decision
      ? { what: `NO (Incomplete) on ${decision.day}, by ${nameIn(program.people, decision.by)}: ${decision.feedback}` }
      : {}),
    ...(before?.closed ? { help: closedWords(context, before, before.closed) } : {}),
    ...(running
      ? { help: `One is open since ${running.opened.day}. Its next step: ilp appeal step ${candidate.id}` }
      : {}),
    words: { step: String(first) },
    steps: stepsOf(context, first),
  };
}

/** The appeal that goes on, or ends. Throws UserError. */
export function appealAim(context: CaseContext, act: CaseAct): Aim {
  const { candidate, review, options } = context;
  const appeal = whichAppeal(context, options.appeal, act);
  const { opened, closed } = appeal;
  const reached = reachedIn(appeal);
  const next = reached + 1;
  const until = goesOnBy({ day: context.today }, rulesIn(context));
  const asksStep = context.program.acts[act].some(({ key }) => key === "step");
  const at = review["appeal-steps"][reached - 1]?.title ?? "";
  const [name = "", section = "."] = opened.entry.about.split("#");
  return {
    of: opened.record,
    what: `about ${appealTitle(context, appeal)}, opened on ${opened.day}`,
    entry: asksStep ? { step: next } : {},
    ...(closed ? { help: `This one was closed on ${closed.day}.` } : {}),
    ...(asksStep && !closed && next > review["appeal-steps"].length
      ? { help: `It is with step ${reached}, ${at}, the last one. To close it: ilp appeal close ${candidate.id}` }
      : {}),
    words: {
      step: String(next),
      review: reviewCommand(candidate.id, name, section),
      until: until ? ` by ${until}` : "",
      again:
        next > review["appeal-steps"].length
          ? "This was the last step."
          : `The candidate can take it to the next step${until ? ` until ${until}` : ""}: ilp appeal open ${candidate.id} ${shortAddress(name, section)}`,
    },
    steps: stepsOf(context, next),
  };
}

const rulesIn = ({ program, review }: CaseContext) => ({
  steps: review["appeal-steps"],
  days: count(program.settings, "appeal.days"),
});

/** How an appeal about the same decision ended, for whoever opens it again. */
function closedWords(context: CaseContext, appeal: Appeal, closed: NonNullable<Appeal["closed"]>): string {
  const until = goesOnBy(closed, rulesIn(context));
  const isLast = reachedIn(appeal) >= context.review["appeal-steps"].length;
  return `It was closed on ${closed.day}${closed.entry.result ? ` (${closed.entry.result})` : ""}, at step ${reachedIn(appeal)}${isLast ? ", the last one" : until ? `; the next step could be taken until ${until}` : ""}.`;
}

interface Appealed {
  about: string;
  decision: Decision | null;
  of: string;
}

/** A correction of an appeal is about the same decision. Throws UserError. */
function sameAs(context: CaseContext, appeal: Appeal, word: string): Appealed {
  const { about } = appeal.opened.entry;
  const place = placeNamed(context, word);
  // The document alone is enough.
  if (place.about !== about && !(place.section === "." && about.startsWith(`${place.name}#`)))
    throw new UserError(
      `Record ${shortId(appeal.opened.record)} is not about ${place.title}.`,
      `It is about ${appealTitle(context, appeal)}; name that.`,
    );
  return { about, decision: null, of: appeal.of };
}

/** The part that was returned with NO, and that decision. Throws UserError. */
function returnedPart(context: CaseContext, word: string): Appealed {
  const { standing } = context;
  const place = placeNamed(context, word);
  const parts = place.document ? partsOf(standing, place.document) : [];
  const exact = parts.filter(({ section }) => section === place.section);
  // Of a whole document, the part that came back.
  const meant = exact.length > 0 || place.section !== "." ? exact : parts.filter(({ state }) => state === "returned");
  const [part] = meant;
  if (meant.length > 1)
    throw new UserError(
      `Several parts of ${place.title} came back with NO (Incomplete).`,
      `Name one of: ${meant.map(({ section }) => shortAddress(place.name, section)).join(", ")}.`,
    );
  const decision = part?.attempts.at(-1)?.decision;
  if (part && decision && part.state === "returned")
    return {
      about: `${place.name}#${part.section}`,
      decision,
      of: decision.record,
    };
  const { when: rule, source } = transitionOf("appeal-open");
  throw refusal(
    { rule, source },
    part ? `${place.title}: ${states[part.state]}.` : `Nothing of ${place.title} came back with NO (Incomplete).`,
  );
}

const states: Record<Part["state"], string> = {
  draft: "it was not handed in yet",
  submitted: "it waits for a decision",
  returned: "it came back with NO (Incomplete)",
  accepted: "it was accepted with YES (Complete)",
};

/** The appeal that is meant: the only open one, or the one that is named. Throws UserError. */
function whichAppeal(context: CaseContext, word: string | undefined, act: CaseAct): Appeal {
  const { candidate, file } = context;
  if (word !== undefined) {
    const { id } = findRecord(candidate.records, word);
    const found = file.appeals.find(({ opened }) => isOf(opened, id));
    if (found) return found;
    throw new UserError(
      `Record ${shortId(id)} opens no appeal that counts.`,
      `Records and their ids: ilp history ${candidate.id}`,
    );
  }
  const open = file.appeals.filter(({ closed }) => !closed);
  const [first] = open;
  if (first && open.length === 1) return first;
  if (first)
    throw new UserError(
      "Which appeal? Several are open.",
      `Name one with --appeal:${open.map((each) => `\n  ${shortId(each.opened.record)}  ${appealTitle(context, each)}, since ${each.opened.day}`).join("")}`,
    );
  const { when: rule, source } = transitionOf(act);
  throw refusal({ rule, source }, "None is open.");
}

/** The steps of program.yaml, with who is at each, and where the appeal is. */
function stepsOf({ candidate, program, review, today }: CaseContext, reached: number): string[] {
  const lines = review["appeal-steps"].map(({ role, title, days }, index) => {
    const people = holdersOf(role as Role, candidate.id, candidate.profile, program.people, today).map((id) =>
      nameIn(program.people, id),
    );
    const who = people.length > 0 ? people.join(", ") : `nobody in people.yaml is ${role} yet`;
    const limit = days ? `, within ${days} ${days === 1 ? "day" : "days"}` : "";
    return `  ${index + 1}  ${title}: ${who}${limit}${index + 1 === reached ? " (here now)" : ""}`;
  });
  return ["Steps of an appeal in this program:", ...lines];
}
