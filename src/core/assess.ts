import { answers } from "./answers.ts";
import { complete } from "./complete.ts";
import { type Day, programYearOf } from "./dates.ts";
import { documentFindings } from "./expected.ts";
import { type CoachingHours, coachingHours, type PdHours, pdHours } from "./facts.ts";
import type { Finding, Severity } from "./finding.ts";
import type { Form, Role } from "./form.ts";
import { blocks, severityOf, weightOf } from "./messages.ts";
import type { Document, People, Profile, Settings } from "./program.ts";
import { references } from "./references.ts";
import { rules } from "./rules/table.ts";
import type { Mapping } from "./values.ts";
import { documentDue, finding, milestoneDay, type YearView } from "./view.ts";

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
}

export interface Rulebook {
  settings: Settings;
  people: People;
  forms: Form[];
}

export type State = "not-started" | "in-progress" | "ready" | "unreadable" | "missing" | "optional";

export interface SectionStatus {
  section: string;
  state: State;
  signatures: never[];
}

export interface DocumentStatus {
  address: string;
  name: string;
  form: string;
  title: string;
  file: string;
  year: number | null;
  state: State;
  due: Day | null;
  milestone: string | null;
  late: boolean;
  cells: { answered: number; total: number };
  turn: Role | null;
  next: string | null;
  sections: SectionStatus[];
}

export interface YearStatus {
  year: number;
  programYear: string;
  hours: { pd: PdHours | null; coaching: CoachingHours | null };
  milestones: { id: string; title: string; due: Day | null; assumed: boolean; state: "done" | "open" | "late" }[];
}

export interface CandidateStatus {
  id: string;
  name: string;
  kind: string | null;
  /** The latest year begun. */
  year: number | null;
  complete: boolean;
  years: YearStatus[];
  documents: DocumentStatus[];
  findings: Assessed[];
}

/** A finding with its weight on a given day. */
export interface Assessed extends Finding {
  candidate: string;
  severity: Severity;
}

/** Everything that can be said about a candidate on a day: pure, from documents and rules. Findings come most urgent first. */
export function assess(candidate: Candidate, rulebook: Rulebook, today: Day): CandidateStatus {
  const views = candidate.profile ? viewsOf(candidate, candidate.profile, rulebook) : [];
  const checked = views.flatMap((view) => checkYear(view, candidate, rulebook));
  const found = [...candidate.problems, ...checked.flatMap((each) => each.findings)];
  const findings = inOrder(found.map((each) => ({ ...each, candidate: candidate.id, severity: severityOf(each, today) })));
  const documents = checked.flatMap((each) => each.documents).map((document) => conclude(document, candidate.id, findings, today));
  return {
    id: candidate.id,
    name: candidate.profile?.name ?? candidate.id,
    kind: candidate.profile?.kind ?? null,
    year: views.at(-1)?.year ?? null,
    complete: !findings.some((each) => blocks(each)),
    years: views.map((view) => yearStatus(view, findings, today)),
    documents,
    findings,
  };
}

/** The years a candidate has begun, first to last. */
export function viewsOf(candidate: Candidate, profile: Profile, { settings, forms }: Rulebook): YearView[] {
  return [...profile.years]
    .sort((one, other) => one.year - other.year)
    .map(({ year, starts }) => ({
      candidate: candidate.id,
      profile,
      year,
      programYear: programYearOf(starts, settings["year-starts"]),
      start: starts,
      settings,
      forms,
      documents: candidate.documents.filter((document) => document.year === year || document.year === null),
      all: candidate.documents,
      evidenceFiles: candidate.evidenceFiles,
    }));
}

/** What conditions in the forms may ask about a candidate. New: in year 1 of the program and not transferred in (seed 000). */
export const profileFacts = (view: YearView): Mapping => ({
  kind: view.profile.kind,
  year: view.year,
  "new-candidate": view.year === 1 && view.profile["transferred-in"] !== true,
});

interface Checked {
  documents: DocumentStatus[];
  findings: Finding[];
}

