import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate, Rulebook } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { witnesses } from "../../core/records/judge.ts";
import { shortAddress } from "../../core/records/labels.ts";
import { placesIn } from "../../core/records/slots.ts";
import type { Statement } from "../../core/records/statement.ts";
import { isWritten } from "../../core/review/written.ts";
import { viewFor, viewsOf } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { type RecordOptions, sayAbout } from "../recording/about-a-record.ts";

/** Confirms, with a key, that a signature made without one is the signer's own (signatures.md 4). */
export async function witness(options: RecordOptions, io: Io): Promise<ExitCode> {
  const done = await sayAbout(
    options,
    {
      act: "witness",
      sentence: "witness",
      question: () => "Confirm it?",
      done: () => "Confirmed.",
      role({ person, options: { as } }) {
        const held = witnesses.filter((role) => (person.roles as Role[]).includes(role));
        const role = as ? held.find((each) => each === as) : held[0];
        if (role) return role;
        throw new UserError(
          `${person.name} cannot confirm signatures: that is for ${witnesses.join(", ")}.`,
          "Ask your coordinator to confirm it.",
        );
      },
      allowed({ person, program }, { statement, assurance, state, reason }, keyed, candidates) {
        if (statement.signer === person.id)
          throw new UserError(
            "Nobody confirms their own signature.",
            "Ask somebody of the Induction Team who has a key.",
          );
        if (statement.act === "witness" || statement.act === "revoke")
          throw new UserError(
            "A confirmation, or a withdrawal, is not confirmed itself.",
            `Records and their ids: ilp history ${statement.candidate}`,
          );
        if (state !== "valid")
          throw new UserError(
            `This signature does not hold, so there is nothing to confirm: ${reason}.`,
            `Ask ${nameIn(program.people, statement.signer)} to sign again: ilp sign ${statement.candidate} ${shortAddress(statement.document, statement.section)}`,
          );
        if (isOnNothing(statement, candidates, program))
          throw new UserError(
            "Nothing is written in what this signature is on, so there is nothing to confirm.",
            `What is asked for there: ilp check ${statement.candidate} ${statement.document}`,
          );
        if (!["name", "none"].includes(assurance))
          throw new UserError(
            "Only a signature made without a key is confirmed.",
            `This one has its own proof: ilp history ${statement.candidate}`,
          );
        if (!keyed)
          throw new UserError(
            "Confirming a signature takes a key of your own.",
            "Make one, and have it accepted: ilp keys setup",
          );
      },
    },
    io,
  );
  return done || io.interactive ? 0 : 2;
}

/** Whether it signs, or hands in, a part that is empty: made by hand, or by an earlier version. */
function isOnNothing({ act, ...about }: Statement, candidates: Candidate[], rulebook: Rulebook): boolean {
  const candidate = candidates.find(({ id }) => id === about.candidate);
  const document = candidate?.documents.find(({ name }) => name === about.document);
  const view = candidate && viewFor(viewsOf(candidate, rulebook), document?.year ?? null);
  if (!document || !view || !["sign", "submit", "paper"].includes(act)) return false;
  const declared = [...Object.keys(document.form.sections), ...document.form.review];
  const place = placesIn(declared, document.value).find(({ section }) => section === about.section);
  return place !== undefined && !isWritten(document, place, view);
}
