import { documentFindings } from "../../core/findings/expected.ts";
import type { Document } from "../../core/program/program.ts";
import { addressTitle, shortAddress } from "../../core/records/labels.ts";
import type { SectionPlace } from "../../core/records/slots.ts";
import { partsIn } from "../../core/review/attempts.ts";
import { yearOn } from "../../core/review/year.ts";
import { oneDocumentNamed } from "../program/open.ts";
import { meant, noPart } from "../recording/sections.ts";
import type { CaseContext } from "./open-case.ts";

/** What something in the case file is about. */
export interface AboutPlace {
  /** Below the candidate's folder, without .yaml. */
  name: string;
  section: string;
  /** As it stands in an entry: year-1/pd-log#. */
  about: string;
  /** For people: Inquiry ILP, Inquiry 1. */
  title: string;
  /** Null while the document is not begun. */
  document: Document | null;
  place: SectionPlace;
}

/** A document that is owed and not begun. */
const owed = ({ standing: { candidate, years } }: CaseContext) =>
  years.flatMap((view) =>
    documentFindings(view, candidate.present).flatMap(({ code, document, due }) =>
      code === "document-missing" && document ? [{ name: document, due }] : [],
    ),
  );

/** The document, or the part of one, that a short form means: pd-log, inquiry-ilp#inquiry-1. Throws UserError. */
export function placeNamed(context: CaseContext, word: string): AboutPlace & { due?: string | undefined } {
  const { candidate, standing, today } = context;
  const [short = "", wanted = "", more] = word.split("#");
  const missing = owed(context);
  const names = [...candidate.documents.map(({ name }) => name), ...missing.map(({ name }) => name)];
  const name = oneDocumentNamed(names, short, yearOn(standing.years, today));
  const document = candidate.documents.find((each) => each.name === name) ?? null;
  const parts = document ? partsIn(document) : [{ section: ".", declared: ".", pointer: "" }];
  const mine = wanted === "" ? parts.slice(0, 1) : meant(parts, wanted);
  const [place] = mine;
  if (!place || mine.length > 1 || more !== undefined)
    throw noPart(word.slice(short.length + 1), name, parts, `It has no parts; name the whole of it: ${name}`);
  const { section } = place;
  const title = document ? addressTitle(candidate, name, section) : shortAddress(name, section);
  const due = missing.find((each) => each.name === name)?.due;
  return { name, section, about: `${name}#${section}`, title, document, place, ...(due ? { due } : {}) };
}
