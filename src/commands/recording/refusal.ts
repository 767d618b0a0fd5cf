import { UserError } from "../../core/problems/user-error.ts";
import type { Refusal } from "../../core/records/acts.ts";

/** The table's own sentence, with where it comes from. */
export const refusal = ({ rule, source }: Refusal, help?: string): UserError =>
  new UserError(`${rule} (${source})`, help);
