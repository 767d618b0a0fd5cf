import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import { matches } from "../core/forms/form.ts";
import { withPolicy } from "../core/program/policy.ts";
import type { Candidate, Document, People, Profile, Settings } from "../core/program/program.ts";
import { decode } from "../data/decode.ts";
import { defaultPolicy, type Program } from "../data/load.ts";
import { parseText } from "../data/parse.ts";
import type { Repository } from "../git/open.ts";
import { blobId, listTree, readBlobs, type TreeEntry } from "../git/tree.ts";

/** A candidate's documents as Git has them, and which files lie here differently. */
export interface RecordedCandidate {
  id: string;
  profile: Profile | null;
  documents: Document[];
  differs: string[];
}

export interface RecordedProgram {
  people: People;
  settings: Settings;
  /** Files that are saved in Git and cannot be used as they are. */
  unusable: string[];
  /** people.yaml and program.yaml as they are recorded. */
  files: () => Promise<{ people: Mapping; program: Mapping }>;
  candidates: RecordedCandidate[];
}

/**
 * People, policy and documents as recorded, read here where a file is the same byte for byte: two starts of Git at
 * most. Documents that Git does not have yet are left out.
 */
export async function recordedProgram(
  program: Program,
  candidates: Candidate[],
  repository: Repository,
): Promise<RecordedProgram> {
  const { root } = repository;
  const folders = candidates.map(({ id }) => `candidates/${id}`);
  const entries = repository.head
    ? await listTree(repository, repository.head, ["people.yaml", "program.yaml", ...folders])
    : [];
  const wanted = entries.filter(
    ({ path }) => path.endsWith(".yaml") && !/^candidates\/[^/]+\/(signatures|case|evidence)\//.test(path),
  );
  const other = wanted.filter(({ path, blob }) => blobHere(root, path, repository) !== blob);
  const blobs = await readBlobs(
    repository,
    other.map(({ blob }) => blob),
  );
  const asRecorded = async ({ path, blob }: TreeEntry): Promise<Mapping | null> =>
    mappingOf(blobs.get(blob) ?? readFileSync(join(root, path)));
  const isOther = new Set(other.map(({ path }) => path));
  const top = async (path: string): Promise<Mapping | null> => {
    const entry = wanted.find((each) => each.path === path);
    return entry ? asRecorded(entry) : null;
  };
  // Read once more only where they are not the same: a large program has a thousand people.
  const people = isOther.has("people.yaml") ? await top("people.yaml") : null;
  const settings = isOther.has("program.yaml") ? await top("program.yaml") : null;
  return {
    people: (fits(program, "people", people) ? people : program.people) as unknown as People,
    settings: fits(program, "program", settings)
      ? withPolicy(settings as unknown as Settings, defaultPolicy(program.schemas))
      : program.settings,
    unusable: (["people", "program"] as const).flatMap((name) => {
      const read = name === "people" ? people : settings;
      return isOther.has(`${name}.yaml`) && !fits(program, name, read) ? [`${name}.yaml`] : [];
    }),
    files: async () => ({ people: (await top("people.yaml")) ?? {}, program: (await top("program.yaml")) ?? {} }),
    candidates: await Promise.all(
      candidates.map((candidate) => recordedCandidate(program, candidate, wanted, isOther, asRecorded)),
    ),
  };
}

async function recordedCandidate(
  program: Program,
  candidate: Candidate,
  entries: TreeEntry[],
  isOther: Set<string>,
  asRecorded: (entry: TreeEntry) => Promise<Mapping | null>,
): Promise<RecordedCandidate> {
  const folder = `candidates/${candidate.id}/`;
  const documents: Document[] = [];
  const differs: string[] = [];
  for (const entry of entries.filter(({ path }) => path.startsWith(folder))) {
    const here = candidate.documents.find(({ file }) => file === entry.path);
    if (here && !isOther.has(entry.path)) {
      documents.push(here);
      continue;
    }
    const name = entry.path.slice(folder.length).replace(/\.yaml$/, "");
    const form = program.forms.find((each) => matches(each, name));
    const value = form ? await asRecorded(entry) : null;
    if (isOther.has(entry.path)) differs.push(entry.path);
    // Not held to its schema: a slip in one part says nothing about a signature of another.
    if (form && value)
      documents.push({ form, file: entry.path, name, year: Number(/^year-(\d+)/.exec(name)?.[1]) || null, value });
  }
  const profile = documents.find(({ form }) => form.id === "profile");
  const same = profile && candidate.documents.includes(profile);
  const read = profile && fits(program, "profile", profile.value) ? (profile.value as unknown as Profile) : null;
  return { id: candidate.id, profile: same ? candidate.profile : read, documents, differs };
}

const fits = (program: Program, form: string, value: Mapping | null): boolean =>
  value !== null && program.validatorOf(form)(value) === true;

function blobHere(root: string, path: string, { format }: Repository): string | null {
  try {
    return blobId(readFileSync(join(root, path)), format);
  } catch {
    return null;
  }
}

/** What a file says; null for one that holds no mapping. */
export async function mappingOf(bytes: Uint8Array): Promise<Mapping | null> {
  const decoded = decode(bytes);
  const parsed = "text" in decoded ? await parseText(decoded.text) : decoded;
  return "value" in parsed && isMapping(parsed.value) ? parsed.value : null;
}
