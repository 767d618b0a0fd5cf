import { basename, resolve } from "node:path";
import cpsel from "../../../schemas/cpsel.json" with { type: "json" };
import { idFrom } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { planImport } from "../../core/program/people-import.ts";
import type { ImportColumn, ImportPlan, ImportRow, ImportWords, Known } from "../../core/program/people-table.ts";
import { roles } from "../../core/program/roles.ts";
import { candidateIds, loadCandidate } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { readPeopleTable } from "../../data/people-csv.ts";
import { readText } from "../../data/read.ts";
import { staleSchemaFiles } from "../../data/support-files.ts";
import type { NewFile } from "../../data/write.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { importText } from "../../views/people-import.ts";
import { stepsText } from "../../views/steps.ts";
import { reassigned } from "./assignments.ts";
import { candidateFiles } from "./candidate-files.ts";
import { openProgram, type Where } from "./open.ts";
import { withPeople } from "./people.ts";
import { save } from "./save.ts";

export interface ImportOptions extends Where {
  file: string;
  dryRun?: boolean;
}

/**
 * Sets up the people and candidates of a table: all of them, in one record, or none. What is there already stays as it
 * is, and what the table says otherwise is told.
 */
export async function importPeople({ file, dryRun = false, ...where }: ImportOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, where);
  if (!dryRun) await requireGit(program.root, true, "any");
  const { labels } = program.settings;
  const columnWords: Record<string, ImportColumn> = { [labels.coach]: "coach", [labels.supervisor]: "supervisor" };
  const { rows, problems } = readPeopleTable(resolve(io.cwd, file), columnWords);
  const plan = planImport(rows, await knownIn(program), await wordsOf(program, rows));
  const all = [...problems, ...plan.problems].sort((one, other) => one.line - other.line);
  const short = basename(file);
  if (all.length > 0)
    throw new UserError(
      `The table cannot be taken over:\n${all.map(({ line, text }) => `  ${short}:${line}: ${text}${/[.?]$/.test(text) ? "" : "."}`).join("\n")}`,
      "Nothing was written. Mend the table, and run the command once more.",
    );
  const told = importText(plan, short, dryRun, io);
  const steps = [
    ...(dryRun && isNew(plan) ? [`Do it: ilp people import ${/\s/.test(file) ? `"${file}"` : file}`] : []),
    ...(dryRun ? [] : ["See everyone: ilp people list", "See where everyone stands: ilp status"]),
  ];
  const note = dryRun || !isNew(plan) ? undefined : await carryOut(program, plan);
  io.out(told);
  if (steps.length > 0) io.out(stepsText(io, "", steps, note).replace(/^\n+/, "\n"));
  return 0;
}

const isNew = ({ people, candidates, assignments }: ImportPlan) =>
  people.length + candidates.length + assignments.length > 0;

async function carryOut(program: Program, plan: ImportPlan): Promise<string | undefined> {
  const files = plan.candidates.flatMap((candidate) =>
    candidateFiles(program, { ...candidate, year: 1, transferredIn: false }),
  );
  const said = [
    ...(plan.people.length > 0 ? [`add ${plan.people.length} to the program`] : []),
    ...(plan.candidates.length > 0 ? [`set up ${plan.candidates.length}`] : []),
    ...(plan.assignments.length > 0 ? [`assign ${plan.assignments.length}`] : []),
  ].join(", ");
  return save(
    program.root,
    () => [
      ...(plan.people.length > 0 ? [withPeople(program.root, plan.people)] : []),
      ...files,
      ...assignedFiles(program, plan.assignments),
      ...staleSchemaFiles(program.root, program.schemas, program.settings),
    ],
    `Import people: ${said}`,
  );
}

/** The profiles of candidates who are there already, with those who are assigned. Throws UserError. */
function assignedFiles({ root }: Program, assignments: ImportPlan["assignments"]): NewFile[] {
  const texts = new Map<string, string>();
  for (const { candidate, ...assignment } of assignments) {
    const path = `candidates/${candidate}/profile.yaml`;
    const source = texts.has(path) ? { text: texts.get(path) ?? "" } : readText(root, path);
    if ("problem" in source) throw new UserError(`${path} cannot be read.`, undefined, [source.problem]);
    texts.set(path, reassigned(source.text, assignment, path).content);
  }
  return [...texts].map(([path, content]) => ({ path, content }));
}

async function knownIn(program: Program): Promise<Known> {
  const candidates: Known["candidates"] = new Map();
  for (const id of candidateIds(program.root)) candidates.set(id, (await loadCandidate(program, id)).profile);
  return { people: program.people.people, candidates };
}

async function wordsOf({ settings }: Program, rows: ImportRow[]): Promise<ImportWords> {
  const { candidate, coach, supervisor } = settings.labels;
  const labels = Object.entries({ ...cpsel.roles, candidate, coach, supervisor });
  const ids = new Map<string, string>();
  for (const { name = "" } of rows) ids.set(name, await idFrom(name));
  const roleNames = new Map(
    [...labels, ...Object.entries(cpsel.roles), ...roles.map((role) => [role, role])].map(([role = "", word = ""]) => [
      word.toLowerCase(),
      role,
    ]),
  );
  return {
    roleOf: (word) => roleNames.get(word.toLowerCase()) ?? null,
    roles,
    labelOf: (role) => settings.labels[role],
    idOf: (name) => ids.get(name) ?? "",
  };
}
