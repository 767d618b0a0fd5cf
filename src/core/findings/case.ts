import { addDays, type Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { reviewPolicyOf } from "../program/policy.ts";
import { nameIn } from "../program/registry.ts";
import { team } from "../program/roles.ts";
import { addressTitle, roleLabel, titleAbout } from "../records/labels.ts";
import { caseFolder, casePlace, shortId } from "../records/statement.ts";
import { titleOfAct } from "../records/words.ts";
import { type Appeal, type Concern, concernWords, type Declined } from "../review/case-file.ts";
import type { Standing } from "../review/standing.ts";

/** What stands in the case file and waits for somebody, or is to be known. */
export function askedCase(standing: Standing, today: Day): Finding[] {
  const { concerns, declined, appeals } = standing.caseFile;
  return [
    ...concerns.filter(({ answer }) => !answer).map((each) => concernOpen(each, standing)),
    ...declined.filter(({ answer, settled }) => !answer && !settled).map((each) => declineOpen(each, standing)),
    ...appeals.filter(({ closed }) => !closed).flatMap((each) => appealRunning(each, standing)),
    ...notes(standing, today),
  ];
}

/** The very file that says so. */
const placeOf = (record: string, { candidate }: Standing) => ({
  path: candidate.records?.find(({ id }) => id === record)?.path ?? caseFolder(candidate.id),
  pointer: "",
  document: casePlace.document,
});

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
  return { ...placeOf(record, standing), ...asked, code: "concern-open", data };
}

function declineOpen(
  { record, by, role, day, reason, stale, document, section }: Declined,
  standing: Standing,
): Finding {
  const { settings, people } = standing.rulebook;
  const asked = toTeam(record, day, standing);
  const data = {
    section: addressTitle(standing.candidate, document, section),
    name: nameIn(people, by),
    role: roleLabel(role, settings.labels),
    date: day,
    earlier: stale ? " (the text was changed since)" : "",
    reason,
    command: asked.next,
  };
  return { ...placeOf(record, standing), ...asked, code: "decline-open", data };
}

function appealRunning({ opened, steps: taken }: Appeal, standing: Standing): Finding[] {
  const { candidate, rulebook } = standing;
  const reached = taken.at(-1);
  const at = reached && reviewPolicyOf(rulebook.settings)["appeal-steps"][reached.number - 1];
  if (!at) return [];
  const next = `ilp appeal close ${candidate.id}`;
  const section = titleAbout(candidate, opened.entry.about);
  const data = { section, step: reached.number, title: at.title, date: reached.day, command: next };
  const due = at.days ? { due: addDays(reached.day, at.days) } : {};
  const turn = at.role as Role;
  return [
    { ...placeOf(reached.record, standing), ...due, code: "appeal-running", data, turn, since: reached.day, next },
  ];
}

/** What is only said: a plan that is open, days that were extended and are to come, records that are not counted. */
function notes(standing: Standing, today: Day): Finding[] {
  const { candidate, rulebook, caseFile } = standing;
  const { plans, extensions, outOfTurn } = caseFile;
  const running = plans.filter(({ closed }) => !closed);
  const toCome = extensions.filter(({ entry }) => entry.to >= today);
  return [
    ...running.map(({ opened: { record, day: date } }): Finding => {
      return { ...placeOf(record, standing), code: "plan-running", data: { date } };
    }),
    ...toCome.map(({ record, entry: { about, from, to, agreed } }): Finding => {
      const [document = ""] = about.split("#");
      const data = { section: titleAbout(candidate, about), from, to, agreed: agreed.join(", ") };
      return { ...placeOf(record, standing), document, code: "due-extended", data };
    }),
    ...outOfTurn.map(({ record: { id, day, statement }, refused }): Finding => {
      const data = {
        name: nameIn(rulebook.people, statement.signer),
        act: titleOfAct(statement),
        date: day ?? "",
        ...refused,
      };
      return { ...placeOf(id, standing), code: "record-out-of-turn", data };
    }),
  ];
}
