import type { Role } from "./form.ts";
import type { Settings } from "./program.ts";

type Declared = NonNullable<Settings["signatures"]>;

/** What a signature needs to count: program.yaml, with the defaults of its schema where it is silent. */
export type Policy = { [Key in keyof Declared]-?: NonNullable<Declared[Key]> } & {
  sentences: Record<"decline" | "witness" | "withdraw" | "registry" | "consent", string>;
};

/** The policy of a program that was read with its defaults (`withPolicy`). */
export const policyOf = (settings: Settings): Policy => settings.signatures as Policy;

/** Settings with every key of `signatures`: what the program leaves out is as the schema's default says. */
export function withPolicy(settings: Settings, byDefault: Policy): Settings {
  const own = settings.signatures ?? {};
  const sentences = { ...byDefault.sentences, ...own.sentences };
  return { ...settings, signatures: { ...byDefault, ...own, sentences } };
}

/** What somebody must prove with a signature in a role. A registrar vouches for keys, and does so with one (signatures.md 7.7). */
export const neededProof = (policy: Policy, role: Role): "key" | "witnessed" | "name" =>
  role === "registrar"
    ? "key"
    : ((policy.roles as Partial<Record<Role, "key" | "witnessed" | "name">>)[role] ?? policy.require);
