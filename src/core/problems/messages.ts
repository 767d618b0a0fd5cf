import type { Message, Weight } from "./message.ts";
import { fileMessages } from "./messages-files.ts";
import { reviewMessages } from "./messages-review.ts";
import { ruleMessages } from "./messages-rules.ts";
import { signatureMessages } from "./messages-signatures.ts";

export type { Weight } from "./message.ts";

export type Severity = "error" | "warning" | "info";
type Data = Record<string, string | number>;

/** With its neighbours `messages-*.ts`, the one place with prose about problems. Codes are stable. */
const messages = {
  ...fileMessages,

  // Still to do
  "document-missing": {
    weight: "missing",
    says: "{title}: the file is missing.",
    plain: "the file is missing",
    help: "Run: ilp new --missing --id {candidate}",
  },
  "document-not-started": { weight: "missing", says: "Not started ({count} answers).", plain: "not started" },
  "part-not-started": { weight: "missing", says: "{label}: not started ({count} answers)." },
  "answer-missing": { weight: "missing", says: "{label}: no answer yet." },
  "yes-needed": {
    weight: "missing",
    says: "{label}: no. It stays open until it has become a yes.",
    plain: "{label}: not yet",
    help: "Once it is so, answer true here.",
  },
  "list-too-short": { weight: "missing", says: "{label}: {count} of {min}." },
  "list-long": { weight: "note", says: "{label}: {count}, more than the {max} that are advised. That is allowed." },
  "answer-wanted": { weight: "advice", says: "{label}: no answer yet (advised, not required)." },
  "documents-too-few": {
    weight: "missing",
    says: "{title}: {count} of {min} in year {year}.",
    plain: "{title}: {count} of {min}",
  },
  "document-not-expected": {
    weight: "wrong",
    says: "{title}: {key} {value} is not in {where}.",
    help: "Rename the file and correct its {key}, or change the plan.",
  },

  ...ruleMessages,
  ...signatureMessages,
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

/** What is open, for a record that leaves the program; null for what is only counted there. */
export function plainWords(finding: { code: Code; data: Data }): string | null {
  const { plain } = entry(finding.code);
  return plain === undefined ? null : fill(plain, finding.data);
}

/** Late is what is open the day after it was due: the one place that says so, for check, status and next. */
export const isLate = ({ due }: { due?: string }, today: string): boolean => due !== undefined && due < today;

/** Missing things that are due later are warnings; once overdue they are errors, as wrong things always are. */
export function severityOf(finding: { code: Code; due?: string }, today: string): Severity {
  const weight = weightOf(finding.code);
  if (weight === "note" || weight === "request") return "info";
  if (weight === "advice") return "warning";
  return weight === "missing" && !isLate(finding, today) ? "warning" : "error";
}

export const blocks = (finding: { code: Code }, strict = false) => {
  const weight = weightOf(finding.code);
  return weight === "wrong" || weight === "missing" || (strict && weight === "advice");
};
