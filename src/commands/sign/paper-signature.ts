import { existsSync } from "node:fs";
import { join } from "node:path";
import { ask } from "../../ask.ts";
import { sha256 } from "../../core/basics/canonical.ts";
import { assess } from "../../core/findings/assess.ts";
import { placesFor } from "../../core/findings/waiting.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { holdersOf } from "../../core/program/holders.ts";
import { policyOf } from "../../core/program/policy.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { transitionOf } from "../../core/records/acts.ts";
import { roleLabel, sectionTitle, shortAddress } from "../../core/records/labels.ts";
import { countsPaper, paperRoles } from "../../core/records/paper.ts";
import { paperProblem } from "../../core/records/role-problem.ts";
import { sectionsOf } from "../../core/records/slots.ts";
import { caseFolder, type PaperSignature, shortId } from "../../core/records/statement.ts";
import { partsIn } from "../../core/review/attempts.ts";
import type { Standing } from "../../core/review/standing.ts";
import { isWritten } from "../../core/review/written.ts";
import { viewFor } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { makeRecord, stated } from "../../signatures/make.ts";
import { safe, wrap } from "../../views/paint.ts";
import { dayProblem } from "../program/new.ts";
import { clockOf, dayOf, knownCandidate, oneDocumentNamed, oneStanding, openProgram } from "../program/open.ts";
import {
  type AboutPart,
  missingBlock,
  readyFor,
  refuseRole,
  type SavingOptions,
  textBlock,
  textOf,
  wordBlock,
} from "../recording/about-a-text.ts";
import { type AskedSheet, agreed } from "../recording/agreed.ts";
import { attachment, freeName } from "../recording/attachment.ts";
import { meant, noPart } from "../recording/sections.ts";
import { afterwards, beginSigning, type Session } from "../recording/session.ts";

export interface PaperOptions extends SavingOptions {
  candidate: string;
  document: string;
  signer?: string;
  role?: string;
  on?: string;
  scan?: string;
}

/**
 * Records that a coach or supervisor signed on paper: by whoever saw it, with the scan. The record is of the text as it
 * is here, so a change of the text outlives it like any signature.
 */
export async function recordPaper(options: PaperOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, {});
  const id = await knownCandidate(program, options.candidate);
  const standing = await oneStanding(io, program, today, id);
  const { candidate } = standing;
  const session = await beginSigning(io, program, options, candidate.profile);
  const part = partNamed(session, candidate, options.document, options.role);
  const view = viewFor(standing.years, part.document.year);
  const place = sectionsOf(part.document.form, part.document.value).find(({ section }) => section === part.section);
  if (!view || !place || !isWritten(part.document, place, view))
    throw new UserError(
      `${part.title}: nothing is written here yet, so nobody can have signed it.`,
      `Write it first. What is asked for: ilp check ${id} ${part.document.name}`,
    );
  const answers = await ask(io, options.yes === true, [
    {
      name: "on",
      flag: "--on DATE",
      message: "Which day stands on the paper (YYYY-MM-DD)?",
      given: options.on,
      problem: (day) => dayProblem(day) ?? (day > today ? `${day} is still to come` : null),
    },
    {
      name: "scan",
      flag: "--scan FILE",
      message: "The scan, or a photo of it (path of the file):",
      given: options.scan,
    },
  ]);
  const on = answers.on ?? "";
  const { people } = program;
  const holders = holdersOf(part.role, id, candidate.profile, people, on);
  const signer = options.signer ?? holders[0];
  if (signer === undefined)
    throw new UserError(
      `Nobody was ${part.role} of ${id} on ${on}.`,
      `Assign the person first: ilp people assign ${id} --role ${part.role}`,
    );
  const role = roleHere(session, candidate);
  const places = placesFor(assess(standing, today), [part.role]);
  const open =
    places.find((each) => each.document.name === part.document.name && each.section.section === part.section)?.open ??
    [];
  if (part.complete && open.length > 0)
    throw new UserError(
      `${part.title}: the sentence that is signed says that it is complete, and ${open.length === 1 ? "one answer is" : `${open.length} answers are`} missing.`,
      `See what is missing: ilp check ${id} ${part.document.name}`,
    );
  const around = { candidate: id, profile: candidate.profile, people, dayOf: clockOf(io, program).dayOf };
  const scan = await attachment(io, answers.scan ?? "", scanWords);
  const folder = caseFolder(id);
  const name = freeName(scan.name.replace(/\.ya?ml$/, "$&.txt"), (tried) =>
    existsSync(join(program.root, folder, tried)),
  );
  const paper: PaperSignature = { signer, role: part.role, on, scan: { path: name, sha256: sha256(scan.bytes) } };
  const at = io.now().toISOString();
  const problem = paperProblem({ paper, signer: session.person.id, role, at }, around);
  if (problem) throw new UserError(`This cannot be recorded: ${problem}.`, `Who is what here: ilp status ${id}`);
  requireNew(paper, part, standing);
  refuseRole(session, candidate, role);
  const intent = policyOf(program.settings).sentences.paper;
  const saying = { ...textOf(part, session), act: "paper" as const, role, signer: session.person.id, intent, paper };
  const ready = await readyFor(part, saying, session, options, { about: "it is recorded for", verb: "record it" });
  const label = roleLabel(part.role, program.settings.labels);
  const sheet: AskedSheet = {
    title: part.title,
    blocks: [
      textBlock(part),
      missingBlock(open, part),
      wordBlock(part, ready, session, {
        as: roleLabel(role, program.settings.labels),
        sentence: intent,
        more: [
          `Signed on paper: ${nameIn(people, signer)}, ${label}, ${on}`,
          `Scan: ${safe(answers.scan ?? "")}, kept as ${folder}/${name}`,
          ...(countsPaper(policyOf(program.settings), { ...saying, role: part.role })
            ? []
            : [
                "This program does not count it as signed there (signatures.paper in program.yaml); it is kept all the same.",
              ]),
        ],
      }),
    ],
    question: "Record it?",
    no: "Not recorded.",
  };
  if (!(await agreed(sheet, options, io))) return io.interactive ? 0 : 2;
  const { text, proof } = ready;
  const file = part.document.file;
  const made = await makeRecord(session.repository, stated(saying, io.now()), proof.signer, session.identity, {
    saved: [
      { path: `${folder}/${name}`, content: scan.bytes, write: "new", exact: true },
      ...(text.saved ? [] : [{ path: file, content: text.content }]),
    ],
    unchanged: [{ path: file, blob: text.blob }],
  });
  io.out(
    `${wrap(`Recorded: ${part.title}, signed on paper by ${safe(nameIn(people, signer))}. Record ${shortId(made.id)}.`, io.columns)}\n${afterwards(made.deferred)}To share it: ilp send\n`,
  );
  return 0;
}

