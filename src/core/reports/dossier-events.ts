import { momentIn } from "../basics/moment.ts";
import { policyOf } from "../program/policy.ts";
import { nameIn } from "../program/registry.ts";
import type { Refusal } from "../records/acts.ts";
import { isAboutText } from "../records/judge.ts";
import { roleLabel } from "../records/labels.ts";
import { type Judged, proofWords } from "../records/signature.ts";
import { isCaseAct, type Statement, shortId } from "../records/statement.ts";
import { remarkWords, standingWords, titleOfAct } from "../records/words.ts";
import { counts, type Readable } from "../review/attempts.ts";
import { saysOf } from "./dossier-says.ts";
import {
  type DossierEvent,
  type DossierLine,
  type Listing,
  type Lost,
  placeAbout,
  placeOf,
  type ToldCase,
} from "./dossier-told.ts";
import { inOrder } from "./past.ts";

/** Every record in order of time, those that do not count as well. A contact stands where it was recorded. */
export function dossierEvents(told: ToldCase): DossierEvent[] {
  const lost = new Map(told.lost.map((each) => [each.record, each]));
  const records = inOrder([...(told.candidate.records ?? []), ...lost.keys()]);
  const refused = new Map<Judged, Refusal>(told.outOfTurn.map((each) => [each.record, each.refused]));
  const policy = policyOf(told.rulebook.settings);
  const isCounted = (record: Judged) => !lost.has(record) && !refused.has(record) && counts(record, policy);
  const listing = listingOf(told, records, isCounted);
  return records.map((record, index) =>
    eventOf(record, {
      number: index + 1,
      listing,
      isCounted: isCounted(record),
      lost: lost.get(record) ?? null,
      refused: refused.get(record) ?? null,
    }),
  );
}

function listingOf(told: ToldCase, records: Judged[], isCounted: (record: Judged) => boolean): Listing {
  const numbered: Map<string, { number: number; record: Readable }> = new Map();
  const corrected = new Map<string, number[]>();
  for (const [index, record] of records.entries()) {
    if (!isReadable(record)) continue;
    const number = index + 1;
    // A copy somebody made of a record does not take its place.
    if (!numbered.has(record.id) || isCounted(record)) numbered.set(record.id, { number, record });
    const { corrects } = record.statement.entry ?? {};
    if (typeof corrects === "string" && isCounted(record))
      corrected.set(corrects, [...(corrected.get(corrects) ?? []), number]);
  }
  return { ...told, numbered, corrected };
}

const isReadable = (record: Judged): record is Readable => record.statement !== null;

interface Around {
  number: number;
  listing: Listing;
  lost: Lost | null;
  refused: Refusal | null;
  isCounted: boolean;
}

function eventOf(record: Judged, around: Around): DossierEvent {
  const { number, listing, lost } = around;
  const { settings, people } = listing.rulebook;
  const { statement, path, day } = record;
  const file = lost?.file ?? listing.copies.get(path) ?? null;
  const state = stateWords(record, around);
  const common = { number, day, proof: proofOf(record, lost !== null, settings["time-zone"]), state, path, file };
  if (!isReadable(record) || !statement)
    return {
      ...common,
      time: "",
      act: null,
      title: "A record that cannot be read",
      who: null,
      about: null,
      says: [],
      counts: false,
      record: "",
    };
  const { act, signer, role } = statement;
  return {
    ...common,
    time: momentIn(settings["time-zone"], statement.at).slice(11),
    act,
    title: titleOfAct(statement),
    who: { name: nameIn(people, signer), role: roleLabel(role, settings.labels) },
    about: subjectOf(statement, listing),
    says: [...saysOf(record, listing), ...correctionLines(record, listing), ...textLine(record, listing)],
    counts: around.isCounted,
    record: shortId(record.id),
  };
}

/** What a record is about: a part of a document; of the case file, what it names or what the record it goes on from names. */
function subjectOf(statement: Statement, listing: Listing): DossierEvent["about"] {
  const { candidate, numbered } = listing;
  const { document, section, entry, of } = statement;
  if (!isCaseAct(statement.act)) return placeOf(candidate, document, section);
  if (typeof entry?.about === "string") return placeAbout(candidate, entry.about);
  const before = of === undefined ? undefined : numbered.get(of)?.record.statement;
  // A record can name no later one, so this comes to an end.
  return before && before.at <= statement.at && before !== statement ? subjectOf(before, listing) : null;
}

function stateWords(record: Judged, { listing, lost, refused }: Around): string {
  const { statement, state, reason, remarks } = record;
  if (lost) return `${lost.told}; this is what history kept of it`;
  const tooWeak =
    (state === "valid" || state === "stale") && statement && !counts(record, policyOf(listing.rulebook.settings));
  const said = standingWords(record);
  return [
    said,
    ...(tooWeak ? ["proved less well than the program asks for, so it does not count"] : []),
    ...(refused ? [`does not count: ${refused.rule} (${refused.source})`] : []),
    ...(reason && reason !== "the text changed afterwards" ? [reason] : []),
    ...remarks.map(remarkWords),
  ].join("; ");
}

/** How it is proved: the words of the program, the key, and who recorded it when. */
function proofOf({ assurance, seal, added, recorded }: Judged, isLost: boolean, timeZone: string): string {
  return [
    isLost ? "not judged, because it is not there any more" : proofWords[assurance],
    ...(seal && "fingerprint" in seal ? [`key ${seal.fingerprint}`] : []),
    ...(added ? [`recorded by ${added.email}, ${momentIn(timeZone, added.at)} (${added.commit.slice(0, 10)})`] : []),
    ...(recorded === false ? ["not recorded"] : []),
  ].join("; ");
}

function correctionLines({ id, statement }: Readable, { numbered, corrected }: Listing): DossierLine[] {
  const { corrects } = statement.entry ?? {};
  const before = typeof corrects === "string" ? numbered.get(corrects) : undefined;
  const later = corrected.get(id) ?? [];
  return [
    ...(before ? [{ label: "Stands for", text: `entry ${before.number}, which it corrects` }] : []),
    ...(later.length > 0 ? [{ label: "Corrected later", text: `by entry ${later.join(", ")}` }] : []),
  ];
}

/** Where the text is that somebody signed, handed in or decided on. */
function textLine({ id, statement }: Readable, { texts }: Listing): DossierLine[] {
  if (!isAboutText(statement)) return [];
  const file = texts.get(id);
  return [{ label: "The text then", text: file ?? "in no recorded state of the document here" }];
}
