import { roleLabel, sectionTitle, shortAddress } from "../core/asked-signatures.ts";
import { CanonError } from "../core/canonical.ts";
import { isSection, sectionData, sectionDigest } from "../core/digest.ts";
import { wordingsOf } from "../core/digests.ts";
import type { Role } from "../core/form.ts";
import { roleProblem } from "../core/judge.ts";
import { policyOf } from "../core/policy.ts";
import type { Candidate, Document } from "../core/program.ts";
import { sectionsOf, slotWords } from "../core/slots.ts";
import { shortId } from "../core/statement.ts";
import { UserError } from "../core/user-error.ts";
import type { Place } from "../core/waiting.ts";
import { makeRecord, type Saying, stated } from "../signatures/make.ts";
import { findingText } from "../views/findings.ts";
import { paint, safe, wrap } from "../views/paint.ts";
import { sectionText } from "../views/section.ts";
import { agreed } from "./about-record.ts";
import { clockOf } from "./open.ts";
import { afterwards, proofFor, type Session, type SignerOptions } from "./signing.ts";
import { standingOf } from "./unsaved.ts";

export interface SigningOptions extends SignerOptions {
  /** Save unsaved changes of the document in the same step. */
  save?: boolean;
  /** With `decline`: why. */
  reason?: string;
}

export interface SignOptions extends SigningOptions {
  candidate?: string;
  document?: string;
  withdraw?: string;
}

/** More missing answers than this are not listed before somebody signs. */
const most = 5;

/** Shows one section as it is hashed, asks, and records. False when the person says no. */
export async function signSection(
  act: "sign" | "decline",
  place: Place,
  candidate: Candidate,
  session: Session,
  options: SigningOptions,
  of: { number: number; of: number } | null,
): Promise<boolean> {
  const { io, program, person, repository, identity } = session;
  const document = candidate.documents.find(({ name }) => name === place.document.name) as Document;
  const { section } = place.section;
  const declared =
    sectionsOf(document.form, document.value).find((each) => each.section === section)?.declared ?? section;
  const spec = document.form.sections[declared];
  refuseRole(session, candidate, place.slot.role);
  const saying = sayingOf(act, place, candidate, document, session, spec?.statement ?? "", options.reason);
  const part = section === "." ? "" : `, ${sectionTitle(document.form, { section, declared })}`;
  const title = safe(`${candidate.profile?.name ?? candidate.id}, ${place.document.title}${part}`);
  if (act === "sign" && spec?.complete && place.slot.role !== "candidate" && place.open.length > 0)
    throw new UserError(
      `${title}: the sentence to sign says that it is complete, and ${place.open.length === 1 ? "one answer is" : `${place.open.length} answers are`} missing.`,
      `See what is missing: ilp check ${candidate.id} ${document.name}\nTo say why you do not sign: ilp decline ${candidate.id} ${shortAddress(document.name, section)} --reason TEXT`,
    );
  const standing = await standingOf(repository, { ...saying, file: document.file });
  const mustSave = !standing.saved;
  if (mustSave) refuseUnsaved(session, document.file, title, options.save === true);
  const proof = await proofFor(session, place.slot.role);
  const colour = paint(io);
  const width = Math.min(io.columns, 100);
  const shown = sectionData(document.value, section) ?? null;
  const fields = section === "." ? document.form.fields : inner(document, section);
  io.out(
    [
      "",
      colour.bold(wrap(`${of ? `${of.number} of ${of.of}  ` : ""}${title}`, width)),
      place.slot.state === "missing"
        ? ""
        : `${wrap(`This signature so far: ${slotWords(place.slot)}${place.slot.reason ? `, ${safe(place.slot.reason)}` : ""}.`, width)}\n`,
      sectionText(fields, shown, io),
      "",
      ...(place.open.length > 0
        ? [
            `Still missing or wrong here (${place.open.length}):`,
            ...place.open.slice(0, most).map((each) => findingText(each, io)),
            ...(place.open.length > most
              ? [`  … and ${place.open.length - most} more: ilp check ${candidate.id} ${document.name}`]
              : []),
            "",
          ]
        : []),
      `${colour.bold(safe(person.name))}, as ${safe(roleLabel(place.slot.role, program.settings.labels))}:`,
      `  ${wrap(`"${safe(saying.intent)}"`, width, "  ")}`,
      ...(saying.reason ? [`  ${wrap(`Reason: ${safe(saying.reason)}`, width, "  ")}`] : []),
      wrap(`You sign ${proof.says}.`, width),
      ...(mustSave
        ? [wrap(`${document.file} has changes that are not saved yet; they are saved in the same step.`, width)]
        : []),
      "",
    ]
      .filter((line, index, all) => line !== "" || all[index - 1] !== "")
      .join("\n"),
  );
  const question =
    act === "decline"
      ? "Record that you do not sign?"
      : place.open.length > 0
        ? "Sign it although something is missing?"
        : "Sign?";
  if (!(await agreed(question, options, io))) {
    io.out("Not signed. Nothing was written.\n");
    return false;
  }
  const made = await makeRecord(repository, stated(saying, io.now()), proof.signer, identity, {
    saved: mustSave ? [{ path: document.file, content: standing.content }] : [],
    unchanged: [{ path: document.file, blob: standing.blob }],
  });
  io.out(
    `${wrap(`${act === "sign" ? "Signed" : "Recorded that you do not sign"}: ${title}. Record ${shortId(made.id)}.`, io.columns)}\n${afterwards(made.deferred)}`,
  );
  return true;
}

