import type { Day } from "../core/basics/dates.ts";
import type { Form } from "../core/forms/form.ts";
import type { Rulebook } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { roleLabel, sectionTitle } from "../core/records/labels.ts";
import { type SectionPlace, type Slot, slotWords } from "../core/records/slots.ts";
import { decisionWords } from "../core/records/words.ts";
import type { Attempt, Part, Readable } from "../core/review/attempts.ts";
import type { SheetLine } from "./sheet.ts";

/** One signature of a part, and what the same role said about the text as it was before. */
export interface SignatureLine {
  slot: Slot;
  place: SectionPlace;
  before: Readable | null;
}

/** Who has signed what is handed in, and who has not and why. */
export function signatureLines(lines: SignatureLine[], form: Form, { settings, people }: Rulebook): SheetLine[] {
  if (lines.length === 0) return [];
  const isOne = new Set(lines.map(({ place }) => place.section)).size === 1;
  const told = lines.map(({ slot, place, before }) => {
    const where = isOne ? "" : ` (${sectionTitle(form, place)})`;
    const said =
      before && slot.state === "missing"
        ? `no word yet on the text as it is; on ${before.day} ${nameIn(people, before.statement.signer)} did not sign: ${before.statement.reason ?? ""}`
        : standing(slot, nameIn(people, slot.signer ?? ""));
    return { text: `The ${roleLabel(slot.role, settings.labels)}${where}: ${said}`, depth: 1, hang: 1 };
  });
  return ["Signatures:", ...told];
}

function standing(slot: Slot, name: string): string {
  const { state, day, reason } = slot;
  if (state === "missing") return "no word yet";
  if (state === "declined") return `${name} did not sign on ${day}: ${reason}`;
  if (state === "stale") return `${name} signed on ${day}, and the text was changed since`;
  if (state === "valid" || state === "unverified") return `${name} signed on ${day}, ${slotWords(slot)}`;
  return `${name}, ${day}: ${slotWords(slot)}, ${reason}`;
}

/** The rounds of a part so far, each with its decision and what was said. */
export const attemptLines = (attempts: Attempt[], { people }: Rulebook): SheetLine[] =>
  attempts.flatMap(({ number, submission, replaced, due, onTime, decision, reversed }) => {
    const again = replaced.length > 0 ? ` (first on ${replaced[0]?.day}, and changed since)` : "";
    const handedIn = `Attempt ${number}: submitted on ${submission.day}${again}${timeWords(onTime, due)}`;
    const decisions = [...reversed, ...(decision ? [decision] : [])].flatMap((each) => {
      const until = each.resubmitBy ? `, resubmission due ${each.resubmitBy}` : "";
      const by = `${decisionWords(each.decision)} by ${nameIn(people, each.by)} on ${each.day}${until}`;
      return [by, ...(each.feedback ? [each.feedback] : [])];
    });
    return [handedIn, ...decisions].map((text, index) => ({ text, depth: index === 0 ? 0 : 1, hang: 1 }));
  });

const timeWords = (onTime: boolean | null, due: Day | null): string =>
  onTime === null ? "" : onTime ? `, on time (due on ${due})` : `, late (due on ${due})`;

/** Where a part stands, after "it is" or by itself: handed in on 2026-11-21, and waits for a decision. */
export function stateWords({ state, attempts, changed }: Part, { people }: Rulebook): string {
  const last = attempts.at(-1);
  const since = changed ? ", and changed since" : "";
  if (!last) return "not submitted yet";
  const { submission, decision } = last;
  if (state === "submitted" || !decision)
    return `handed in on ${submission.day}${since || ", and waits for a decision"}`;
  return `${decisionWords(decision.decision)} by ${nameIn(people, decision.by)} on ${decision.day}${since}`;
}
