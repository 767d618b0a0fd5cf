import { type Role, roles } from "../../generated/roles.ts";

export { roles };

/** The Induction Team: any of them answers what is told to it. */
export const team: Role[] = ["reviewer", "coordinator", "director", "manager"];

/** Whoever takes part in the program; a registrar keeps its people and keys. */
export const anyone: Role[] = roles.filter((role) => role !== "registrar");
