import { ask, type Question } from "../../ask.ts";
import { emailProblem } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { isInUse, keepsKeys, ownerOf, type Person } from "../../core/program/registry.ts";
import { readRequest, requestPath, requestText } from "../../data/key-request.ts";
import { identityOf, setIdentity } from "../../git/identity.ts";
import { alone } from "../../git/lock.ts";
import { inRepository } from "../../git/open.ts";
import { recordFiles } from "../../git/plumbing.ts";
import { GitError } from "../../git/run.ts";
import { readAt } from "../../git/tree.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import type { PublicKey } from "../../signatures/public-key.ts";
import { findSigner } from "../../signatures/signer.ts";
import { consentText, notAgreedText } from "../../views/keys.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import type { Where } from "../program/open.ts";
import { emailCommand } from "../program/people-email.ts";
import { personWith, writableRepository } from "../recording/session.ts";
import { keyHere, makeKey, type OwnKey } from "./own.ts";
import { saysYes } from "./questions.ts";
import { beginKeys, type KeysSession } from "./session.ts";

export interface SetupOptions extends Where {
  email?: string;
  /** Agrees to sign electronically. */
  consent?: boolean;
  /** False: a key without one. */
  passphrase?: boolean;
  /** Use this key, and make none. */
  key?: string;
}

/** Once per person and computer: who one is, consent, a key, and a request that it be accepted. At most four answers. */
export async function setUpKeys(options: SetupOptions, io: Io): Promise<ExitCode> {
  const session = await beginKeys(io, options);
  const there = keyHere(io, options.key);
  const { email, person } = await answersOf(session, options, there);
  const known = there ? keyState(session, there, person) : null;
  if (there && known) return alreadyAccepted(session, there, person, email, known.from);
  if (!(await agrees(session, person, options))) {
    io.out(notAgreedText(io));
    return 2;
  }
  const own = there ?? (await makeKey(io, email, options.passphrase !== false));
  const asked = await recordRequest(session, own.key, person, email);
  const identity = await keepIdentity(session, person, email);
  const found = there ? `The key ${own.file} was here already, so it is used.` : `Your key is made: ${own.file}`;
  const done = `${asked.before ? `Your request is recorded already. ` : ""}${found}\nIts fingerprint: ${own.key.fingerprint}`;
  io.out(stepsText(io, done, stepsFor(session, person, own), [identity, asked.note].filter(Boolean).join("\n")));
  const findable = await findSigner({ ...searchOf(io), registered: [own.key], interactive: false }).catch(() => null);
  if (!findable) io.out(`Your key is not where ilp looks by itself: name it when you sign, with --key ${own.file}\n`);
  return 0;
}

const searchOf = ({ env }: Io) => ({ home: env.HOME || env.USERPROFILE || null, env });

/** Email and person; off a terminal every flag that is missing is named at once. Throws UserError. */
async function answersOf(
  { io, program, repository }: KeysSession,
  options: SetupOptions,
  there: OwnKey | null,
): Promise<{ email: string; person: Person }> {
  const { out } = await inRepository(repository, ["config", "--get", "user.email"], { ok: [0, 1] });
  const set = out.toString().trim() || io.env.GIT_AUTHOR_EMAIL?.trim() || "";
  const fallback = personWith(program.people, set) ? set : undefined;
  const agreed = options.consent || personWith(program.people, options.email ?? fallback ?? "")?.consent;
  const flag = (name: string, needless: boolean): Question => ({
    name,
    flag: name,
    message: name,
    given: needless ? "yes" : undefined,
  });
  const { email = "" } = await ask(io, false, [
    {
      name: "email",
      flag: "--email ADDRESS",
      message: "Your school email:",
      given: options.email,
      fallback,
      problem: emailProblem,
    },
    ...(io.interactive
      ? []
      : [flag("--consent", Boolean(agreed)), flag("--no-passphrase", there !== null || options.passphrase === false)]),
  ]);
  const person = personWith(program.people, email);
  if (person) return { email: email.trim(), person };
  throw new UserError(
    `Nobody in people.yaml has the email ${email}.`,
    `Ask your coordinator to add it to your entry in people.yaml: ${emailCommand("Your Name", email)}\nFor somebody who is not there yet, with a role: --role coach, and so on.`,
  );
}

