import type { People, Profile, Program as Settings } from "../../generated/types.ts";
import type { ActFields } from "../acts/fields.ts";
import type { Mapping, Value } from "../basics/values.ts";
import type { Form } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import type { Judged } from "../records/signature.ts";

export type { People, Profile, Settings };

/** One file of a candidate, read and valid by its schema. */
export interface Document {
  form: Form;
  /** From the program's folder: candidates/<id>/year-1/pd-log.yaml */
  file: string;
  /** Below the candidate's folder, without .yaml: year-1/pd-log */
  name: string;
  year: number | null;
  value: Mapping;
  /** Of a document that was cut to a part: all its answers, which conditions may ask for. */
  whole?: Mapping;
}

/** A number, list or switch of program.yaml, by its key. Null when the program does not have it. */
export function requirement(settings: Settings, key: string): Value {
  const entry = (settings.requirements as Record<string, { value: unknown } | undefined>)[key];
  return (entry?.value ?? null) as Value;
}

/** A requirement that is a number; a program that leaves it out asks for nothing. */
export function count(settings: Settings, key: string): number {
  const value = requirement(settings, key);
  return typeof value === "number" ? value : 0;
}

export function listed(settings: Settings, key: string): Value[] {
  const value = requirement(settings, key);
  return Array.isArray(value) ? value : [];
}

export const requirementSource = (settings: Settings, key: string): string | undefined =>
  (settings.requirements as Record<string, { source: string } | undefined>)[key]?.source;

/** A candidate as read from disk: what could be read, and what could not. */
export interface Candidate {
  id: string;
  /** Null when profile.yaml could not be read: then only `problems` can be told. */
  profile: Profile | null;
  documents: Document[];
  /** Findings of reading and of the schemas; their documents are not among `documents`. */
  problems: Finding[];
  /** Names of every document that has a file, readable or not. */
  present: ReadonlySet<string>;
  evidenceFiles: ReadonlySet<string> | null;
  /** Signature records with what they are worth; left out where nobody looked at them. */
  records?: Judged[];
}

export interface Rulebook {
  settings: Settings;
  people: People;
  forms: Form[];
  /** What the acts of the case file ask. */
  acts: ActFields;
}
