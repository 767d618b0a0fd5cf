import { resolve } from "node:path";
import { ask } from "../../ask.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { rolesOf } from "../../core/program/holders.ts";
import { neededProof, policyOf } from "../../core/program/policy.ts";
import type { Profile } from "../../core/program/program.ts";
import { keysInUse, type Person } from "../../core/program/registry.ts";
import { requestNames } from "../../data/key-request.ts";
import type { Program } from "../../data/load.ts";
import { identityOf } from "../../git/identity.ts";
import { openRepository, type Repository, requireWritable } from "../../git/open.ts";
import type { Identity } from "../../git/plumbing.ts";
import type { Io } from "../../io.ts";
import { parsePublicKey } from "../../signatures/public-key.ts";
import { findSigner, type Signer } from "../../signatures/signer.ts";
import { wrap } from "../../views/paint.ts";
import { clockOf, type Where } from "../program/open.ts";
import { emailCommand } from "../program/people-email.ts";

export interface SignerOptions extends Where {
  as?: Role;
  key?: string | boolean;
  yes?: boolean;
}

/** Who sits here, in which program. */
export interface Session {
  program: Program;
  repository: Repository;
  /** As Git's settings have it. */
  identity: Identity;
  person: Person;
  options: SignerOptions;
  io: Io;
}

/** The repository of a program, ready to record in. Throws UserError. */
export async function writableRepository(program: Program): Promise<Repository> {
  const repository = await openRepository(program.root);
  requireWritable(repository);
  return repository;
}

/** Finds out who works here: by the email Git knows; with --as, by the role. Throws UserError. */
export async function beginSigning(
  io: Io,
  program: Program,
  options: SignerOptions,
  profile?: Profile | null,
): Promise<Session> {
  const repository = await writableRepository(program);
  const identity = await identityOf(repository, io.env);
  if (!identity)
    throw new UserError(
      "Git does not know who you are yet, and a signature needs a name.",
      "Set yourself up once: ilp keys setup",
    );
  const person = await personHere(io, program, identity, options, profile);
  return { program, repository, identity, person, options, io };
}

/** Who has this email in people.yaml; null when nobody has. Throws UserError when several have. */
export function personWith({ people }: Program["people"], email: string): Person | null {
  const wanted = email.trim().toLowerCase();
  const [first, second] = people.filter(({ emails }) => emails?.some((each) => each.toLowerCase() === wanted));
  if (first && second)
    throw new UserError(
      `${first.name} (${first.id}) and ${second.name} (${second.id}) have the same email ${email} in people.yaml, so it does not tell them apart.`,
      "Give each an email of their own there.",
    );
  return first ?? null;
}

async function personHere(
  io: Io,
  program: Program,
  { email }: Identity,
  options: SignerOptions,
  profile?: Profile | null,
): Promise<Person> {
  const { people } = program.people;
  const known = personWith(program.people, email);
  if (known) return known;
  const { as } = options;
  if (as && profile) {
    const day = clockOf(io, program).dayOf(io.now().toISOString());
    const holders = people.filter(({ id }) => rolesOf(id, profile.id, profile, program.people, day).includes(as));
    if (holders.length === 1 && holders[0]) return holders[0];
  }
  const unknown = `Nobody in people.yaml has the email ${email}, which Git has for you here.`;
  if (io.interactive && !options.yes) {
    const choices = people.map(({ id, name }) => ({ value: id, name: `${name} (${id})` }));
    io.out(`${wrap(unknown, io.columns)}\n`);
    const { who } = await ask(io, false, [
      { name: "who", flag: "--as ROLE", message: "Who are you?", given: undefined, choices },
    ]);
    const chosen = people.find(({ id }) => id === who);
    if (chosen) return chosen;
  }
  throw new UserError(
    unknown,
    `Set yourself up once (ilp keys setup), or ask your coordinator to add the email: ${emailCommand("Your Name", email)}`,
  );
}

export interface Proof {
  signer: Signer | null;
  /** How the signature will be proved, for whoever is about to sign. */
  says: string;
}

/** The key to sign with, or what is said without one. Throws UserError when the program needs a key and there is none. */
export async function proofFor({ io, program, person, identity, options }: Session, role: Role): Promise<Proof> {
  const needed = neededProof(policyOf(program.settings), role);
  const today = clockOf(io, program).dayOf(io.now().toISOString());
  const registered = keysInUse(person, today).flatMap(({ key }) => {
    const parsed = parsePublicKey(key);
    return "problem" in parsed ? [] : [parsed];
  });
  const named = typeof options.key === "string" ? options.key : undefined;
  if (options.key !== false) {
    const home = io.env.HOME ?? io.env.USERPROFILE ?? null;
    const signer = await findSigner({
      home,
      env: io.env,
      registered,
      named: named === undefined ? undefined : resolve(io.cwd, named),
      interactive: io.interactive,
      ...(io.interactive ? { askPassphrase } : {}),
    });
    if (signer) return { signer, says: `with your key ${signer.key.fingerprint}` };
    if (registered.length > 0)
      throw new UserError(
        "Your key is not on this computer.",
        "Sign where it is, name its file (--key FILE), or sign by name alone (--no-key).",
      );
  }
  if (needed === "key" && registered.length > 0)
    throw new UserError(`This program asks for a key when somebody signs as ${role}.`, "Leave --no-key out.");
  if (needed === "key")
    throw new UserError(
      `This program asks for a key when somebody signs as ${role}, and you have none that counts.`,
      "Make one, and have it accepted: ilp keys setup",
    );
  const emails = (person.emails ?? []).map((each) => each.toLowerCase());
  if (emails.length > 0 && !emails.includes(identity.email.toLowerCase()))
    throw new UserError(
      `people.yaml knows ${person.name} by another email than ${identity.email}, which Git has here; without a key, only the email tells who signs.`,
      "Set yourself up once: ilp keys setup",
    );
  const remedy = requestNames(program.root).includes(person.id)
    ? "Your key waits to be accepted by your coordinator"
    : "To make a key: ilp keys setup";
  return {
    signer: null,
    says: `without a key: it will be shown as "unverified (name only)", since anyone could type your name. ${remedy}`,
  };
}

/** For a key that ilp reads itself; ssh-keygen asks for its own. */
async function askPassphrase(message: string): Promise<string> {
  const { askOnTerminal } = await import("../../prompts.ts");
  const { answer } = await askOnTerminal([{ type: "password", name: "answer", message }]);
  return String(answer);
}

/** What was recorded, with a hint when Git's own list of files has to catch up. */
export const afterwards = (deferred: boolean): string =>
  deferred ? "Git was busy with something else and has to catch up; the next ilp sign sees to it.\n" : "";