function checkYear(view: YearView, candidate: Candidate, { people }: Rulebook): Checked {
  const first = view.year === Math.min(...view.profile.years.map((each) => each.year));
  // What belongs to no year (profile, evidence) is checked once.
  const mine = view.documents.filter((document) => document.year === view.year || first);
  const missing = documentFindings(view, candidate.present);
  const results = mine.map((document) => checkDocument(document, view, people));
  const unreadable = candidate.problems.filter((problem) => problem.document?.startsWith(`year-${view.year}/`) || (first && !problem.document?.startsWith("year-")));
  return {
    documents: [
      ...results.map((result) => result.status),
      ...missing.filter((each) => each.code === "document-missing").map((each) => absent(each, view, "missing")),
      ...[...new Map(unreadable.map((each) => [each.document, each])).values()].filter((each) => each.document).map((each) => absent(each, view, "unreadable")),
    ],
    findings: explain([...missing, ...results.flatMap((result) => result.findings)]),
  };
}

function checkDocument(document: Document, view: YearView, people: People): { status: DocumentStatus; findings: Finding[] } {
  const { form, value } = document;
  const profile = profileFacts(view);
  const due = documentDue(view, document);
  const surroundings = { settings: view.settings, profile, document: value };
  const dueBeside = (key: string, beside: unknown) => {
    const day = key.startsWith("./") ? (beside as Mapping | null)?.[key.slice(2)] : milestoneDay(view, key);
    return typeof day === "string" && day !== "" ? { due: day, milestone: key.startsWith("./") ? undefined : key } : due;
  };
  const completeness = complete(form, value, { file: document.file, surroundings, dueOf: dueBeside }, due);
  const refs = references(document, answers(form.fields, value, { settings: view.settings, profile }), view, people);
  const ruled = completeness.findings.some((each) => each.code === "document-not-started") && !form.rules.includes("pd-hours") ? [] : applyRules(document, view);
  const findings = [...completeness.findings, ...refs, ...misplaced(document), ...ruled].map((each) => ({
    ...(weightOf(each.code) === "missing" ? due : {}),
    turn: form.writer,
    ...each,
    form: form.id,
    document: document.name,
  }));
  return { status: bare(document, view, completeness, due), findings };
}

const applyRules = (document: Document, view: YearView): Finding[] =>
  document.form.rules.flatMap((name) => {
    const rule = rules[name];
    return rule ? rule.run(document, view).map((each) => ({ ...each, follows: rule.reads })) : [];
  });

/** A file says which one it is, and its name says so too. */
function misplaced(document: Document): Finding[] {
  const { each } = document.form;
  const value = each ? String(document.value[each.key]) : "";
  if (!each || document.name.endsWith(document.form.path.split("/").at(-1)?.replace(`{${each.key}}`, value) ?? "")) return [];
  const data = { label: each.key, found: value, file: `${document.name.split("/").at(-1)}.yaml` };
  return [finding(document, `/${each.key}`, "wrong-place", data)];
}

/** What a rule found may follow from a missing answer: then it points there. */
function explain(findings: Finding[]): Finding[] {
  const missing = findings.filter((each) => weightOf(each.code) === "missing" && !each.follows);
  return findings.map((each) => {
    const because = missing.filter((other) => each.follows?.some((read) => touches(read, other)));
    return because.length > 0 ? { ...each, because: because.map(({ path, pointer }) => ({ path, pointer })) } : each;
  });
}

/** An answer a rule reads is missing itself, or with all that stands around it. */
function touches(read: string, { form, field = "" }: Finding): boolean {
  const [id, ...rest] = read.split("/");
  const path = rest.join("/");
  return id === form && (field === "" || path === field || path.startsWith(`${field}/`) || field.startsWith(`${path}/`));
}

const bare = (document: Document, view: YearView, { answered, total }: { answered: number; total: number }, due: Pick<Finding, "due" | "milestone">): DocumentStatus => ({
  address: `${view.candidate}/${document.name}`,
  name: document.name,
  form: document.form.id,
  title: titleOf(document.form, document.value),
  file: document.file,
  year: document.year,
  state: document.form.optional ? "optional" : "in-progress",
  due: due.due ?? null,
  milestone: due.milestone ?? null,
  late: false,
  cells: { answered, total },
  turn: null,
  next: null,
  sections: Object.keys(document.form.sections).map((section) => ({ section, state: "in-progress", signatures: [] })),
});

