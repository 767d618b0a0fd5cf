import { ask } from "../../ask.ts";
import { addDays } from "../../core/basics/dates.ts";
import { type Mapping, valuesAt } from "../../core/basics/values.ts";
import { documentName } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { count, type Profile } from "../../core/program/program.ts";
import { viewsOf } from "../../core/review/year.ts";
import { loadCandidate } from "../../data/candidate.ts";
import { appendItem } from "../../data/edit.ts";
import { readText } from "../../data/read.ts";
import { staleSchemaFiles } from "../../data/support-files.ts";
import { readYaml } from "../../data/yaml.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { cpselList, dayProblem } from "./new.ts";
import { knownCandidate, openProgram, type Where } from "./open.ts";
import { save } from "./save.ts";
import { cpselsFor, yearFiles } from "./year-files.ts";

export interface RolloverOptions extends Where {
  candidate: string;
  start?: string;
  cpsels?: string;
  extraYear?: boolean;
  yes?: boolean;
}

/** Begins the next year: its forms, the standards not yet worked on, and what carries over from the year before. */
export async function rollover(options: RolloverOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  await requireGit(program.root, true);
  const id = await knownCandidate(program, options.candidate);
  const candidate = await loadCandidate(program, id);
  const { profile } = candidate;
  if (!profile) throw new UserError(`The profile of ${id} cannot be read.`, undefined, candidate.problems);
  const last = [...profile.years].sort((one, other) => one.year - other.year).at(-1);
  const year = (last?.year ?? 0) + 1;
  const years = count(program.settings, "program.years");
  if (year > years && !options.extraYear)
    throw new UserError(
      `${profile.name} is in year ${last?.year} already; the program lasts ${years} years.`,
      `After a leave or an extension, for the standards that are not covered yet: ilp rollover ${id} --extra-year`,
    );
  const lastEnds = viewsOf(candidate, program).at(-1)?.programYear.ends;
  const nextStart = lastEnds === undefined ? profile["program-start"] : addDays(lastEnds, 1);
  const after = (day: string) =>
    dayProblem(day) ??
    (day >= nextStart ? null : `${day} lies before the next program year, which begins on ${nextStart}`);
  const { start = nextStart } = await ask(io, options.yes === true, [
    {
      name: "start",
      flag: "--start DATE",
      message: "First day of the year (YYYY-MM-DD):",
      given: options.start,
      fallback: nextStart,
      problem: after,
    },
  ]);
  const asked = cpselList(options.cpsels);
  const cpsels = cpselsFor(program, { ...candidate, profile }, year, asked);
  const entry: Mapping = { year, starts: start, ...(asked ? { cpsels: asked } : {}) };
  const path = `candidates/${id}/profile.yaml`;
  const lines = [`year: ${year}`, `starts: "${start}"`, ...(asked ? [`cpsels: [${asked.join(", ")}]`] : [])];
  const withYear = () => {
    const source = readText(program.root, path);
    if ("problem" in source) throw new UserError(`${path} cannot be read.`, undefined, [source.problem]);
    const read = readYaml(source.text);
    if ("value" in read && valuesAt(read.value, "years/*/year").some((begun) => begun.value === year))
      throw new UserError(`Year ${year} of ${id} was begun meanwhile.`, `See it: ilp status ${id}`);
    return { path, content: appendItem(source.text, "years", entry, lines, path) };
  };
  const next = { ...profile, years: [...profile.years, entry as unknown as Profile["years"][number]] } as Profile;
  const files = yearFiles(program, { ...candidate, profile: next }, year, cpsels);
  const carries = program.forms.find(({ fields }) => fields.some(({ prefill }) => prefill === "last-year"));
  const carried = files.find(
    (file) => carries && file.path.endsWith(`/${documentName(carries, year, null)}.yaml`),
  )?.path;
  await save(
    program.root,
    () => [withYear(), ...files, ...staleSchemaFiles(program.root, program.schemas, program.settings)],
    `Begin year ${year} for ${profile.name}`,
  );
  io.out(
    stepsText(
      io,
      `Year ${year} of ${safe(profile.name)} is set up: ${files.length} files in candidates/${id}/year-${year}${cpsels.length > 0 ? `, with goals on CPSEL ${cpsels.join(", ")}` : ""}.`,
      [
        ...(carried ? [`Look over what was carried over: ${carried}`] : []),
        `See what is open: ilp check ${id}`,
        `Print the forms: ilp export ${id}`,
      ],
    ),
  );
  return 0;
}
