/** Small programs and candidates for tests of the pure core: only what a test speaks of is written down in it. */
import { parse } from "yaml";
import type { Mapping } from "../src/core/basics/values.ts";
import { assess } from "../src/core/findings/assess.ts";
import type { Assessed, CandidateStatus } from "../src/core/findings/status.ts";
import { matches } from "../src/core/forms/form.ts";
import type { Candidate, Document, People, Profile, Rulebook, Settings } from "../src/core/program/program.ts";
import { standingOf } from "../src/core/review/standing.ts";
import { programText } from "../src/data/presets.ts";
import { readActs, readForms } from "../src/forms/table.ts";
import { builtInSchemas } from "../src/generated/schemas.ts";

export const schemas = builtInSchemas;

export const people: People = {
  schema: "people@1",
  people: [
    { id: "coach-one", name: "Coach One", roles: ["coach"] },
    { id: "coach-two", name: "Coach Two", roles: ["coach"] },
    { id: "supervisor-one", name: "Supervisor One", roles: ["supervisor"] },
    { id: "both-roles", name: "Both Roles", roles: ["coach", "supervisor"] },
  ],
};

/** Settings of a preset, with requirements changed: { "pd.hours": 30 }. */
export function settingsOf(preset = "combined", changes: Record<string, unknown> = {}): Settings {
  const settings = parse(programText(preset, { id: "test-program", district: "Test District" })) as Settings;
  for (const [key, value] of Object.entries(changes))
    Object.assign(settings.requirements, { [key]: { value, source: "test" } });
  return settings;
}

export function rulebookOf(settings: Settings = settingsOf()): Rulebook {
  return { settings, people, forms: readForms(schemas, settings).forms, acts: readActs(schemas, settings) };
}

export const profileOf = (changes: Partial<Profile> = {}): Profile => ({
  schema: "profile@1",
  id: "candidate-one",
  name: "Candidate One",
  kind: "induction",
  site: "School",
  position: "Assistant Principal",
  "program-start": "2023-08-14",
  "transferred-in": false,
  assignments: [{ role: "coach", person: "coach-one", from: "2023-08-14", to: null }],
  years: [{ year: 1, starts: "2023-08-14" }],
  ...changes,
});

/** A candidate with just these documents, by name: { "year-1/pd-log": { entries: [...] } }. */
export function candidateOf(
  documents: Record<string, Mapping>,
  profile: Profile = profileOf(),
  rulebook: Rulebook = rulebookOf(),
): Candidate {
  const all: Record<string, Mapping> = { profile: profile as unknown as Mapping, ...documents };
  const read = Object.entries(all).map(([name, value]): Document => {
    const form = rulebook.forms.find((each) => matches(each, name));
    if (!form) throw new Error(`no form for ${name}`);
    const year = /^year-(\d)/.exec(name)?.[1];
    return {
      form,
      file: `candidates/candidate-one/${name}.yaml`,
      name,
      year: year ? Number(year) : null,
      value: { schema: `${form.id}@1`, ...value },
    };
  });
  return {
    id: profile.id,
    profile,
    documents: read,
    problems: [],
    present: new Set(Object.keys(all)),
    evidenceFiles: null,
  };
}

export interface Case {
  documents: Record<string, Mapping>;
  profile?: Partial<Profile>;
  requirements?: Record<string, unknown>;
  preset?: string;
  today?: string;
  milestones?: Record<string, string>;
}

export function statusOf({
  documents,
  profile,
  requirements,
  preset,
  today = "2024-07-01",
  milestones = {},
}: Case): CandidateStatus {
  const settings = settingsOf(preset, requirements);
  for (const milestone of settings.milestones) milestone.due = milestones[milestone.id] ?? milestone.due;
  const rulebook = rulebookOf(settings);
  return assess(standingOf(candidateOf(documents, profileOf(profile), rulebook), rulebook), today);
}

/** Codes found in one document, or everywhere. */
export const codesIn = (status: CandidateStatus, document?: string): string[] =>
  status.findings.filter((each) => document === undefined || each.document === document).map((each) => each.code);

export const findingsOf = (status: CandidateStatus, code: string): Assessed[] =>
  status.findings.filter((each) => each.code === code);
