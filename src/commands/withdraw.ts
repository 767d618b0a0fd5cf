import { policyOf } from "../core/policy.ts";
import { nameIn } from "../core/registry.ts";
import { UserError } from "../core/user-error.ts";
import type { Io } from "../io.ts";
import type { ExitCode } from "../main.ts";
import { type RecordOptions, sayAbout } from "./about-record.ts";

/** Withdraws a signature: the signer's own, or any by a registrar with a key. The record stays, and says so. */
export async function withdraw(options: RecordOptions, io: Io): Promise<ExitCode> {
  const done = await sayAbout(
    options,
    {
      act: "revoke",
      sentence: "withdraw",
      question: "Withdraw this signature?",
      done: "Withdrawn.",
      role: ({ person, program }, { statement }) =>
        person.id !== statement.signer && policyOf(program.settings).registrars.includes(person.id)
          ? "registrar"
          : statement.role,
      allowed({ person, program }, { statement, seal, state, assurance, reason }, keyed) {
        const records = `Records and their ids: ilp history ${statement.candidate}`;
        if (state === "revoked") throw new UserError("This signature is withdrawn already.", records);
        if (statement.act !== "sign" && statement.act !== "decline")
          throw new UserError("Only a signature, or the word that somebody does not sign, can be withdrawn.", records);
        const registrar = policyOf(program.settings).registrars.includes(person.id);
        if (person.id !== statement.signer && !registrar)
          throw new UserError(`Only ${nameIn(program.people, statement.signer)} can withdraw this signature.`, records);
        if (state === "invalid" || state === "wrong-person")
          throw new UserError(`This record counts for nothing, so there is nothing to withdraw: ${reason}.`, records);
        if (!keyed && (seal !== null || assurance === "witnessed" || person.id !== statement.signer))
          throw new UserError(
            seal === null
              ? "A signature by somebody else, or one that was confirmed with a key, is withdrawn with a key."
              : "This signature was made with a key, and is withdrawn with one.",
            "Sign where your key is, or name it: --key FILE",
          );
      },
    },
    io,
  );
  return done || io.interactive ? 0 : 2;
}
