import type { Role } from "../forms/form.ts";
import type { Settings } from "./program.ts";

type Declared = NonNullable<Settings["signatures"]>;

/** What a signature needs to count: program.yaml, with the defaults of its schema where it is silent. */
export type Policy = { [Key in keyof Declared]-?: NonNullable<Declared[Key]> } & {
  sentences: Record<Sentence, string> & Record<string, string | undefined>;
};

/** What is said with an act that belongs to no section of a form; acts of the case file have keys of their own. */
export type Sentence =
  | "decline"
  | "witness"
  | "paper"
  | "withdraw"
  | "registry"
  | "consent"
  | "submit"
  | "review-yes"
  | "review-no"
  | "feedback";

type DeclaredReview = NonNullable<Settings["review"]>;

/** How the Induction Team reviews: program.yaml, with the defaults of its schema where it is silent. */
export type ReviewPolicy = { [Key in keyof DeclaredReview]-?: NonNullable<DeclaredReview[Key]> };

/** The policy of a program that was read with its defaults (`withPolicy`). */
export const policyOf = (settings: Settings): Policy => settings.signatures as Policy;

/** The review of a program that was read with its defaults (`withPolicy`). */
export const reviewPolicyOf = (settings: Settings): ReviewPolicy => settings.review as ReviewPolicy;

/** What the schema says where a program is silent. */
export interface ByDefault {
  signatures: Policy;
  review: ReviewPolicy;
  /** Numbers that came after programs had been set up. */
  requirements?: Partial<Settings["requirements"]>;
}

/** Settings with every key of `signatures` and `review`, and the newer requirements: what is left out is as the schema's default says. */
export function withPolicy(settings: Settings, byDefault: ByDefault): Settings {
  const own = settings.signatures ?? {};
  const sentences = { ...byDefault.signatures.sentences, ...own.sentences };
  return {
    ...settings,
    requirements: { ...byDefault.requirements, ...settings.requirements },
    signatures: { ...byDefault.signatures, ...own, sentences },
    review: { ...byDefault.review, ...settings.review },
  };
}

/** What somebody must prove with a signature in a role. A registrar vouches for keys, and does so with one (signatures.md 7.7). */
export const neededProof = (policy: Policy, role: Role): "key" | "witnessed" | "name" =>
  role === "registrar"
    ? "key"
    : ((policy.roles as Partial<Record<Role, "key" | "witnessed" | "name">>)[role] ?? policy.require);
