import { standards } from "../basics/levels.ts";
import type { Mapping } from "../basics/values.ts";
import { isMapping, items } from "../basics/values.ts";
import type { Form } from "../forms/form.ts";
import { count, type Document, listed, type Profile, type Settings } from "../program/program.ts";

/** What is known of a candidate's standards: profile and documents of all years. */
export interface Covering {
  profile: Profile;
  documents: Document[];
  settings: Settings;
  forms: Form[];
}

const standardsIn = (rows: Mapping[]): number[] =>
  rows.flatMap(({ cpsel }) => (typeof cpsel === "number" ? [cpsel] : []));

const rowsOf = (documents: Document[], form: string, year: number, key: string): Mapping[] =>
  documents
    .filter((each) => each.form.id === form && each.year === year)
    .flatMap(({ value }) => items(value[key]).filter(isMapping));

/** Standards that another program covered, as the profile keeps them. */
export const coveredElsewhere = ({ "covered-elsewhere": elsewhere }: Profile): number[] => elsewhere?.cpsels ?? [];

/** Who did an earlier year in another program brings standards along; which ones, somebody has to say. */
export const isCoverageUnknown = ({ profile, settings, forms }: Omit<Covering, "documents">): boolean =>
  profile["transferred-in"] === true &&
  Math.min(...profile.years.map(({ year }) => year)) > 1 &&
  coveredElsewhere(profile).length === 0 &&
  count(settings, "cpsels.covered") > 0 &&
  forms.some(({ id }) => id === "admin-ilp");

/** Whether a year comes after those the program has: after a leave, or an extension. */
export const isExtraYear = (year: number, settings: Settings): boolean => year > count(settings, "program.years");

/**
 * Standards that count as covered before a year: elsewhere, and by the plans of the years before. In an extra year, of
 * these only what the Final of its year found met (seed 004: met or exemplified).
 */
export function coveredBefore(year: number, { profile, documents, settings, forms }: Covering): number[] {
  const isStrict = isExtraYear(year, settings) && forms.some(({ id }) => id === "collaborative-final");
  const passing = listed(settings, "levels.passing");
  const before = [...new Set(documents.flatMap((each) => each.year ?? []))].filter((each) => each < year);
  const inYears = before.flatMap((each) => {
    const planned = standardsIn(rowsOf(documents, "admin-ilp", each, "goals"));
    if (!isStrict) return planned;
    const met = rowsOf(documents, "collaborative-final", each, "assessment").filter(({ level }) =>
      passing.includes(level ?? null),
    );
    return planned.filter((cpsel) => standardsIn(met).includes(cpsel));
  });
  return [...new Set([...coveredElsewhere(profile), ...inYears])];
}

/** The standards that are still to be covered, of the six there are. */
export function uncoveredBefore(year: number, covering: Covering): number[] {
  const covered = coveredBefore(year, covering);
  return standards.filter((cpsel) => !covered.includes(cpsel));
}

/** The rules of a year: where less is left than a year asks for, it asks for that (after a transfer, and in an extra year). */
export function settingsOfYear(year: number, covering: Covering): Settings {
  const { settings, profile } = covering;
  if (count(settings, "cpsels.covered") === 0) return settings;
  if (!isExtraYear(year, settings) && coveredElsewhere(profile).length === 0) return settings;
  const left = uncoveredBefore(year, covering).length;
  const fewer = ["goals.per_year", "year_end.per_year"].flatMap((key) => {
    const entry = (settings.requirements as Record<string, { value: unknown; source: string } | undefined>)[key];
    return entry && count(settings, key) > left ? [[key, { ...entry, value: left }] as const] : [];
  });
  return fewer.length === 0
    ? settings
    : { ...settings, requirements: { ...settings.requirements, ...Object.fromEntries(fewer) } };
}
