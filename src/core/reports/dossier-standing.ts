import type { AppealCloseEntry, ContactEntry } from "../../generated/entries.ts";
import { addDays, type Day } from "../basics/dates.ts";
import { holdersOf } from "../program/holders.ts";
import { reviewPolicyOf } from "../program/policy.ts";
import { nameIn } from "../program/registry.ts";
import { type Appeal, reachedIn, type Told } from "../review/case-file.ts";
import { type DossierLine, type DossierStep, personWords, placeAbout, placeOf, type ToldCase } from "./dossier-told.ts";
import { type TranscriptRow, transcriptRow } from "./transcript.ts";

/** The steps of program.yaml, for each appeal: which is reached, since when and by whom, and who is there now. */
export function appealSteps(told: ToldCase): DossierStep[] {
  const { appeals } = told.caseFile;
  return (appeals.length > 0 ? appeals : [null]).flatMap((appeal) => stepsOfOne(appeal, told));
}

function stepsOfOne(appeal: Appeal | null, told: ToldCase): DossierStep[] {
  const { candidate, rulebook, asOf } = told;
  const declared = reviewPolicyOf(rulebook.settings)["appeal-steps"];
  const many = Math.max(declared.length, appeal ? reachedIn(appeal) : 0);
  return Array.from({ length: many }, (_, index): DossierStep => {
    const step = declared[index];
    const reached = appeal?.steps.find(({ number }) => number === index + 1);
    const here = appeal !== null && appeal.closed === null && reachedIn(appeal) === index + 1;
    return {
      appeal: appeal ? placeAbout(candidate, appeal.opened.entry.about).title : null,
      number: index + 1,
      title: step?.title ?? "a step that program.yaml does not have any more",
      people: step
        ? holdersOf(step.role, candidate.id, candidate.profile, rulebook.people, asOf).map((id) =>
            nameIn(rulebook.people, id),
          )
        : [],
      reached: reached?.day ?? null,
      by: reached ? personWords(told, reached.by, reached.role) : null,
      due: here && reached && step?.days ? addDays(reached.day, step.days) : null,
      here,
    };
  });
}

/** Where everything stands that waits or was decided. */
export const standingLines = (told: ToldCase): DossierLine[] => [
  ...told.reviewed.flatMap((each) => rowLine(transcriptRow(each, told.rulebook.people, told.asOf))),
  ...concernLines(told),
  ...planLines(told),
  ...appealLines(told),
  ...contactLines(told),
];

function rowLine({ title, year, attempts, status, standing }: TranscriptRow): DossierLine[] {
  const last = attempts.at(-1);
  if (!last) return [];
  const { decision, number } = last;
  const words = [
    `attempt ${number}`,
    ...(decision ? [`${status} on ${decision.day} by ${decision.reviewer}`] : []),
    ...(standing ? [standing] : []),
  ].join("; ");
  return [our(`${title} (year ${year})`, `${words.charAt(0).toUpperCase()}${words.slice(1)}.`)];
}

const our = (label: string, text: string): DossierLine => ({ label, text, ours: true });

function concernLines(told: ToldCase): DossierLine[] {
  const { concerns, declined } = told.caseFile;
  const waits = (since: Day) => `Told on ${since}; not answered yet.`;
  return [
    ...concerns.map(({ day, by, role, answer }) =>
      our(
        `Concern of ${personWords(told, by, role)}`,
        answer
          ? `Told on ${day}; answered on ${answer.day} by ${personWords(told, answer.by, answer.role)}.`
          : waits(day),
      ),
    ),
    ...declined
      .filter(({ answer, settled }) => !answer && !settled)
      .map(({ day, by, role, document, section }) =>
        our(
          `${placeOf(told.candidate, document, section).title}, not signed by ${personWords(told, by, role)}`,
          waits(day),
        ),
      ),
  ];
}

function planLines(told: ToldCase): DossierLine[] {
  const label = "Special Assistance Plan";
  const { plans } = told.caseFile;
  const plan = plans.at(-1);
  if (!plan) return [our(label, "None was opened.")];
  const { opened, closed } = plan;
  const before = plans.length > 1 ? ` It is plan ${plans.length}; every one is listed below.` : "";
  const by = `Opened on ${opened.day} by ${personWords(told, opened.by, opened.role)}`;
  return [our(label, `${by}; ${closed ? `closed on ${closed.day}.` : "it is open."}${before}`), ...outcomeLine(closed)];
}

function appealLines({ caseFile, candidate, rulebook }: ToldCase): DossierLine[] {
  const steps = reviewPolicyOf(rulebook.settings)["appeal-steps"];
  if (caseFile.appeals.length === 0) return [our("Appeal", "None was opened.")];
  return caseFile.appeals.flatMap(({ opened, steps: gone, closed }) => {
    const last = gone.at(-1);
    const title = steps[(last?.number ?? 1) - 1]?.title ?? "";
    const at = `step ${last?.number}${title ? ` (${title})` : ""}, reached on ${last?.day}`;
    const now = closed ? `Closed on ${closed.day} at ${at}.` : `It is open, and at ${at}.`;
    const label = `Appeal about ${placeAbout(candidate, opened.entry.about).title}`;
    return [our(label, `Opened on ${opened.day}. ${now}`), ...outcomeLine(closed)];
  });
}

/** What was kept of contacts, step by step of the appeal: each is also an entry of its own. */
function contactLines({ caseFile, rulebook }: ToldCase): DossierLine[] {
  const steps = reviewPolicyOf(rulebook.settings)["appeal-steps"];
  const channels = rulebook.acts.contact.find(({ key }) => key === "channel")?.choices;
  const how = (channel: string) => channels?.find(({ value }) => value === channel)?.label ?? channel;
  const contacts = caseFile.told.filter(({ act }) => act === "contact") as unknown as Told<ContactEntry>[];
  const numbers = [...new Set(contacts.flatMap(({ entry }) => entry.step ?? []))].sort((one, other) => one - other);
  return numbers.map((number) => {
    const title = steps[number - 1]?.title;
    const mine = contacts.filter(({ entry }) => entry.step === number);
    const told = [...mine].sort((one, other) => one.entry.on.localeCompare(other.entry.on));
    return {
      label: `Contacts, step ${number}${title ? ` (${title})` : ""}`,
      text: told
        .map(({ entry }) => `${entry.on}, ${how(entry.channel)}, with ${entry.with}: ${entry.summary}`)
        .join("\n\n"),
    };
  });
}

const outcomeLine = (closed: Told<{ outcome: string; result?: AppealCloseEntry["result"] }> | null): DossierLine[] =>
  closed
    ? [
        ...(closed.entry.result ? [our("Outcome", outcomeWords[closed.entry.result])] : []),
        { label: "How it ended", text: closed.entry.outcome },
      ]
    : [];

const outcomeWords = {
  upheld: "Upheld: the NO stands.",
  granted: "Granted: a reviewer decides again.",
  withdrawn: "Withdrawn by the candidate.",
};
