import { CanonError } from "../../core/basics/canonical.ts";
import type { Day } from "../../core/basics/dates.ts";
import type { Assessed } from "../../core/findings/status.ts";
import { isSection, sectionData, sectionDigest } from "../../core/forms/digest.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { neededProof, policyOf } from "../../core/program/policy.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { wordingsOf } from "../../core/records/digests.ts";
import { roleProblem } from "../../core/records/role-problem.ts";
import { type Statement, shortId } from "../../core/records/statement.ts";
import { computedText } from "../../core/reports/computed.ts";
import { viewFor, viewsOf } from "../../core/review/year.ts";
import { type Made, makeRecord, type Saying } from "../../signatures/make.ts";
import type { SheetBlock, SheetWord } from "../../views/sheet.ts";
import { clockOf } from "../program/open.ts";
import { type SavedText, savedTextOf } from "./saved-text.ts";
import { type Proof, proofFor, type Session, type SignerOptions } from "./session.ts";

export interface SavingOptions extends SignerOptions {
  /** Save unsaved changes of the document in the same step. */
  save?: boolean;
}

/** A part of a document that somebody signs, hands in or decides on. */
export interface AboutPart {
  candidate: Candidate;
  document: Document;
  section: string;
  /** Whose, which document, which part; fit for a terminal. */
  title: string;
}

/** What of a statement says which text it is about. */
export type Text = Pick<Saying, "program" | "candidate" | "document" | "section" | "schema" | "digest" | "wording">;

/** The text of a part as it is hashed. Throws UserError for text that cannot be signed. */
export function textOf({ candidate, document, section }: AboutPart, { program }: Session): Text {
  const place = { program: program.settings.id, candidate: candidate.id, document: document.name, section };
  if (!isSection(section))
    throw new UserError(
      `The id "${section}" cannot be part of a signature.`,
      "Use letters, digits and hyphens in ids.",
    );
  const digest = digestOrRefuse(place, document);
  // A program may word its questions with characters that cannot be signed; the answers can be signed all the same.
  const wording = wordingsOf([document])(document.name, section);
  return { ...place, schema: String(document.value.schema ?? ""), digest, ...(wording ? { wording } : {}) };
}

function digestOrRefuse(place: Parameters<typeof sectionDigest>[0], document: Document): string {
  try {
    const digest = sectionDigest(place, document.value);
    if (digest) return digest;
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    throw new UserError(
      `${document.file} holds ${error.reason} (${error.pointer}), which people cannot see or programs read differently; it cannot be signed.`,
      "Remove it, then sign.",
    );
  }
  throw new UserError(
    `${document.file} has no part ${place.section}, or it has it twice.`,
    "If it is not there yet, write it first; of a list, give each item its own id.",
  );
}

/** What would be the wrong person's afterwards is not recorded, such as a coach's signature by the candidate. Throws UserError. */
export function refuseRole({ io, program, person }: Session, { id, profile }: Candidate, role: Role, source = "") {
  const { people, settings } = program;
  const { dayOf } = clockOf(io, program);
  const around = { candidate: id, profile, people, policy: policyOf(settings), dayOf };
  const problem = roleProblem({ role, at: io.now().toISOString() }, person, around);
  if (problem)
    throw new UserError(`${problem}${source}.`, `See who is what here: ilp people list, and the profile of ${id}.`);
}

/** How an act speaks of what is not saved. */
export interface UnsavedWords {
  /** Such as "a signature is for". */
  about: string;
  /** Such as "sign". */
  verb: string;
}

/** All that is needed to record a word about a text: how the file stands, and how it will be proved. */
export interface Ready {
  text: SavedText;
  proof: Proof;
}

/** Throws UserError when the text is not saved and shall not be, or when nothing proves who speaks. */
export async function readyFor(
  { document, title }: AboutPart,
  { role, ...text }: Text & { role: Role },
  session: Session,
  { save }: SavingOptions,
  words: UnsavedWords,
): Promise<Ready> {
  const saved = await savedTextOf(session.repository, { ...text, file: document.file });
  if (!saved.saved) refuseUnsaved(session, document.file, title, save === true, words);
  return { text: saved, proof: await proofFor(session, role) };
}

/** Off a terminal, or when the program says so, unsaved changes are not swept in unasked. Throws UserError. */
function refuseUnsaved(
  { io, program, options }: Session,
  file: string,
  title: string,
  save: boolean,
  { about, verb }: UnsavedWords,
) {
  const { unsaved } = policyOf(program.settings);
  if (unsaved === "always" || (save && unsaved !== "never") || (unsaved === "ask" && io.interactive && !options.yes))
    return;
  throw new UserError(
    `${title}: ${file} has changes that are not saved in Git, and ${about} what is saved.`,
    unsaved === "never" ? `Save them in Git first, then ${verb}.` : `Save and ${verb} in one step: --save`,
  );
}

/** Every value that is hashed, with the labels of the form. */
export function textBlock({ document, section }: AboutPart): SheetBlock {
  const [key = ""] = section.split("/");
  const inner = document.form.fields.find((field) => field.key === key)?.fields ?? [];
  const fields = section === "." ? document.form.fields : inner;
  return { is: "text", fields, data: sectionData(document.value, section) ?? null };
}

/** What the form reckons from the part: a total is of what has taken place, what is planned stands apart. */
export function totalsBlock({ candidate, document, section }: AboutPart, { program }: Session, today: Day): SheetBlock {
  const view = viewFor(viewsOf(candidate, program), document.year);
  const [key = ""] = section.split("/");
  const totals = document.form.fields
    .filter((field) => section === "." || field.key === key)
    .flatMap((field) => Object.entries(field.totals ?? {}));
  const lines = view ? totals.map(([label, name]) => `${label}: ${computedText(name, view, document, today)}`) : [];
  return {
    is: "lines",
    lines: lines.length > 0 ? [`As of ${today}`, ...lines.map((text) => ({ text, depth: 1 }))] : [],
  };
}

/** What is still missing in the part. */
export const missingBlock = (findings: Assessed[], { candidate, document }: AboutPart): SheetBlock => ({
  is: "missing",
  findings,
  command: `ilp check ${candidate.id} ${document.name}`,
});

/** Who says what with which proof, and what is saved with it. */
export const wordBlock = (
  { document }: AboutPart,
  { text, proof }: Ready,
  { person, program }: Session,
  said: Pick<SheetWord, "as" | "sentence" | "more">,
): SheetWord => ({
  is: "word",
  person: nameIn(program.people, person.id),
  ...said,
  proof: proof.says,
  notes: text.saved ? [] : [`${document.file} has changes that are not saved yet; they are saved in the same step.`],
});

/** Where a name alone is not enough and somebody's confirmation is: how it comes to count. */
export const toBeConfirmed = ({ program }: Session, role: Role, { proof }: Ready, id: string): string =>
  proof.signer === null && neededProof(policyOf(program.settings), role) === "witnessed"
    ? `It counts once somebody of the Induction Team has confirmed it: ilp witness ${shortId(id)}\n`
    : "";

/** Records a word about a text that is still as it was shown. Throws UserError with nothing written. */
export const recordAbout = (
  { document: { file } }: AboutPart,
  { text, proof }: Ready,
  statement: Statement,
  { repository, identity }: Session,
): Promise<Made> =>
  makeRecord(repository, statement, proof.signer, identity, {
    saved: text.saved ? [] : [{ path: file, content: text.content }],
    unchanged: [{ path: file, blob: text.blob }],
  });
