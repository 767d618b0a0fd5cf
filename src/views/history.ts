import { staleReason, summaryOf } from "../core/merge/change-summary.ts";
import { shortAddress } from "../core/records/labels.ts";
import { type Judged, proofWords } from "../core/records/signature.ts";
import { slotWords } from "../core/records/slots.ts";
import { shortId } from "../core/records/statement.ts";
import { decisionWords, remarkWords } from "../core/records/words.ts";
import { actWords, type Past, type PastAct, type PastChange } from "../core/reports/past.ts";
import type { PastProcess } from "../core/reports/past-process.ts";
import type { Io } from "../io.ts";
import { diffText } from "./diff.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { table } from "./table.ts";

const timeWidth = "2026-11-12 10:22".length;
const indent = " ".repeat(timeWidth + 2);

/** Letters of a Git id that tell it apart in a repository of this size. */
const shortCommit = (id: string) => id.slice(0, 9);

/** What `ilp history` prints for people: who signed what, oldest first. */
export function historyText(past: Past, shown: { diff: boolean }, io: Io): string {
  const { candidate, acts, about } = past;
  const colour = paint(io);
  const address = about ? `, ${about}` : "";
  const title = `${colour.bold(safe(candidate.name))} (${safe(candidate.id)}${safe(address)})`;
  const blocks = acts.map((act) => actLines(act, shown, io).join("\n"));
  if (acts.length === 0) blocks.push(nothingYet(past));
  if (past.damage.length > 0) blocks.push(damageText(past.damage, io));
  if (past.changes) blocks.push(changesText(past.changes, io));
  blocks.push(...past.notes.map((note) => wrap(note, widthOf(io))));
  return `${[title, ...blocks].join("\n\n")}\n`;
}

function nothingYet({ candidate, about }: Past): string {
  const word = about ? ` ${about}` : "";
  return `Nobody has signed ${about ? "this" : "anything here"} yet. To sign: ilp sign ${safe(candidate.id + word)}`;
}

