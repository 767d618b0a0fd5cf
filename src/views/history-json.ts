import { summaryOf } from "../core/merge/change-summary.ts";
import { remarkWords } from "../core/records/words.ts";
import type { Past, PastAct } from "../core/reports/past.ts";
import { jsonText } from "./json.ts";

/** What `ilp history --json` prints: the shape others may rely on. */
export function historyJson(past: Past, { diff }: { diff: boolean }): string {
  const { acts, changes, damage, ...rest } = past;
  return jsonText({
    ...rest,
    records: acts.map((act) => actJson(act, diff)),
    damage,
    ...(changes ? { changes } : {}),
  });
}

function actJson({ record, title, name, since, process }: PastAct, diff: boolean) {
  const { statement, id, path, day, state, assurance, accepted, reason, remarks, added, recorded } = record;
  const changes = since && "changes" in since ? since.changes : null;
  return {
    id,
    path,
    at: statement?.at ?? null,
    day,
    act: statement?.act ?? null,
    document: statement?.document ?? null,
    section: statement?.section ?? null,
    title,
    role: statement?.role ?? null,
    signer: statement?.signer ?? null,
    name,
    state,
    assurance,
    accepted,
    because: reason,
    remarks: remarks.map(remarkWords),
    commit: added?.commit ?? null,
    recorded,
    reason: statement?.reason,
    decision: statement?.decision,
    feedback: statement?.feedback,
    resubmitBy: statement?.resubmit_by,
    of: statement?.of,
    covers: statement?.covers,
    entry: statement?.entry,
    paper: statement?.paper,
    ...(process
      ? { attempt: process.attempt, says: process.says.join(" "), files: process.files, notCounted: process.refused }
      : {}),
    ...(since
      ? {
          changed: changes ? summaryOf(changes) : null,
          ...(changes && diff ? { changes } : {}),
          ...("lost" in since ? { lost: since.lost } : {}),
        }
      : {}),
  };
}
