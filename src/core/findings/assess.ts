import type { Day } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import { answers } from "../forms/answers.ts";
import type { Finding } from "../problems/finding.ts";
import { blocks, severityOf, weightOf } from "../problems/messages.ts";
import { policyOf, reviewPolicyOf } from "../program/policy.ts";
import type { Candidate, Document, People, Rulebook } from "../program/program.ts";
import type { Judged } from "../records/signature.ts";
import { sectionsOf } from "../records/slots.ts";
import type { Part } from "../review/attempts.ts";
import { caseFileOf, extendedDay } from "../review/case-file.ts";
import { dueInReview } from "../review/due.ts";
import { partsOf } from "../review/parts.ts";
import { documentDue, finding, milestoneDay, profileFacts, viewsOf, type YearView, yearOn } from "../review/year.ts";
import { askedCase } from "./case.ts";
import { explain } from "./causes.ts";
import { complete } from "./complete.ts";
import { documentFindings } from "./expected.ts";
import { references } from "./references.ts";
import { askedFeedback, askedReviews } from "./reviews.ts";
import { rules } from "./rules/table.ts";
import { askedSignatures } from "./signatures.ts";
import {
  type Assessed,
  absent,
  begun,
  type CandidateStatus,
  conclude,
  type DocumentStatus,
  yearStatus,
} from "./status.ts";

/** Everything that can be said about a candidate on a day: pure, from documents and rules. Findings come most urgent first. */
export function assess(candidate: Candidate, rulebook: Rulebook, today: Day): CandidateStatus {
  const views = candidate.profile ? viewsOf(candidate, candidate.profile, rulebook) : [];
  const checked = views.flatMap((view) => checkYear(view, candidate, rulebook));
  const answered = [...candidate.problems, ...checked.flatMap((each) => each.findings)];
  const found = [...answered, ...recordFindings(checked, answered, { candidate, rulebook, today })];
  const findings = inOrder(
    found.map((each) => ({ ...each, candidate: candidate.id, severity: severityOf(each, today) })),
  );
  const documents = checked
    .flatMap((each) => each.documents)
    .map((document) => conclude(document, candidate.id, findings, today));
  return {
    id: candidate.id,
    name: candidate.profile?.name ?? candidate.id,
    kind: candidate.profile?.kind ?? null,
    year: yearOn(views, today),
    complete: !findings.some((each) => blocks(each)),
    years: views.map((view) => yearStatus(view, findings, today)),
    documents,
    findings,
  };
}

/** Signatures, submissions and decisions that are asked for, what the case file says, and records nobody can read. */
function recordFindings(
  checked: Checked[],
  answered: Finding[],
  { candidate, rulebook, today }: { candidate: Candidate; rulebook: Rulebook; today: Day },
): Finding[] {
  const { records } = candidate;
  if (!records) return [];
  const { settings } = rulebook;
  const caseFile = caseFileOf(records, policyOf(settings), reviewPolicyOf(settings));
  const asked = checked.flatMap(({ view, documents, parts }) =>
    documents.flatMap((status) => {
      const document = candidate.documents.find(({ name }) => name === status.name);
      const mine = parts.filter((part) => part.document === status.name);
      if (!document || status.state === "optional") return [];
      // Where nothing is written yet, there is nothing to sign or to hand in.
      if (status.cells.answered === 0 && mine.every(({ state }) => state === "draft")) return [];
      const asking = { candidate, rulebook, view };
      return [
        ...askedSignatures(document, answered, asking, mine),
        ...askedReviews(document, mine, answered, asking, caseFile.plans),
        ...askedFeedback(document, asking),
      ];
    }),
  );
  const unreadable = records.filter(({ statement }) => statement === null);
  return [
    ...asked,
    ...askedCase(caseFile, { candidate, rulebook, today }),
    ...unreadable.map(
      ({ path, reason }): Finding => ({ code: "record-unreadable", data: { reason, path }, path, pointer: "" }),
    ),
  ];
}

