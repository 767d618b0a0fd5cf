import type { Form } from "../forms/form.ts";
import type { Policy } from "../program/policy.ts";
import type { Slot } from "./slots.ts";

/** people.yaml and program.yaml as things that are signed: whole, by a registrar, when the program has any. */
export const registryForm = (id: "people" | "program", { registrars }: Policy, fields: Form["fields"] = []): Form => ({
  id,
  version: 1,
  title: id === "people" ? "People and keys" : "Rules of the program",
  description: "",
  path: id,
  writer: "registrar",
  source: "signatures.md 7.7",
  optional: false,
  sections: { ".": { sign: { registrar: registrars.length > 0 ? "required" : "optional" }, statement: "registry" } },
  review: [],
  feedback: [],
  rules: [],
  together: false,
  word: false,
  fields,
  schema: {},
});

export interface SectionSlot {
  document: string;
  section: string;
  /** For people: form and part. */
  title: string;
  slot: Slot;
}
