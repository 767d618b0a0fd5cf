import type { Day } from "../../core/basics/dates.ts";
import { assess } from "../../core/findings/assess.ts";
import type { Assessed, CandidateStatus } from "../../core/findings/status.ts";
import type { Role } from "../../core/forms/form.ts";
import { isInside } from "../../core/problems/finding.ts";
import { blocks } from "../../core/problems/messages.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { holdersOf, rolesOf } from "../../core/program/holders.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { sectionTitle, shortAddress } from "../../core/records/labels.ts";
import { isSigning } from "../../core/records/paper.ts";
import type { Judged } from "../../core/records/signature.ts";
import { type SectionPlace, type Slot, sectionsOf, slotsOf } from "../../core/records/slots.ts";
import type { Statement } from "../../core/records/statement.ts";
import { contains, type Part, type Readable } from "../../core/review/attempts.ts";
import { momentAfter, refusedOnceRecorded } from "../../core/review/dry-run.ts";
import { partsOf, type Standing, standingOf } from "../../core/review/standing.ts";
import { isWritten as isWrittenIn } from "../../core/review/written.ts";
import { viewFor, type YearView } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import { type Saying, stated } from "../../signatures/make.ts";
import { safe } from "../../views/paint.ts";
import { attemptLines, type SignatureLine, signatureLines } from "../../views/part.ts";
import type { SheetBlock } from "../../views/sheet.ts";
import { candidatesOf, dayOf, oneDocumentNamed, oneStanding, openProgram } from "../program/open.ts";
import type { AboutPart, SavingOptions } from "../recording/about-a-text.ts";
import { refusal } from "../recording/refusal.ts";
import { beginSigning, type Session } from "../recording/session.ts";

export interface PartOptions extends SavingOptions {
  candidate: string;
  /** A document, or a part of one: inquiry-ilp#inquiry-1. */
  document: string;
}

/** A document of a candidate, before whoever works here. */
export interface PartContext {
  session: Session;
  today: Day;
  standing: Standing;
  candidate: Candidate;
  document: Document;
  view: YearView;
  status: CandidateStatus;
  /** The document's title, fit for a terminal. */
  title: string;
  /** What was named behind #. */
  wanted: string | undefined;
  /** What the person is for this candidate; with --as, that alone. */
  roles: Role[];
}

/** Opens the document that is named. Throws UserError. */
export async function openPart(options: PartOptions, io: Io): Promise<PartContext> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, {});
  const standing = await oneStanding(io, program, today, options.candidate);
  const { candidate } = standing;
  const { profile } = candidate;
  const session = await beginSigning(io, program, options, profile);
  const status = assess(standing, today);
  const [word = "", wanted] = options.document.split(/#(.*)/s);
  const names = status.documents.map(({ name }) => name);
  const name = profile ? oneDocumentNamed(names, word, status.year) : "";
  const document = candidate.documents.find((each) => each.name === name);
  const view = viewFor(standing.years, document?.year ?? null);
  if (!document || !view || !profile)
    throw new UserError(
      `${document || !profile ? "The profile" : name} of ${candidate.id} is not there, or cannot be read.`,
      `See why: ilp check ${candidate.id}${name ? ` ${name}` : ""}`,
    );
  const mine = rolesOf(session.person.id, candidate.id, profile, program.people, today);
  const title = status.documents.find((each) => each.name === name)?.title ?? document.form.title;
  return {
    ...{ session, today, standing, candidate, document, view, status, wanted: wanted || undefined },
    title: safe(`${nameIn(program.people, profile.id, profile.name)}, ${title}`),
    roles: options.as ? mine.filter((role) => role === options.as) : mine,
  };
}

/** The same, with what was recorded meanwhile: a standing of its own, of the text that was shown. */
export async function renewed(context: PartContext): Promise<PartContext> {
  const { session, today } = context;
  const [read] = await candidatesOf(session.io, session.program, today, context.candidate.id);
  const candidate = { ...context.candidate, records: read?.records ?? [] };
  return { ...context, candidate, standing: standingOf(candidate, session.program) };
}

