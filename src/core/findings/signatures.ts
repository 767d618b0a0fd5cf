import type { Day } from "../basics/dates.ts";
import { type Finding, isInside } from "../problems/finding.ts";
import { blocks } from "../problems/messages.ts";
import { neededProof, policyOf } from "../program/policy.ts";
import type { Document } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { roleLabel, sectionTitle, shortAddress, signCommand } from "../records/labels.ts";
import { countsPaper } from "../records/paper.ts";
import { proofWords } from "../records/signature.ts";
import { type SectionPlace, type Slot, sectionsOf, slotsOf } from "../records/slots.ts";
import { contains, type Part } from "../review/attempts.ts";
import { dueInReview, dueOfSection } from "../review/due.ts";
import { partsOf, type Standing } from "../review/standing.ts";
import { isWritten } from "../review/written.ts";
import { type Due, documentDue, type YearView } from "../review/year.ts";
import { stillToCome, type ToCome } from "./planned.ts";

/**
 * Which signatures are still asked for, in sections where nothing else is missing; a signature that a change has
 * outlived points to what is missing there. Empty where nobody looked at the records.
 */
export function askedSignatures(
  document: Document,
  findings: Finding[],
  standing: Standing,
  view: YearView,
  today: Day,
): Finding[] {
  const { records } = standing.candidate;
  if (!records) return [];
  const parts = partsOf(standing, document);
  const mine = findings.filter((each) => each.document === document.name && each.section === undefined && blocks(each));
  return sectionsOf(document.form, document.value).flatMap((place) => {
    const open = mine.filter((each) => isInside(each.pointer, place.pointer));
    const part = parts.find(({ section }) => contains(section, place.section));
    const due = dueInReview(dueOfSection(document, place, view), part);
    const coming = stillToCome(document, place.pointer, documentDue(view, document).due, today);
    return slotsOf(document.form, document.name, place, records).flatMap((slot) => {
      // Where nothing is written there is nothing to sign.
      if (slot.state === "missing" && !isWritten(document, place, view)) return [];
      const found = findingOn(slot, place, document, due, standing);
      const asked = found && inReview({ ...placeOf(place, document, slot, standing), ...due, ...found }, slot, part);
      const base = asked && coming && waits.includes(asked.code) ? waiting(asked, coming) : asked;
      if (!base) return [];
      if (open.length === 0) return [base];
      if (slot.state !== "stale") return [];
      // Nobody signs again before what is missing is there.
      const { next: _, ...later } = base;
      return [{ ...later, turn: document.form.writer, because: open.map(({ path, pointer }) => ({ path, pointer })) }];
    });
  });
}

/** Signatures that wait while something in the text is still to come. */
const waits: Finding["code"][] = ["signature-missing", "signature-stale", "signature-withdrawn"];

/** Nobody is asked to sign for what has not taken place; the day it can be signed is said. */
function waiting({ next: _, ...asked }: Finding, { list, count, until }: ToCome): Finding {
  return { ...asked, code: "signature-planned", data: { ...asked.data, list, count, until } };
}

/** What a submission or a decision makes of a signature that is asked for; null: nobody is asked any more. */
function inReview(finding: Finding, { role, state }: Slot, part: Part | undefined): Finding | null {
  // When it was handed in says whether it was in time.
  if (finding.code === "signature-late" && part && part.attempts.length > 0) return null;
  if (!part || role === "candidate") return finding;
  // It was handed in all the same, or accepted: the candidate need not revise it for that alone (seed 003).
  const isDecided = part.state === "accepted" || (part.state === "submitted" && !part.changed);
  if (state === "declined" && isDecided) return null;
  if (part.state === "submitted" && part.since && finding.turn === role) return { ...finding, since: part.since };
  const decision = part.attempts.at(-1)?.decision;
  if (part.state !== "accepted" || !decision) return finding;
  // After a YES nothing is due any more.
  const { due: _, milestone: __, moved: ___, ...undated } = finding;
  if (!outstanding.includes(state)) return undated;
  const data = { ...finding.data, date: decision.day };
  return { ...undated, code: "signature-outstanding", data, since: decision.day };
}

/** A part can be accepted without such a signature, so it keeps nobody from being complete (seed 003). */
const outstanding: Slot["state"][] = ["missing", "unverified", "revoked"];

function placeOf(place: SectionPlace, document: Document, slot: Slot, { candidate }: Standing) {
  return {
    path: document.file,
    pointer: place.pointer,
    document: document.name,
    section: place.section,
    form: document.form.id,
    turn: slot.state === "declined" ? document.form.writer : slot.role,
    // Somebody said no to this very text: before everything else it is talked over.
    ...(slot.state === "declined"
      ? { first: true as const }
      : { next: signCommand(candidate.id, document.name, place.section) }),
  };
}

function findingOn(
  slot: Slot,
  place: SectionPlace,
  document: Document,
  { due }: Due,
  standing: Standing,
): Pick<Finding, "code" | "data"> | null {
  const { candidate, rulebook } = standing;
  const { settings, people } = rulebook;
  const label = roleLabel(slot.role, settings.labels);
  const date = slot.day ?? "";
  const data = {
    section: sectionTitle(document.form, place),
    candidate: candidate.id,
    document: shortAddress(document.name, place.section),
    command: signCommand(candidate.id, document.name, place.section),
    name: nameIn(people, slot.signer ?? ""),
    role: label,
    who: `the ${label}`,
    paper: paperWords(slot, place, document, standing),
    date,
    reason: slot.reason,
    earlier: slot.state === "missing" && slot.reason ? `; ${slot.reason}` : "",
    changed: slot.changed ? `: ${slot.changed}` : "",
    proof: slot.assurance ? proofWords[slot.assurance] : "",
  };
  if (slot.accepted && slot.role === "candidate" && due && date > due)
    return { code: "signature-late", data: { ...data, due } };
  if (slot.accepted || !slot.required) return null;
  if (slot.state === "unverified") {
    const remedy =
      slot.seenBy !== undefined
        ? `It is on paper, and that does not count here: sign it (${data.command}), or see signatures.paper in program.yaml, and the proof that it asks of whoever saw it.`
        : neededProof(policyOf(settings), slot.role) === "key"
          ? `Sign again with a key (ilp keys setup, then ${data.command}).`
          : `Sign again with a key, or have it confirmed: ilp witness ${slot.record?.slice(7, 19)}`;
    return { code: "signature-unverified", data: { ...data, remedy } };
  }
  return { code: codes[slot.state] ?? "signature-wrong", data };
}

/** How a signature on paper is recorded, where the program counts one; said to whoever would sign, and to who may see it. */
function paperWords(
  { role }: Slot,
  { section }: SectionPlace,
  { form, name }: Document,
  { candidate, rulebook }: Standing,
): string {
  if (!countsPaper(policyOf(rulebook.settings), { schema: `${form.id}@`, section, role })) return "";
  const address = shortAddress(name, section);
  const command = `ilp record paper-signature ${candidate.id} ${address} --role ${role} --scan FILE`;
  return `. Signed on paper, the coach or the Induction Team records it: ${command}`;
}

const codes: Partial<Record<Slot["state"], Finding["code"]>> = {
  missing: "signature-missing",
  stale: "signature-stale",
  declined: "signature-declined",
  uncommitted: "signature-not-recorded",
  revoked: "signature-withdrawn",
};
