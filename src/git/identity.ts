import { inRepository, type Repository } from "./open.ts";
import type { Identity } from "./plumbing.ts";
import { parts } from "./run.ts";

/**
 * Who works here: Git's settings (of this repository, else of the person), else what the caller's environment says.
 * Never what Git would make up from the computer's name. Null when name or e-mail is not known.
 */
export async function identityOf(
  repository: Repository,
  env: Record<string, string | undefined>,
): Promise<Identity | null> {
  const { out } = await inRepository(repository, ["config", "-z", "--get-regexp", "^user\\.(name|email)$"], {
    ok: [0, 1],
  });
  // The setting nearest to this repository comes last.
  const set = Object.fromEntries(parts(out).map((entry) => entry.split("\n", 2))) as Record<string, string>;
  const name = set["user.name"]?.trim() || env.GIT_AUTHOR_NAME?.trim();
  const email = set["user.email"]?.trim() || env.GIT_AUTHOR_EMAIL?.trim();
  return name && email ? { name, email } : null;
}

/** Keeps who works here in the settings of this repository alone. */
export async function setIdentity(repository: Repository, { name, email }: Identity): Promise<void> {
  await inRepository(repository, ["config", "--local", "--replace-all", "user.name", name]);
  await inRepository(repository, ["config", "--local", "--replace-all", "user.email", email]);
}
