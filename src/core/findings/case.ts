import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { reviewPolicyOf } from "../program/policy.ts";
import { nameIn } from "../program/registry.ts";
import { team } from "../program/roles.ts";
import { addressTitle, roleLabel, titleAbout } from "../records/labels.ts";
import { shortId } from "../records/statement.ts";
import { titleOfAct } from "../records/words.ts";
import { type AssistancePlan, type Concern, concernWords, type Declined } from "../review/case-file.ts";
import type { Standing } from "../review/standing.ts";
import { askedAppeals } from "./appeals.ts";
import { inCase } from "./in-case.ts";

/** What stands in the case file and waits for somebody, or is to be known. */
export function askedCase(standing: Standing, today: Day): Finding[] {
  const { concerns, declined, plans } = standing.caseFile;
  return [
    ...concerns.filter(({ answer }) => !answer).map((each) => concernOpen(each, standing)),
    ...declined.filter(({ answer, settled }) => !answer && !settled).map((each) => declineOpen(each, standing)),
    ...askedAppeals(standing, today),
    ...plans.filter(({ closed }) => !closed).flatMap((each) => planTold(each, standing)),
    ...notes(standing, today),
  ];
}

/** It heads the list of the whole Induction Team; any of them answers (seed 003). */
const toTeam = (record: string, since: string, { candidate }: Standing) => ({
  turn: "reviewer" as Role,
  orTurn: team.slice(1),
  first: true as const,
  // In their own case file they are the candidate alone.
  unable: [candidate.id],
  since,
  next: `ilp concern answer ${candidate.id} ${shortId(record)}`,
});

function concernOpen({ record, by, day, entry }: Concern, standing: Standing): Finding {
  const { settings, people } = standing.rulebook;
  const reason = concernWords(entry, reviewPolicyOf(settings));
  const asked = toTeam(record, day, standing);
  const data = { name: nameIn(people, by), date: day, reason, command: asked.next };
  return { ...inCase(record, standing), ...asked, code: "concern-open", data };
}

function declineOpen(
  { record, by, role, day, reason, stale, document, section }: Declined,
  standing: Standing,
): Finding {
  const { settings, people } = standing.rulebook;
  const asked = toTeam(record, day, standing);
  const data = {
    section: addressTitle(standing.candidate, document, section),
    about: `${document}#${section}`,
    name: nameIn(people, by),
    role: roleLabel(role, settings.labels),
    date: day,
    earlier: stale ? " (the text was changed since)" : "",
    reason,
    command: asked.next,
  };
  return { ...inCase(record, standing), ...asked, code: "decline-open", data };
}

/** A plan is for the candidate and the coach to know, until each does something next. */
function planTold({ opened, updates }: AssistancePlan, standing: Standing): Finding[] {
  const { record, at, day, entry } = updates.at(-1) ?? opened;
  const words = "reason" in entry ? entry.reason : entry.text;
  const command = `ilp history ${standing.candidate.id}`;
  return (["candidate", "coach"] as const)
    .filter((role) => !standing.ordered.some(({ statement }) => statement.role === role && statement.at > at))
    .map((turn) => ({
      ...inCase(record, standing),
      ...{ code: "plan-told" as const, data: { date: day, words, command }, turn, since: day },
    }));
}

/** What is only said: a plan that is open, days that were extended and are to come, records that are not counted. */
function notes(standing: Standing, today: Day): Finding[] {
  const { candidate, rulebook, caseFile } = standing;
  const { plans, extensions, outOfTurn } = caseFile;
  const running = plans.filter(({ closed }) => !closed);
  const toCome = extensions.filter(({ entry }) => entry.to >= today);
  return [
    ...running.map(({ opened: { record, day: date } }): Finding => {
      return { ...inCase(record, standing), code: "plan-running", data: { date } };
    }),
    ...toCome.map(({ record, entry: { about, from, to, agreed } }): Finding => {
      const [document = ""] = about.split("#");
      const data = { section: titleAbout(candidate, about), from, to, agreed: agreed.join(", ") };
      return { ...inCase(record, standing), document, code: "due-extended", data };
    }),
    ...outOfTurn.map(({ record: { id, day, statement }, refused }): Finding => {
      const data = {
        name: nameIn(rulebook.people, statement.signer),
        act: titleOfAct(statement),
        date: day ?? "",
        ...refused,
      };
      return { ...inCase(id, standing), code: "record-out-of-turn", data };
    }),
  ];
}
