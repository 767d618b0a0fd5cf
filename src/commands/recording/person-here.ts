import type { Person } from "../../core/program/registry.ts";
import type { Program } from "../../data/load.ts";
import { identityOf } from "../../git/identity.ts";
import { openRepository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import { inGit } from "../program/open.ts";

/** Who has an email in people.yaml, as Git knows it here; null when nobody has, or several. Nothing is asked. */
export async function personAt(io: Io, program: Program): Promise<Person | null> {
  if (!inGit(program)) return null;
  const repository = await openRepository(program.root);
  const identity = repository && (await identityOf(repository, io.env));
  const wanted = identity?.email.trim().toLowerCase();
  const found = program.people.people.filter(({ emails }) => emails?.some((each) => each.toLowerCase() === wanted));
  return (found.length === 1 && found[0]) || null;
}
