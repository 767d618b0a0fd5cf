import { ask } from "../../ask.ts";
import { assess } from "../../core/findings/assess.ts";
import type { CandidateStatus } from "../../core/findings/status.ts";
import { placesFor, type SignaturePlace } from "../../core/findings/waiting.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { rolesOf } from "../../core/program/holders.ts";
import { policyOf } from "../../core/program/policy.ts";
import type { Candidate } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { shortAddress } from "../../core/records/labels.ts";
import { roleProblem } from "../../core/records/role-problem.ts";
import { type Act, programId } from "../../core/records/statement.ts";
import { partsIn } from "../../core/review/attempts.ts";
import type { Standing } from "../../core/review/standing.ts";
import { isWritten } from "../../core/review/written.ts";
import { viewFor } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { dayOf, knownCandidate, oneDocumentNamed, openProgram, standingsOf } from "../program/open.ts";
import { withTexts } from "../recording/given-texts.ts";
import { oneAfterAnother } from "../recording/in-sequence.ts";
import { meant, noPart } from "../recording/sections.ts";
import { beginSigning, type Session } from "../recording/session.ts";
import { type SignOptions, signSection } from "./sign-section.ts";

/** Signs what waits for the person here, one after another, or the document named. */
export async function sign(options: SignOptions, io: Io): Promise<ExitCode> {
  if (options.withdraw !== undefined)
    return (await import("./withdraw.ts")).withdraw({ ...options, record: options.withdraw }, io);
  if (options.candidate === programId) return (await import("./sign-program.ts")).signProgram(options, io);
  return signAs("sign", options, io);
}

const emptyProblem = (reason: string) => (reason.trim() === "" ? "say why, in a sentence" : null);

/** Says why somebody does not sign, as a record like a signature (seed 003: the mentor may not sign, and tells the team). */
export async function decline(options: SignOptions, io: Io): Promise<ExitCode> {
  if (!options.candidate || !options.document)
    throw new UserError("Which document do you not sign?", "Name it: ilp decline CANDIDATE DOCUMENT --reason TEXT");
  return signAs("decline", await withTexts(options, ["reason"], io), io);
}

async function reasonFor({ reason, yes }: SignOptions, io: Io): Promise<string> {
  const message = "Why do you not sign it?";
  const answers = await ask(io, yes === true, [
    { name: "reason", flag: "--reason TEXT", message, text: true, given: reason, problem: emptyProblem },
  ]);
  return answers.reason?.trim() ?? "";
}

async function signAs(act: "sign" | "decline", given: SignOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, given);
  const today = dayOf(io, program, {});
  const candidate = given.candidate && (await knownCandidate(program, given.candidate));
  const options = { ...given, ...(candidate ? { candidate } : {}) };
  const standings = await standingsOf(io, program, today, options.candidate);
  const only = options.candidate === undefined ? undefined : standings[0]?.candidate.profile;
  const session = await beginSigning(io, program, options, only);
  const judging = { people: program.people, policy: policyOf(program.settings), dayOf: () => today };
  const found = standings.flatMap((standing) => {
    const { candidate } = standing;
    const status = assess(standing, today);
    const mine = rolesOf(session.person.id, candidate.id, candidate.profile, program.people, today);
    const roles = options.as ? mine.filter((role) => role === options.as) : mine;
    const around = { candidate: candidate.id, profile: candidate.profile, ...judging };
    return placesFor(status, roles).map((place) => {
      const able = roleProblem({ role: place.slot.role, at: today }, session.person, around) === null;
      return { place, candidate, status, able, written: hasText(place, standing) };
    });
  });
  const chosen = choose(act, found, options, session);
  if (chosen.length === 0) return nothingToSign(options, session);
  const answered = act === "decline" ? { ...options, reason: await reasonFor(options, io) } : options;
  return oneAfterAnother(session, chosen, "signed", ({ place, candidate }, of) =>
    signSection({ act, place, candidate, today }, session, answered, of),
  );
}

interface Found {
  place: SignaturePlace;
  candidate: Candidate;
  status: CandidateStatus;
  /** Whether this person's word would count in that role here. */
  able: boolean;
  /** Whether there is anything to sign: an empty part says nothing that could be accurate, or complete. */
  written: boolean;
}

