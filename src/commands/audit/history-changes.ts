import { basename } from "node:path";
import { momentIn } from "../../core/basics/moment.ts";
import type { Candidate } from "../../core/program/program.ts";
import { programId } from "../../core/records/statement.ts";
import type { PastChange } from "../../core/reports/past.ts";
import { changesBelow } from "../../git/history.ts";
import type { Repository } from "../../git/open.ts";
import { damageToRecords, lookAt } from "../../signatures/look.ts";

/** Folders of a candidate that hold no documents. */
const noDocuments = /^(signatures|case|evidence)\//;

/** Who wrote the candidate's documents when, oldest first; only these documents unless null. Null where nothing is recorded. */
export async function documentChanges(
  repository: Repository | null,
  candidate: string,
  timeZone: string,
  only: string[] | null,
): Promise<PastChange[] | null> {
  if (!repository?.head) return null;
  const folder = candidate === programId ? "" : `candidates/${candidate}/`;
  const places = candidate === programId ? ["people.yaml", "program.yaml"] : [folder.slice(0, -1)];
  const { changes } = await changesBelow(repository, places);
  // Commits turn around, the files of each keep their order.
  const commits = new Map<string, typeof changes>();
  for (const change of changes) commits.set(change.commit, [...(commits.get(change.commit) ?? []), change]);
  return [...commits.values()]
    .reverse()
    .flat()
    .flatMap(({ path, status, author, at, commit }) => {
      const file = path.slice(folder.length);
      const what = file.replace(/\.yaml$/, "");
      if (what === file || noDocuments.test(file) || (only && !only.includes(what))) return [];
      const by = author.email ? `${author.name} <${author.email}>` : author.name;
      return [{ when: momentIn(timeZone, at), at, what, status, by, commit }];
    });
}

/** Records, and files they name, that were edited or taken away, oldest first. */
export async function damageOf(
  repository: Repository | null,
  { id, records = [] }: Pick<Candidate, "id" | "records">,
  timeZone: string,
): Promise<PastChange[]> {
  if (!repository?.head) return [];
  const look = (await lookAt(repository, [id])).get(id);
  return damageToRecords(look, records).map(({ path, status, commit, by, at }) => {
    const what = /-([0-9a-f]{12})\.yaml$/.exec(path)?.[1] ?? basename(path);
    return { when: momentIn(timeZone, at), at, what, status, by, commit };
  });
}
