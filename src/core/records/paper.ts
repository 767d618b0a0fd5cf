import type { Role } from "../forms/form.ts";
import { neededProof, type Policy } from "../program/policy.ts";
import { type Assurance, strength } from "./signature.ts";
import type { Statement } from "./statement.ts";

/** Roles whose signature on paper somebody else can record: a candidate signs here. */
export const paperRoles = ["supervisor", "coach"] as const;

/** Whether an act is a signature: the signer's own here, or one on paper that somebody saw. */
export const isSigning = ({ act }: Pick<Statement, "act">): boolean => act === "sign" || act === "paper";

/** As what, and by whom, something is signed: of a signature on paper, not whoever saw it. */
export const signedAs = ({ paper, role }: Pick<Statement, "paper" | "role">): Role => paper?.role ?? role;
export const signedBy = ({ paper, signer }: Pick<Statement, "paper" | "signer">): string => paper?.signer ?? signer;

/** Whether a signature on paper is counted there by the program, whoever saw it. */
export function countsPaper(
  policy: Policy,
  { schema, section, role }: Pick<Statement, "schema" | "section"> & { role: Role },
): boolean {
  const sections = policy.paper[schema.replace(/@.*$/, "")] ?? {};
  const roles: Role[] = sections[section] ?? sections[section.replace(/\/.*$/, "/*")] ?? [];
  return roles.includes(role) && strength.paper >= strength[neededProof(policy, role)];
}

/** Whether a record is proved as the program asks of whoever made it; one about paper is also of a kind that counts. */
export const isEnough = (policy: Policy, statement: Statement, assurance: Assurance): boolean =>
  strength[assurance] >= strength[neededProof(policy, statement.role)] &&
  (!statement.paper || countsPaper(policy, { ...statement, role: statement.paper.role }));