/** The key's entry when it is accepted already, null when it is new. Throws UserError when it cannot be used. */
function keyState({ program, today }: KeysSession, { key, file }: OwnKey, person: Person) {
  const owner = ownerOf(program.people, key.fingerprint);
  if (!owner) return null;
  const another = "Use another key: ilp keys setup --key FILE";
  if (owner.person.id !== person.id)
    throw new UserError(
      `The key ${file} is registered for ${owner.person.name} (${owner.person.id}), and a key belongs to one person.`,
      `On a computer you share, each of you works in an account of your own. ${another}`,
    );
  const { revoked, to, from } = owner.key;
  if (isInUse(owner.key, today) || (from > today && !revoked)) return owner.key;
  throw new UserError(
    revoked
      ? `The key ${file} is marked as ${revoked.reason} since ${revoked.since}, and a key is never used again.`
      : `The key ${file} counted until ${to}, and a key is never used again.`,
    `Move it away, then run ilp keys setup again and it makes a new one:\n  mv ${file} ${file}.old\n  mv ${file}.pub ${file}.old.pub`,
  );
}

async function alreadyAccepted(
  session: KeysSession,
  { key, file }: OwnKey,
  person: Person,
  email: string,
  from: string,
): Promise<ExitCode> {
  const { io } = session;
  const note = await keepIdentity(session, person, email);
  const done = `The key ${file} is accepted already, from ${from} on: there is nothing to set up.\nIts fingerprint: ${key.fingerprint}`;
  io.out(stepsText(io, done, ["Sign what waits for you: ilp sign"], note));
  return 0;
}

/** Asked once: whoever agreed before, on another computer, has agreed. */
async function agrees({ io, program }: KeysSession, person: Person, { consent }: SetupOptions): Promise<boolean> {
  if (consent || person.consent) return true;
  io.out(consentText(policyOf(program.settings).sentences.consent, io));
  return saysYes("Do you agree?");
}

/** Writes and records the request, unless the same one waits already. */
async function recordRequest(
  { io, program, today }: KeysSession,
  key: PublicKey,
  person: Person,
  email: string,
): Promise<{ before: boolean; note: string }> {
  const { root } = program;
  const path = requestPath(person.id);
  return alone(root, async () => {
    const repository = await writableRepository(program);
    const waiting = await readRequest(root, person.id);
    const other = waiting && "key" in waiting && waiting.key !== key.line;
    const same = waiting && "key" in waiting && waiting.key === key.line ? waiting : null;
    const consent = same?.consent ?? person.consent ?? today;
    const content = Buffer.from(requestText({ person: person.id, key: key.line, consent }));
    const recorded = repository.head ? await readAt(repository, repository.head, path) : null;
    if (same && recorded?.equals(content)) return { before: true, note: "" };
    await recordFiles(repository, {
      files: [{ path, content, write: waiting ? "replace" : "new" }],
      message: `Ask that a key of ${person.id} be accepted\n\n${key.fingerprint}\n`,
      author: { name: person.name, email },
      when: io.now(),
      reflog: `ilp keys setup: ${person.id}`,
    });
    return {
      before: false,
      note: other
        ? "It takes the place of an earlier request of yours that was still waiting. If that key, of another computer, shall be accepted as well, run ilp keys setup there again afterwards."
        : "",
    };
  });
}

/** Sets who works here, in this repository alone. Says so when it was otherwise. */
async function keepIdentity({ repository }: KeysSession, { name }: Person, email: string): Promise<string> {
  const before = await identityOf(repository, {});
  try {
    await setIdentity(repository, { name, email });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UserError(`Git's settings here cannot be changed: ${error.message}.`, "Run ilp keys setup again.");
  }
  if (before?.name === name && before.email === email) return "";
  return `In this copy of the program Git now knows you as ${safe(name)} <${safe(email)}>.`;
}

function stepsFor({ program }: KeysSession, person: Person, { key }: OwnKey): string[] {
  const accept = `ilp keys accept ${person.id}`;
  const send = "Share your request: ilp send";
  if (keepsKeys(policyOf(program.settings), person))
    return [send, `You look after the keys of this program yourself. Accept it: ${accept}`];
  return [
    send,
    `Read the fingerprint to your coordinator yourself, by phone or face to face: ${key.fingerprint}`,
    `Your coordinator accepts it: ${accept}`,
    "From then on you sign with it: ilp sign",
  ];
}
