import { relative } from "node:path";
import { isMapping, type Mapping } from "../../core/basics/values.ts";
import { expectedDocuments } from "../../core/findings/expected.ts";
import { goalCpsels } from "../../core/findings/facts.ts";
import { type Candidate, count, listed, type Profile } from "../../core/program/program.ts";
import { isCoverageUnknown, uncoveredBefore } from "../../core/review/coverage.ts";
import { profileFacts, viewsOf } from "../../core/review/year.ts";
import type { Program } from "../../data/load.ts";
import type { NewFile } from "../../data/write.ts";
import { readYaml } from "../../data/yaml.ts";
import { scaffold } from "../../forms/scaffold.ts";

/**
 * The standards of a year's goals: as asked, as the profile or the program fixes them, else the first that no other year
 * or program took. None where nobody has said yet what another program covered: it is asked, not guessed.
 */
export function cpselsFor(
  { settings, forms }: Program,
  { documents, profile }: Pick<Candidate, "documents"> & { profile: Profile },
  year: number,
  asked?: number[],
): number[] {
  if (asked) return asked;
  const own = profile.years.find((each) => each.year === year)?.cpsels ?? [];
  const fixed = own.length > 0 ? own : listed(settings, "cpsels.by_year")[year - 1];
  if (Array.isArray(fixed) && fixed.length > 0) return fixed as number[];
  if (isCoverageUnknown({ profile, settings, forms })) return [];
  const free = uncoveredBefore(year, { profile, documents, settings, forms });
  const later = documents
    .filter((document) => document.form.id === "admin-ilp" && (document.year ?? 0) > year)
    .flatMap((document) => goalCpsels({ documents: [document] }));
  return free.filter((cpsel) => !later.includes(cpsel)).slice(0, count(settings, "goals.per_year"));
}

/** A candidate of whom there is no file yet. */
export const freshCandidate = (id: string, profile: Profile): Candidate & { profile: Profile } => ({
  ...{ id, profile, documents: [], problems: [], present: new Set<string>(), evidenceFiles: null },
});

/** Fresh documents for a year: every one that is owed (optional ones too) and not there. Pure but for nothing: it only makes text. */
export function yearFiles(
  program: Program,
  candidate: Candidate & { profile: Profile },
  year: number,
  cpsels: number[],
): NewFile[] {
  const { id, profile } = candidate;
  const documents = [...candidate.documents];
  const files: NewFile[] = [];
  // Forms with one file for each answer of another form come after that form.
  const inOrder = [...program.forms].sort(
    (one, other) => Number(one.each?.of.includes("/") ?? false) - Number(other.each?.of.includes("/") ?? false),
  );
  for (const form of inOrder.filter((each) => each.path !== "profile")) {
    const view = viewsOf({ ...candidate, documents }, program).find((each) => each.year === year);
    if (!view) continue;
    for (const { name, value } of expectedDocuments(form, view)) {
      if (candidate.present.has(name)) continue;
      const path = `candidates/${id}/${name}.yaml`;
      const lastYear = documents.find(
        (document) => document.name === name.replace(`year-${year}`, `year-${year - 1}`) && year > 1,
      )?.value;
      const facts: Mapping = { ...(profile as unknown as Mapping), ...profileFacts(view) };
      const schemaPath = relative(`/${path}/..`, `/.ilp/schemas/${form.id}.schema.json`);
      const content = scaffold(
        form,
        { settings: view.settings, profile: facts, each: value, cpsels, ...(lastYear ? { lastYear } : {}) },
        schemaPath.replaceAll("\\", "/"),
      );
      files.push({ path, content });
      const read = readYaml(content);
      if ("value" in read && isMapping(read.value))
        documents.push({ form, file: path, name, year: form.path.includes("{year}") ? year : null, value: read.value });
    }
  }
  return files;
}
