import type { Entries } from "../../generated/entries.ts";
import type { ActFields } from "../acts/fields.ts";
import type { CaseAct } from "../acts/rows.ts";
import { isBlank, isMapping, items, type Mapping, type Value } from "../basics/values.ts";
import { answerText } from "../forms/answer-text.ts";
import { digestOf } from "../forms/digest.ts";
import type { Field } from "../forms/form.ts";
import type { Candidate } from "../program/program.ts";
import { titleAbout } from "./labels.ts";
import { casePlace, isCaseAct, type Statement } from "./statement.ts";

/** The digest of what an act of the case file says, in its context. Throws CanonError for text that cannot be signed safely. */
export const entryDigest = ({ program, candidate }: Pick<Statement, "program" | "candidate">, entry: Mapping): string =>
  digestOf({ program, candidate, ...casePlace }, entry);

/** What a record of this act says. What can be read was held to its schema. */
export const entryOf = <Act extends CaseAct>(_: Act, { entry }: Pick<Statement, "entry">): Entries[Act] =>
  entry as unknown as Entries[Act];

/** Files that were attached to a record, by name in its folder. */
export const filesOf = ({
  act,
  entry,
  paper,
}: Pick<Statement, "act" | "entry" | "paper">): { path: string; sha256: string }[] =>
  paper
    ? [paper.scan]
    : isCaseAct(act) && Array.isArray(entry?.files)
      ? (entry.files as { path: string; sha256: string }[])
      : [];

/** One answer of an act, with its label; `day`: it is a date and nothing else. */
export interface EntryLine {
  label: string;
  text: string;
  day: boolean;
}

/** How an act's answers are told: the candidate's forms name what it is about. */
export interface Telling {
  acts: ActFields;
  candidate: Pick<Candidate, "documents">;
  /** What is told elsewhere: fields with these `ref`. */
  without?: string[];
  /** What is said of a file beside its name. */
  fileWords?: (file: { path: string; sha256: string }) => string;
}

/** What an entry says, label by label, in the order of its questions: the same wherever it is told. */
export function entryLines(
  { act, entry }: Pick<Statement, "act"> & { entry?: Mapping | undefined },
  telling: Telling,
): EntryLine[] {
  if (!entry || !isCaseAct(act)) return [];
  return telling.acts[act].flatMap((field) => linesOf(field, entry[field.key] ?? null, telling));
}

function linesOf(field: Field, value: Value, telling: Telling): EntryLine[] {
  const { kind, label, list, ref } = field;
  const line = (text: string, called = label): EntryLine => ({ label: called, text, day: kind === "date" });
  if (isBlank(value) || (ref && telling.without?.includes(ref))) return [];
  if (kind === "group" && isMapping(value))
    return field.fields.flatMap((inner) => linesOf(inner, value[inner.key] ?? null, telling));
  if (ref === "files") {
    const named = items(value) as unknown as { path: string; sha256: string }[];
    return named.map((file) => line(telling.fileWords?.(file) ?? file.path));
  }
  if (list && Array.isArray(value)) return value.map((each, index) => line(String(each), `${list.item} ${index + 1}`));
  if (ref === "document") return [line(titleAbout(telling.candidate, String(value)))];
  return [line(answerText(field, value))];
}
