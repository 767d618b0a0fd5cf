import { type CaseAct, eachAct, rowOf } from "../acts/rows.ts";
import type { Form } from "../forms/form.ts";
import type { Policy } from "../program/policy.ts";
import { isSigning } from "./paper.ts";
import type { Judged, Remark } from "./signature.ts";
import type { Act, Statement } from "./statement.ts";

/** What somebody did, as a heading. */
export const actTitles: Record<Act, string> = {
  sign: "Signature",
  decline: "Not signed",
  revoke: "Withdrawal",
  witness: "Confirmation",
  paper: "Signature on paper",
  submit: "Submission",
  review: "Review",
  feedback: "Feedback",
  ...eachAct(({ words }) => words.title),
};

/** A decision as the Progress Tracking Transcript says it (seed 003). */
export const decisionWords = (decision: "YES" | "NO"): string =>
  decision === "YES" ? "YES (Complete)" : "NO (Incomplete)";

/** What a record is, with the decision if it is one: "Review: NO (Incomplete)". */
export const titleOfAct = ({ act, decision }: Pick<Statement, "act" | "decision">): string =>
  decision ? `${actTitles[act]}: ${decisionWords(decision)}` : actTitles[act];

/** A moment as people read it, the same in every time zone. */
const momentText = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

export function remarkWords(remark: Remark): string {
  switch (remark.code) {
    case "backdated": {
      const { at, parentAt } = remark.data;
      return `backdated? It says ${momentText(at)}, and stands in history on something newer (${momentText(parentAt)}); so it does when its place there was changed`;
    }
    case "recorded-then":
      return `it says ${momentText(remark.data.at)}, and was recorded at ${momentText(remark.data.addedAt)}`;
    case "reworded":
      return "the questions were reworded since";
  }
}

/** Where a record stands, in words. Never that somebody withdrew when the text changed. */
export function standingWords({ state, statement }: Pick<Judged, "state" | "statement">): string {
  const words = {
    valid: statement && isSigning(statement) ? "holds for the text as it is" : "on record",
    stale: "the text was changed afterwards",
    revoked: "withdrawn",
    uncommitted: "not recorded",
    "wrong-person": "not by who it says",
    invalid: "does not count",
  };
  return words[state];
}

/** A section of a record as the form declares it, also when the item it was about is gone. */
export const declaredSection = (form: Form, section: string): string =>
  section in form.sections ? section : `${section.split("/")[0]}/*`;

/** The sentence somebody agrees to with an act of the case file: the program's, or that of its row. */
export function sentenceOf(act: CaseAct, { sentences }: Pick<Policy, "sentences">): string {
  const { key, words } = rowOf(act).sentence;
  return sentences[key] ?? words;
}
