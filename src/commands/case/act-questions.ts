import { ask, type Question } from "../../ask.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { isMapping, items, type Mapping, type Value } from "../../core/basics/values.ts";
import { applies, holds } from "../../core/forms/condition.ts";
import type { Field } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { dayProblem } from "../program/new.ts";
import { askMore, personName, textProblem, tidy } from "../recording/questions.ts";
import { type KeptFiles, keptFiles } from "./act-files.ts";
import type { Earlier } from "./correction.ts";
import { type ActOptions, askFor, type CaseContext, type CaseStep } from "./open-case.ts";
import { placeNamed } from "./place.ts";

/** An act's answers, and in which role they are given. */
export interface Answered extends Pick<KeptFiles, "saved"> {
  fileWords: KeptFiles["fileWords"] | undefined;
  role: Awaited<ReturnType<typeof askFor>>["role"];
  entry: Mapping;
}

/**
 * Asks an act's questions, all at once but for those that hang on another answer. What the step knows already is not
 * asked; what an earlier file says is offered. Throws UserError.
 */
export async function askEntry(context: CaseContext, step: CaseStep, earlier: Earlier | null): Promise<Answered> {
  const { options, program, io } = context;
  const act = step.act;
  const fields = program.acts[act];
  const before = earlier?.entry ?? {};
  const given = new Map(askedFields(fields).map((field) => [field, givenFor(field, options)]));
  for (const field of given.keys()) refuseTooMany(field, given.get(field));
  const known: Mapping = { ...step.entry };
  const about = fields.find(({ ref, key }) => ref === "document" && known[key] === undefined);
  if (about) Object.assign(known, aboutFor(about, context, before));
  const files = fields.find(({ ref }) => ref === "files");
  const kept = files ? await filesFor(files, context, before) : { entry: {}, saved: [], fileWords: undefined };
  Object.assign(known, kept.entry);
  const asking = { context, known, before, given, said: new Map<string, string>() };
  const open = [...given.keys()].filter((field) => valueAt(known, field.path) === undefined && isAsked(field, asking));
  const first = open.filter((field) => field.needed === undefined || field.needed === true);
  const { role, answers } = await askFor(
    context,
    step,
    inOrder(first).flatMap((field) => questionsFor(field, asking)),
  );
  const second = open.filter((field) => !first.includes(field));
  const later = await ask(
    io,
    options.yes === true,
    second.flatMap((field) => questionsFor(field, { ...asking, because: answers })),
  );
  const more: Record<string, string[]> = {};
  for (const field of open.filter(({ list }) => list !== undefined))
    if (!given.get(field))
      more[field.key] = await askMore(
        io,
        options,
        { ...askedOnce(field), message: "And what else?", text: true, problem: textProblem(field.longest) },
        field.most ?? Number.POSITIVE_INFINITY,
      );
  const all = { ...answers, ...later };
  return {
    role,
    entry: entryFrom(fields, all, { known, more, context }),
    saved: kept.saved,
    fileWords: kept.fileWords,
  };
}

interface Asking {
  context: CaseContext;
  known: Mapping;
  before: Mapping;
  given: Map<Field, string[] | undefined>;
  /** Answers that will do, by their question's path, as they come. */
  said: Map<string, string>;
  /** Answers that a question hangs on. */
  because?: Record<string, string>;
}

/** Fields that a flag gives, those in groups as well; files and what it is about are taken from flags alone. */
const askedFields = (fields: Field[]): Field[] =>
  fields.flatMap((field) =>
    field.kind === "group"
      ? askedFields(field.fields)
      : field.flag && field.ref !== "document" && field.ref !== "files"
        ? [field]
        : [],
  );

const surroundings = ({ program, file }: CaseContext, beside: Mapping) => ({
  settings: program.settings,
  profile: {},
  document: beside,
  beside,
  case: { appealed: file.appeals.length > 0 },
});

const isAsked = (field: Field, { context, known, before, given }: Asking): boolean =>
  given.get(field) !== undefined ||
  valueAt(before, field.path) !== undefined ||
  applies(field.applies, surroundings(context, known));

