import { existsSync } from "node:fs";
import { dirname, join, resolve as resolvePath } from "node:path";
import type { ValidateFunction } from "ajv";
import type { Finding } from "../core/problems/finding.ts";
import { UserError } from "../core/problems/user-error.ts";
import { type ByDefault, withPolicy } from "../core/program/policy.ts";
import type { People, Rulebook, Settings } from "../core/program/program.ts";
import { validatorName } from "../forms/ajv-options.ts";
import { readActs, readForms, type Schemas, withAddedFields } from "../forms/table.ts";
import { builtInSchemas } from "../generated/schemas.ts";
import * as validators from "../generated/validators.js";
import { compileReason, formNameProblems } from "./form-names.ts";
import { programForms } from "./program-forms.ts";
import { formProblems, peopleProblems, settingsProblems } from "./program-problems.ts";
import { located, readMapping } from "./read.ts";
import { schemaFindings } from "./validate.ts";
import { wordingProblems } from "./wording-problems.ts";

/** A program folder as read: its rules, its people, and where it lies. Candidates are read one by one. */
export interface Program extends Rulebook {
  root: string;
  schemas: Schemas;
  validatorOf: (form: string) => ValidateFunction;
  /** Forms the program made itself or added fields to: the Word forms of the package do not fit them. */
  changedForms: string[];
}

/** The folder with program.yaml, here or above. Throws UserError when there is none. */
export function findProgram(cwd: string, named?: string): string {
  const start = resolvePath(cwd, named ?? ".");
  if (named !== undefined) {
    if (existsSync(join(start, "program.yaml"))) return start;
    throw new UserError(
      `${named} is not a program folder: it has no program.yaml.`,
      "To start a program: ilp init DIR",
    );
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "program.yaml"))) return folder;
    if (folder === dirname(folder))
      throw new UserError(
        "This is not a program folder: there is no program.yaml here or above.",
        "Go to your program's folder, or start one: ilp init DIR",
      );
  }
}

const compiled = validators as unknown as Record<string, ValidateFunction>;
const compiledFor = (form: string) => compiled[validatorName(`${form}.schema.json`)];

/** Reads program.yaml, people.yaml and the forms. Throws UserError, with findings, when they cannot be used. */
export async function loadProgram(root: string): Promise<Program> {
  const schemas = builtInSchemas;
  const program = await readAs<Settings>(root, "program", schemas);
  const roster = await readAs<People>(root, "people", schemas);
  const own = await programForms(root, schemas);
  const problems = [...program.problems, ...roster.problems, ...own.problems];
  if (program.value)
    problems.push(...inFile("program.yaml", settingsProblems(program.value, { ...schemas, ...own.schemas })));
  if (roster.value) problems.push(...inFile("people.yaml", peopleProblems(roster.value)));
  const { value: people } = roster;
  if (!program.value || !people || problems.length > 0) throw await unusable(root, problems);
  const settings = withPolicy(program.value, defaultPolicy(schemas));
  const merged = withAddedFields({ ...schemas, ...own.schemas }, settings);
  const special = [...Object.keys(own.schemas).map((file) => file.replace(".schema.json", "")), ...merged.changed];
  const atRunTime = special.length > 0 ? (await import("./compile.ts")).compiler(merged.schemas) : null;
  const validatorOf = (form: string) => {
    const validate = special.includes(form) ? atRunTime?.(form) : compiledFor(form);
    if (!validate) throw new Error(`no validator for ${form}`);
    return validate;
  };
  if (atRunTime)
    problems.push(
      ...special.flatMap((form) => compileProblem(form, validatorOf, `${form}.schema.json` in own.schemas)),
    );
  if (problems.length > 0) throw await unusable(root, problems);
  const { forms, missing } = await readable(root, merged.schemas, settings, Object.keys(own.schemas));
  problems.push(...inFile("program.yaml", formProblems(settings, forms, missing, merged.schemas)));
  problems.push(...inFile("program.yaml", wordingProblems(settings, merged.schemas)));
  problems.push(
    ...formNameProblems(
      forms,
      Object.keys(own.schemas).map((file) => file.replace(".schema.json", "")),
      settings,
    ),
  );
  if (problems.length > 0) throw await unusable(root, problems);
  const acts = readActs(merged.schemas, settings);
  return { root, settings, people, forms, acts, schemas: merged.schemas, validatorOf, changedForms: special };
}

/** A form that contains itself has no end. */
async function readable(root: string, schemas: Schemas, settings: Settings, own: string[]) {
  try {
    return readForms(schemas, settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [file] = own;
    const path = file ? `forms/${file}` : "program.yaml";
    const data = { reason: "a part of it contains itself, so that it has no end" };
    throw await unusable(root, [{ code: "form-broken", data, path, pointer: "" }]);
  }
}

/** What counts as signed, and how it is reviewed, where program.yaml does not say: as its schema has it. */
export function defaultPolicy(schemas: Schemas): Required<ByDefault> {
  const { properties } = schemas["program.schema.json"] as unknown as {
    properties: { [Key in keyof ByDefault]-?: { default: Required<ByDefault>[Key] } };
  };
  const { signatures, review, requirements } = properties;
  return { signatures: signatures.default, review: review.default, requirements: requirements.default };
}

const inFile = (path: string, problems: Omit<Finding, "path">[]): Finding[] =>
  problems.map((each) => ({ ...each, path }));

/** Everything that stands in the way, at once, each with its place. */
async function unusable(root: string, problems: Finding[]): Promise<UserError> {
  const names = [...new Set(problems.map(({ path }) => path))];
  const use = names.length === 1 ? "cannot be used as it is" : "cannot be used as they are";
  return new UserError(`${names.join(" and ")} ${use}.`, undefined, await located(root, problems));
}

function compileProblem(form: string, validatorOf: (form: string) => ValidateFunction, own: boolean): Finding[] {
  try {
    validatorOf(form);
    return [];
  } catch (error) {
    const place = own
      ? { path: `forms/${form}.schema.json`, pointer: "" }
      : { path: "program.yaml", pointer: `/fields/${form}` };
    return [{ code: "form-broken", data: { reason: compileReason((error as Error).message) }, ...place }];
  }
}

async function readAs<T>(
  root: string,
  form: "program" | "people",
  schemas: Schemas,
): Promise<{ value: T | null; problems: Finding[] }> {
  const path = `${form}.yaml`;
  const read = await readMapping(root, path);
  if ("problem" in read) {
    const data = { remedy: `Bring its last version back: git restore ${path}`, ...read.problem.data };
    return { value: null, problems: [{ ...read.problem, data }] };
  }
  const validate = compiledFor(form);
  const schema = schemas[`${form}.schema.json`];
  if (!validate || !schema) throw new Error(`no validator for ${form}`);
  const problems = inFile(path, schemaFindings(read.value, validate, schema, schemas));
  return { value: problems.length > 0 ? null : (read.value as unknown as T), problems };
}
