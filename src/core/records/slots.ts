import type { Day } from "../basics/dates.ts";
import { type Mapping, valuesAt } from "../basics/values.ts";
import type { Form, Role } from "../forms/form.ts";
import { isSigning, signedAs, signedBy } from "./paper.ts";
import { type Assurance, type Judged, proofWords, strength } from "./signature.ts";

/** A section as it is signed: with * for the items of a list, one for each item, by its id. */
export interface SectionPlace {
  /** As in an address: "." or keys and item ids. */
  section: string;
  /** As the form declares it: inquiries/*. */
  declared: string;
  /** Where it begins in the file. */
  pointer: string;
}

/** The whole document, as a section. */
export const wholeDocument: SectionPlace = { section: ".", declared: ".", pointer: "" };

export const sectionsOf = (form: Form, value: Mapping): SectionPlace[] => placesIn(Object.keys(form.sections), value);

/** Where the parts that a form declares stand in a document. */
export function placesIn(parts: string[], value: Mapping): SectionPlace[] {
  return parts.flatMap((declared) => {
    if (!declared.endsWith("/*"))
      return [{ section: declared, declared, pointer: declared === "." ? "" : `/${declared}` }];
    const list = declared.slice(0, -2);
    const named = valuesAt(value, `${list}/*/id`).filter(
      ({ value: id }) => typeof id === "string" && !id.includes("/"),
    );
    return named.map(({ value: id, pointer }) => ({
      section: `${list}/${id}`,
      declared,
      pointer: pointer.replace(/\/id$/, ""),
    }));
  });
}

export type SlotState =
  | "missing"
  | "valid"
  | "unverified"
  | "declined"
  | "stale"
  | "uncommitted"
  | "revoked"
  | "wrong-person"
  | "invalid";

/** One signature that is asked for or welcome, and where it stands. */
export interface Slot {
  role: Role;
  required: boolean;
  state: SlotState;
  assurance: Assurance | null;
  /** Whether it counts as signed. */
  accepted: boolean;
  /** Id in people.yaml. */
  signer: string | null;
  /** Moment, UTC, and the day it was where the program is. */
  at: string | null;
  day: Day | null;
  record: string | null;
  /** Why it is not valid, or the reason of a decline. */
  reason: string;
  /** Of a signature on paper: the name of whoever saw it. */
  seenBy?: string;
  /** What changed since, where that is known. */
  changed?: string;
}

/** From what counts most to what counts least: an old or forged record never hides a good one. */
const order = ["accepted", "valid", "uncommitted", "stale", "revoked", "wrong-person", "invalid"];
/** On a line, a signature on paper is that and no more, however well its record is proved. */
const levelOf = ({ statement, assurance }: Judged): Assurance => (statement?.paper ? "paper" : assurance);
const rank = (each: Judged) => order.indexOf(each.accepted ? "accepted" : each.state);

/** Whether whoever is said to have signed on paper has spoken here themselves: their own word stands for itself. */
const isOutspoken = ({ statement }: Judged, records: Judged[]): boolean =>
  records.some(
    (each) =>
      each.accepted && each.statement?.paper === undefined && each.statement?.signer === statement?.paper?.signer,
  );

/** Where one signature stands: the newest of the records that count most (signatures.md 7.5). */
export function slotOf(role: Role, required: boolean, records: Judged[]): Slot {
  const none = {
    role,
    required,
    assurance: null,
    accepted: false,
    signer: null,
    at: null,
    day: null,
    record: null,
    reason: "",
  };
  const [best] = records
    .filter((each) => !isOutspoken(each, records))
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        // Among those that count, what is proved better is not undone by what is proved less well.
        (one.accepted ? strength[levelOf(other)] - strength[levelOf(one)] : 0) ||
        (other.statement?.at ?? "").localeCompare(one.statement?.at ?? ""),
    );
  if (!best?.statement) return { ...none, state: "missing" };
  const { act, at, reason } = best.statement;
  const declined = act === "decline" && best.state === "valid";
  return {
    role,
    required,
    state: declined ? "declined" : best.state === "valid" && !best.accepted ? "unverified" : best.state,
    assurance: levelOf(best),
    ...(best.onPaper ? { seenBy: best.onPaper.seenBy } : {}),
    accepted: best.accepted && isSigning(best.statement),
    signer: signedBy(best.statement),
    at,
    day: best.statement.paper?.on ?? best.day,
    record: best.id,
    reason: declined ? (reason ?? "") : best.reason,
    ...(best.changed ? { changed: best.changed } : {}),
  };
}

/** Every signature of one section. A decline that the text outlived, or that was withdrawn, asks again. */
export function slotsOf(form: Form, document: string, { section, declared }: SectionPlace, records: Judged[]): Slot[] {
  const mine = records.filter(
    ({ statement }) =>
      statement?.document === document &&
      statement.section === section &&
      (isSigning(statement) || statement.act === "decline"),
  );
  return (Object.entries(form.sections[declared]?.sign ?? {}) as [Role, string][]).map(([role, need]) => {
    const own = mine.filter(({ statement }) => statement && signedAs(statement) === role);
    // With a key that does not count, nobody knows who it was that declined.
    const still = own.filter(
      ({ statement, state, assurance }) =>
        (statement && isSigning(statement)) || (state === "valid" && strength[assurance] >= strength.none),
    );
    const slot = slotOf(role, need === "required", still);
    const before = own.filter(({ statement, state }) => statement?.act === "decline" && state === "stale").at(-1);
    return slot.state === "missing" && before?.day
      ? { ...slot, reason: `did not sign the earlier text on ${before.day}` }
      : slot;
  });
}

/** How a signature is proved, in words; of one on paper, who saw it. */
export const slotProof = ({ assurance, seenBy }: Pick<Slot, "assurance" | "seenBy">): string =>
  `${proofWords[assurance ?? "none"]}${seenBy === undefined ? "" : `, seen by ${seenBy}`}`;

/** One word for people: valid, unverified (…), or the state. */
export const slotWords = ({ state, assurance, seenBy }: Pick<Slot, "state" | "assurance" | "seenBy">): string => {
  if (seenBy !== undefined && state === "unverified")
    return `${slotProof({ assurance, seenBy })} (does not count here)`;
  if (seenBy !== undefined && state === "valid") return slotProof({ assurance, seenBy });
  if (state === "valid" || state === "unverified")
    return assurance === "key"
      ? "valid"
      : assurance === "witnessed"
        ? "valid (witnessed)"
        : proofWords[assurance ?? "none"];
  return state === "revoked" ? "withdrawn" : state === "uncommitted" ? "not recorded" : state.replace("-", " ");
};