/** Needed whatever else is said: by the record's schema, or (`needed`) since records without it are only still read. */
const isAlwaysAsked = ({ mandatory, needed }: Field): boolean => mandatory === true || needed === true;

/** What must be answered is asked first. */
const inOrder = (fields: Field[]): Field[] => [
  ...fields.filter(isAlwaysAsked),
  ...fields.filter((field) => !isAlwaysAsked(field)),
];

/** The name under which the command line has it: --notified-candidate is notifiedCandidate, <document> is document. */
export const optionOf = ({ flag = "" }: Pick<Field, "flag">): string =>
  (/[a-z][a-z-]*/.exec(flag)?.[0] ?? "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function givenFor(field: Field, options: ActOptions): string[] | undefined {
  const value = options[optionOf(field)];
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function refuseTooMany({ label, most }: Field, given: unknown[] | undefined) {
  if (most === undefined || !given || given.length <= most) return;
  throw new UserError(`${label}: no more than ${most} can be kept in one record.`, "Record the others separately.");
}

/** What may take several lines: a text, and each of a list of texts. */
export const isText = ({ kind, list, ref }: Field): boolean =>
  kind === "text" || (kind === "ids" && list !== undefined && ref === undefined);

/** As it is written on the command line: --reason KEY (follow-through, other). */
function flagText({ flag = "", choices }: Field): string {
  const plain = flag.replace(/<([^>.]+)(\.\.\.)?>/, (_, value: string) => value.toUpperCase());
  return choices ? `${plain} (${choices.map(({ value }) => value).join(", ")})` : plain;
}

const askedOnce = (field: Field) => ({
  name: field.path,
  flag: flagText(field),
  message: field.prompt,
  given: undefined,
});

/** Whether it must be answered, as the schema says or because of another answer. */
const isMandatory = (field: Field, { context, because }: Asking): boolean =>
  isAlwaysAsked(field) || (because !== undefined && holds(field.needed, surroundings(context, because)));

function questionsFor(field: Field, asking: Asking): Question[] {
  const { before, known, given, because } = asking;
  const mandatory = isMandatory(field, asking);
  const earlier = valueAt(before, field.path);
  const several = field.kind === "ids" || field.kind === "choices";
  const all =
    given.get(field) ?? (several && Array.isArray(earlier) && earlier.length > 0 ? earlier.map(String) : [undefined]);
  const { io, options } = asking.context;
  const isUnseen = field.anew === true && (!io.interactive || options.yes === true);
  const fallback = several || isUnseen ? undefined : (earlier ?? prefilled(field, asking));
  const hangsOn = because && mandatory && typeof field.needed === "object" ? field.needed.when : undefined;
  const reason = hangsOn ? ` (with the ${hangsOn} ${because?.[hangsOn]})` : "";
  return all.map((each, index) => ({
    ...askedOnce(field),
    name: several ? `${field.path}-${index}` : field.path,
    flag: flagText(field) + reason,
    message: field.prompt.replace(/\{(\w+)\}/g, (whole, key: string) => String(known[key] ?? whole)),
    given: each,
    ...(fallback === undefined || fallback === null ? {} : { fallback: String(fallback) }),
    ...(mandatory ? {} : { optional: true }),
    ...choicesFor(field),
    ...(isText(field) ? { text: true } : {}),
    problem: (answer: string) => {
      const problem = problemWith(field, answer, asking);
      if (problem === null) asking.said.set(field.path, answer);
      return problem;
    },
  }));
}

const yesOrNo = ["Yes", "No"];

function choicesFor(field: Field): Pick<Question, "choices"> {
  const { kind, choices, listedIn } = field;
  if (kind === "yes-no") return { choices: yesOrNo.map((value) => ({ value, name: value })) };
  if (!choices) return {};
  if (choices.length === 0)
    throw new UserError(
      `program.yaml lists nothing under ${listedIn?.replace(".", ", ")}, so there is nothing to choose from.`,
      "Add what can be chosen there.",
    );
  const all = choices.map(({ value, label }) => ({ value: String(value), name: label }));
  return { choices: isAlwaysAsked(field) ? all : [{ value: "", name: "None" }, ...all] };
}

const valueAt = (entry: Mapping, path: string): Value | undefined =>
  path.split("/").reduce<Value | undefined>((at, key) => (isMapping(at) ? at[key] : undefined), entry);

const prefilled = ({ prefill }: Field, { context: { io, options, today } }: Asking) =>
  prefill === "today" && io.interactive && !options.yes ? today : undefined;

/** Why an answer will not do, or null. */
function problemWith(field: Field, answer: string, asking: Asking): string | null {
  const { choices, kind, longest } = field;
  const values = kind === "yes-no" ? yesOrNo : choices?.map(({ value }) => String(value));
  if (values) {
    if (values.includes(answer) || (answer === "" && !isAlwaysAsked(field))) return null;
    const isCounted = choices?.every(({ value }) => typeof value === "number");
    return `"${answer}" is none of the choices. ${isCounted ? "" : didYouMean(answer, values)}There are: ${values.join(", ")}`;
  }
  if (kind === "number") return Number.isFinite(Number(answer)) ? null : `"${answer}" is not a number`;
  return kind === "date" ? dayProblemWith(field, answer, asking) : textProblem(longest)(answer);
}

function dayProblemWith(
  { path, past, later }: Field,
  day: string,
  { context: { today }, known, said }: Asking,
): string | null {
  const beside = later === undefined ? "" : path.replace(/[^/]+$/, later);
  const earlier = later === undefined ? undefined : (valueAt(known, beside) ?? said.get(beside));
  return (
    dayProblem(day) ??
    (past && day > today ? `${day} is still to come` : null) ??
    (typeof earlier === "string" && day <= earlier ? `${day} is not later than ${earlier}` : null)
  );
}

async function filesFor(field: Field, context: CaseContext, before: Mapping): Promise<KeptFiles> {
  const sources = givenFor(field, context.options) ?? [];
  refuseTooMany(field, [...items(before[field.key]), ...sources]);
  return keptFiles(context, field, sources, before);
}

/** The document, or the part of one, that is named; else as it was before. Throws UserError. */
function aboutFor(field: Field, context: CaseContext, before: Mapping): Mapping {
  const word = context.options[optionOf(field)];
  const about = typeof word === "string" ? placeNamed(context, word).about : before[field.key];
  return about === undefined ? {} : { [field.key]: about };
}

interface From {
  known: Mapping;
  more: Record<string, string[]>;
  context: CaseContext;
}

/** What the record says, in the order of the questions; what was left open is left out. */
function entryFrom(fields: Field[], answers: Record<string, string>, from: From): Mapping {
  const entries = fields.flatMap((field): [string, Value][] => {
    const value = from.known[field.key] ?? valueFrom(field, answers, from);
    return value === undefined ? [] : [[field.key, value]];
  });
  const { corrects } = from.known;
  return Object.fromEntries(corrects === undefined ? entries : [...entries, ["corrects", corrects]]);
}

function valueFrom(field: Field, answers: Record<string, string>, from: From): Value | undefined {
  const { path, kind, key, ref, choices } = field;
  const said = (text: string): Value => {
    const choice = choices?.find(({ value }) => String(value) === text.trim());
    if (choice) return choice.value;
    if (kind === "number") return Number(text);
    if (kind === "yes-no") return text === "Yes";
    return ref === "people" ? personName(from.context.program, text) : tidy(text);
  };
  if (kind === "group") {
    const inner = field.fields.flatMap((each): [string, Value][] => {
      const value = valueFrom(each, answers, from);
      return value === undefined ? [] : [[each.key, value]];
    });
    return inner.length > 0 ? Object.fromEntries(inner) : undefined;
  }
  if (kind === "ids" || kind === "choices") {
    const given = Object.entries(answers).filter(([name]) => name.startsWith(`${path}-`));
    const all = [...given.map(([, text]) => text), ...(from.more[key] ?? [])].filter((text) => text.trim() !== "");
    return all.length > 0 ? [...new Set(all.map(said))] : undefined;
  }
  const text = answers[path];
  return text === undefined || text.trim() === "" ? undefined : said(text);
}
