import type { Day } from "../basics/dates.ts";
import { titleOf } from "../findings/status.ts";
import type { Role } from "../forms/form.ts";
import type { Candidate } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { addressTitle, roleLabel, shortAddress } from "../records/labels.ts";
import type { Attachment, Judged } from "../records/signature.ts";
import type { Act } from "../records/statement.ts";
import type { Part, Readable } from "../review/attempts.ts";
import type { Standing } from "../review/standing.ts";
import type { Looked } from "./dossier-history.ts";
import type { Reviewed } from "./transcript-parts.ts";

/** A line of the case file: what it is, and what it says. */
export interface DossierLine {
  label: string;
  text: string;
  /** In words of ours alone: nobody wrote it, and it names no file. */
  ours?: true;
}

export interface DossierStep {
  /** What the appeal is about; null where there is no appeal. */
  appeal: string | null;
  number: number;
  title: string;
  /** Who is at that step now. */
  people: string[];
  reached: Day | null;
  /** Who took it there. */
  by: string | null;
  /** The day by which this step answers, where program.yaml says so. */
  due: Day | null;
  /** The appeal is open and stands here. */
  here: boolean;
}

/** One record: what somebody did, and what it is worth. */
export interface DossierEvent {
  number: number;
  /** Where the program is; null and "" when the record cannot be read. */
  day: Day | null;
  time: string;
  act: Act | null;
  title: string;
  who: { name: string; role: string } | null;
  about: { title: string; address: string } | null;
  says: DossierLine[];
  proof: string;
  /** Where it stands, in words. */
  state: string;
  /** The process takes it into account. */
  counts: boolean;
  /** Short id; "" when the record cannot be read. */
  record: string;
  /** From the program's folder. */
  path: string;
  /** From the dossier's folder; null: it could not be copied. */
  file: string | null;
}

export interface DossierSource {
  /** With all records, judged for the texts as they are recorded. */
  standing: Standing;
  asOf: Day;
  history: Looked;
  /** Records that history kept and the program no longer has. */
  lost: Lost[];
  /** Files that contacts name, held against the digests there. */
  attachments: Attachment[];
  /** Where the dossier has a file of the program, by its path there. */
  copies: ReadonlyMap<string, string>;
  /** By digest: where the dossier has an attachment that history kept and the program no longer has. */
  kept: ReadonlyMap<string, string>;
  /** By record id: where the dossier has the text as it was then. */
  texts: ReadonlyMap<string, string>;
}

/** A record as it first came into history; `told`: what happened to it since. */
export interface Lost {
  record: Judged;
  told: string;
  /** From the dossier's folder. */
  file: string;
}

/** The case as it was told from the records. */
export interface ToldCase extends DossierSource, Standing {
  reviewed: Reviewed[];
  /** Of all these, also of what is gone or to come. */
  parts: Part[];
}

/** How records speak of each other. */
export interface Listing extends ToldCase {
  /** Every record that can be read, by id, with its number in the case file. */
  numbered: ReadonlyMap<string, { number: number; record: Readable }>;
  /** By the id of an earlier record: numbers of those that stand for it now. */
  corrected: ReadonlyMap<string, number[]>;
}

/** What a place is called, which of several documents of a form it is, and its address. */
export function placeOf(candidate: Candidate, name: string, section: string): { title: string; address: string } {
  const document = candidate.documents.find((each) => each.name === name);
  const title = addressTitle(candidate, name, section);
  const whole = document ? titleOf(document.form, document.value) : "";
  const isWhole = title === document?.form.title;
  return {
    title: isWhole ? whole : title.replace(`${document?.form.title}, `, () => `${whole}, `),
    address: shortAddress(name, section),
  };
}

/** The same for document#section. */
export function placeAbout(candidate: Candidate, about: string): { title: string; address: string } {
  const [document = "", section = "."] = about.split("#");
  return placeOf(candidate, document, section);
}

/** A person and what they acted as: Ines Ejemplo (coach). */
export const personWords = ({ rulebook }: Pick<Standing, "rulebook">, by: string, role: Role): string =>
  `${nameIn(rulebook.people, by)} (${roleLabel(role, rulebook.settings.labels)})`;