function inner(document: Document, section: string) {
  const [key = ""] = section.split("/");
  return document.form.fields.find((field) => field.key === key)?.fields ?? [];
}

function sayingOf(
  act: "sign" | "decline",
  { section: { section }, slot }: Place,
  candidate: Candidate,
  document: Document,
  { program, person }: Session,
  statement: string,
  reason?: string,
): Saying {
  const { settings } = program;
  const place = { program: settings.id, candidate: candidate.id, document: document.name, section };
  if (!isSection(section))
    throw new UserError(
      `The id "${section}" cannot be part of a signature.`,
      "Use letters, digits and hyphens in ids.",
    );
  const digest = digestOrRefuse(place, document);
  // A program may word its questions with characters that cannot be signed; the answers can be signed all the same.
  const wording = wordingsOf([document])(document.name, section);
  const intent = act === "sign" ? settings.statements?.[statement] : policyOf(settings).sentences.decline;
  if (!intent)
    throw new UserError(`program.yaml has no sentence "${statement}" to sign.`, "Add it there, under statements.");
  return {
    act,
    ...place,
    schema: String(document.value.schema ?? ""),
    digest,
    ...(wording ? { wording } : {}),
    role: slot.role,
    signer: person.id,
    intent,
    ...(act === "decline" ? { reason: reason ?? "" } : {}),
  };
}

/** What would be the wrong person's afterwards is not recorded, such as a coach's signature by the candidate. Throws UserError. */
function refuseRole({ io, program, person }: Session, { id, profile }: Candidate, role: Role) {
  const { people, settings } = program;
  const { dayOf } = clockOf(io, program);
  const around = { candidate: id, profile, people, policy: policyOf(settings), dayOf };
  const problem = roleProblem({ role, at: io.now().toISOString() }, person, around);
  if (problem) throw new UserError(`${problem}.`, `See who is what here: ilp people list, and the profile of ${id}.`);
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
    "Give each item its own id.",
  );
}

/** Off a terminal, or when the program says so, unsaved changes are not swept in unasked. Throws UserError. */
function refuseUnsaved({ io, program, options }: Session, file: string, title: string, save: boolean) {
  const { unsaved } = policyOf(program.settings);
  if (unsaved === "always" || (save && unsaved !== "never") || (unsaved === "ask" && io.interactive && !options.yes))
    return;
  throw new UserError(
    `${title}: ${file} has changes that are not saved in Git, and a signature is for what is saved.`,
    unsaved === "never" ? "Save them in Git first, then sign." : "Save and sign in one step: --save",
  );
}
