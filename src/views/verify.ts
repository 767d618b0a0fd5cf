import { type Tally, tallyOf } from "../core/findings/tally.ts";
import type { People } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { shortAddress } from "../core/records/labels.ts";
import type { SectionSlot } from "../core/records/registry-forms.ts";
import { type Attachment, type Judged, proofWords } from "../core/records/signature.ts";
import { slotWords } from "../core/records/slots.ts";
import { addressOf, shortId } from "../core/records/statement.ts";
import { remarkWords } from "../core/records/words.ts";
import type { ProcessNotes } from "../core/review/process-notes.ts";
import type { Io } from "../io.ts";
import { jsonText } from "./json.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { table } from "./table.ts";
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
  { all, code, people }: { all: boolean; code: number; people: Persons },
  io: Io,
): string {
  const colour = paint(io);
  const blocks = found.candidates.map((each) => candidateText(each, tallyOf(each), all, people, io));
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

function candidateText(each: Shown["candidates"][number], tally: Tally, all: boolean, people: Persons, io: Io): string {
  const colour = paint(io);
  const { good, open, broken, remarked, lost } = tally;
  const missing = open.filter(({ slot }) => slot.state === "missing");
  // Signatures of parts that are gone are told as well, though nobody has to give them again.
  const others = each.slots.filter(
    ({ slot }) => !slot.accepted && slot.state !== "missing" && (slot.required || slot.state === "stale"),
  );
  const wrong = broken.length + each.damage.length + lost.length;
  const counts = [
    `${good.length} ${good.length === 1 ? "signature" : "signatures"} in order`,
    missing.length > 0 ? `${missing.length} not given yet` : "",
    others.length > 0
      ? colour.yellow(
          `${others.length} no longer ${others.length === 1 ? "holds" : "hold"}, or ${others.length === 1 ? "is" : "are"} not proved enough`,
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
  lines.push(...remarksText(remarked, all, each.candidate), ...noteLines(each.notes, tally, people, io));
  for (const path of each.differs)
    lines.push(colour.dim(`  ${safe(path)}: not as it is recorded; the recorded text was looked at`));
  const listed = all ? [...good, ...missing, ...others] : others;
  const rows = listed.map(({ document, section, slot }) => [
    `  ${slotWords(slot)}`,
    safe(shortAddress(document, section)),
    slot.role,
    safe(nameIn({ people }, slot.signer ?? "")),
    slot.day ?? "",
    slot.record ? shortId(slot.record) : "",
  ]);
  if (rows.length > 0) lines.push(...table(rows, io.columns, 1));
  if (all) lines.push(...processTable(tally, people, io));
  if (missing.length > 0 && !all)
    lines.push(
      colour.dim(`  Not given yet: ilp status ${safe(each.candidate)}, or ilp verify ${safe(each.candidate)} --all`),
    );
  return lines.join("\n");
}

/** Two records with a remark are told one by one; a whole program that was copied would fill pages. */
function remarksText(remarked: Judged[], all: boolean, candidate: string): string[] {
  if (all || remarked.length <= 2)
    return remarked.map(({ remarks, path }) => `  ${safe(path)}: ${safe(remarks.map(remarkWords).join("; "))}`);
  const [example = ""] = remarked.flatMap(({ remarks }) => remarks.map(remarkWords));
  return [
    `  ${remarked.length} of them have a remark, such as: ${safe(example)}.`,
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
