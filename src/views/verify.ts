import { type Tally, tallyOf } from "../core/findings/tally.ts";
import type { People, Rulebook } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { roleLabel, shortAddress } from "../core/records/labels.ts";
import type { SectionSlot } from "../core/records/registry-forms.ts";
import { type Attachment, type Judged, proofWords } from "../core/records/signature.ts";
import { slotWords } from "../core/records/slots.ts";
import { addressOf, shortId } from "../core/records/statement.ts";
import { remarkWords } from "../core/records/words.ts";
import type { ProcessNotes } from "../core/review/process-notes.ts";
import type { Io } from "../io.ts";
import { jsonText } from "./json.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { stacked } from "./table.ts";
import { attachmentLines, noteLines, processCounts, processTable } from "./verify-process.ts";

/** What a look at signatures found, as far as it is shown. */
interface Shown {
  candidates: {
    candidate: string;
    name: string;
    records: Judged[];
    slots: SectionSlot[];
    damage: { path: string; status: "M" | "D" | "T"; commit: string; by: string; at: string }[];
    attachments: Attachment[];
    notes: ProcessNotes;
    differs: string[];
    unread?: boolean;
  }[];
  history: { cut: boolean; rewritten: boolean; firstLook: boolean } | null;
  registry: { changed: string[]; added: string[] };
  acceptedDamage: number;
}
type Persons = People["people"];

/** What `ilp verify` prints for people: what is wrong first, then what is open; with --all everything. */
export function verificationText(
  found: Shown,
  { all, code, rulebook }: { all: boolean; code: number; rulebook: Pick<Rulebook, "people" | "settings"> },
  io: Io,
): string {
  const colour = paint(io);
  const looked = found.candidates.map((each) => ({ each, tally: tallyOf(each) }));
  // One who was asked for by name, and everybody with --all, is told in full.
  const isTold = ({ each, tally }: Looked) => all || looked.length === 1 || !isInOrder(each, tally);
  const blocks = [
    ...looked.filter(isTold).map(({ each, tally }) => candidateText(each, tally, all, rulebook, io)),
    ...inOrderLines(
      looked.filter((one) => !isTold(one)),
      io,
    ),
  ];
  const alarms = [
    ...(found.history?.rewritten
      ? [
          "History was rewritten since the last look on this computer: what was recorded before is not all part of it any more.",
        ]
      : []),
    ...found.registry.changed.map(
      (change) => `Changed in people.yaml or program.yaml since the last look: ${safe(change)}.`,
    ),
  ];
  const remedy =
    alarms.length > 0 ? ["Ask whoever keeps the program whether that is right. If it is: ilp verify --accept", ""] : [];
  const notes = [
    ...found.registry.added.map((change) => `Since the last look: ${safe(change)}.`),
    ...(found.history === null
      ? ["There is no Git here: signatures without a key cannot be proved, and there is no history to look at."]
      : []),
    ...(found.acceptedDamage > 0
      ? [`${found.acceptedDamage} earlier changes to records were accepted on this computer.`]
      : []),
    ...(found.history?.cut ? ["History is cut here (a shallow copy): what is older was not looked at."] : []),
    ...(found.history?.firstLook
      ? [
          "First look on this computer: people and keys are remembered from now on. Compare the keys once with their owners: ilp keys show",
        ]
      : []),
  ];
  const width = widthOf(io);
  const verdict = {
    0: colour.green("Every signature that is asked for is in order."),
    1: colour.yellow(
      found.candidates.some((each) => each.unread || tallyOf(each).open.length > 0)
        ? "Nothing was tampered with; some signatures are open."
        : "Nothing was tampered with; not everything is as --strict asks for it.",
    ),
    4: colour.red("Something here is not what it says. See above before you rely on it."),
  }[code];
  return [
    ...alarms.map((line) => colour.red(wrap(line, width))),
    ...remedy,
    ...blocks,
    "",
    ...notes.map((line) => wrap(line, width)),
    verdict ?? "",
    "",
  ].join("\n");
}

interface Looked {
  each: Shown["candidates"][number];
  tally: Tally;
}

/** What is not signed yet is no disorder, and a remark is told of all together. */
const isInOrder = ({ damage, attachments, notes, differs, unread, slots }: Looked["each"], tally: Tally): boolean =>
  !unread &&
  damage.length + differs.length + tally.broken.length + tally.lost.length + tally.unrecorded.length === 0 &&
  attachments.every(({ state, here }) => state === "good" && here === "same") &&
  notes.outOfTurn.length + notes.changed.length + notes.weak.length === 0 &&
  othersIn(slots).length === 0;

/** Signatures that were given or declined, and do not count. Of parts that are gone as well, though nobody has to give them again. */
const othersIn = (slots: SectionSlot[]) =>
  slots.filter(({ slot }) => !slot.accepted && slot.state !== "missing" && (slot.required || slot.state === "stale"));

/** One line for all that is in order. */
function inOrderLines(looked: Looked[], io: Io): string[] {
  if (looked.length === 0) return [];
  const sum = (count: (one: Looked) => number) => looked.reduce((all, one) => all + count(one), 0);
  const good = sum(({ tally }) => tally.good.length);
  const missing = sum(({ tally }) => tally.open.length);
  const told = sum(({ tally }) => tally.told.length);
  const remarked = sum(({ tally }) => tally.remarked.length);
  const facts = [
    `${looked.length} ${looked.length === 1 ? "candidate" : "candidates"}`,
    `${good} ${good === 1 ? "signature" : "signatures"}`,
    told > 0 ? `${told} other ${told === 1 ? "record" : "records"}` : "",
  ];
  const more = [missing > 0 ? `${missing} not given yet` : "", remarked > 0 ? `${remarked} with a remark` : ""];
  const rest = more.filter(Boolean).join(", ");
  const line = `In order: ${facts.filter(Boolean).join(", ")}${rest ? `; ${rest} (ilp verify --all)` : ""}.`;
  return [wrap(paint(io).green(line), widthOf(io))];
}