/** A form's title, with which one it is: Collaborative Summary, 2023-09. */
export function titleOf(form: Form, value: Mapping): string {
  const field = form.fields.find(({ key }) => key === form.each?.key);
  if (!field) return form.title;
  const which = value[field.key] ?? null;
  return `${form.title}, ${field.choices?.find((choice) => choice.value === which)?.label.replace(/:.*/, "") ?? which}`;
}

function absent(problem: Finding, view: YearView, state: State): DocumentStatus {
  const name = problem.document ?? "";
  const form = view.forms.find((each) => matches(each, name));
  return {
    address: `${view.candidate}/${name}`,
    name,
    form: form?.id ?? "",
    title: form?.title ?? name,
    file: problem.path,
    year: name.startsWith("year-") ? view.year : null,
    state,
    due: problem.due ?? null,
    milestone: problem.milestone ?? null,
    late: false,
    cells: { answered: 0, total: 0 },
    turn: form?.writer ?? null,
    next: null,
    sections: [],
  };
}

/** Whether a document's name fits a form's path. */
export const matches = (form: Form, name: string) =>
  new RegExp(`^${form.path.replace("{year}", "[0-9]+").replace(/\{\w+\}/, form.each?.as === "month" ? "[0-9]{4}-[0-9]{2}" : "[A-Za-z0-9-]+")}$`).test(name);

function conclude(document: DocumentStatus, candidate: string, findings: Assessed[], today: Day): DocumentStatus {
  const mine = findings.filter((each) => each.document === document.name && blocks(each));
  const [firstUp] = mine;
  if (document.state === "optional" && !firstUp) return document;
  const state: State =
    document.state === "missing" || document.state === "unreadable"
      ? document.state
      : !firstUp
        ? "ready"
        : mine.some((each) => each.code === "document-not-started")
          ? "not-started"
          : "in-progress";
  const next = state === "missing" ? `ilp new --missing --id ${candidate}` : `ilp check ${candidate} ${document.name}`;
  return {
    ...document,
    state,
    late: mine.some((each) => each.due !== undefined && each.due < today),
    turn: firstUp ? (firstUp.turn ?? null) : null,
    next: firstUp ? next : null,
    sections: document.sections.map((section) => ({ ...section, state: sectionState(section.section, state, mine) })),
  };
}

function sectionState(section: string, state: State, findings: Assessed[]): State {
  if (section === "." || state !== "in-progress") return state;
  const inside = new RegExp(`^/${section.replace("*", "[^/]+")}(/|$)|^/?$`);
  const [list] = section.split("/");
  return findings.some((each) => inside.test(each.pointer) || each.pointer === `/${list}`) ? "in-progress" : "ready";
}

function yearStatus(view: YearView, findings: Assessed[], today: Day): YearStatus {
  const open = findings.filter((each) => blocks(each) && (each.document?.startsWith(`year-${view.year}/`) ?? false));
  return {
    year: view.year,
    programYear: view.programYear.name,
    hours: { pd: pdHours(view), coaching: coachingHours(view) },
    milestones: view.settings.milestones.map(({ id, title, assumed }) => {
      const due = milestoneDay(view, id);
      const mine = open.filter((each) => each.milestone === id);
      const late = mine.some((each) => each.due !== undefined && each.due < today);
      return { id, title, due, assumed: assumed === true, state: mine.length === 0 ? "done" : late ? "late" : "open" };
    }),
  };
}

const stage: Record<string, number> = { wrong: 0, missing: 1, advice: 3, note: 4 };
/** Unreadable and wrong first; then what is missing, the earliest due first; then what follows from it; then advice. */
const rank = (each: Assessed) => (each.because ? 2 : (stage[weightOf(each.code)] ?? 5));

const inOrder = (findings: Assessed[]): Assessed[] =>
  [...findings].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
      one.path.localeCompare(other.path) ||
      0,
  );
