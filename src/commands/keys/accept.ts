import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { requestPath } from "../../data/key-request.ts";
import { withKey } from "../../data/people-keys.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import type { PublicKey } from "../../signatures/public-key.ts";
import { keyText } from "../../views/keys.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { personMeant } from "../program/named.ts";
import type { Where } from "../program/open.ts";
import { requestOf } from "../recording/key-requests.ts";
import { saysYes } from "./questions.ts";
import { beginKeys, recordPeople, requireKeeper, whoIsHere } from "./session.ts";

export interface AcceptOptions extends Where {
  person: string;
  /** As the person read it out. */
  fingerprint?: string;
  yes?: boolean;
}

/** Enters a requested key in people.yaml, once somebody answers for whose it is. */
export async function acceptKey(options: AcceptOptions, io: Io): Promise<ExitCode> {
  const session = await beginKeys(io, options);
  const here = await whoIsHere(session);
  requireKeeper(session, here, "accept keys");
  const person = await personMeant(session.program, options.person);
  const { request, key } = await requestOf(session, person);
  requireSameFingerprint(options, key);
  if (options.yes !== true || options.fingerprint === undefined) {
    requireAnswers(options, io);
    io.out(keyText(person, key.line, io));
    const question =
      here.person.id === person.id
        ? "Is this the fingerprint that ilp keys setup showed you?"
        : "Did they read you this fingerprint themselves, by phone or face to face?";
    if (!(await saysYes(question))) {
      io.out("Not accepted. Nothing was written.\n");
      return 2;
    }
  }
  const { today, program } = session;
  const note = await recordPeople(
    session,
    here.identity,
    `Accept a key of ${person.id}`,
    (source) => withKey(source, person.id, { key: key.line, from: today }, person.consent ? null : request.consent),
    [requestPath(person.id)],
  );
  const done = `The key of ${safe(person.name)} is accepted: signatures made with it count from ${today} on.\n${key.fingerprint}`;
  const registrars = policyOf(program.settings).registrars.length > 0;
  const sign = "Sign the new people.yaml, as this program asks its registrars: ilp sign program people";
  const tell =
    here.person.id === person.id
      ? "From now on you sign with it: ilp sign"
      : `Tell ${safe(person.name)}: they fetch it (ilp send), and sign with it (ilp sign).`;
  io.out(stepsText(io, done, [...(registrars ? [sign] : []), "Share it: ilp send", tell], note));
  return 0;
}

function requireSameFingerprint({ fingerprint, person }: AcceptOptions, key: PublicKey): void {
  if (fingerprint === undefined || `SHA256:${fingerprint.trim().replace(/^SHA256:/i, "")}` === key.fingerprint) return;
  throw new UserError(
    `The fingerprint is not that of the key that waits for ${person}, which is ${key.fingerprint}.`,
    "Have it read to you once more. If it still differs, do not accept the key: somebody else may have sent it.",
  );
}

/** Nobody accepts a key blindly: without a terminal, the fingerprint and a clear yes. Throws UserError. */
function requireAnswers({ fingerprint, yes }: AcceptOptions, io: Io): void {
  if (io.interactive) return;
  const missing = [...(fingerprint === undefined ? ["--fingerprint SHA256:…"] : []), ...(yes ? [] : ["--yes"])];
  throw new UserError(
    `This needs ${missing.length === 1 ? "one more answer" : "more answers"}: ${missing.join(", ")}.`,
    "Give the fingerprint as the person read it to you, or run the command in a terminal and it will ask.",
  );
}
