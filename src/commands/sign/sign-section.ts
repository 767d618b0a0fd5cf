import type { Day } from "../../core/basics/dates.ts";
import type { PartStatus } from "../../core/findings/status.ts";
import type { SignaturePlace } from "../../core/findings/waiting.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { policyOf } from "../../core/program/policy.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { roleLabel, sectionTitle, shortAddress, submitCommand } from "../../core/records/labels.ts";
import { type Slot, sectionsOf, slotWords } from "../../core/records/slots.ts";
import { shortId } from "../../core/records/statement.ts";
import { contains } from "../../core/review/attempts.ts";
import { type Saying, stated } from "../../signatures/make.ts";
import { safe, wrap } from "../../views/paint.ts";
import {
  type AboutPart,
  missingBlock,
  readyFor,
  recordAbout,
  refuseRole,
  type SavingOptions,
  textBlock,
  textOf,
  totalsBlock,
  wordBlock,
} from "../recording/about-a-text.ts";
import { type AskedSheet, agreed } from "../recording/agreed.ts";
import type { Position } from "../recording/in-sequence.ts";
import { afterwards, type Session } from "../recording/session.ts";

export interface SigningOptions extends SavingOptions {
  /** With `decline`: why. */
  reason?: string;
}

export interface SignOptions extends SigningOptions {
  candidate?: string;
  document?: string;
  withdraw?: string;
}

/** What somebody signs, or does not sign. */
interface ToSign {
  act: "sign" | "decline";
  place: SignaturePlace;
  candidate: Candidate;
  /** The day of asking. */
  today: Day;
}

/** Shows one section as it is hashed, asks, and records. False when the person says no. */
export async function signSection(
  { act, place, candidate, today }: ToSign,
  session: Session,
  options: SigningOptions,
  position: Position,
): Promise<boolean> {
  const { io, program } = session;
  const { slot, open } = place;
  const document = candidate.documents.find(({ name }) => name === place.document.name) as Document;
  const { section } = place.section;
  const declared =
    sectionsOf(document.form, document.value).find((each) => each.section === section)?.declared ?? section;
  const spec = document.form.sections[declared];
  refuseRole(session, candidate, slot.role);
  const part = section === "." ? "" : `, ${sectionTitle(document.form, { section, declared })}`;
  const title = safe(
    `${nameIn(program.people, candidate.id, candidate.profile?.name)}, ${place.document.title}${part}`,
  );
  const about: AboutPart = { candidate, document, section, title };
  const saying = sayingOf(
    about,
    { act, role: slot.role, statement: spec?.statement ?? "", reason: options.reason },
    session,
  );
  if (act === "sign" && spec?.complete && slot.role !== "candidate" && open.length > 0)
    throw new UserError(
      `${title}: the sentence to sign says that it is complete, and ${open.length === 1 ? "one answer is" : `${open.length} answers are`} missing.`,
      `See what is missing: ilp check ${candidate.id} ${document.name}\nTo say why you do not sign: ilp decline ${candidate.id} ${shortAddress(document.name, section)} --reason TEXT`,
    );
  if (act === "sign") refusePlanned(place, about);
  const words = { about: "a signature is for", verb: "sign" };
  const ready = await readyFor(about, saying, session, options, words);
  const sheet: AskedSheet = {
    title,
    position,
    ...(slot.state === "missing" ? {} : { under: { is: "lines", lines: [soFar(slot)] } }),
    blocks: [
      textBlock(about),
      totalsBlock(about, session, today),
      missingBlock(open, about),
      wordBlock(about, ready, session, {
        as: roleLabel(slot.role, program.settings.labels),
        sentence: saying.intent,
        more: saying.reason ? [`Reason: ${saying.reason}`] : [],
      }),
    ],
    question:
      act === "decline"
        ? "Record that you do not sign?"
        : open.length > 0
          ? "Sign it although something is missing?"
          : "Sign?",
    no: "Not signed.",
  };
  if (!(await agreed(sheet, options, io))) return false;
  const made = await recordAbout(about, ready, stated(saying, io.now()), session);
  io.out(
    `${wrap(`${act === "sign" ? "Signed" : "Recorded that you do not sign"}: ${title}. Record ${shortId(made.id)}.`, io.columns)}\n${afterwards(made.deferred)}`,
  );
  const next = act === "sign" ? handedInNext(place) : undefined;
  if (next) io.out(`To hand it in for review: ${submitCommand(candidate.id, document.name, next.section)}\n`);
  return true;
}

/** A signature says that it took place: what is still to come cannot be signed for. Throws UserError. */
function refusePlanned({ section: { planned } }: SignaturePlace, { title, candidate, document }: AboutPart) {
  if (!planned) return;
  const { list, count, until } = planned;
  throw new UserError(
    `${title}: ${list} still to come: ${count}, the last on ${until}. What is signed has taken place.`,
    `Sign on ${until} or later; or take out what is only planned. See it: ilp check ${candidate.id} ${document.name}`,
  );
}

const soFar = (slot: Slot) => `This signature so far: ${slotWords(slot)}${slot.reason ? `, ${slot.reason}` : ""}.`;

/** The part that is to be handed in, when the candidate has now signed all that there is to sign in it. */
function handedInNext({ document, section: { section }, slot, open }: SignaturePlace): PartStatus | undefined {
  const part = document.reviews.find((each) => contains(each.section, section));
  if (!part || slot.role !== "candidate" || open.length > 0) return undefined;
  const isWanted = part.state === "draft" || part.state === "returned" || part.changed;
  const others = document.sections.filter((each) => each.section !== section && contains(part.section, each.section));
  const isLast = others.every(({ signatures }) =>
    signatures.every(({ role, required, accepted }) => role !== "candidate" || !required || accepted),
  );
  return isWanted && isLast ? part : undefined;
}

function sayingOf(
  about: AboutPart,
  { act, role, statement, reason }: Pick<ToSign, "act"> & { role: Role; statement: string; reason: string | undefined },
  session: Session,
): Saying {
  const { settings } = session.program;
  const text = textOf(about, session);
  const intent = act === "sign" ? settings.statements?.[statement] : policyOf(settings).sentences.decline;
  if (!intent)
    throw new UserError(`program.yaml has no sentence "${statement}" to sign.`, "Add it there, under statements.");
  const declined = act === "decline" ? { reason: reason ?? "" } : {};
  return { act, ...text, role, signer: session.person.id, intent, ...declined };
}