function hasText({ document: { name }, section }: SignaturePlace, { candidate, years }: Standing): boolean {
  const document = candidate.documents.find((each) => each.name === name);
  const view = viewFor(years, document?.year ?? null);
  return document !== undefined && view !== undefined && isWritten(document, section, view);
}

/** What the words on the command line mean; without them, what waits for the person. Throws UserError. */
function choose(act: Act, found: Found[], options: SignOptions, { person, program }: Session): Found[] {
  const { document: word } = options;
  if (word === undefined) {
    const waiting = found.filter(({ place, able }) => place.asked && able);
    if (waiting.length > 0 && options.yes)
      throw new UserError(
        "Without a question, name what is signed: nothing is signed unseen.",
        `Waiting for ${nameIn(program.people, person.id)}:\n  ${waiting.map(({ place }) => `ilp sign ${place.candidate} ${shortAddress(place.document.name, place.section.section)} --yes`).join("\n  ")}`,
      );
    return waiting;
  }
  const [name = "", section] = word.split("#");
  const all = found[0]?.status.documents.map((each) => each.name) ?? [];
  const candidate = options.candidate ?? "";
  if (all.length === 0) throw notYours(nameIn(program.people, person.id), candidate, word, program);
  const document = oneDocumentNamed(all, name, found[0]?.status.year ?? null);
  const inDocument = found.filter(({ place }) => place.document.name === document);
  const here = section ? inPart(section, document, inDocument, found[0]) : inDocument;
  if (here.length === 0) throw notYours(nameIn(program.people, person.id), candidate, word, program);
  const [first] = here;
  const asRoles = [...new Set(here.map(({ place }) => place.slot.role))];
  if (asRoles.length > 1)
    throw new UserError(`You could sign this as ${asRoles.join(" or as ")}.`, `Say which: --as ${asRoles[0]}`);
  if (act === "decline" && here.length > 1) throw whichPart(here);
  if (first && act === "sign" && here.every(isSignedHere)) return [];
  // Of a whole document, what is ready: one part that is not shall not stand in the way of the others.
  const ready = section === undefined && act === "sign" ? here.filter(({ place }) => place.asked) : [];
  if (ready.length > 0) return ready;
  if (act === "decline") return here;
  const left = here.filter((each) => !isSignedHere(each));
  const written = left.filter((each) => each.written);
  if (written.length === 0)
    throw new UserError(
      `${document}${section ? `#${section}` : ""} of ${candidate}: nothing is written here yet, so there is nothing to sign.`,
      `Write it first. What is asked for: ilp check ${candidate} ${document}`,
    );
  return written;
}

/** What somebody saw on paper can be signed here as well, by whoever it is about. */
const isSignedHere = ({ place: { slot } }: Found) => slot.accepted && slot.seenBy === undefined;

function whichPart(here: Found[]): UserError {
  const lines = here.map(
    ({ place }) =>
      `\n  ilp decline ${place.candidate} ${shortAddress(place.document.name, place.section.section)} --reason TEXT`,
  );
  return new UserError("Which part of it do you not sign?", `Name one:${lines.join("")}`);
}

/** What is signed in the part that is named, as every command takes it. Throws UserError for a part that is not there. */
function inPart(word: string, name: string, inDocument: Found[], any: Found | undefined): Found[] {
  const document = any?.candidate.documents.find((each) => each.name === name);
  if (!document) return [];
  const places = partsIn(document);
  const parts = meant(places, word).map(({ section }) => section);
  if (parts.length === 0) throw noPart(word, name, places, `It has no parts; name the whole of it: ${name}`);
  return inDocument.filter(({ place }) => parts.includes(place.section.section));
}

const notYours = (name: string, candidate: string, word: string, program: Session["program"]) => {
  const known = program.people.people.some(({ id }) => id === candidate);
  return new UserError(
    `There is nothing in ${word} of ${candidate} that ${name} signs.`,
    known ? `Who signs what: ilp status ${candidate}` : "See who is in the program: ilp people list",
  );
};

function nothingToSign(options: SignOptions, { io, person, program }: Session): ExitCode {
  if (options.document !== undefined) io.out(`You have signed this already, and nothing in it has changed since.\n`);
  else
    io.out(
      `Nothing waits for a signature by ${safe(nameIn(program.people, person.id))}.\nWhat is still open: ilp next --for ${person.id}\n`,
    );
  return 0;
}
