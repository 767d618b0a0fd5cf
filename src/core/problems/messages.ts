import type { Message, Weight } from "./message.ts";
import { reviewMessages } from "./messages-review.ts";

export type { Weight } from "./message.ts";

export type Severity = "error" | "warning" | "info";
type Data = Record<string, string | number>;

/** With `messages-review.ts`, the one place with prose about problems. Codes are stable. */
const messages = {
  // A file that cannot be read
  "file-unreadable": { weight: "wrong", says: "This file cannot be read: {reason}.", help: "{remedy}" },
  "file-too-large": {
    weight: "wrong",
    says: "This file is larger than {limit}.",
    help: "Put large material into evidence/ and refer to it.",
  },
  "file-empty": {
    weight: "wrong",
    says: "Nothing is written in this file.",
    help: "{remedy}",
  },
  "file-not-text": { weight: "wrong", says: "This is not a text file.", help: "Save it as plain text in UTF-8." },
  "file-not-utf8": {
    weight: "wrong",
    says: "From here on this file is not in UTF-8: it was saved in another encoding.",
    help: 'In your editor choose "Save with encoding" and then UTF-8.',
  },
  "folder-is-link": {
    weight: "wrong",
    says: "{name} is a link to another place; ilp reads only real folders and files.",
    help: "Replace the link by the folder itself.",
  },
  "yaml-broken": { weight: "wrong", says: "{reason}", help: "{remedy}" },
  "yaml-anchor": {
    weight: "wrong",
    says: "Anchors, aliases, merge keys (& * <<) and tags (!) are not used in these files.",
    help: 'Write the text out; if it is meant as text, put it in quotes: "{sample}".',
  },
  "folder-name": {
    weight: "wrong",
    says: 'A candidate cannot be called "{name}": {reason}.',
    help: "Rename the folder, or move it out of candidates/.",
  },
  "file-unexpected": {
    weight: "advice",
    says: "No form of this program has a file of this name.",
    help: "{hint}",
  },

  // A file that does not fit its form
  "unknown-key": { weight: "wrong", says: '"{key}" is not a field here.', help: "{hint}" },
  "key-missing": { weight: "wrong", says: 'The line "{key}:" is missing here.', help: "Add it: {key}:" },
  "wrong-type": { weight: "wrong", says: "{label}: this is {found}; it should be {expected}.", help: "{hint}" },
  "answer-cut": {
    weight: "wrong",
    says: 'Everything after the # is left out here: the answer is read as "{kept}".',
    help: 'If it belongs to the answer, put the whole answer in double quotes: "…".',
  },
  "answer-as-key": {
    weight: "wrong",
    says: '"{key}" looks like an answer, and stands where a field should be.',
    help: "Put it below the | of its question, two spaces further in than the question.",
  },
  "wrong-choice": {
    weight: "wrong",
    says: '{label}: "{found}" is not one of the choices.',
    help: "Choose: {choices}. {guess}",
  },
  "wrong-form": { weight: "wrong", says: "{label}: {found} is not written as ilp reads it.", help: "{hint}" },
  "out-of-range": { weight: "wrong", says: "{label}: {found} is {problem}.", help: "{hint}" },
  "given-twice": { weight: "wrong", says: "{label}: the same value stands here twice.", help: "Remove one." },
  "impossible-date": { weight: "wrong", says: "{label}: there is no day {found}.", help: "Correct the date." },
  "duplicate-id": { weight: "wrong", says: 'The id "{id}" is used twice in this list.', help: "Give each its own id." },
  "wrong-place": {
    weight: "wrong",
    says: '{label} says "{found}" but the file is called {file}.',
    help: "Rename the file, or correct the line.",
  },
  "wrong-folder": {
    weight: "wrong",
    says: '{label} says "{found}" but the folder is {folder}.',
    help: "Rename the folder, or correct the line.",
  },
  "unknown-reference": { weight: "wrong", says: '{label}: there is no "{id}" in {where}.', help: "{hint}" },
  "unknown-person": {
    weight: "wrong",
    says: '{label}: nobody in people.yaml has the id "{id}".',
    help: '{hint}Or add the person: ilp people add "Full Name" --id {id}',
  },

  // Still to do
  "document-missing": {
    weight: "missing",
    says: "{title}: the file is missing.",
    help: "Run: ilp new --missing --id {candidate}",
  },
  "document-not-started": { weight: "missing", says: "Not started ({count} answers)." },
  "part-not-started": { weight: "missing", says: "{label}: not started ({count} answers)." },
  "answer-missing": { weight: "missing", says: "{label}: no answer yet." },
  "list-too-short": { weight: "missing", says: "{label}: {count} of {min}." },
  "list-long": { weight: "note", says: "{label}: {count}, more than the {max} that are advised. That is allowed." },
  "answer-wanted": { weight: "advice", says: "{label}: no answer yet (advised, not required)." },
  "documents-too-few": { weight: "missing", says: "{title}: {count} of {min} in year {year}." },
  "document-not-expected": {
    weight: "wrong",
    says: "{title}: {key} {value} is not in {where}.",
    help: "Rename the file and correct its {key}, or change the plan.",
  },

  // Rules
  "goals-same-cpsel": {
    weight: "wrong",
    says: "Two goals are on CPSEL {cpsel}; each needs a standard of its own.",
    help: "Choose another standard for one of them.",
  },
  "goal-element-elsewhere": {
    weight: "wrong",
    says: "Element {element} does not belong to CPSEL {cpsel}.",
    help: "Choose elements of the goal's own standard.",
  },
  "goal-cpsel-fixed": {
    weight: "wrong",
    says: "Year {year} is for CPSEL {expected} in this program; this goal is on {cpsel}.",
  },
  "cpsel-repeated": {
    weight: "wrong",
    says: "CPSEL {cpsel} was a goal in year {year} already; the years together must cover {total} standards.",
    help: "Choose one of: {free}.",
  },
  "cpsels-uncovered": {
    weight: "missing",
    says: "The plans of all {years} years cover {count} of {total} CPSELs; missing: {missing}.",
  },
  "pd-hours-short": {
    weight: "missing",
    says: "Professional development: {counted} of {required} hours; {remaining} to go.",
    help: "Add the activity to the log, with its date and hours.",
  },
  "pd-entry-late": {
    weight: "note",
    says: "{label}: on {date}, after {due}. It is listed, and its {hours} hours are not counted.",
  },
  "pd-entry-outside": {
    weight: "advice",
    says: "{label}: {date} is not in the program year {year}. Its {hours} hours are not counted.",
    help: "Check the date, or move the activity to its own year.",
  },
  "hours-too-exact": {
    weight: "wrong",
    says: "{label}: {hours} has more than two decimals.",
    help: "Round it, such as 1.75.",
  },
  "pd-long-day": {
    weight: "advice",
    says: "{hours} hours on {date} are more than {limit} in one day.",
    help: "Check the hours and the date.",
  },
  "pd-entry-twice": {
    weight: "advice",
    says: '"{title}" on {date} stands in the log twice.',
    help: "Remove one, if they are the same.",
  },
  "pd-dates-backwards": { weight: "wrong", says: "{label}: it ends on {end}, before it starts on {date}." },
  "pd-not-reviewed": { weight: "advice", says: '"{title}" has no review in pd-summary.yaml.' },
  "pd-reviewed-twice": { weight: "advice", says: 'The activity "{entry}" has two reviews.' },
  "goal-without-inquiry": { weight: "advice", says: "No inquiry carries out the goal {goal} (CPSEL {cpsel})." },
  "dates-backwards": { weight: "wrong", says: "{label}: it ends on {ends}, before it starts on {starts}." },
  "entry-outside-cycle": { weight: "advice", says: "{label}: {date} is outside the inquiry, {starts} to {ends}." },
  "evidence-not-cited": {
    weight: "missing",
    says: '{label}: no entry of this year cites "{id}".',
    help: "Cite it in the entry it belongs to, or refer to another piece.",
  },
  "evidence-too-few": {
    weight: "missing",
    says: "{label}: {count} of {min} different pieces from this year's entries.",
  },
  "reason-beside-sessions": {
    weight: "advice",
    says: "Sessions are logged, and a reason for having none is given as well; the reason is not printed.",
    help: "Keep one of the two.",
  },
  "session-outside-month": {
    weight: "wrong",
    says: "{label}: {date} is not in {month}.",
    help: "Move it to the summary of its own month.",
  },
  "session-twice": {
    weight: "advice",
    says: "{label}: on {date} another session of the same time is logged; both are counted.",
    help: "Remove one, if they are the same.",
  },
  "target-below-start": {
    weight: "advice",
    says: "Goal {number}: the target, {target}, is below the level now, {start}.",
  },
  "cycle-outside": {
    weight: "advice",
    says: "{label}: {starts} to {ends} is not in the program year {year}.",
    help: "Check the dates.",
  },
  "session-times": {
    weight: "wrong",
    says: "{label}: {start} to {end} is not a stretch of time.",
    help: "Write both as hours and minutes, the earlier first.",
  },
  "session-minutes-differ": {
    weight: "advice",
    says: "{label}: {start} to {end} is not {minutes} minutes; the minutes are counted.",
    help: "Keep one of the two.",
  },
  "coaching-hours-low": {
    weight: "advice",
    says: "Coaching: {counted} hours logged; {required} is the aim for the year.",
  },
  "final-standard-missing": {
    weight: "missing",
    says: "The Final has no level for CPSEL {cpsel}, which is in the plan.",
    help: "Add it under assessment.",
  },
  "final-standard-extra": {
    weight: "advice",
    says: "The Final has a level for CPSEL {cpsel}, which is not in the plan.",
  },
  "final-not-met": {
    weight: "advice",
    says: "CPSEL {cpsel}: {level}, so not yet met or exemplified.",
    help: "This is the coach's view, not something to fill in.",
  },
  "level-below-start": {
    weight: "advice",
    says: "{label}: {level} is below the level at the start of the year, {start}.",
  },
  "levels-differ": { weight: "advice", says: "CPSEL {cpsel}: the summary says {level}, the Final says {final}." },
  "start-level-differs": {
    weight: "advice",
    says: "CPSEL {cpsel}: the summary starts from {level}, the plan from {planned}.",
  },
  "evidence-file-missing": {
    weight: "wrong",
    says: "{label}: the file {file} is not in evidence/.",
    help: "Put it there, or correct the name.",
  },
  "evidence-path-outside": {
    weight: "wrong",
    says: "{label}: {file} leaves the evidence folder.",
    help: "Write the path below evidence/.",
  },
  "coach-matched-late": {
    weight: "advice",
    says: "A coach was matched {days} days after the start; {limit} is the aim.",
  },
  "no-coach": {
    weight: "missing",
    says: "No {label} is assigned.",
    help: "Add one under assignments in profile.yaml.",
  },
  "coach-ended": {
    weight: "missing",
    says: "No {label} is assigned after {until}.",
    help: "Add the next one under assignments in profile.yaml.",
  },
  "own-supporter": {
    weight: "wrong",
    says: "The candidate is entered as their own {role}.",
    help: "Correct the person.",
  },

  // Signatures
  "signature-missing": {
    weight: "missing",
    says: "{section}: {who} has not signed yet{earlier}.",
    help: "To sign: {command}",
  },
  "signature-stale": {
    weight: "missing",
    says: "{section}: changed after {name} signed as {role} on {date}{changed}.",
    help: "See what changed: ilp history {candidate} {document} --diff. To sign again: {command}",
  },
  "signature-declined": {
    weight: "missing",
    says: "{section}: {name} did not sign as {role} on {date}: {reason}",
    help: "Talk it over and revise the text; then the signature can be asked for again.",
  },
  "signature-unverified": {
    weight: "missing",
    says: "{section}: the signature of {name} on {date} is {proof}, and this program asks for more.",
    help: "{remedy}",
  },
  "signature-not-recorded": {
    weight: "missing",
    says: "{section}: the signature of {name} was written and not recorded.",
    help: "Sign again: {command}",
  },
  "signature-withdrawn": {
    weight: "missing",
    says: "{section}: {name} withdrew the signature of {date}.",
    help: "To sign: {command}",
  },
  "signature-wrong": {
    weight: "wrong",
    says: "{section}: a signature does not count: {reason}.",
    help: "See the record: ilp verify {candidate}. To sign: {command}",
  },
  "signature-late": {
    weight: "note",
    says: "{section}: {name} signed on {date}, after {due}.",
  },
  "record-unreadable": {
    weight: "wrong",
    says: "This signature record does not count: {reason}.",
    help: "Records are never edited. Bring it back as it was recorded: git restore {path}",
  },

  ...reviewMessages,

  "program-incomplete": {
    weight: "wrong",
    says: "{key} is not in program.yaml, and the form {form} needs it.",
    help: "{hint}",
  },
  "form-broken": { weight: "wrong", says: "This form cannot be used: {reason}." },
} as const satisfies Record<string, Message>;

export type Code = keyof typeof messages;
export const codes = Object.keys(messages) as Code[];

const entry = (code: Code): Message => messages[code];
const fill = (sentence: string, data: Data) =>
  sentence.replace(/\{([\w-]+)\}/g, (_, name: string) => String(data[name] ?? ""));

export const weightOf = (code: Code): Weight => entry(code).weight;

/** The sentence, and what to do about it. */
export function words(finding: { code: Code; data: Data }): { message: string; help?: string } {
  const { says, help } = entry(finding.code);
  const helpText = help ? fill(help, finding.data).trim() : "";
  return { message: fill(says, finding.data), ...(helpText ? { help: helpText } : {}) };
}

/** Missing things that are due later are warnings; once overdue they are errors, as wrong things always are. */
export function severityOf(finding: { code: Code; due?: string }, today: string): Severity {
  const weight = weightOf(finding.code);
  if (weight === "note" || weight === "request") return "info";
  if (weight === "advice") return "warning";
  return weight === "missing" && (!finding.due || finding.due >= today) ? "warning" : "error";
}

export const blocks = (finding: { code: Code }, strict = false) => {
  const weight = weightOf(finding.code);
  return weight === "wrong" || weight === "missing" || (strict && weight === "advice");
};
