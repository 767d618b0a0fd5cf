import type { Field } from "../forms/form.ts";
import type { CaseAct } from "./rows.ts";

/** What every act of the case file asks: read from schemas/acts/, in the program's words. */
export type ActFields = Record<CaseAct, Field[]>;
