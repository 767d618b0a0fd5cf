import type { Day } from "../../core/basics/dates.ts";
import type { Turn } from "../../core/findings/turns.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import { keeperRoles, keepsKeys, nameIn, ownerOf, type Person } from "../../core/program/registry.ts";
import { type KeyRequest, readRequest, requestNames, requestPath } from "../../data/key-request.ts";
import type { Program } from "../../data/load.ts";
import { type PublicKey, parsePublicKey } from "../../signatures/public-key.ts";

/** The request that waits for a person, with its key. Throws UserError: the file may come from anyone. */
export async function requestOf(
  { program, today }: { program: Program; today: Day },
  person: Person,
): Promise<{ request: KeyRequest; key: PublicKey }> {
  const path = requestPath(person.id);
  const again = `Ask ${person.name} to run ilp keys setup again, and ilp send.`;
  const request = await readRequest(program.root, person.id);
  if (!request)
    throw new UserError(
      `No key of ${person.name} waits to be accepted.`,
      `They make one with ilp keys setup and share it with ilp send; then you fetch it with ilp send.`,
    );
  if ("problem" in request) throw new UserError(`${path} cannot be used: ${request.problem}.`, again);
  const key = parsePublicKey(request.key);
  if ("problem" in key) throw new UserError(`The key in ${path} cannot be used: ${key.problem}.`, again);
  if (request.consent > today)
    throw new UserError(`${path} says they agreed on ${request.consent}, which is still to come.`, again);
  const owner = ownerOf(program.people, key.fingerprint);
  if (!owner) return { request, key };
  throw owner.person.id === person.id
    ? new UserError(
        owner.key.revoked
          ? `This key of ${person.name} is marked as ${owner.key.revoked.reason}, and a key is never accepted twice.`
          : `This key of ${person.name} is in people.yaml already.`,
        `See it: ilp keys show ${person.id}`,
      )
    : new UserError(
        `The key in ${path} is registered for ${owner.person.name} (${owner.person.id}), and a key belongs to one person.`,
        `Ask ${person.name} how that can be, before you accept anything.`,
      );
}

/** Keys that can be accepted, as the turn of those who look after keys. What is no request is seen in `ilp keys show`. */
export async function turnsOfKeys(program: Program, today: Day): Promise<Turn[]> {
  const { people, settings } = program;
  const keepers = people.people.filter((each) => keepsKeys(policyOf(settings), each));
  const turns: Turn[] = [];
  for (const id of requestNames(program.root)) {
    const person = people.people.find((each) => each.id === id);
    if (!person) continue;
    const usable = await requestOf({ program, today }, person).catch((error: unknown) => {
      if (error instanceof UserError) return null;
      throw error;
    });
    turns.push({
      candidate: null,
      document: requestPath(id).replace(/\.yaml$/, ""),
      title: `Key of ${nameIn(people, id)}, to be accepted`,
      role: policyOf(settings).registrars.length > 0 ? "registrar" : "coordinator",
      roles: keeperRoles,
      people: keepers.map((each) => each.id),
      due: null,
      late: false,
      since: usable?.request.consent ?? null,
      first: false,
      next: usable ? `ilp keys accept ${id}` : `ilp keys show ${id}`,
    });
  }
  return turns;
}
