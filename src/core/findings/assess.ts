import type { Day } from "../basics/dates.ts";
import type { Value } from "../basics/values.ts";
import { answers } from "../forms/answers.ts";
import { matches, type Role } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { blocks, severityOf, weightOf } from "../problems/messages.ts";
import type { Document } from "../program/program.ts";
import { sectionsOf, wholeDocument } from "../records/slots.ts";
import { extendedDay } from "../review/case-file.ts";
import { dueInReview, ownDue } from "../review/due.ts";
import { partsOf, type Standing } from "../review/standing.ts";
import { type Asked, documentDue, extendedDue, finding, profileFacts, type YearView, yearOn } from "../review/year.ts";
import { askedByNo } from "./answered-no.ts";
import { askedCase } from "./case.ts";
import { explain, named } from "./causes.ts";
import { complete } from "./complete.ts";
import { datedOutside } from "./dated.ts";
import { documentFindings, isOwed } from "./expected.ts";
import { references } from "./references.ts";
import { askedFeedback, askedReviews } from "./reviews.ts";
import { rules } from "./rules/table.ts";
import { isSaid } from "./said.ts";
import { askedSignatures } from "./signatures.ts";
import { type Assessed, absent, begun, type CandidateStatus, conclude, type DocumentStatus } from "./status.ts";
import { yearStatus } from "./year-status.ts";

/** Everything that can be said about a candidate on a day: pure, from documents, records and rules. Findings come most urgent first. */
export function assess(standing: Standing, today: Day): CandidateStatus {
  const { candidate, years } = standing;
  const checked = years.map((view) => checkYear(view, standing, today));
  const answered = [...candidate.problems, ...checked.flatMap((each) => each.findings)];
  const found = [...answered, ...recordFindings(checked, answered, standing, today)];
  const findings = inOrder(
    found.map((each) => ({
      ...(blocks(each) ? { turn: writerOf(each, standing) } : {}),
      ...each,
      candidate: candidate.id,
      severity: severityOf(each, today),
    })),
  );
  const documents = checked
    .flatMap((each) => each.statuses)
    .map((document) => conclude(document, candidate.id, findings, today));
  return {
    id: candidate.id,
    name: candidate.profile?.name ?? candidate.id,
    kind: candidate.profile?.kind ?? null,
    year: yearOn(years, today),
    complete: !findings.some((each) => blocks(each)),
    around: [...new Set((candidate.profile?.assignments ?? []).flatMap(({ person }) => person || []))],
    years: years.map((view) => yearStatus(view, documents, findings, today)),
    documents,
    findings,
  };
}

/** Whose turn it is where a finding does not say: whoever writes the document, such as one that cannot be read. */
const writerOf = ({ document, code }: Finding, { rulebook }: Standing): Role =>
  code === "record-unreadable"
    ? "coordinator"
    : (rulebook.forms.find((form) => document !== undefined && matches(form, document))?.writer ?? "candidate");

/** Signatures, submissions and decisions that are asked for, what the case file says, and records nobody can read. */
function recordFindings(checked: Checked[], answered: Finding[], standing: Standing, today: Day): Finding[] {
  const { documents, records } = standing.candidate;
  if (!records) return [];
  const asked = checked.flatMap(({ view, statuses }) =>
    statuses.flatMap((status) => {
      const document = documents.find(({ name }) => name === status.name);
      if (!document || status.state === "optional" || !isOwed(document, view)) return [];
      // Where nothing is written yet, there is nothing to sign or to hand in.
      if (status.cells.answered === 0 && status.reviews.every(({ state }) => state === "draft")) return [];
      const nos = askedByNo(document, answered, standing, view, today);
      return [
        ...askedSignatures(document, answered, standing, view, today),
        ...askedReviews(document, answered, standing, view),
        ...nos,
        ...askedFeedback(document, standing).filter(({ section }) => !nos.some((no) => no.section === section)),
      ];
    }),
  );
  const unreadable = records.filter(({ statement }) => statement === null);
  return [
    ...asked,
    ...askedCase(standing, today),
    ...unreadable.map(
      ({ path, reason }): Finding => ({
        code: "record-unreadable",
        data: { reason, path, candidate: standing.candidate.id },
        path,
        pointer: "",
      }),
    ),
  ];
}

interface Checked {
  view: YearView;
  statuses: DocumentStatus[];
  findings: Finding[];
}