interface Checked {
  view: YearView;
  documents: DocumentStatus[];
  /** The reviewed parts of all of them. */
  parts: Part[];
  findings: Finding[];
}

function checkYear(view: YearView, candidate: Candidate, rulebook: Rulebook): Checked {
  const first = view.year === Math.min(...view.profile.years.map((each) => each.year));
  // What belongs to no year (profile, evidence) is checked once.
  const mine = view.documents.filter((document) => document.year === view.year || first);
  const missing = documentFindings(view, candidate.present);
  const results = mine.map((document) => {
    const parts = partsOf(document, { candidate, rulebook, view });
    return { parts, ...checkDocument(document, view, rulebook.people, candidate.records ?? [], parts) };
  });
  const unreadable = candidate.problems.filter(
    (problem) =>
      problem.code !== "file-unexpected" &&
      !mine.some(({ name }) => name === problem.document) &&
      (problem.document?.startsWith(`year-${view.year}/`) || (first && !problem.document?.startsWith("year-"))),
  );
  return {
    view,
    documents: [
      ...results.map((result) => result.status),
      ...missing.filter((each) => each.code === "document-missing").map((each) => absent(each, view, "missing")),
      ...[...new Map(unreadable.map((each) => [each.document, each])).values()]
        .filter((each) => each.document)
        .map((each) => absent(each, view, "unreadable")),
    ],
    parts: results.flatMap(({ parts }) => parts),
    findings: explain([...missing, ...results.flatMap((result) => result.findings)]),
  };
}

function checkDocument(
  document: Document,
  view: YearView,
  people: People,
  records: Judged[],
  parts: Part[],
): { status: DocumentStatus; findings: Finding[] } {
  const { form, value } = document;
  const profile = profileFacts(view);
  const due = documentDue(view, document);
  const surroundings = { settings: view.settings, profile, document: value };
  const dueBeside = (key: string, beside: unknown) => {
    const day = key.startsWith("./") ? (beside as Mapping | null)?.[key.slice(2)] : milestoneDay(view, key);
    return typeof day === "string" && day !== ""
      ? { due: day, milestone: key.startsWith("./") ? undefined : key }
      : due;
  };
  // Parts before the whole: what is due with a part moves with it.
  const places = [...sectionsOf(form, value), ...parts].filter(({ section }) => section !== ".");
  const moved = (each: Finding): Finding => {
    if (!each.due) return each;
    const place = places.find(({ pointer }) => isWithin(each.pointer, pointer));
    const part = parts.find(({ pointer }) => isWithin(each.pointer, pointer));
    const extended = extendedDay(view.extensions, document.name, place?.section ?? ".", each.due);
    return { ...each, ...dueInReview({ due: extended }, part) };
  };
  const completeness = complete(form, value, { file: document.file, surroundings, dueOf: dueBeside }, due);
  const refs = references(document, answers(form.fields, value, { settings: view.settings, profile }), view, people);
  const ruled = completeness.findings.some((each) => each.code === "document-not-started")
    ? []
    : applyRules(document, view);
  const findings = [...completeness.findings, ...refs, ...misplaced(document), ...ruled].map((each) =>
    moved({
      ...(weightOf(each.code) === "missing" ? due : {}),
      turn: form.writer,
      ...each,
      form: form.id,
      document: document.name,
    }),
  );
  return { status: begun(document, view, completeness, due, records, parts), findings };
}

const isWithin = (at: string, part: string) => part === "" || at === part || at.startsWith(`${part}/`);

const applyRules = (document: Document, view: YearView): Finding[] =>
  document.form.rules.flatMap((name) => {
    const rule = rules[name];
    return rule ? rule.run(document, view).map((each) => ({ ...each, follows: rule.reads })) : [];
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
      Number(other.first ?? false) - Number(one.first ?? false) ||
      (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
      one.path.localeCompare(other.path) ||
      0,
  );