/** The reviewed parts of the document as they stand. */
export const partsHere = ({ standing, document }: PartContext): Part[] => partsOf(standing, document);

/** A part with its name, as it is shown and recorded. */
export function aboutOf({ candidate, document, title }: PartContext, place: SectionPlace): AboutPart {
  const { section } = place;
  const part = section === "." ? "" : `, ${sectionTitle(document.form, place)}`;
  return { candidate, document, section, title: `${title}${safe(part)}` };
}

/** A command about a part of this document, to be typed. */
export const commandOn = ({ candidate, document }: PartContext, command: string, section: string): string =>
  `ilp ${command} ${candidate.id} ${shortAddress(document.name, section)}`;

/** What is missing or wrong in a part, apart from signatures and decisions. */
export const openIn = ({ status, document }: PartContext, { pointer }: SectionPlace): Assessed[] =>
  status.findings.filter(
    (each) =>
      each.document === document.name && each.section === undefined && blocks(each) && isInside(each.pointer, pointer),
  );

/** Whether anybody has written anything in a part. */
export const isWritten = ({ document, view }: PartContext, place: SectionPlace): boolean =>
  isWrittenIn(document, place, view);

/** Every signature that is asked for, or was given, in a part. */
export const signaturesIn = ({ document, candidate: { records = [] } }: PartContext, part: string): SignatureLine[] =>
  sectionsOf(document.form, document.value)
    .filter(({ section }) => contains(part, section))
    .flatMap((place) =>
      slotsOf(document.form, document.name, place, records)
        .filter(({ required, state }) => required || state !== "missing")
        .map((slot) => ({ slot, place, before: declinedBefore(records, document.name, place, slot) })),
    );

/** Who has signed what is handed in. */
export const signaturesBlock = (context: PartContext, { section }: SectionPlace): SheetBlock => {
  const { document, session } = context;
  return { is: "lines", lines: signatureLines(signaturesIn(context, section), document.form, session.program) };
};

/** How often it was handed in before, and what was said. */
export const attemptsBlock = ({ session }: PartContext, { attempts }: Part): SheetBlock => ({
  is: "lines",
  lines: attemptLines(attempts, session.program),
});

function declinedBefore(records: Judged[], name: string, { section }: SectionPlace, { role }: Slot): Readable | null {
  const declined = records.filter(
    (each): each is Readable =>
      each.state === "stale" &&
      each.statement?.act === "decline" &&
      each.statement.document === name &&
      each.statement.section === section &&
      each.statement.role === role,
  );
  return declined.sort((one, other) => one.statement.at.localeCompare(other.statement.at)).at(-1) ?? null;
}

/** Every record about a part that can be read. */
export const recordsIn = ({ document, candidate: { records = [] } }: PartContext, part: string): Readable[] =>
  records.filter(
    (each): each is Readable =>
      each.statement !== null && each.statement.document === document.name && contains(part, each.statement.section),
  );

/** Every signature, and word that somebody does not sign, that holds in a part: what a submission or a decision relies on. */
export const coveredIn = (context: PartContext, part: string): Readable[] =>
  recordsIn(context, part).filter(
    ({ state, statement }) => state === "valid" && (isSigning(statement) || statement.act === "decline"),
  );

/** A statement about a part, now. Throws UserError for what the process would set aside once it is recorded. */
export function statedNow(context: PartContext, saying: Saying): Statement {
  const { session, candidate, standing, today } = context;
  const statement = stated(saying, momentAfter(standing.ordered, session.io.now()));
  const refused = refusedOnceRecorded(standing, statement, today);
  if (refused) throw refusal(refused, `Where it stands: ilp status ${candidate.id}`);
  return statement;
}

/** Everybody who holds a role for the candidate today. */
export function namesOf({ session, candidate, today }: PartContext, role: Role): string {
  const { people } = session.program;
  const holders = holdersOf(role, candidate.id, candidate.profile, people, today);
  return safe(holders.map((id) => nameIn(people, id)).join(", ")) || `nobody is ${role} yet`;
}