function checkYear(view: YearView, standing: Standing, today: Day): Checked {
  const { candidate } = standing;
  const first = view.year === Math.min(...view.profile.years.map((each) => each.year));
  // What belongs to no year (profile, evidence) is checked once.
  const mine = view.documents.filter((document) => document.year === view.year || first);
  const missing = documentFindings(view, candidate.present);
  const results = mine.map((document) => checkDocument(document, view, standing, today));
  const unreadable = candidate.problems.filter(
    (problem) =>
      problem.code !== "file-unexpected" &&
      !mine.some(({ name }) => name === problem.document) &&
      (problem.document?.startsWith(`year-${view.year}/`) || (first && !problem.document?.startsWith("year-"))),
  );
  return {
    view,
    statuses: [
      ...results.map((result) => result.status),
      ...missing.filter((each) => each.code === "document-missing").map((each) => absent(each, view, "missing")),
      ...[...new Map(unreadable.map((each) => [each.document, each])).values()]
        .filter((each) => each.document)
        .map((each) => absent(each, view, "unreadable")),
    ],
    findings: explain(named([...missing, ...results.flatMap((result) => result.findings)])),
  };
}

function checkDocument(
  document: Document,
  view: YearView,
  standing: Standing,
  today: Day,
): { status: DocumentStatus; findings: Finding[] } {
  const { form, value } = document;
  const { people } = standing.rulebook;
  const parts = partsOf(standing, document);
  const profile = profileFacts(view);
  const due = documentDue(view, document);
  const surroundings = { settings: view.settings, profile, document: value };
  const dueOf = (key: string, beside: Value) => {
    const own = ownDue(view, key, beside);
    return own.due ? { milestone: undefined, moved: undefined, ...own } : due;
  };
  // Parts before the whole: what is due with a part moves with it.
  const places = [...sectionsOf(form, value), ...parts].filter(({ section }) => section !== ".");
  const inTime = (each: Finding): Finding => {
    if (!each.due) return each;
    const place = places.find(({ pointer }) => isWithin(each.pointer, pointer));
    const part = parts.find(({ pointer }) => isWithin(each.pointer, pointer));
    const { due, milestone, moved, ...rest } = each;
    const extended = extendedDue({ due, milestone, moved }, (day) =>
      extendedDay(view.extensions, document.name, place?.section ?? ".", day),
    );
    return { ...rest, ...dueInReview(extended, part) };
  };
  const completeness = complete(form, value, { file: document.file, surroundings, dueOf }, due);
  const given = [...answers(form.fields, value, { settings: view.settings, profile })];
  const refs = references(document, given, view, people);
  const open = [...completeness.findings, ...refs].some((each) => blocks(each));
  const ruled = completeness.findings.some((each) => each.code === "document-not-started")
    ? []
    : applyRules(document, view, {
        today,
        said: isSaid(document, wholeDocument, { open, due: due.due, today }, standing),
      });
  const owed = isOwed(document, view);
  const all = [
    ...completeness.findings,
    ...refs,
    ...misplaced(document),
    ...(completeness.started ? datedOutside(document, given, view) : []),
    ...ruled,
  ].map((each) =>
    inTime({
      ...(weightOf(each.code) === "missing" ? due : {}),
      turn: form.writer,
      ...each,
      form: form.id,
      document: document.name,
    }),
  );
  // What nobody asks for may be unfinished; it may not be wrong.
  const findings = owed ? all : all.filter(({ code }) => weightOf(code) !== "missing");
  const { started } = completeness;
  const status = begun(document, view, { cells: completeness, owed, started, due: owed ? due : {}, standing, today });
  return { status, findings };
}

const isWithin = (at: string, part: string) => part === "" || at === part || at.startsWith(`${part}/`);

const applyRules = (document: Document, view: YearView, asked: Asked): Finding[] =>
  document.form.rules.flatMap((name) => {
    const rule = rules[name];
    return rule ? rule.run(document, view, asked).map((each) => ({ follows: rule.reads, ...each })) : [];
  });

/** A file says which one it is, and its name says so too. */
function misplaced(document: Document): Finding[] {
  const { each } = document.form;
  const value = each ? String(document.value[each.key]) : "";
  if (!each || document.name.endsWith(document.form.path.split("/").at(-1)?.replace(`{${each.key}}`, value) ?? ""))
    return [];
  const data = { label: each.key, found: value, file: `${document.name.split("/").at(-1)}.yaml` };
  return [finding(document, `/${each.key}`, "wrong-place", data)];
}

const stage: Record<string, number> = { wrong: 0, missing: 1, request: 2.5, advice: 3, note: 4 };

/** Unreadable and wrong first; then what is missing, the earliest due first; then what follows from it; then advice. */
const rank = (each: Assessed) => (each.because ? 2 : (stage[weightOf(each.code)] ?? 5));

const inOrder = (findings: Assessed[]): Assessed[] =>
  [...findings].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      // A NO heads whoever's list; in its document it stands where it is due.
      (rank(one) === stage.request ? Number(other.first ?? false) - Number(one.first ?? false) : 0) ||
      (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
      one.path.localeCompare(other.path) ||
      0,
  );
