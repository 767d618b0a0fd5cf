import { addDays, type Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { reviewPolicyOf } from "../program/policy.ts";
import type { Candidate, Rulebook } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { team } from "../program/roles.ts";
import { addressTitle, roleLabel, titleAbout } from "../records/labels.ts";
import { caseFolder, casePlace, shortId } from "../records/statement.ts";
import type { Appeal, CaseFile, Concern, Declined } from "../review/case-file.ts";

interface Asking {
  candidate: Candidate;
  rulebook: Rulebook;
  today: Day;
}

/** What stands in the case file and waits for somebody, or is to be known. */
export function askedCase(caseFile: CaseFile, asking: Asking): Finding[] {
  const { concerns, declined, appeals } = caseFile;
  return [
    ...concerns.filter(({ answer }) => !answer).map((each) => concernOpen(each, asking)),
    ...declined.filter(({ answer, settled }) => !answer && !settled).map((each) => declineOpen(each, asking)),
    ...appeals.filter(({ closed }) => !closed).flatMap((each) => appealRunning(each, asking)),
    ...notes(caseFile, asking),
  ];
}

/** The very file that says so. */
const placeOf = (record: string, { candidate }: Asking) => ({
  path: candidate.records?.find(({ id }) => id === record)?.path ?? caseFolder(candidate.id),
  pointer: "",
  document: casePlace.document,
});

/** It heads the list of the whole Induction Team; any of them answers (seed 003). */
const toTeam = (record: string, since: string, { candidate }: Asking) => ({
  turn: "reviewer" as Role,
  orTurn: team.slice(1),
  first: true as const,
  since,
  next: `ilp concern answer ${candidate.id} ${shortId(record)}`,
});

function concernOpen({ record, by, day, entry }: Concern, asking: Asking): Finding {
  const { settings, people } = asking.rulebook;
  const known = reviewPolicyOf(settings).concerns[entry.reason] ?? entry.reason;
  const reason = [known, entry.note].filter(Boolean).join(". ");
  const asked = toTeam(record, day, asking);
  const data = { name: nameIn(people, by), date: day, reason, command: asked.next };
  return { ...placeOf(record, asking), ...asked, code: "concern-open", data };
}

function declineOpen({ record, by, role, day, reason, stale, document, section }: Declined, asking: Asking): Finding {
  const { settings, people } = asking.rulebook;
  const asked = toTeam(record, day, asking);
  const data = {
    section: addressTitle(asking.candidate, document, section),
    name: nameIn(people, by),
    role: roleLabel(role, settings.labels),
    date: day,
    earlier: stale ? " (the text was changed since)" : "",
    reason,
    command: asked.next,
  };
  return { ...placeOf(record, asking), ...asked, code: "decline-open", data };
}

function appealRunning({ opened, steps: taken }: Appeal, asking: Asking): Finding[] {
  const { candidate, rulebook } = asking;
  const reached = taken.at(-1);
  const at = reached && reviewPolicyOf(rulebook.settings)["appeal-steps"][reached.number - 1];
  if (!at) return [];
  const next = `ilp appeal close ${candidate.id}`;
  const section = titleAbout(candidate, opened.entry.about);
  const data = { section, step: reached.number, title: at.title, date: reached.day, command: next };
  const due = at.days ? { due: addDays(reached.day, at.days) } : {};
  const turn = at.role as Role;
  return [{ ...placeOf(reached.record, asking), ...due, code: "appeal-running", data, turn, since: reached.day, next }];
}

/** What is only said: a plan that is open, days that were extended and are to come, records that are not counted. */
function notes({ plans, extensions, outOfTurn }: CaseFile, asking: Asking): Finding[] {
  const { candidate, rulebook, today } = asking;
  const running = plans.filter(({ closed }) => !closed);
  const toCome = extensions.filter(({ entry }) => entry.to >= today);
  return [
    ...running.map(({ opened: { record, day: date } }): Finding => {
      return { ...placeOf(record, asking), code: "plan-running", data: { date } };
    }),
    ...toCome.map(({ record, entry: { about, from, to, agreed } }): Finding => {
      const [document = ""] = about.split("#");
      const data = { section: titleAbout(candidate, about), from, to, agreed: agreed.join(", ") };
      return { ...placeOf(record, asking), document, code: "due-extended", data };
    }),
    ...outOfTurn.map(({ record: { id, day, statement }, refused }): Finding => {
      const data = { name: nameIn(rulebook.people, statement.signer), act: statement.act, date: day ?? "", ...refused };
      return { ...placeOf(id, asking), code: "record-out-of-turn", data };
    }),
  ];
}
