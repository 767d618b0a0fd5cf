import type { FieldConflict, FileConflict } from "../core/merge/conflicts.ts";
import type { Act } from "../core/records/statement.ts";
import { actTitles, titleOfAct } from "../core/records/words.ts";
import type { Io } from "../io.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** What went one way. */
export interface PassedReport {
  changes: number;
  people: { name: string; changes: number }[];
  documents: { path: string; how: "added" | "changed" | "removed"; title: string | null; address: string | null }[];
  /** Every record: signatures, submissions, decisions, case files. */
  signatures: PassedRecord[];
}

export interface PassedRecord {
  name: string;
  act: string;
  count: number;
  /** Whose, and which part: of all but signatures. */
  about?: string;
  decision?: string;
}

/** What `ilp send` did, or why it could not; also the shape of --json. Paths are from the program's folder. */
export interface SendReport {
  ok: boolean;
  remote: string;
  /** What others sent last, as Git calls it: origin/main. */
  theirs: string;
  saved: string[];
  /** Changed here, and not sent because not saved. */
  unsaved: string[];
  received: PassedReport | null;
  sent: PassedReport | null;
  conflicts: FileConflict[];
}

const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** At most this many lines of each kind; the rest is counted. */
const shownLines = 10;

export function sendText(report: SendReport, io: Io): string {
  const { received, sent, saved } = report;
  const lines = savedLines(saved);
  for (const [passed, said] of [
    [received, "Received"],
    [sent, "Sent"],
  ] as const) {
    if (!passed || passed.changes + passed.documents.length === 0) continue;
    const inside = contents(passed);
    const from = passed === received ? fromWhom(passed) : "";
    lines.push(`${said} ${many(passed.changes, "change")}${from}${inside.length > 0 ? ":" : "."}`, ...inside);
  }
  lines.push(...unsavedLines(report, io), everything(report, io));
  return `${lines.join("\n")}\n`;
}

const savedLines = (saved: string[]): string[] =>
  saved.length === 0 ? [] : [`Saved ${saved.length <= 3 ? saved.map(safe).join(", ") : many(saved.length, "file")}.`];

const everything = ({ unsaved }: SendReport, io: Io) =>
  paint(io).green(unsaved.length === 0 ? "Everything is shared." : "Everything else is shared.");

function fromWhom({ people }: PassedReport): string {
  const [only] = people;
  if (!only) return "";
  if (people.length === 1) return ` from ${safe(only.name)}`;
  return ` (${people.map(({ name, changes }) => `${changes} from ${safe(name)}`).join(", ")})`;
}

const acts: Record<string, string> = {
  sign: "signature",
  decline: "declined signature",
  witness: "witness record",
  revoke: "withdrawal",
};

/** "2 signatures by Ines Ejemplo"; "Review: NO (Incomplete), candidate-one year-1/context, by Ines Ejemplo". */
function recordLine({ name, act, count, about, decision }: PassedRecord): string {
  if (about === undefined) return `  ${many(count, acts[act] ?? "record")} by ${safe(name)}`;
  const known = act in actTitles ? (act as Act) : null;
  const isDecision = decision === "YES" || decision === "NO";
  const title = known ? titleOfAct({ act: known, ...(isDecision ? { decision } : {}) }) : "Record";
  return `  ${count > 1 ? `${count} times ` : ""}${title}, ${safe(about)}, by ${safe(name)}`;
}

function contents({ documents, signatures }: PassedReport): string[] {
  const named = documents.map(
    ({ path, title, how }) => `  ${safe(title ?? path)}${how === "removed" ? " (removed)" : ""}`,
  );
  // Documents first: they are what people look for.
  const order = documents.map(({ title }, index) => ({ line: named[index] ?? "", first: title !== null }));
  const sorted = [...order.filter(({ first }) => first), ...order.filter(({ first }) => !first)].map(
    ({ line }) => line,
  );
  return [
    ...sorted.slice(0, shownLines),
    ...(sorted.length > shownLines ? [`  and ${many(sorted.length - shownLines, "more file")}`] : []),
    ...signatures.slice(0, shownLines).map(recordLine),
    ...(signatures.length > shownLines ? [`  and ${many(signatures.length - shownLines, "more line")}`] : []),
  ];
}

function unsavedLines({ unsaved }: SendReport, io: Io): string[] {
  if (unsaved.length === 0) return [];
  const names = unsaved.slice(0, shownLines).map((path) => `  ${safe(path)}`);
  const rest = unsaved.length > shownLines ? [`  and ${many(unsaved.length - shownLines, "more file")}`] : [];
  return [
    paint(io).yellow("Not sent, because not saved yet:"),
    ...names,
    ...rest,
    "  To save and send: ilp send --save",
  ];
}

/** Why nothing was sent: what both sides changed, and how to settle it. */
export function conflictText({ conflicts, theirs, saved }: SendReport, decided: boolean, io: Io): string {
  const colour = paint(io);
  const width = widthOf(io);
  const lines = [
    ...savedLines(saved),
    `${colour.red("ilp:")} You and others changed the same, so nothing was sent, and nothing was changed here.`,
  ];
  for (const { path, title, reason, fields, by } of conflicts) {
    lines.push("", colour.bold(safe(title ?? path)));
    const said = sentences[reason](safe(by));
    if (said !== "") lines.push(`  ${wrap(said, width, "  ")}`);
    for (const field of fields) lines.push(...fieldLines(field, by));
  }
  lines.push(
    "",
    ...remedy(conflicts, theirs, decided).map((line) => (line.startsWith(" ") ? line : wrap(line, width))),
  );
  return `${lines.join("\n")}\n`;
}

const sentences: Record<FileConflict["reason"], (by: string) => string> = {
  fields: () => "",
  lines: (by) => `You and ${by} changed lines that stand too close together to tell whose is whose.`,
  unreadable: (by) => `What you and ${by} wrote makes no readable file when it is put together.`,
  "removed-here": (by) => `You removed this file; ${by} changed it.`,
  "removed-there": (by) => `You changed this file; ${by} removed it.`,
  "same-name": () => "One of you has a file of this name, the other a folder; only one of the two can stand.",
  "not-text": (by) => `You and ${by} changed this file, and only one of the two can stand.`,
};

const quoted = (text: string) => (text === "" ? "left it empty" : `wrote "${safe(text)}"`);

const fieldLines = ({ label, address, mine, theirs }: FieldConflict, by: string): string[] => [
  `  ${safe(label)} (${safe(address)})`,
  `    you ${quoted(mine)}`,
  `    ${safe(by)} ${quoted(theirs)}`,
];

function remedy(conflicts: FileConflict[], theirs: string, decided: boolean): string[] {
  const byHand = conflicts.filter(({ reason }) => reason === "lines" || reason === "unreadable");
  const lines: string[] = [];
  if (byHand.length < conflicts.length && !decided)
    lines.push(
      "Agree with each other what shall stand. Then one of:",
      "  ilp send --keep theirs          theirs stands, in the places above",
      "  ilp send --keep mine            yours stands",
      ...(conflicts.some(({ fields }) => fields.length > 0)
        ? ["  ilp send --save --keep mine     first write a text you both like into your file"]
        : []),
      "Everything else that either of you wrote is kept. What gives way can still be found in the history.",
    );
  for (const { path } of byHand)
    lines.push(
      `For ${safe(path)}: write into your file what the other wrote in theirs (to see it: git show ${theirs}:./${safe(path)}), then: ilp send --save`,
    );
  return lines;
}