function candidateText(
  each: Looked["each"],
  tally: Tally,
  all: boolean,
  { people: registry, settings: { labels } }: Pick<Rulebook, "people" | "settings">,
  io: Io,
): string {
  const colour = paint(io);
  const { people } = registry;
  const { good, open, broken, remarked, lost } = tally;
  const missing = open.filter(({ slot }) => slot.state === "missing");
  const others = othersIn(each.slots);
  const declined = others.filter(({ slot }) => slot.state === "declined").length;
  const weak = others.length - declined;
  const wrong = broken.length + each.damage.length + lost.length;
  const counts = [
    `${good.length} ${good.length === 1 ? "signature" : "signatures"} in order`,
    missing.length > 0 ? `${missing.length} not given yet` : "",
    declined > 0 ? colour.yellow(`${declined} declined`) : "",
    weak > 0
      ? colour.yellow(
          `${weak} no longer ${weak === 1 ? "holds" : "hold"}, or ${weak === 1 ? "is" : "are"} not proved enough`,
        )
      : "",
    ...processCounts(tally),
    wrong > 0 ? colour.red(`${wrong} not what they say`) : "",
  ];
  const head = `${colour.bold(safe(each.name))} (${safe(each.candidate)}): ${counts.filter(Boolean).join(", ")}`;
  const lines = [wrap(head, widthOf(io), "  ")];
  if (each.unread)
    lines.push(
      colour.yellow(`  profile.yaml cannot be read, so nobody can tell who signs: ilp check ${safe(each.candidate)}`),
    );
  for (const { path, status, by, at, commit } of each.damage)
    lines.push(
      colour.red(
        `  ${safe(path)}: ${status === "D" ? "taken away" : "changed"} after it was recorded, by ${safe(by)}, ${at} (${commit.slice(0, 10)})`,
      ),
    );
  for (const record of broken)
    lines.push(colour.red(`  ${safe(record.path)}:`), `    ${wrap(`${safe(record.reason)}.`, widthOf(io), "    ")}`);
  lines.push(...attachmentLines(each.attachments, io));
  lines.push(...remarksText(remarked, all, each.candidate, widthOf(io)), ...noteLines(each.notes, tally, people, io));
  for (const path of each.differs)
    lines.push(colour.dim(`  ${safe(path)}: not as it is recorded; the recorded text was looked at`));
  const listed = all ? [...good, ...missing, ...others] : others;
  const rows = listed.map(({ document, section, slot }) => [
    `  ${slotWords(slot)}`,
    safe(shortAddress(document, section)),
    safe(roleLabel(slot.role, labels)),
    safe(nameIn({ people }, slot.signer ?? "")),
    slot.day ?? "",
    slot.record ? shortId(slot.record) : "",
  ]);
  lines.push(...stacked(rows, io.columns, 2));
  if (all) lines.push(...processTable(tally, people, labels, io));
  if (missing.length > 0 && !all)
    lines.push(
      colour.dim(`  Not given yet: ilp status ${safe(each.candidate)}, or ilp verify ${safe(each.candidate)} --all`),
    );
  return lines.join("\n");
}

/** Two records with a remark are told one by one; a whole program that was copied would fill pages. */
function remarksText(remarked: Judged[], all: boolean, candidate: string, width: number): string[] {
  if (all || remarked.length <= 2)
    return remarked.map(({ remarks, path }) => `  ${safe(path)}: ${safe(remarks.map(remarkWords).join("; "))}`);
  const [example = ""] = remarked.flatMap(({ remarks }) => remarks.map(remarkWords));
  return [
    `  ${wrap(`${remarked.length} of them have a remark, such as: ${safe(example)}.`, width, "    ")}`,
    `  All of them: ilp verify ${safe(candidate)} --all`,
  ];
}

/** What `ilp verify --json` prints: the shape others may rely on. */
export function verificationJson({ candidates, history, registry }: Shown, code: number, people: Persons): string {
  return jsonText({
    ok: code === 0,
    tampered: code === 4,
    history,
    registry,
    candidates: candidates.map(({ candidate, name, records, slots, damage, attachments, notes, differs }) => ({
      id: candidate,
      name,
      damage,
      attachments,
      outOfTurn: notes.outOfTurn.map(({ record, refused }) => ({ record: record.id, ...refused })),
      changed: notes.changed,
      weak: notes.weak.map(({ id }) => id),
      differs,
      records: records.map(({ path, id, statement, state, assurance, accepted, reason, remarks, seal, added }) => ({
        id,
        path,
        act: statement?.act ?? null,
        address: statement ? addressOf(statement) : null,
        decision: statement?.decision ?? null,
        role: statement?.role ?? null,
        signer: statement?.signer ?? null,
        name: statement ? nameIn({ people }, statement.signer) : null,
        at: statement?.at ?? null,
        state,
        assurance,
        proof: proofWords[assurance],
        accepted,
        reason,
        remarks: remarks.map(remarkWords),
        key: seal && "fingerprint" in seal ? seal.fingerprint : null,
        commit: added?.commit ?? null,
      })),
      slots: slots.map(({ document, section, title, slot }) => ({ document, section, title, ...slot })),
    })),
  });
}
