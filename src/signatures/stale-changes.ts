import { sectionData } from "../core/forms/digest.ts";
import { type Since, summaryOf } from "../core/merge/change-summary.ts";
import { type Change, changedAnswers } from "../core/merge/changes.ts";
import type { Candidate } from "../core/program/program.ts";
import type { Judged } from "../core/records/signature.ts";
import type { Repository } from "../git/open.ts";
import { signedText } from "./signed-text.ts";

/** For each stale record of a candidate, by its id, what changed since. Without one it costs nothing: Git is not asked. */
export async function changesSince(
  { records = [], documents, present }: Pick<Candidate, "records" | "documents" | "present">,
  repository: Repository | null,
): Promise<Map<string, Since>> {
  const since = new Map<string, Since>();
  const stale = records.filter(({ state }) => state === "stale");
  if (stale.length === 0) return since;
  const { differ } = await import("./text-diff.ts");
  for (const record of stale) {
    const { id, statement } = record;
    if (!statement) continue;
    const document = documents.find(({ name }) => name === statement.document);
    if (!document) {
      const lost = present.has(statement.document) ? "the document cannot be read now" : "the document is gone";
      since.set(id, { lost });
      continue;
    }
    const signed = repository?.head ? await signedText(repository, record) : null;
    if (!signed) {
      since.set(id, { lost: whyLost(repository, record) });
      continue;
    }
    const { form, value } = document;
    const now = sectionData(value, statement.section);
    const changes = changedAnswers(form, statement.section, signed.data, now, differ);
    since.set(id, { changes: changes.length > 0 ? changes : [versionChange(statement.schema, String(value.schema))] });
  }
  return since;
}

function whyLost(repository: Repository | null, { added }: Judged): string {
  if (!repository) return "without Git nobody can tell what changed";
  if (repository.shallow) return "what was signed is older than the history in this copy";
  return added
    ? "what was signed is in no recorded state of the document"
    : "what was signed is not in the history here";
}

/** The same answers to another version of the form: a signature is bound to the version it was given for. */
const versionChange = (before: string, after: string): Change => ({
  name: "the version of the form",
  label: "Version of the form",
  cell: null,
  address: "schema",
  before,
  after,
  much: `from ${before} to ${after}`,
  pieces: [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ],
});

/**
 * For each stale record of a candidate, by its id, what changed, in one clause: "cell 7, two sentences". Left out where
 * that cannot be told. Without a stale record it costs nothing.
 */
export async function describeStale(
  candidate: Pick<Candidate, "records" | "documents" | "present">,
  repository: Repository | null,
): Promise<Map<string, string>> {
  const clauses = new Map<string, string>();
  for (const [id, since] of await changesSince(candidate, repository))
    if ("changes" in since) clauses.set(id, summaryOf(since.changes));
  return clauses;
}
