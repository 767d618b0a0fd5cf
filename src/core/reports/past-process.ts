import { rowOf } from "../acts/rows.ts";
import type { Candidate, Rulebook } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { type EntryLine, entryLines } from "../records/entry.ts";
import { titleAbout } from "../records/labels.ts";
import type { Attachment, Judged } from "../records/signature.ts";
import { isCaseAct, type Statement, shortId } from "../records/statement.ts";
import { titleOfAct } from "../records/words.ts";
import type { Attempt } from "../review/attempts.ts";
import { isOfProcess } from "../review/out-of-turn.ts";
import type { Standing } from "../review/standing.ts";

/** What history tells of a submission, a decision, feedback or a case file, beside who made it when. */
export interface PastProcess {
  /** Which attempt it is, and whether it came in time: "Attempt 2, on time (due 2026-12-01)". */
  attempt: string;
  /** Of a case file: what it says, a sentence for each label. */
  says: string[];
  /** Of a case file: the part it is about, document#section. */
  about: string | null;
  /** Of a case file: the record that it answers, or goes on from, after its label; empty when there is none. */
  of: string;
  /** What was attached, and what became of it. */
  files: { path: string; state: Attachment["state"]; here: Attachment["here"] }[];
  /** The rule, with its source, by which the process does not count it; empty when it does. */
  refused: string;
}

/** Tells of each such record of a candidate; null for a signature. */
export function processTeller(
  { candidate, rulebook, parts, outOfTurn }: Standing,
  attachments: Attachment[],
): (record: Judged) => PastProcess | null {
  const refused = new Map(
    outOfTurn.map(({ record, refused: { rule, source } }) => [record.path, `${rule} (${source})`]),
  );
  const attempts = new Map(parts.flatMap((part) => part.attempts.flatMap(attemptWords)));
  return (record) => {
    const { id, path, statement } = record;
    const why = refused.get(path) ?? "";
    if (!isOfProcess(record) || !statement)
      return why ? { attempt: "", says: [], about: null, of: "", files: [], refused: why } : null;
    const { about } = statement.entry ?? {};
    return {
      attempt: attempts.get(id) ?? "",
      says: sentences(entryLines(statement, { acts: rulebook.acts, candidate, without: ["document", "files"] })),
      about: typeof about === "string" ? about : null,
      of: statement.of ? `${labelOf(statement)}: ${recordWords(statement.of, candidate, rulebook)}` : "",
      files: record.problem === null ? filesOf(id, attachments) : [],
      refused: why,
    };
  };
}

/** Each answer after its label, each a sentence on one line. */
const sentences = (lines: EntryLine[]): string[] =>
  lines
    .map(({ label, text }) => `${label}: ${text.replace(/\s+/g, " ").trim()}`)
    .map((each) => (/[.!?:…]$/.test(each) ? each : `${each}.`));

const labelOf = ({ act }: Statement): string => (isCaseAct(act) && rowOf(act).of) || "On";

function recordWords(of: string, { records = [] }: Candidate, { people }: Rulebook): string {
  const found = records.find(({ id }) => id === of);
  const named = `record ${shortId(of)}`;
  if (!found?.statement) return `${named}, which is not here`;
  return `${titleOfAct(found.statement)} by ${nameIn(people, found.statement.signer)}, ${found.day ?? ""} (${named})`;
}

const filesOf = (id: string, attachments: Attachment[]) =>
  attachments.flatMap(({ record, path, state, here }) => (record === id ? { path, state, here } : []));

function attemptWords({ number, submission, replaced, due, onTime, decision, reversed }: Attempt): [string, string][] {
  const time = onTime === null ? "" : `, ${onTime ? "on time" : "late"} (due ${due})`;
  const words = `Attempt ${number}`;
  return [
    [submission.record, `${words}${time}`],
    ...replaced.map(({ record }): [string, string] => [record, `${words}, handed in once more before anybody decided`]),
    ...(decision ? [[decision.record, words] as [string, string]] : []),
    ...reversed.map(({ record }): [string, string] => [record, `${words}, decided again after an appeal`]),
  ];
}

/** Where a case file stands in a list: what it is about, in the words of the form. */
export function caseTitle({ documents }: Pick<Candidate, "documents">, { statement }: Judged): string | null {
  if (!statement || !isCaseAct(statement.act)) return null;
  const { about } = statement.entry ?? {};
  if (typeof about !== "string") return "Case file";
  return `Case file, about ${titleAbout({ documents }, about)}`;
}
