import type { Form } from "./form.ts";
import type { Judged } from "./signature.ts";
import type { Act } from "./statement.ts";

/** What somebody did, as a heading. */
export const actTitles: Record<Act, string> = {
  sign: "Signature",
  decline: "Not signed",
  revoke: "Withdrawal",
  witness: "Confirmation",
  submit: "Submission",
  review: "Review",
  feedback: "Feedback",
};

/** Where a record stands, in words. Never that somebody withdrew when the text changed. */
export function standingWords({ state, statement }: Pick<Judged, "state" | "statement">): string {
  const words = {
    valid: statement?.act === "sign" ? "holds for the text as it is" : "on record",
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