function actLines(act: PastAct, { diff }: { diff: boolean }, io: Io): string[] {
  const { record, when, title, since, process } = act;
  const { statement } = record;
  const colour = paint(io);
  const line = (text: string) => indent + wrap(safe(text), widthOf(io), indent);
  const first = when.padEnd(timeWidth) || " ".repeat(timeWidth);
  const lines = [`${first}  ${wrap(saidIn(act), widthOf(io), indent)}`];
  if (statement) {
    lines.push(line(title));
    const where = process?.about?.replace(/#\.$/, "") ?? shortAddress(statement.document, statement.section);
    if (where !== title && where !== "case") lines.push(indent + safe(where));
  }
  lines.push(...standing(act).map((text) => inColour(record, line(text), io)));
  if (process) lines.push(...processLines(process, line, io));
  for (const [label, text] of Object.entries(saidBeside(record))) lines.push(line(`${label}: ${text}`));
  for (const remark of record.remarks) lines.push(line(`Remark: ${remarkWords(remark)}`));
  lines.push(colour.dim(line(idsOf(record))));
  if (diff && since && "changes" in since) lines.push("", ...diffText(since.changes, io, "  "));
  return lines;
}

/** What the record says: a name, and what that person did. */
function saidIn({ record, name, role }: PastAct): string {
  const { statement, path } = record;
  if (!statement) return safe(`A record that cannot be read: ${path}`);
  const values: Record<string, string> = {
    role,
    decision: statement.decision ? decisionWords(statement.decision) : "",
    of: statement.of ? shortId(statement.of) : "",
  };
  const doubtful = record.state === "invalid" || record.state === "wrong-person";
  return safe(
    `${doubtful ? "It says: " : ""}${name} ${actWords[statement.act].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "")}`,
  );
}

/** What it is worth now, and why. */
function standing({ record, role, since }: PastAct): string[] {
  const { state, assurance, statement, reason } = record;
  const word = slotWords({ state, assurance });
  const proof = state === "stale" || state === "revoked" ? `, ${proofWords[assurance]}` : "";
  const sentence = word.charAt(0).toUpperCase() + word.slice(1) + proof;
  if (state !== "stale" || !statement) return [reason ? `${sentence}: ${reason}` : sentence];
  const day = record.day;
  const changed = since && "changes" in since ? summaryOf(since.changes) : "";
  const lost = since && "lost" in since ? [`What changed cannot be shown: ${since.lost}.`] : [];
  return [`${sentence}: ${staleReason({ act: statement.act, role, day }, changed)}`, ...lost];
}

function inColour({ state, accepted, assurance, statement }: Judged, text: string, io: Io): string {
  const colour = paint(io);
  const good = accepted && (assurance === "key" || assurance === "witnessed");
  if (accepted) return good && statement?.act === "sign" ? colour.green(text) : text;
  if (state === "invalid" || state === "wrong-person") return colour.red(text);
  return state === "revoked" ? colour.dim(text) : colour.yellow(text);
}

/** What a submission, a decision or a case file tells. */
function processLines(process: PastProcess, line: (text: string) => string, io: Io): string[] {
  const colour = paint(io);
  const { attempt, says, of, files, refused } = process;
  return [
    ...(attempt ? [line(attempt)] : []),
    ...(of ? [line(of)] : []),
    ...says.map((each) => inTwoLines(line(each), widthOf(io))),
    ...files.map(({ path, state, here }) => {
      const told = line(`File: ${path.split("/").at(-1)}${fileWords[state] || hereWords[here]}`);
      return state === "changed" || state === "missing" ? colour.red(told) : told;
    }),
    ...(refused ? [colour.yellow(line(`Not counted: ${refused}`))] : []),
  ];
}

/** The beginning of what somebody wrote; --json has all of it. */
function inTwoLines(text: string, width: number): string {
  const [first = "", second = "", ...rest] = text.split("\n");
  if (rest.length === 0) return text;
  const room = width - 2;
  return `${first}\n${second.length <= room ? second : second.slice(0, room).replace(/ +\S*$/, "")} …`;
}

const fileWords = {
  good: "",
  "line-ends": ", the same but for the ends of its lines",
  changed: ", which is not the file that was attached",
  missing: ", which is not there any more",
  unread: ", which this copy does not hold",
};
const hereWords = { same: "", differs: "; the file here differs from it", missing: "; it is not here" };

function saidBeside({ statement, onPaper }: Judged): Record<string, string> {
  const { decision, reason, feedback, resubmit_by, covers, entry, paper } = statement ?? {};
  return {
    ...(paper
      ? { "Signed on paper": `${onPaper?.signer ?? paper.signer} as ${paper.role}, ${paper.on}`, Scan: paper.scan.path }
      : {}),
    ...(reason ? { Reason: reason } : {}),
    ...(feedback ? { [decision === "YES" ? "Note on progress" : "Feedback"]: feedback } : {}),
    ...(resubmit_by ? { "Resubmission due": resubmit_by } : {}),
    ...(typeof entry?.corrects === "string" ? { "Stands for": `record ${shortId(entry.corrects)}` } : {}),
    ...(covers?.length ? { "Relied on": covers.map(shortId).join(", ") } : {}),
  };
}

function idsOf({ id, recorded, added }: Judged): string {
  const own = id ? `record ${shortId(id)}` : "";
  const git = added ? `Git ${shortCommit(added.commit)}` : recorded === false ? "not in Git" : "";
  return [own, git].filter(Boolean).join(", ");
}

function damageText(damage: PastChange[], io: Io): string {
  const colour = paint(io);
  const what = { A: "was written", M: "was edited", D: "was taken away", T: "was replaced by something else" };
  const lines = damage.map((each) => {
    const sentence = `${/^[0-9a-f]{12}$/.test(each.what) ? "Record" : "File"} ${each.what} ${what[each.status]} by ${each.by} (Git ${shortCommit(each.commit)})`;
    return `${each.when}  ${wrap(safe(sentence), widthOf(io), indent)}`;
  });
  return [colour.red("Records are never changed. These were:"), ...lines].join("\n");
}

/** One line for each time a document was written; the newest last. */
function changesText(changes: PastChange[], io: Io): string {
  const colour = paint(io);
  const what = { A: "new", M: "changed", D: "removed", T: "replaced" };
  const head = colour.bold("Who changed the documents, as Git was told");
  if (changes.length === 0) return `${head}\nNothing is recorded.`;
  const rows = changes.map((each) => [
    each.when,
    safe(each.what),
    what[each.status],
    shortCommit(each.commit),
    safe(each.by),
  ]);
  return [head, ...table(rows, io.columns, 4)].join("\n");
}
