import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import type { Candidate } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { bars } from "../../core/records/acts.ts";
import { type Act, isCaseAct } from "../../core/records/statement.ts";
import { momentAfter, refusedOnceRecorded } from "../../core/review/dry-run.ts";
import { standingOf } from "../../core/review/standing.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import type { Known } from "../../signatures/find-record.ts";
import { stated } from "../../signatures/make.ts";
import { stateWords } from "../../views/part.ts";
import { clockOf } from "../program/open.ts";
import { aboutRecord, type RecordOptions, sayAbout } from "../recording/about-a-record.ts";
import { refusal } from "../recording/refusal.ts";
import type { Session } from "../recording/session.ts";

/** What can be taken back, and how it is asked and answered. */
const words: Partial<Record<Act, { name: string; done: string }>> = {
  sign: { name: "signature", done: "Withdrawn." },
  paper: { name: "record of a signature on paper", done: "Withdrawn." },
  decline: { name: "signature", done: "Withdrawn." },
  submit: { name: "submission", done: "Taken back: it can be worked on, and handed in anew." },
  review: { name: "decision", done: "Taken back: what was handed in waits for a decision again." },
  feedback: { name: "feedback", done: "Taken back." },
};

const isRegistrar = ({ person, program }: Session) => policyOf(program.settings).registrars.includes(person.id);

/** Withdraws a record: the signer's own, or any by a registrar with a key. The record stays, and says so. */
export async function withdraw(options: RecordOptions, io: Io): Promise<ExitCode> {
  const done = await sayAbout(
    options,
    {
      act: "revoke",
      sentence: "withdraw",
      question: ({ statement }) => `Withdraw this ${words[statement.act]?.name}?`,
      done: ({ statement }) => words[statement.act]?.done ?? "",
      role,
      allowed(session, target, keyed, candidates) {
        refusePerson(session, target, keyed);
        const refused = refusedByProcess(session, target, candidates);
        if (refused) throw refused;
      },
    },
    io,
  );
  return done || io.interactive ? 0 : 2;
}

const role = (session: Session, { statement }: Known) =>
  session.person.id !== statement.signer && isRegistrar(session) ? "registrar" : statement.role;

function refusePerson(session: Session, { statement, seal, state, assurance, reason }: Known, keyed: boolean) {
  const { person, program } = session;
  const records = `Records and their ids: ilp history ${statement.candidate}`;
  const name = words[statement.act]?.name;
  if (isCaseAct(statement.act))
    throw refusal(bars["case-stays"], `To correct it: --corrects, with the same command. ${records}`);
  if (!name) throw new UserError("Only a signature, a submission, a decision or feedback can be withdrawn.", records);
  if (state === "revoked") throw new UserError(`This ${name} is withdrawn already.`, records);
  if (person.id !== statement.signer && !isRegistrar(session))
    throw new UserError(`Only ${nameIn(program.people, statement.signer)} can withdraw this ${name}.`, records);
  if (state === "invalid" || state === "wrong-person")
    throw new UserError(`This record counts for nothing, so there is nothing to withdraw: ${reason}.`, records);
  if (!keyed && (seal !== null || assurance === "witnessed" || person.id !== statement.signer))
    throw new UserError(
      seal === null
        ? `A ${name} by somebody else, or one that was confirmed with a key, is withdrawn with a key.`
        : `This ${name} was made with a key, and is withdrawn with one.`,
      "Sign where your key is, or name it: --key FILE",
    );
}

/**
 * A submission and a decision are taken back only while the process allows it: told by reading the withdrawal as it will be
 * read afterwards. Null when it is allowed, or the process does not ask.
 */
function refusedByProcess(session: Session, target: Known, candidates: Candidate[]): UserError | null {
  const { statement } = target;
  const { io, program, person } = session;
  if (statement.act !== "submit" && statement.act !== "review") return null;
  const candidate = candidates.find((each) => each.id === statement.candidate);
  const standing = candidate && standingOf(candidate, program);
  const part = standing?.parts.find(
    ({ document, section }) => document === statement.document && section === statement.section,
  );
  if (!standing || !part)
    return new UserError(
      `${statement.document} of ${statement.candidate} is not there, or cannot be read, so nobody can tell where it stands.`,
      `See why: ilp check ${statement.candidate}`,
    );
  const saying = { ...aboutRecord(target), act: "revoke", role: role(session, target), signer: person.id } as const;
  const said = stated({ ...saying, intent: "" }, momentAfter(standing.ordered, io.now()));
  const refused = refusedOnceRecorded(standing, said, clockOf(io, program).dayOf(said.at));
  return refused && refusal(refused, `Where it stands: ${stateWords(part, program)}.`);
}