/** One paper is recorded once. Throws UserError. */
function requireNew({ signer, role }: PaperSignature, part: AboutPart, { candidate }: Standing) {
  const there = (candidate.records ?? []).find(
    ({ state, statement }) =>
      state === "valid" &&
      statement?.document === part.document.name &&
      statement.section === part.section &&
      statement.paper?.signer === signer &&
      statement.paper.role === role,
  );
  if (!there?.onPaper) return;
  throw new UserError(
    `${part.title}: this is recorded already as signed on paper by ${there.onPaper.signer}, seen by ${there.onPaper.seenBy}.`,
    `See it: ilp history ${candidate.id}. Where it is wrong, whoever recorded it takes it back first: ilp sign --withdraw ${shortId(there.id)}`,
  );
}

const scanWords = {
  stem: "scan",
  missing: "Scan the signed paper, or take a photo of it, and give its path: --scan FILE",
  tooLarge: "Scan it in fewer pages, or in grey.",
};

/** The part that was signed, and as what: the only line for paper there is, or the one that is named. Throws UserError. */
function partNamed(
  { program }: Session,
  candidate: Candidate,
  word: string,
  asked: string | undefined,
): AboutPart & { role: PaperSignature["role"]; complete: boolean } {
  const [name = "", wanted] = word.split("#");
  const found = oneDocumentNamed(
    candidate.documents.map((each) => each.name),
    name,
    candidate.profile?.years.at(-1)?.year ?? null,
  );
  const document = candidate.documents.find((each) => each.name === found) as Document;
  const { form } = document;
  const lines = sectionsOf(form, document.value).flatMap((place) =>
    paperRoles
      .filter((role) => form.sections[place.declared]?.sign[role] !== undefined)
      .map((role) => ({ place, role })),
  );
  const parts = partsIn(document);
  const here = meant(parts, wanted || undefined).map(({ section }) => section);
  if (here.length === 0) throw noPart(wanted ?? "", found, parts, `It has no parts; name the whole of it: ${found}`);
  const fits = lines.filter(
    ({ place, role }) => here.includes(place.section) && (asked === undefined || asked === role),
  );
  const countedHere = ({ place, role }: (typeof lines)[number]) =>
    countsPaper(policyOf(program.settings), { schema: `${form.id}@`, section: place.section, role });
  const counted = fits.filter(countedHere);
  const [line, ...others] = counted.length === 1 ? counted : fits;
  const listed = (all: typeof lines) =>
    all.map(({ place, role }) => `${shortAddress(found, place.section)} --role ${role}`).join(", ");
  const counting = lines.filter(countedHere);
  const where = counting.length > 0 ? ` Paper counts at: ${listed(counting)}.` : " Paper counts nowhere in it.";
  if (!line)
    throw new UserError(
      `${word} has no line${asked ? ` that the ${asked} signs` : " that a coach or supervisor signs"}.`,
      lines.length > 0 ? `There are: ${listed(lines)}.${where}` : `Who signs what: ilp status ${candidate.id}`,
    );
  if (others.length > 0) throw new UserError("Which line was signed on paper?", `Name one: ${listed(fits)}.`);
  const { place, role } = line;
  const title = `${nameIn(program.people, candidate.id, candidate.profile?.name)}, ${form.title}${place.section === "." ? "" : `, ${sectionTitle(form, place)}`}`;
  const complete = form.sections[place.declared]?.complete === true;
  return { candidate, document, section: place.section, title: safe(title), role, complete };
}

/** In which role this person records what they saw. Throws UserError. */
function roleHere({ io, program, person, options }: Session, { id, profile }: Candidate): Role {
  const { by, who, source } = transitionOf("paper");
  const day = clockOf(io, program).dayOf(io.now().toISOString());
  const held = by.filter(
    (role): role is Role => role !== "step" && holdersOf(role, id, profile, program.people, day).includes(person.id),
  );
  const role = options.as ? held.find((each) => each === options.as) : held[0];
  if (role) return role;
  throw new UserError(`${who} (${source})`, "Give the paper to one of them.");
}
