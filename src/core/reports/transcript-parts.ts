import type { Day } from "../basics/dates.ts";
import { isBlank, isMapping, items } from "../basics/values.ts";
import { absentDocument } from "../findings/absent-document.ts";
import { expectedDocuments } from "../findings/expected.ts";
import { titleOf } from "../findings/status.ts";
import { sectionData } from "../forms/digest.ts";
import { documentName, type Form, matches } from "../forms/form.ts";
import { type Candidate, count, type Document } from "../program/program.ts";
import { sectionTitle } from "../records/labels.ts";
import { type SectionPlace, wholeDocument } from "../records/slots.ts";
import { declaredSection } from "../records/words.ts";
import { type Part, reviewedIn } from "../review/attempts.ts";
import { dueOfPart } from "../review/due.ts";
import { partsAt, partsOf, type Standing } from "../review/standing.ts";
import { documentDue, type YearView } from "../review/year.ts";

/** A part that is reviewed, or was. */
export interface Reviewed {
  /** The year it is told with. */
  view: YearView;
  /** Its name; with * where it is not known yet which one it will be. */
  document: string;
  part: Part;
  title: string;
  begun: boolean;
  /** The day of the calendar it was due on first, where that moved with a late start. */
  moved: Day | null;
  /** Why it stands here although nobody asks for it any more; empty otherwise. */
  standing: string;
}

/** The reviewed parts of every year, or of one, in the order of the forms: those that are there, to come, and gone. */
export const reviewedParts = (standing: Standing, year?: number): Reviewed[] =>
  standing.years
    .filter((view) => year === undefined || view.year === year)
    .flatMap((view) => reviewedInYear(standing, view).map((each) => ({ ...each, view })));

type InYear = Omit<Reviewed, "view">;

function reviewedInYear(standing: Standing, view: YearView): InYear[] {
  const { candidate } = standing;
  return formsOf(view).flatMap((form) => [
    ...documentsOf(form, candidate, view).flatMap(({ document, isAsked, isThere }) => {
      const places = reviewedIn(document.form, document.value);
      const gone = onRecord(candidate, document).filter(
        ({ section }) => !places.some((place) => place.section === section),
      );
      return [
        ...(isThere ? partsOf(standing, document) : partsAt(standing, document, places))
          .filter(({ attempts }) => isAsked || attempts.length > 0)
          .map((part) => reviewed(document, part, view, isBegun(document, part))),
        ...(isAsked ? cyclesToCome(document, view) : []),
        ...partsAt(standing, document, gone)
          .filter(({ attempts }) => attempts.length > 0)
          .map((part) => goneFrom(document, part, view)),
      ];
    }),
    ...documentsToCome(form, view),
  ]);
}

const isFirst = (view: YearView) => view.year === Math.min(...view.profile.years.map(({ year }) => year));

/** What belongs to no year is told with the first. */
const formsOf = (view: YearView): Form[] => view.forms.filter(({ path }) => path.includes("{year}") || isFirst(view));

/** Documents of a form that lie there, that are asked for, and that were handed in although they are gone. */
function documentsOf(
  form: Form,
  candidate: Candidate,
  view: YearView,
): { document: Document; isAsked: boolean; isThere: boolean }[] {
  const inYear = form.path.includes("{year}");
  const there = candidate.documents.filter(
    (document) => document.form.id === form.id && (!inYear || document.year === view.year),
  );
  const expected = form.optional || form.review.length === 0 ? [] : expectedDocuments(form, view);
  const handedIn = (candidate.records ?? []).flatMap(({ statement }) =>
    statement?.act === "submit" && matches(form, statement.document) ? [statement.document] : [],
  );
  const mine = handedIn.filter((name) => !inYear || name.startsWith(`year-${view.year}/`));
  const asked = new Set([...there, ...expected].map(({ name }) => name));
  const absent = [...new Set([...asked, ...mine])].filter((name) => !there.some((document) => document.name === name));
  return [...there, ...absent.map((name) => absentDocument(form, name, view))]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((document) => ({
      document,
      isAsked: !form.optional && asked.has(document.name),
      isThere: there.includes(document),
    }));
}

/** Where a document was handed in. */
function onRecord({ records = [] }: Candidate, { name, form }: Document): SectionPlace[] {
  const sections = records.flatMap(({ statement }) =>
    statement?.act === "submit" && statement.document === name ? [statement.section] : [],
  );
  return [...new Set(sections)].map((section) => ({
    section,
    declared: section === "." ? "." : declaredSection(form, section),
    pointer: section === "." ? "" : `/${section}`,
  }));
}

/** Whether anybody wrote there; the lines a new file begins with are nothing yet. */
function isBegun({ form, value }: Document, { section }: Part): boolean {
  const answers = Object.entries(value).filter(([key]) => key !== "schema" && key !== form.each?.key);
  return !isBlank(section === "." ? Object.fromEntries(answers) : sectionData(value, section));
}

function reviewed(document: Document, part: Part, view: YearView, begun: boolean, standing = ""): InYear {
  const whole = titleOf(document.form, document.value);
  const title = part.section === "." ? whole : `${whole}, ${sectionTitle(document.form, part)}`;
  const moved = dueOfPart(document, part, view).moved ?? null;
  return { document: document.name, part, title, begun, moved, standing };
}

/** What was handed in does not leave the transcript when it leaves the document. */
function goneFrom(document: Document, part: Part, view: YearView): InYear {
  const begun = isBegun(document, part);
  const standing = begun ? "not reviewed in this program any more" : "not in the document any more";
  return reviewed(document, { ...part, changed: !begun || part.changed }, view, begun, standing);
}

const notBegun = { state: "draft" as const, changed: false, attempts: [], since: null, unproved: [], outOfTurn: [] };

/** Cycles that are asked for, and not in the document yet. */
function cyclesToCome(document: Document, view: YearView): InYear[] {
  const { form, name, value } = document;
  const { due = null, moved = null } = documentDue(view, document);
  return form.review
    .filter((declared) => declared.endsWith("/*"))
    .flatMap((declared) => {
      const key = declared.slice(0, -2);
      const list = form.fields.find((field) => field.key === key)?.list;
      const there = items(value[key]).filter((item) => isMapping(item) && typeof item.id === "string").length;
      return toCome(list?.min ? count(view.settings, list.min) : 1, there).map((number): InYear => {
        const part = { ...notBegun, section: declared, declared, pointer: "", document: name, due };
        const title = `${titleOf(form, value)}, ${sectionTitle(form, { section: `${key}/${number}`, declared })}`;
        return { document: name, part, title, begun: false, moved, standing: "" };
      });
    });
}

/** Documents that are asked for, while nobody has said yet which ones they are: one for each goal of the plan. */
function documentsToCome(form: Form, view: YearView): InYear[] {
  const { each, optional, review } = form;
  if (!each?.count || optional || review.length === 0) return [];
  const document = documentName(form, view.year, "*");
  const { due = null, moved = null } = documentDue(view, { form, value: {} });
  const min = count(view.settings, each.count);
  return toCome(min, expectedDocuments(form, view).length).map((number) => ({
    document,
    part: { ...notBegun, ...wholeDocument, document, due },
    title: `${form.title} (${number} of ${min})`,
    begun: false,
    moved,
    standing: "",
  }));
}

/** The numbers of what is missing: of three with one there, the second and the third. */
const toCome = (min: number, there: number): number[] =>
  Array.from({ length: Math.max(0, min - there) }, (_, index) => there + index + 1);
