import type { Day } from "../../core/basics/dates.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import type { People } from "../../core/program/program.ts";
import { keepsKeys, type Person } from "../../core/program/registry.ts";
import type { Program } from "../../data/load.ts";
import { parseText } from "../../data/parse.ts";
import { readText } from "../../data/read.ts";
import { identityOf } from "../../git/identity.ts";
import { alone } from "../../git/lock.ts";
import type { Repository } from "../../git/open.ts";
import { type Identity, recordFiles, withPlainLineEnds } from "../../git/plumbing.ts";
import { blobId, listTree } from "../../git/tree.ts";
import type { Io } from "../../io.ts";
import { followOwnChange } from "../../signatures/trust.ts";
import { dayOf, openProgram, type Where } from "../program/open.ts";
import { afterwards, personWith, writableRepository } from "../recording/session.ts";

/** A program whose keys can be changed now. */
export interface KeysSession {
  io: Io;
  program: Program;
  repository: Repository;
  /** The day it is where the program is. */
  today: Day;
}

/** Throws UserError where nothing can be recorded. */
export async function beginKeys(io: Io, where: Where): Promise<KeysSession> {
  const program = await openProgram(io, where);
  return { io, program, repository: await writableRepository(program), today: dayOf(io, program, {}) };
}

export interface Here {
  identity: Identity;
  person: Person;
}

/** Who works here, by the email Git knows. Throws UserError. */
export async function whoIsHere({ io, program, repository }: KeysSession): Promise<Here> {
  const identity = await identityOf(repository, io.env);
  if (!identity) throw new UserError("Git does not know who you are yet.", "Set yourself up once: ilp keys setup");
  const person = personWith(program.people, identity.email);
  if (person) return { identity, person };
  throw new UserError(
    `Nobody in people.yaml has the email ${identity.email}, which Git has for you here.`,
    "Set yourself up once (ilp keys setup), or ask your coordinator to add the email to people.yaml.",
  );
}

/** Throws UserError, naming those who may, unless the person looks after keys. */
export function requireKeeper({ program }: KeysSession, { person }: Here, what: string): void {
  const policy = policyOf(program.settings);
  if (keepsKeys(policy, person)) return;
  const keepers = program.people.people.filter((each) => keepsKeys(policy, each));
  throw new UserError(
    `${person.name} (${person.id}) cannot ${what} in this program.`,
    keepers.length > 0
      ? `Ask one of those who can: ${keepers.map(({ name, id }) => `${name} (${id})`).join(", ")}.`
      : "Nobody can yet: in people.yaml, give somebody the role coordinator.",
  );
}

/**
 * Changes people.yaml and records it, alone in this repository. Gives back what the person should know of it, if there
 * is something. Throws UserError with nothing written.
 */
export function recordPeople(
  { io, program }: KeysSession,
  author: Identity,
  message: string,
  change: (source: string) => string,
  removed: string[] = [],
): Promise<string | undefined> {
  const path = "people.yaml";
  return alone(program.root, async () => {
    const repository = await writableRepository(program);
    const source = readText(program.root, path);
    if ("problem" in source) throw new UserError(`${path} cannot be read.`, undefined, [source.problem]);
    const entries = repository.head ? await listTree(repository, repository.head, path) : [];
    const blob = entries.find((entry) => entry.path === path)?.blob ?? null;
    const before = Buffer.from(source.text);
    const saved = [before, withPlainLineEnds(before)].some((bytes) => blobId(bytes, repository.format) === blob);
    const text = change(source.text);
    const { deferred } = await recordFiles(repository, {
      files: [{ path, content: Buffer.from(text), write: "replace" }],
      removed,
      message: `${message}\n`,
      author,
      when: io.now(),
      reflog: `ilp keys: ${message}`,
      expect: [{ path, blob }],
    });
    const parsed = await parseText(text);
    if ("value" in parsed)
      followOwnChange(repository, program.settings, program.people, parsed.value as unknown as People);
    const notes = [
      ...(saved ? [] : [`${path} had other changes that were not recorded yet; they are recorded as well.`]),
      ...(deferred ? [afterwards(deferred).trimEnd()] : []),
    ];
    return notes.length > 0 ? notes.join("\n") : undefined;
  });
}
